"""The rows of a large caseload, table by table, as they would have come in over the years."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from typing import Any

from benchmarks.fictional import chance, ids
from benchmarks.person_rows import FILLS, Fill, Moment, Row, note
from linkworker.records.activity import Activity
from linkworker.records.check_in import CheckIn
from linkworker.records.note import Note
from linkworker.records.record import Record
from linkworker.records.registry import KINDS
from linkworker.records.worker import Worker


@dataclass(frozen=True, slots=True)
class Size:
    """How much of a caseload: people, and notes and check-ins of each."""

    people: int
    notes_each: int = 10
    check_ins_each: int = 5


class Caseload:
    """All rows of one size; two of the same size are the same."""

    def __init__(self, size: Size) -> None:
        self.size = size
        self.people = self._ids("person")
        self.workers = self._ids("worker")[: max(1, size.people // 40)]
        self.activities = self._ids("activity")[:60]
        self.plans, self.goals = self._ids("plan"), self._ids("goal")

    def tables(self) -> Iterator[tuple[type[Record], Iterator[Row]]]:
        """Yield each kind of record with its rows."""
        yield Worker, ({"id": one, "name": f"Worker {place}"} for place, one in enumerate(self.workers))
        yield Activity, ({"id": one, "name": f"Activity {place}"} for place, one in enumerate(self.activities))
        many = {CheckIn.kind(): self.size.check_ins_each, Note.kind(): self.size.notes_each}
        for kind, times, fill in FILLS:
            yield KINDS[kind], self._each(kind, many.get(kind, times), fill)

    def notes(self, seed: str, count: int) -> list[Row]:
        """Return new notes of people by chance, as a busy team writes them."""
        source, made = chance(seed), ids(seed, 1_800_000_000_000)
        moment = Moment.of(self, seed)
        rows = []
        for _ in range(count):
            row: dict[str, Any] = {"person_id": source.choice(self.people), "id": next(made), "in_error": False}
            rows.append({**row, **note(moment), "on": date(2026, 8, 6) + timedelta(days=source.randrange(90))})
        return rows

    def _ids(self, kind: str) -> list[str]:
        return list(islice(ids(kind), self.size.people))

    def _each(self, kind: str, times: int, fill: Fill) -> Iterator[Row]:
        moment, made = Moment.of(self, kind), ids(kind)
        for moment.turn in range(times):  # everybody's first, then everybody's second: pages fill as in real use
            for moment.place, person in enumerate(self.people):
                key = {} if kind == "person" else {"person_id": person}
                yield {**key, "id": next(made), "in_error": False, **fill(moment)}
