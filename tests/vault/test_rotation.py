"""Rotation: a new data key, whole or not at all, wherever it is stopped."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from linkworker.base.clock import FixedClock
from linkworker.base.errors import NotFound, Refused
from linkworker.casework.setting_up import recover
from linkworker.vault import rotation
from linkworker.vault.backups import list_backups, make_backup
from linkworker.vault.data_key import DataKey
from linkworker.vault.engine import StoreDamaged, create_engine
from linkworker.vault.epochs import OldSlots
from linkworker.vault.key_errors import KeyClosed, SlotsDamaged
from linkworker.vault.key_file import copy_of
from linkworker.vault.one_at_a_time import AlreadyOpen
from linkworker.vault.recovery_code import RecoveryCode
from linkworker.vault.rotation import (
    FINISHED,
    NEXT_SLOTS,
    NEXT_STORE,
    UNDONE,
    RotationUnfinished,
    finish_rotation,
    finishing,
    rotate,
    undo,
)
from linkworker.vault.slot_changes import take_away
from linkworker.vault.slots import SLOTS_NAME, Slots
from linkworker.vault.store import STORE_NAME, Store
from linkworker.vault.trouble import FullDisk
from linkworker.vault.whole_file import write_whole
from vault.laptop import CHEAP, OTHER
from vault.two_workers import CODE, WHOLE, Laptop


@pytest.fixture
def laptop(tmp_path: Path, clock: FixedClock) -> Laptop:
    """A closed laptop of two workers."""
    return Laptop(tmp_path / "laptop", clock)


def opens_with(folder: Path, key: DataKey) -> bool:
    engine = create_engine(folder / STORE_NAME, key.sqlcipher_key())
    try:
        with engine.connect():
            return True
    except StoreDamaged:
        return False
    finally:
        engine.dispose()


def test_everybody_kept_gets_in_and_whoever_was_taken_away_does_not(laptop: Laptop) -> None:
    """Without their passphrases; the old key opens neither store nor backups, and nothing half-made is left."""
    with laptop.open() as store:
        make_backup(store, laptop.clock.now())
        laptop.add(store, "Ali Mansour")
        slots, key = rotate(store, laptop.slots, laptop.key, without=laptop.sam)
        with pytest.raises(KeyClosed):
            store.facts()
    assert laptop.names() == WHOLE
    assert not opens_with(laptop.folder, laptop.key)
    assert slots == laptop.read()
    assert key.sqlcipher_key() != laptop.key.sqlcipher_key()
    assert slots.mark.epoch == laptop.slots.mark.epoch + 1
    assert laptop.unlocked() == (["Ali Mansour", "Dana Whitlock"], None)
    with pytest.raises(NotFound, match="no user name so2"):
        laptop.unlocked("so2", OTHER)
    (backup,) = list_backups(laptop.folder)
    with pytest.raises(SlotsDamaged):
        Slots.read(backup.slots, floor=CHEAP).proved_by(laptop.key)
    for path in (laptop.folder / SLOTS_NAME, copy_of(laptop.folder / SLOTS_NAME)):
        assert Slots.read(path, floor=CHEAP).user_names() == ("jo",)
    opened = recover(laptop.folder, "jo", CODE, OTHER, RecoveryCode.make(), laptop.clock, cost=CHEAP)
    opened.store.close()
    assert laptop.unlocked(passphrase=OTHER)[0] == ["Ali Mansour", "Dana Whitlock"]


def test_slot_ids_stay_so_that_a_passphrase_of_ones_own_stays_one(laptop: Laptop) -> None:
    """Slots are the same but for what they wrap; only an unknown kind ends, because nobody can seal to it."""
    rows = ({"kind": "card", "anything": 1}, *laptop.slots.rows)
    odd = replace(laptop.slots, rows=rows)
    odd = replace(odd, mac=odd.mac_under(laptop.key))
    with laptop.open() as store:
        slots, _ = rotate(store, odd, laptop.key)
    assert [slot.slot_id for slot in slots.known()] == [slot.slot_id for slot in laptop.slots.known()]
    assert [slot.identity for slot in slots.known()] == [slot.identity for slot in laptop.slots.known()]
    assert len(slots.rows) == len(laptop.slots.rows)


def test_what_cannot_be_rotated_leaves_the_store_open(laptop: Laptop) -> None:
    """Nobody left, no such slot, an older key file: refused, and work goes on."""
    everybody = frozenset(slot.slot_id for slot in laptop.slots.known())
    with laptop.open() as store:
        with pytest.raises(Refused, match="Nobody could open"):
            rotate(store, laptop.slots, laptop.key, without=everybody)
        with pytest.raises(NotFound, match="no such slot"):
            rotate(store, laptop.slots, laptop.key, without=frozenset({"nobody"}))
        store.remember("slots_epoch", "99")
        with pytest.raises(OldSlots, match="older than the store"):
            rotate(store, laptop.slots, laptop.key)
        laptop.add(store, "Ali Mansour")
        make_backup(store, laptop.clock.now())
    assert opens_with(laptop.folder, laptop.key)
    assert laptop.names() == WHOLE


def test_a_rotation_on_a_full_disk_leaves_the_old_key(laptop: Laptop) -> None:
    """Half-way through the copy: a sentence, nothing left, and the store goes on."""
    resource = pytest.importorskip("resource", reason="Windows cannot limit the size of a process's files")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    with laptop.open() as store:
        store.empty_wal()
        resource.setrlimit(resource.RLIMIT_FSIZE, (40 * 4096, limits[1]))
        try:
            with pytest.raises(Exception, match="What was saved before is"):
                rotate(store, laptop.slots, laptop.key)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        laptop.add(store, "Ali Mansour")
    assert laptop.names() == WHOLE
    assert laptop.unlocked() == (["Ali Mansour", "Dana Whitlock"], None)


def test_room_is_looked_for_before_anything_is_written(laptop: Laptop, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that has too little says so at once."""
    usage = shutil.disk_usage(laptop.folder)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=4096))
    with laptop.open() as store, pytest.raises(FullDisk):
        rotate(store, laptop.slots, laptop.key)
    assert laptop.names() == WHOLE


