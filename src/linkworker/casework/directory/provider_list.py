"""Providers as a list: those with a check that lapses soonest first, and what it is."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, bindparam, func, select

from linkworker.casework.directory.provider_view import Status
from linkworker.casework.directory.providers import Lapsing, lapsing, providers
from linkworker.records.activity import Activity

_AHEAD = 36_500
_A = Activity.table()
_RUN_BY = (
    select(_A.c.id, _A.c.name, _A.c.active, _A.c.withdrawn_on)
    .where(_A.c.provider_id == bindparam("provider"), _A.c.in_error.is_(False))
    .order_by(func.lower(_A.c.name), _A.c.id)
)


@dataclass(frozen=True, slots=True)
class ListedProvider:
    """One provider as a row. `next_lapse` None: nothing of it runs out, or the work with it has ended."""

    id: str
    name: str
    status: Status
    status_words: str
    stage_label: str
    next_lapse: Lapsing | None
    lapsing_count: int
    """How many checks lapse on that first day."""

    def lapse_words(self) -> str:
        """Return what lapses first: "Insurance ended", "3 checks end"; "" for nothing."""
        first = self.next_lapse
        if first is None:
            return ""
        several = self.lapsing_count > 1
        what = f"{self.lapsing_count} checks" if several else first.label
        if first.days < 0:
            return f"{what} ended"
        return f"{what} {'end' if several else 'ends'}"


@dataclass(frozen=True, slots=True)
class RunActivity:
    """An activity of a provider."""

    id: str
    name: str
    running: bool


def providers_by_lapse(connection: Connection, today: date) -> tuple[ListedProvider, ...]:
    """Return every provider; what lapses soonest comes first, then those of which nothing does, by name."""
    checks: dict[str, list[Lapsing]] = {}
    for each in lapsing(connection, today, _AHEAD):
        checks.setdefault(each.provider_id, []).append(each)
    rows = []
    for row in providers(connection, today):
        held = checks.get(row.id, [])
        first = held[0] if held else None
        same_day = sum(each.ends_on == held[0].ends_on for each in held)
        rows.append(ListedProvider(row.id, row.name, row.status, row.status_words, row.stage_label, first, same_day))
    return tuple(sorted(rows, key=lambda row: row.next_lapse.ends_on if row.next_lapse else date.max))


def activities_of(connection: Connection, provider_id: str) -> tuple[RunActivity, ...]:
    """Return what a provider runs, by name; what runs no longer too."""
    return tuple(
        RunActivity(row.id, row.name, bool(row.active) and row.withdrawn_on is None)
        for row in connection.execute(_RUN_BY, {"provider": provider_id})
    )
