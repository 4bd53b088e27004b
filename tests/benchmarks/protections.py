"""What each protection costs: a save with all of them beside the same with one taken off; a backup; a rotation."""

import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial

from benchmarks.big_store import CLOCK, PASSPHRASE, caseload, cost, folder_of
from benchmarks.measuring import Figures, Ground, Line, interleaved
from linkworker.casework.setting_up import Unlocked, unlock
from linkworker.records.note import Note
from linkworker.vault.backups import drop_all, make_backup, verify
from linkworker.vault.rotation import rotate
from linkworker.vault.slots import SLOTS_NAME, Slots
from linkworker.vault.store import Store

_FTS = "INSERT INTO search_words(search_words, rank) VALUES ('secure-delete', {})"
_ON = ("PRAGMA synchronous=FULL", "PRAGMA secure_delete=ON", _FTS.format(1))
_OFF = {
    "synchronous=NORMAL: power loss may take the last saves": "PRAGMA synchronous=NORMAL",
    "synchronous=OFF: power loss may damage the store": "PRAGMA synchronous=OFF",
    "secure_delete=OFF: what was deleted stays in free pages": "PRAGMA secure_delete=OFF",
    "the search index without secure-delete: erased words stay in it": _FTS.format(0),
}
_WORDS = "Talked about the garden, and what the hostel could do about the noise at night. "


def measure(ground: Ground) -> Iterator[Line]:
    """Yield a save for each protection, then a backup, its check and a rotation of the large store's copy."""
    people = caseload(ground).size.people
    copy = ground.folder / "protections"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(folder_of(ground, people), copy, ignore=shutil.ignore_patterns("plain*", "copy*", "backups"))
    try:
        opened = unlock(copy, None, PASSPHRASE, CLOCK, floor=cost(ground))
        with closing(opened.store):
            yield from _saves(opened, ground)
            yield from _backup(opened.store)
            yield _rotation(opened.store, ground)
    finally:
        shutil.rmtree(copy, ignore_errors=True)


def _saves(opened: Unlocked, ground: Ground) -> Iterator[Line]:
    """Yield a note saved with all protections beside the same with one taken off, in turn."""
    store, person = opened.store, caseload(ground).people[0]

    def save() -> None:
        with store.unit_of_work(opened.worker_id) as uow:
            uow.add(Note(person_id=person, on=CLOCK.today(), words=_WORDS))

    def bare() -> None:
        with store.writing() as connection:
            row = Note(person_id=person, on=CLOCK.today(), words=_WORDS)
            connection.execute(
                Note.table().insert(), {column.name: getattr(row, column.name) for column in Note.table().c}
            )

    def with_all(work: Callable[[], None], *statements: str) -> Callable[[int], Callable[[], None]]:
        def ready(_: int) -> Callable[[], None]:
            _say(store, *_ON, *statements)
            return work

        return ready

    repeats = ground.size(200, 5)
    for what, statement in _OFF.items():
        ours, theirs = interleaved(repeats, with_all(save), with_all(save, statement))
        yield Line("a note saved, all protections on", ours, f"with {what}", theirs)
    ours, theirs = interleaved(repeats, with_all(save), with_all(bare))
    yield Line("a note saved, all protections on", ours, "the row alone, without the journal", theirs)


def _say(store: Store, *statements: str) -> None:
    """Set the one connection otherwise; outside a transaction, or a setting would not take hold."""
    with store.writing() as connection:
        raw = connection.connection.driver_connection
    for statement in statements:
        raw.execute(statement).fetchall()


def _backup(store: Store) -> Iterator[Line]:
    megabytes = store.path.stat().st_size / 1e6
    made, spent = _timed(partial(make_backup, store, CLOCK.now()))
    yield Line(f"a backup of {megabytes:.0f} MB, read back whole", spent)
    _, checked = _timed(partial(verify, made, store.copier.key))
    yield Line("that backup checked once more", checked)
    drop_all(store.folder)


def _rotation(store: Store, ground: Ground) -> Line:
    slots = Slots.read(store.folder / SLOTS_NAME, floor=cost(ground))
    key = slots.open(None, PASSPHRASE, clock=CLOCK)
    _, spent = _timed(partial(rotate, store, slots, key))
    return Line("a new data key, with a fresh backup under it", spent)


def _timed(work: Callable[[], object]) -> tuple[object, Figures]:
    begun = time.perf_counter()
    done = work()
    return done, Figures(((time.perf_counter() - begun) * 1000,))