# Every instant that a kill can leave on the disk ---------------------------------------------------------------------


def decided(laptop: Laptop) -> Slots:
    """Leave the folder as a kill right after the decision does: the old store with its log, and both next files."""
    store = laptop.open()
    laptop.add(store, "Ali Mansour")  # acknowledged, and still in the log
    next_key = DataKey.make()
    following = take_away(laptop.slots, laptop.key, next_key, laptop.sam)
    with store.standing_still():
        rotation._decide(store, following, next_key)
    aside = laptop.folder.parent / "as-it-was"
    shutil.copytree(laptop.folder, aside)  # with the log, which closing would empty
    store.close()
    shutil.rmtree(laptop.folder)
    aside.rename(laptop.folder)
    (laptop.folder / "store.open.txt").unlink(missing_ok=True)
    assert (laptop.folder / "store.db-wal").stat().st_size > 0
    return following


BOTH = ["Ali Mansour", "Dana Whitlock"]


@pytest.mark.parametrize("steps", range(6))
@pytest.mark.parametrize("who", ["jo", "so2"])
def test_once_decided_any_stop_is_finished_by_the_next_unlocking(laptop: Laptop, steps: int, who: str) -> None:
    """Whoever comes first; with every acknowledged save, and exactly one key's files left."""
    following = decided(laptop)
    going = finishing(laptop.folder, following)
    done = [next(going) for _ in range(steps) if steps]
    going.close()
    left = laptop.names()
    if who == "so2":
        with pytest.raises(NotFound):
            laptop.unlocked("so2", OTHER)
    names, note = laptop.unlocked()
    assert names == BOTH
    assert laptop.names() == WHOLE, (done, left)
    assert not opens_with(laptop.folder, laptop.key)
    assert note == (None if who == "so2" or done[-1:] == ["nothing is left"] else FINISHED)
    assert laptop.unlocked() == (BOTH, None)
    assert not list_backups(laptop.folder)


