"""That nothing fitted, kept as evidence that something is missing. It names nobody."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from linkworker.base.words import count
from linkworker.matching.match import Match, Matches
from linkworker.matching.rules import rules
from linkworker.matching.verdict import Group
from linkworker.matching.wording import joined, label, lower_first

NONE_OF_THIS_KIND = "none-of-this-kind"


@dataclass(frozen=True, slots=True)
class GapEvidence:
    """What was looked for, where, and why nothing fitted: nothing that tells of a person."""

    domain: str | None
    """Code of the need's domain."""
    kind_wanted: str | None
    area: str | None
    establishment: str | None
    reasons: tuple[str, ...]
    """Codes of `gap-reason`, the commonest first."""
    words: str


def gap(matches: Matches, domain: str | None = None, kind_wanted: str | None = None) -> GapEvidence | None:
    """Return the evidence for a need's domain and a kind of activity, or None when something of them fits."""
    looked_at = [match for match in matches.all() if _is_wanted(match, domain, kind_wanted)]
    if any(match.group is Group.FITS for match in looked_at):
        return None
    reasons = _reasons(looked_at)
    person = matches.person
    return GapEvidence(domain, kind_wanted, person.area, person.establishment, reasons, _words(len(looked_at), reasons))


def _is_wanted(match: Match, domain: str | None, kind: str | None) -> bool:
    return (domain is None or domain in match.activity.domains) and (kind is None or kind in match.activity.kinds)


def _reasons(looked_at: Iterable[Match]) -> tuple[str, ...]:
    """Count only what put each activity in its group, each reason once an activity."""
    found: Counter[str] = Counter()
    for match in looked_at:
        found.update({rules().tests[o.test].gap for o in match.against() if o.group is match.group})
    return tuple(code for code, _ in sorted(found.items(), key=lambda row: (-row[1], row[0]))) or (NONE_OF_THIS_KIND,)


def _words(number: int, reasons: tuple[str, ...]) -> str:
    why = joined((lower_first(label("gap-reason", code)) for code in reasons), "and")
    return f"{count(number, 'activity', 'activities')} looked at, none fits: {why}."
