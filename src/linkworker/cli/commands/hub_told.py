"""What became of bundles, in lines."""

from collections.abc import Iterable, Iterator

from linkworker.base.words import count
from linkworker.hub.refusing import WORDS
from linkworker.hub.taken import Taken, TakenState

_CLOCK = {"ahead": "The laptop's clock is ahead.", "behind": "The laptop's clock is behind."}


def told_of_bundles(taken: Iterable[Taken]) -> Iterator[str]:
    """Yield a line for each bundle."""
    for each in taken:
        yield f"{_which(each)}: {_what(each)}"


def _which(taken: Taken) -> str:
    return f"{taken.short} bundle {taken.number}" if taken.short else taken.name


def _what(taken: Taken) -> str:
    match taken.state:
        case TakenState.TAKEN_IN:
            said = _counted(taken)
            return f"{said} {_CLOCK[taken.clock]}" if taken.clock else said
        case TakenState.KNOWN:
            return "here already."
        case TakenState.WAITS:
            return "waits for one before it."
        case TakenState.HELD:
            return "kept sealed, since the laptop is suspended."
    words = WORDS[taken.why] if taken.why else ""
    where = f" It is in quarantine as {taken.kept}." if taken.kept else ""
    return f"not taken in. {words}{where}{f' {taken.fault}' if taken.fault else ''}"


def _counted(taken: Taken) -> str:
    if taken.applied is None:
        return "taken in."
    found = taken.applied
    more = f", {count(found.conflicts, 'conflict')}" if found.conflicts else ""
    lost = f" {count(found.homeless, 'value')} left out: nothing came that they belong to." if found.homeless else ""
    return f"taken in, {count(found.new, 'entry', 'entries')}{more}.{lost}"