@pytest.mark.parametrize(
    "state",
    ["part", "part and its log", "whole copy", "next slots half-written", "copy of next slots", "damaged slots"],
)
def test_before_it_is_decided_any_stop_is_undone(laptop: Laptop, state: str) -> None:
    """The old key holds, with every acknowledged save; the copy goes."""
    following, folder = decided(laptop), laptop.folder
    if state != "damaged slots":
        (folder / NEXT_SLOTS).unlink()
    else:
        for path in (folder / NEXT_SLOTS, copy_of(folder / NEXT_SLOTS)):
            path.write_bytes(following.to_bytes()[:-7])
    if state not in {"copy of next slots", "damaged slots"}:
        copy_of(folder / NEXT_SLOTS).unlink()
    if state.startswith("part"):
        (folder / NEXT_STORE).rename(folder / f"{NEXT_STORE}.part")
    if state == "part and its log":
        for end in ("-wal", "-shm"):
            (folder / f"{NEXT_STORE}.part{end}").write_bytes(b"half a log")
    if state == "next slots half-written":
        (folder / f"{NEXT_SLOTS}.tmp").write_bytes(following.to_bytes()[:100])
    assert laptop.unlocked() == (BOTH, UNDONE)
    assert laptop.names() == WHOLE
    assert opens_with(folder, laptop.key)
    assert laptop.unlocked("so2", OTHER) == (BOTH, None)


def test_a_decided_key_file_that_decayed_has_a_copy(laptop: Laptop) -> None:
    """Also where the old store is gone already."""
    following = decided(laptop)
    going = finishing(laptop.folder, following)
    next(going), next(going)
    (laptop.folder / NEXT_SLOTS).write_bytes(b"{")
    assert laptop.unlocked() == (BOTH, FINISHED)
    assert laptop.names() == WHOLE


def test_a_next_store_that_somebody_took_away_brings_the_old_key_back(laptop: Laptop) -> None:
    """The next key file alone opens nothing, so it must not take the place of the old one."""
    decided(laptop)
    (laptop.folder / NEXT_STORE).unlink()
    assert laptop.unlocked()[0] == BOTH
    assert laptop.names() == WHOLE
    assert opens_with(laptop.folder, laptop.key)


def test_when_neither_key_can_be_told_nothing_is_taken_away(laptop: Laptop) -> None:
    """The new store is in place and its key file cannot be read just now: the next start finds all of it."""
    following, folder = decided(laptop), laptop.folder
    going = finishing(folder, following)
    next(going), next(going)
    unread = {path: path.read_bytes() for path in (folder / NEXT_SLOTS, copy_of(folder / NEXT_SLOTS))}
    for path in unread:
        path.write_bytes(b"")
    before = laptop.names()
    with pytest.raises(SlotsDamaged, match="That of the new key cannot be read"):
        laptop.unlocked()
    assert laptop.names() == before
    for path, raw in unread.items():
        path.write_bytes(raw)
    assert laptop.unlocked() == (BOTH, FINISHED)


def test_a_next_key_file_alone_is_all_there_is_to_go_by(laptop: Laptop) -> None:
    """Where the stores' beginnings have decayed, it takes its place, because it alone may open what is left."""
    decided(laptop)
    for name in (NEXT_STORE, STORE_NAME):
        with (laptop.folder / name).open("rb+") as file:
            file.write(bytes(16))
    with pytest.raises(StoreDamaged):
        laptop.unlocked()


def test_a_stop_while_undoing_is_undone(laptop: Laptop) -> None:
    """What decides goes first, so half an undoing is never taken for half a finishing."""
    decided(laptop)
    (laptop.folder / NEXT_SLOTS).unlink()
    (laptop.folder / NEXT_STORE).unlink()
    assert laptop.unlocked()[0] == BOTH
    assert laptop.names() == WHOLE


