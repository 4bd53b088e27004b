"""Power lost while the store is replaced: at a rotation of its key, and at the restoring of a backup."""

from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import Connection, select

from faults.counts import Counts
from faults.power_files import CODE, made
from faults.power_keys import CHEAP, passphrase
from faults.power_saves import CLOCK, WORDS, save_more
from faults.states import Lost, Work, lose_power_at_each
from linkworker.casework.setting_up import unlock
from linkworker.journal.chain import verify_chain, verify_values
from linkworker.journal.tables import ENTRY
from linkworker.records.note import Note
from linkworker.vault.backups import list_backups, verify
from linkworker.vault.read_whole import check_whole
from linkworker.vault.slots import SLOTS_NAME, Slots
from linkworker.vault.store import Store

FULL, QUICK = 2000, 40
SEED = 20260808


def run(full: bool, folder: Path) -> Counts:
    """Lose power while keys are rotated; then while backups are restored. Both in one line of counts."""
    return lose_power_at_each("power_swap", WORKS, FULL if full else QUICK, SEED, folder)


def look_at_rotating(state: Path, acknowledged: Sequence[str]) -> None:
    """Unlock, under whichever key is in force: every note is there; a rotation that was said leaves no older backup."""
    notes, turns = _last(acknowledged, "note"), _last(acknowledged, "rotated")
    before = unlock(state / "store", None, passphrase(0), CLOCK, floor=CHEAP)
    with before.store as store:
        kept = _notes(store)
        if kept < notes:
            raise Lost(f"{notes} notes were acknowledged and {kept} are there")
        save_more(store, kept + 1)
        assert _notes(store) == kept + 1
    slots = Slots.read(state / "store" / SLOTS_NAME, floor=CHEAP)
    if slots.mark.epoch <= turns:
        raise Lost(f"rotation {turns} was acknowledged and the key file is of epoch {slots.mark.epoch}")
    slots.open_with_recovery(CODE).close()
    _no_older_backup(state, acknowledged)


def _no_older_backup(state: Path, acknowledged: Sequence[str]) -> None:
    """Once a rotation was said, and no later one begun, what is in the folder of backups is whole under the new key."""
    if acknowledged and acknowledged[-1].startswith("rotated"):
        key = Slots.read(state / "store" / SLOTS_NAME, floor=CHEAP).open(None, passphrase(0), clock=CLOCK)
        for backup in list_backups(state / "store"):
            verify(backup, key)


def look_at_restoring(state: Path, acknowledged: Sequence[str]) -> None:
    """Unlock: the store before, or the one restored, and never neither; the one before is put aside, whole."""
    said = [line.split() for line in acknowledged]
    notes, restored = _last(acknowledged, "note"), None
    for words in said:
        if words[0] == "restored":
            restored = words
    after = said[max((at for at, words in enumerate(said) if words[0] == "restored"), default=-1) + 1 :]
    least = max([int(words[1]) for words in after if words[0] == "note"] + [int(restored[1]) if restored else 0])
    under_way = after[-1] if after and after[-1][0] == "restoring" else None
    opened = unlock(state / "store", None, passphrase(0), CLOCK, floor=CHEAP)
    with opened.store as store:
        kept = _notes(store)
        if kept < least and not (under_way and kept == int(under_way[1])):
            raise Lost(f"{notes} notes were acknowledged, {least} must be there, and {kept} are")
        save_more(store, kept + 1)
    if restored:
        key = Slots.read(state / "store" / SLOTS_NAME, floor=CHEAP).open(None, passphrase(0), clock=CLOCK)
        aside = state / restored[2]
        if not aside.exists():
            raise Lost("the store that was put aside is not there")
        check_whole(aside, key)


def _last(acknowledged: Sequence[str], what: str) -> int:
    return max((int(line.split()[1]) for line in acknowledged if line.startswith(f"{what} ")), default=0)


def _notes(store: Store) -> int:
    """Return how many notes there are, once every chain and every value is proved."""
    with store.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalars().all() == ["ok"], "SQLite finds damage"
        for device in connection.execute(select(ENTRY.c.device_id).distinct()).scalars().all():
            verify_chain(connection, device)
        verify_values(connection)
        return _counted(connection)


def _counted(connection: Connection) -> int:
    words = connection.execute(select(Note.table().c.words)).scalars().all()
    numbers = sorted(int(text.split()[1][:-1]) for text in words)
    assert sorted(words) == sorted(f"Note {number}: {WORDS}" for number in numbers), "a note was altered"
    assert numbers == list(range(1, len(numbers) + 1)), "a note is missing"
    return len(numbers)


WORKS = {
    "rotating": Work("power_swap", ("rotating", "4"), made, look_at_rotating),
    "restoring": Work("power_swap", ("restoring", "4"), made, look_at_restoring),
}
