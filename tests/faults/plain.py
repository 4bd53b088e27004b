"""Whether a sentence that a worker reads is plain: short, whole, and without a machine's words."""

import re

_MOST_WORDS = 24
_NOT_SAID = re.compile(
    r"please|sorry|invalid|illegal|oops|errno|sqlite|traceback|exception|database|operationalerror|\bNone\b|0x",
    re.IGNORECASE,
)


def is_plain(said: str) -> bool:
    """Say whether every sentence ends, is short, and has none of a machine's words in it."""
    sentences = [sentence for sentence in re.split(r"(?<=[.?!])\s+", said.strip()) if sentence]
    short = all(len(sentence.split()) <= _MOST_WORDS for sentence in sentences)
    return bool(sentences) and said.strip()[-1] in ".?!" and short and not _NOT_SAID.search(said)
