"""What became of a meeting, as the screens tell it: bundles by their numbers, and keys where commands are typed."""

from collections.abc import Iterator

from linkworker.sync.kept_aside import aside_words, why_aside
from linkworker.sync.met import Met

SIX = "Its six words"
"""How the sentence begins that names the words of a bundle."""
_DIGITS = 6  # of a bundle's number in its file's name


def told(met: Met) -> Iterator[str]:
    """Yield what to tell. Of what went over a network, or went before, nobody compares the six words."""
    sent = {each.name: f"bundle {int(each.name.partition('.')[0][-_DIGITS:])}" for each in met.delivered}
    for words in met.sentences():
        said = why_aside(met.aside) if words == aside_words(met.aside) else words
        for name, number in sent.items():
            said = said.replace(name, number if words.find(name) else number.capitalize())
        if not (sent and words.startswith(SIX)):
            yield said
