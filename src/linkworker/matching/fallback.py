"""What to do when nothing fits: ask, look at the nearest, tell of what needs no referral."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from linkworker.base.words import count
from linkworker.matching.match import Match, Matches
from linkworker.matching.reasons import asks_person
from linkworker.matching.rules import rules
from linkworker.matching.verdict import Group, Outcome, Verdict
from linkworker.matching.wording import Wording

_OPEN = (Verdict.NOT_MET, Verdict.NOT_KNOWN)


@dataclass(frozen=True, slots=True)
class Ask:
    """Something the person or their worker can answer, and how many activities hang on it: 0 where it bars none."""

    test: str
    sentence: str
    activities: int
    words: str
    """How many, as shown: "12 activities hang on it"."""


@dataclass(frozen=True, slots=True)
class Fallback:
    """What is always on offer."""

    sentence: str
    asks: tuple[Ask, ...]
    nearest: tuple[Match, ...]
    """Those with the least in the way, best first."""
    signposts: tuple[Match, ...]
    """Those that the person can be told of now: only sharing information stands in the way."""


def fallback(matches: Matches, places: Mapping[str, str] | None = None) -> Fallback:
    """Return what can be done next, whatever the matches are; most useful when nothing fits."""
    shown = rules().limits["fallback_shown"]
    others = matches.fits_if + matches.does_not_fit
    # A stable sort: what has the same number of things in the way stays in the order of the matches.
    nearest = sorted(others, key=_distance)[:shown]
    signposts = [match for match in others if _only_sharing(match)][:shown]
    return Fallback(_sentence(matches), asks(matches, places), tuple(nearest), tuple(signposts))


def asks(matches: Matches, places: Mapping[str, str] | None = None) -> tuple[Ask, ...]:
    """Return what is worth asking, what most activities hang on first; those that do not fit anyway are left out."""
    words = Wording(matches.person.who, places or {})
    held: Counter[str] = Counter()
    first: dict[str, Outcome] = {}
    for match in matches.fits + matches.fits_if:
        open_ends = (found for found in match.outcomes if found.verdict in _OPEN and asks_person(found))
        for sentence, outcome in {words.fix(found): found for found in open_ends}.items():
            held[sentence] += outcome.group > Group.FITS
            first.setdefault(sentence, outcome)
    found = [Ask(first[text].test, text, number, _hanging(number)) for text, number in held.items()]
    return tuple(sorted(found, key=lambda ask: (-ask.activities, ask.sentence)))


def _hanging(number: int) -> str:
    if not number:
        return "Nothing hangs on it, but it is good to know"
    return f"{count(number, 'activity hangs', 'activities hang')} on it"


def _distance(match: Match) -> tuple[int, int]:
    against = match.against()
    return sum(found.group is Group.DOES_NOT_FIT for found in against), len(against)


def _only_sharing(match: Match) -> bool:
    against = match.against()
    refused = any(found.group is Group.DOES_NOT_FIT and not rules().tests[found.test].sharing for found in against)
    return bool(against) and not refused and all(rules().tests[found.test].sharing for found in against)


def _sentence(matches: Matches) -> str:
    who = matches.person.who
    if matches.fits:
        return f"{count(len(matches.fits), 'activity fits', 'activities fit')} {who}."
    if matches.fits_if:
        return f"Nothing fits {who} yet. {count(len(matches.fits_if), 'activity', 'activities')} would, on a condition."
    if matches.does_not_fit:
        return f"Nothing fits {who}. The nearest are listed, with what would have to change."
    return "There are no activities yet. Bring in a directory, or add one."
