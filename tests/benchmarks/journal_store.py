"""A store whose journal is long and real: every entry written by units of work, as the program writes them."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from benchmarks.big_store import CLOCK
from benchmarks.caseload_rows import Caseload, Size
from benchmarks.measuring import Ground
from benchmarks.person_rows import FILLS, Moment
from linkworker.base.clock import FixedClock
from linkworker.journal.entry import FIRST_HASH
from linkworker.journal.outbox import Span
from linkworker.journal.tables import ENTRY
from linkworker.records.record import Record
from linkworker.records.registry import KINDS
from linkworker.records.worker import Worker
from linkworker.vault.data_key import DataKey
from linkworker.vault.store import Store

KEY = bytes(range(48))  # of fictional people's store only, so that each process of a run can open it
STORE_ID = "0198a6a0-0000-7000-8000-00000000e001"
_AT_ONCE = 500
_SHARE_CHANGED = 5


@contextmanager
def journal(ground: Ground, entries: int) -> Iterator[Store]:
    """Give an open store with at least this many entries, made when it is not there."""
    folder = ground.folder / f"entries-{entries}"
    if (folder / "ready").exists():
        with Store.open(folder, DataKey(KEY), CLOCK) as store:
            yield store
        return
    shutil.rmtree(folder, ignore_errors=True)  # what a run left that was stopped
    with Store.make(folder, STORE_ID, DataKey(KEY), CLOCK) as store:
        _fill(store, entries)
        (folder / "ready").touch()
        yield store


def span(store: Store, count: int) -> Span:
    """Return the span of the first so many entries, as the first bundle would hold them."""
    with store.reading() as connection:
        wanted = select(ENTRY.c.hash).where(ENTRY.c.device_id == store.device_id, ENTRY.c.seq == count)
        return Span(1, 1, count, None, FIRST_HASH, connection.execute(wanted).scalar_one())


def _fill(store: Store, entries: int) -> None:
    """Write records of every kind about people, one in five of them changed afterwards."""
    clock = FixedClock(CLOCK.now())
    store.clock = clock
    people = Caseload(Size(entries // 20 + 20))
    with store.unit_of_work(None) as uow:
        for place, one in enumerate(people.workers):
            uow.add(Worker(id=one, name=f"Worker {place}"))
    rows, written = _records(people), 0
    while written < entries:
        clock.advance(timedelta(minutes=3))
        with store.unit_of_work(people.workers[0]) as uow:
            for place in range(_AT_ONCE):
                record = uow.add(next(rows))
                written += 1
                if place % _SHARE_CHANGED == 0 and not record.FACT and hasattr(record, "words"):
                    written += uow.change(record, words=f"{record.words} Changed since.")


def _records(people: Caseload) -> Iterator[Record]:
    """Yield the records about one person after another: 30 or so of each."""
    moment = Moment.of(people, "journal")
    for moment.place, person in enumerate(people.people):
        for kind, times, fill in FILLS:
            for moment.turn in range(times):
                if kind != "referral":  # it would need an activity
                    whose: dict[str, Any] = {"id": person} if kind == "person" else {"person_id": person}
                    yield KINDS[kind](**whose, **fill(moment))
