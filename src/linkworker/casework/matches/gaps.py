"""Evidence that something is missing: nothing fitted, for what need, where, and why. It names nobody."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from linkworker.base.errors import Refused
from linkworker.base.lists import coded
from linkworker.base.words import listed
from linkworker.casework.matches.matching import PersonMatches
from linkworker.journal.unit_of_work import UnitOfWork, live
from linkworker.records.activity import Gap

_G = Gap.table()
_ALL = live(Gap).order_by(_G.c.on.desc(), _G.c.id.desc())


@dataclass(frozen=True, slots=True)
class GapView:
    """One gap: labels of the need, the kind wanted and the reasons."""

    id: str
    on: date
    need: str | None
    kind_wanted: str | None
    area: str | None
    establishment: str | None
    reasons: tuple[str, ...]
    words: str | None


def keep_gap(
    uow: UnitOfWork, matched: PersonMatches, *, domain: str | None = None, kind_wanted: str | None = None
) -> str:
    """Keep that nothing fitted, for a need's domain or a kind of activity if named; return the gap's id.

    What is kept says nothing of the person. Raises Refused when something does fit, BadInput for unknown words.
    """
    need = coded("need-domain").find(domain).code if domain else None
    kind = coded("activity-kind").find(kind_wanted).code if kind_wanted else None
    found = matched.gap(need, kind)
    if found is None:
        raise Refused("Something fits, so there is no gap to keep.")
    gap = Gap(
        on=uow.clock.today(),
        domain=found.domain,
        kind_wanted=found.kind_wanted,
        area=found.area,
        establishment=found.establishment,
        reasons=list(found.reasons),
        words=found.words,
    )
    return uow.add(gap).id


def gaps(connection: Connection) -> tuple[GapView, ...]:
    """Return every gap that was kept, newest first."""
    reasons = coded("gap-reason")
    return tuple(
        GapView(
            row.id,
            row.on,
            coded("need-domain").label(row.domain) if row.domain else None,
            coded("activity-kind").label(row.kind_wanted) if row.kind_wanted else None,
            row.area,
            row.establishment,
            tuple(reasons.label(code) for code in row.reasons or ()),
            row.words,
        )
        for row in connection.execute(_ALL)
    )


def gap_words(view: GapView) -> str:
    """Return a gap as one line to read aloud."""
    what = listed(part for part in (view.kind_wanted, view.need) if part) or "Anything"
    return f"{what}, {view.area or view.establishment or 'place not recorded'}: {view.words or ''}"
