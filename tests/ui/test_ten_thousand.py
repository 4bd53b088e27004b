"""Ten thousand people on the real screens: scrolling, finding and opening read as much as with a hundred.

No clock is looked at. What is counted is what the screens are given, in rows, and what the store's library did for it,
in hundreds of its own steps; `tests/benchmarks` measures the milliseconds.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import event, insert

from benchmarks.caseload_rows import Caseload, Size
from linkworker.base.clock import FixedClock
from linkworker.base.ids import new_id
from linkworker.records.note import Note
from linkworker.records.person import Person
from linkworker.records.worker import Team, Worker
from linkworker.ui.screens.person.person import PersonScreen
from linkworker.vault.data_key import DataKey
from linkworker.vault.store import Store
from on_screen import has_line, press, shown, type_text

FEW, MANY = 100, 10_000
STEPS = 100
"""How many steps of the store's library are one count."""


@dataclass
class Read:
    """What was read since the count began."""

    statements: int = 0
    steps: int = 0


def populated(folder: Path, people: int, clock: FixedClock) -> tuple[Store, str]:
    """Return a store in which one worker supports this many people, each with a note."""
    store = Store.make(folder, new_id(), DataKey.make(), clock)
    with store.unit_of_work(None) as uow:
        team = uow.add(Team(name="HMP Fenwick wellbeing team", setting="custody"))
        worker = uow.add(Worker(name="Jo Brand-Taylor", title="link worker", team_id=team.id)).id
    for kind, rows in Caseload(Size(people, notes_each=1)).tables():
        if kind in {Person, Note}:
            own: list[dict[str, Any]] = [{**row, "worker_id": worker} for row in rows]
            with store.writing() as connection:
                connection.execute(insert(kind.table()), own)
    return store, worker


@contextmanager
def counting(store: Store) -> Iterator[Read]:
    """Count the statements, and the steps of the store's library, within."""
    read = Read()
    with store.reading() as connection:
        raw, engine = connection.connection.driver_connection, connection.engine

    def one_more(*_: object) -> None:
        read.statements += 1

    def step() -> int:
        read.steps += 1
        return 0

    raw.set_progress_handler(step, STEPS)
    event.listen(engine, "before_cursor_execute", one_more)
    try:
        yield read
    finally:
        event.remove(engine, "before_cursor_execute", one_more)
        raw.set_progress_handler(None, STEPS)


async def counts(folder: Path, people: int, clock: FixedClock) -> dict[str, Read]:
    """Return what each thing a worker does in the list reads."""
    store, worker = populated(folder, people, clock)
    found: dict[str, Read] = {}
    with store:
        async with shown(store, worker) as pilot:
            with counting(store) as found["the list"]:
                await press(pilot, "f3")
            assert has_line(pilot.app, f"{people:,} people")
            with counting(store) as found["three pages on"]:
                await press(pilot, "pagedown", "pagedown", "pagedown")
            # A hundred people have all been read by now; of ten thousand, the last two pages have not.
            with counting(store) as found["the end"]:
                await press(pilot, "end")
            with counting(store) as found["opening a person"]:
                await press(pilot, "enter")
            assert isinstance(pilot.app.screen, PersonScreen)
            await press(pilot, "escape", "slash")
            with counting(store) as found["finding one by name"]:
                await type_text(pilot, "zz")
    return found


async def test_the_list_reads_as_much_of_ten_thousand_as_of_a_hundred(tmp_path: Path, clock: FixedClock) -> None:
    """As many statements for everything, and as many steps of the library but to count all, and to jump to the end.

    A hundred are all read when the list opens; of many, two pages at the end are read then (rows and two marks).

    Those two go through the names: at most a hundred steps a person, some 20 ms.
    """
    few = await counts(tmp_path / "few", FEW, clock)
    many = await counts(tmp_path / "many", MANY, clock)
    assert {name: read.statements for name, read in few.items()} == {
        name: read.statements + (name == "the end") * -6 for name, read in many.items()
    }
    for name in ("three pages on", "opening a person", "finding one by name"):
        assert many[name].steps <= few[name].steps + 20, name
    for name in ("the list", "the end"):
        assert many[name].steps * STEPS <= MANY * 100, name
