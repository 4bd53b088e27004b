"""Power lost while the store saves, in both journal modes: what was acknowledged is there, whole, and proves itself."""

from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import Connection, select

from faults.counts import Counts
from faults.old_journal import without_a_log
from faults.power_saves import CLOCK, PERSON, WORDS, save_more
from faults.states import Lost, Work, lose_power_at_each
from linkworker.base.ids import new_id
from linkworker.journal.chain import verify_chain, verify_values
from linkworker.records.note import Note
from linkworker.records.person import Person
from linkworker.vault.data_key import DataKey
from linkworker.vault.drafts import draft
from linkworker.vault.store import Store

FULL, QUICK = 2000, 60
SEED = 20260806
KEY = DataKey(bytes(range(48)))  # a store of fictional people that lives for a second


def run(full: bool, folder: Path) -> Counts:
    """Lose power in the log's mode; then in the old journal's. Both in one line of counts."""
    works = {journal: saving(journal, full=full) for journal in ("wal", "truncate")}
    return lose_power_at_each("power_loss", works, FULL if full else QUICK, SEED, folder)


def saving(journal: str, *planted: str, full: bool = False) -> Work:
    """Return the work of saving notes and drafts, in `wal` or `truncate`; with `planted`, not synced at all."""
    words = ["saves", *(("3", "120") if full else ("2", "12")), journal, *planted]

    def begin(root: Path) -> str:
        with without_a_log(journal == "truncate"):
            Store.make(root / "store", new_id(), KEY, CLOCK).close()
        return f"{KEY.secret().hex()}\n"

    def look(state: Path, acknowledged: Sequence[str]) -> None:
        with without_a_log(journal == "truncate"):
            look_at_saves(state, acknowledged)

    return Work("power_loss", words, begin, look)


def look_at_saves(state: Path, acknowledged: Sequence[str]) -> None:
    """Open the store; raise Lost or AssertionError unless all that was acknowledged is there, and the next save is."""
    said = [line.split() for line in acknowledged]
    drafts, notes = (max((int(w[1]) for w in said if w[0] == kind), default=0) for kind in ("draft", "note"))
    with Store.open(state / "store", KEY, CLOCK) as store:
        with store.reading() as connection:
            kept = _whole(connection, store.device_id)
            if kept < notes:
                raise Lost(f"{notes} notes were acknowledged and {kept} are there")
            held = draft(connection, PERSON, "note")
            at = 0 if held is None else int(held.fields["words"].split()[1].rstrip(":"))
            if at < drafts:
                raise Lost(f"draft {drafts} was acknowledged and draft {at} is there")
            assert held is None or held.fields["words"] == f"Draft {at}: {WORDS}"
        save_more(store, kept + 1)
    with Store.open(state / "store", KEY, CLOCK) as store, store.reading() as connection:
        assert _whole(connection, store.device_id) == kept + 1, "a save after the loss is not there"
        # This one reads past the log, so a page that the log will bring back whole is damage to it until then.
        assert connection.exec_driver_sql("PRAGMA cipher_integrity_check").all() == [], "a page is not its own"


def _whole(connection: Connection, device_id: str) -> int:
    """Return how many notes there are, once pages, chain and rows are proved to agree."""
    assert connection.exec_driver_sql("PRAGMA integrity_check").scalars().all() == ["ok"], "SQLite finds damage"
    table = Note.table()
    words = sorted(connection.execute(select(table.c.words)).scalars(), key=lambda text: int(text.split()[1][:-1]))
    assert words == [f"Note {number}: {WORDS}" for number in range(1, len(words) + 1)], "a note is missing or altered"
    assert verify_chain(connection, device_id) == 1 + 2 * len(words) + bool(words), "an entry too few or too many"
    verify_values(connection)
    wing = connection.execute(select(Person.table().c.wing)).scalar()
    assert wing == (f"W{len(words)}" if words else None), "a note and the wing saved with it were parted"
    return len(words)