def test_backups_of_before_go_even_if_the_rotation_was_killed(laptop: Laptop) -> None:
    """The new store knows that they are to go: those that were not gone yet go at the next unlocking."""
    with laptop.open() as store:
        make_backup(store, laptop.clock.now())
    before = laptop.folder / "store.before-0001.db"
    before.write_bytes(b"under the old key")
    (laptop.folder / "store.damaged-20260806T120000Z.db").write_bytes(b"under the old key")
    following = decided(laptop)
    for _ in finishing(laptop.folder, following):
        pass
    assert list_backups(laptop.folder)
    laptop.unlocked()
    assert not list_backups(laptop.folder)
    assert laptop.names() == WHOLE


def test_another_process_that_rotates_is_left_alone(laptop: Laptop) -> None:
    """Its next files are not the leftovers of a kill."""
    with laptop.open():
        write_whole(laptop.folder / NEXT_STORE, b"being written")
        with pytest.raises(AlreadyOpen):
            laptop.unlocked()
        assert (laptop.folder / NEXT_STORE).exists()
    assert finish_rotation(laptop.folder, laptop.clock) == UNDONE
    assert finish_rotation(laptop.folder, laptop.clock) == ""


@pytest.mark.parametrize("at", ["copy", "facts", "slots", "swap", "drop"])
def test_a_step_that_fails_says_which_key_holds(laptop: Laptop, at: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before the decision the store stays open; after it the next unlocking finishes."""

    def fails(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    name = {
        "copy": "verified_copy",
        "facts": "_write_facts",
        "slots": "write_whole",
        "swap": "finishing",
        "drop": "drop_old_copies",
    }[at]
    store = laptop.open()
    laptop.add(store, "Ali Mansour")
    monkeypatch.setattr(rotation, name, fails)
    before = at in {"copy", "facts", "slots"}
    with pytest.raises(FullDisk if before else RotationUnfinished):
        rotate(store, laptop.slots, laptop.key, without=laptop.sam)
    monkeypatch.undo()
    if before:
        laptop.add(store, "Bea Long")
    else:
        with pytest.raises(KeyClosed):
            laptop.add(store, "Bea Long")
    store.close()
    names = sorted([*BOTH, "Bea Long"]) if before else BOTH
    assert laptop.unlocked()[0] == names
    assert laptop.names() == WHOLE
    assert opens_with(laptop.folder, laptop.key) is before


def test_a_decision_that_cannot_be_taken_back_stands(laptop: Laptop, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the next key file is written and will not go away, nothing more is saved under the old key."""
    store, real = laptop.open(), rotation.write_whole

    def writes_then_fails(path: Path, data: bytes) -> None:
        real(path, data)
        if path.name == NEXT_SLOTS:
            raise OSError(5, "Input/output error")

    def cannot(_: Path) -> None:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patched:
        patched.setattr(rotation, "write_whole", writes_then_fails)
        calls = iter([undo, cannot])  # the first clears the ground

        def in_turn(folder: Path) -> None:
            next(calls)(folder)

        patched.setattr(rotation, "undo", in_turn)
        with pytest.raises(RotationUnfinished, match="Lock now"):
            rotate(store, laptop.slots, laptop.key)
    with pytest.raises(KeyClosed):
        laptop.add(store, "Bea Long")
    store.close()
    assert laptop.unlocked() == (["Dana Whitlock"], FINISHED)


def test_two_rotations_after_another(laptop: Laptop) -> None:
    """Each is a change of the key file of its own."""
    with laptop.open() as store:
        slots, key = rotate(store, laptop.slots, laptop.key)
    with Store.open(laptop.folder, key, laptop.clock) as store:
        again, _ = rotate(store, slots, key)
    assert again.mark.epoch == laptop.slots.mark.epoch + 2
    assert laptop.unlocked() == (["Dana Whitlock"], None)
    assert laptop.unlocked("so2", OTHER)[0] == ["Dana Whitlock"]
