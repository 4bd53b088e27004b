"""Setting up, unlocking and recovering: slots and store together, or neither."""

import hashlib
import json
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select

from linkworker.base.errors import BadInput, LinkworkerError, Refused
from linkworker.casework.setting_up import NewWorker, is_set_up, recover, set_up, unlock, worker_name
from linkworker.journal import history
from linkworker.journal.chain import verify_chain
from linkworker.journal.tables import ENTRY
from linkworker.records.worker import Team, Worker
from linkworker.vault.cost import Cost
from linkworker.vault.engine import StoreDamaged
from linkworker.vault.key_errors import (
    PassphraseRefused,
    SlotsDamaged,
    SlotsExist,
    SlotsMissing,
    SlotsNotWritten,
    WrongPassphrase,
    WrongRecoveryCode,
)
from linkworker.vault.key_file import canonical_bytes, copy_of
from linkworker.vault.one_at_a_time import AlreadyOpen
from linkworker.vault.place import WrongPlace
from linkworker.vault.recovery_code import RecoveryCode
from linkworker.vault.slots import SLOTS_NAME
from linkworker.vault.store import STORE_NAME
from linkworker.vault.trouble import ReadOnly

CHEAP = Cost(memory_kib=8, passes=1, lanes=1)
PASSPHRASE, OTHER = "copper kettle tulip shelf", "marmalade window orbit seven"
JO = NewWorker("Jo Brand-Taylor", "jo", "link worker", "HMP Fenwick wellbeing team", "custody")
CODE, NEW_CODE = RecoveryCode.make(), RecoveryCode.make()


def made(folder, clock, worker=JO, passphrase=PASSPHRASE):
    return set_up(folder, worker, passphrase, CODE, clock, cost=CHEAP)


@pytest.fixture
def folder(tmp_path, clock):
    """A folder with Jo's store, closed."""
    made(tmp_path / "desk", clock).store.close()
    return tmp_path / "desk"


def names_in(folder):
    return sorted(file.name for file in folder.iterdir() if file.suffix != ".lock")


def opened(folder, clock, passphrase=PASSPHRASE, user=None):
    return unlock(folder, user, passphrase, clock, floor=CHEAP)


def test_setting_up_makes_the_worker_their_team_and_their_store(tmp_path, clock):
    """All that is in it is in the journal too."""
    assert not is_set_up(tmp_path)
    with closing(made(tmp_path, clock).store) as store:
        assert is_set_up(tmp_path)
        with store.reading() as connection:
            (worker,) = connection.execute(select(Worker.table())).all()
            (team,) = connection.execute(select(Team.table())).all()
            assert verify_chain(connection, store.device_id) == 3
        assert (worker.name, worker.title, worker.team_id) == (JO.name, JO.title, team.id)
        assert (team.name, team.setting) == (JO.team, "custody")
        assert worker_name(store, worker.id) == JO.name


def test_a_second_set_up_is_refused_and_harms_nothing(folder, clock):
    """Also when only the keys, or only the store, are left."""
    for away in (None, STORE_NAME, SLOTS_NAME):
        if away:
            (folder / away).rename(folder / "aside")
        with pytest.raises(Refused, match="There is a store in"):
            made(folder, clock)
        if away:
            (folder / "aside").rename(folder / away)
    opened(folder, clock).store.close()


@pytest.mark.parametrize(
    ("worker", "passphrase", "error"),
    [
        (NewWorker("  ", "jo", "link worker", "Team"), PASSPHRASE, BadInput),
        (NewWorker("Jo", "j!", "link worker", "Team"), PASSPHRASE, BadInput),
        (JO, "too short", PassphraseRefused),
        (JO, "Brand-Taylor HMP Fenwick wellbeing team", PassphraseRefused),
        (NewWorker("Jo", "jo", "link worker", "Team", "no-such-setting"), PASSPHRASE, LinkworkerError),
    ],
)
def test_a_set_up_that_fails_leaves_nothing_half_made(tmp_path, clock, worker, passphrase, error):
    """Whether it fails before the keys, after them, or in the store; then it can be tried again."""
    (tmp_path / "store.before-0004.db").write_bytes(b"an older backup of theirs")
    with pytest.raises(error):
        made(tmp_path, clock, worker, passphrase)
    assert names_in(tmp_path) == ["store.before-0004.db"]
    made(tmp_path, clock).store.close()


def test_a_key_file_that_cannot_be_written_leaves_nothing(tmp_path, clock):
    """Half a pair of key files would bar the next try."""
    copy_of(tmp_path / SLOTS_NAME).with_name(SLOTS_NAME + ".bak.tmp").mkdir()
    with pytest.raises(SlotsNotWritten):
        made(tmp_path, clock)
    assert names_in(tmp_path) == [SLOTS_NAME + ".bak.tmp"]


def test_a_copy_of_an_older_key_file_is_never_taken_away(tmp_path, clock):
    """It may open somebody's backup."""
    copy_of(tmp_path / SLOTS_NAME).write_bytes(b"an older one")
    with pytest.raises(SlotsExist):
        made(tmp_path, clock)
    assert copy_of(tmp_path / SLOTS_NAME).read_bytes() == b"an older one"


def test_keys_are_never_written_into_a_cloud_folder(tmp_path, clock):
    """Not even for a moment."""
    with pytest.raises(WrongPlace):
        made(tmp_path / "OneDrive" / "desk", clock)
    assert names_in(tmp_path) == []


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path, clock):
    """On a disk that takes no writing; here, one where even the administrator may make no folder."""
    kernel = Path("/sys/kernel")
    if not kernel.is_dir():
        pytest.skip("only Linux has such a place for every account")
    with pytest.raises(ReadOnly):
        made(kernel / "linkworker", clock)


def test_unlocking_is_in_the_journal(folder, clock):
    """Who, and that nothing needs telling."""
    unlocked = opened(folder, clock, user="jo")
    with closing(unlocked.store) as store, store.reading() as connection:
        last = history.of_person(connection, None)[0].entry
        assert (last.action, last.worker) == ("unlocked", unlocked.worker_id)
    assert unlocked.note is None


def test_a_wrong_passphrase_and_a_damaged_store_are_never_one_message(folder, clock):
    """The slots say the one and the store the other."""
    with pytest.raises(WrongPassphrase) as wrong:
        opened(folder, clock, OTHER)
    (folder / STORE_NAME).write_bytes(bytes(reversed((folder / STORE_NAME).read_bytes())))
    with pytest.raises(StoreDamaged) as damaged:
        opened(folder, clock)
    with pytest.raises(WrongPassphrase):
        opened(folder, clock, OTHER)
    assert "passphrase" in str(wrong.value)
    assert "damaged" not in str(wrong.value)
    assert "damaged" in str(damaged.value)
    assert "passphrase" not in str(damaged.value)


def decay(path):
    path.write_bytes(path.read_bytes()[:-40])


def drop_recovery(path):
    """Change what the file says, its check put right, as something that is not linkworker might."""
    table = json.loads(path.read_bytes())
    table["body"]["slots"] = [row for row in table["body"]["slots"] if row["kind"] != "recovery"]
    table["check"] = hashlib.sha256(canonical_bytes([table["body"], table["mac"]])).hexdigest()
    path.write_bytes(canonical_bytes(table))


@pytest.mark.parametrize("harm", [decay, drop_recovery, lambda path: path.unlink()])
def test_a_damaged_key_file_gives_way_to_its_copy_and_that_is_said(folder, clock, harm):
    """Decayed, changed by something else, or gone; it is mended, so the next unlocking says nothing."""
    path = folder / SLOTS_NAME
    whole = path.read_bytes()
    harm(path)
    unlocked = opened(folder, clock)
    unlocked.store.close()
    assert unlocked.note == "The key file was damaged. Its copy opened the store and has been put in its place."
    assert path.read_bytes() == whole
    again = opened(folder, clock)
    again.store.close()
    assert again.note is None


@pytest.mark.parametrize(
    "harms", [(decay, decay), (drop_recovery, decay), (decay, drop_recovery), (drop_recovery, drop_recovery)]
)
def test_when_both_are_damaged_it_says_so(folder, clock, harms):
    """And opens nothing."""
    path = folder / SLOTS_NAME
    for file, harm in zip((path, copy_of(path)), harms, strict=True):
        harm(file)
    with pytest.raises(SlotsDamaged, match="The key file is damaged"):
        opened(folder, clock)


def test_without_key_file_and_copy_it_says_which_is_missing(folder, clock):
    """By name."""
    for file in (folder / SLOTS_NAME, copy_of(folder / SLOTS_NAME)):
        file.unlink()
    with pytest.raises(SlotsMissing, match=SLOTS_NAME):
        opened(folder, clock)


def recovered(folder, clock, code=CODE, passphrase=OTHER):
    return recover(folder, None, code, passphrase, NEW_CODE, clock, cost=CHEAP)


@pytest.mark.parametrize("harm", [None, decay])
def test_the_recovery_code_gives_a_new_passphrase_and_a_new_code(folder, clock, harm):
    """The old ones stop working, also when the key file had to come from its copy."""
    if harm:
        harm(folder / SLOTS_NAME)
    unlocked = recovered(folder, clock)
    unlocked.store.close()
    assert (unlocked.note is None) is (harm is None)
    opened(folder, clock, OTHER).store.close()
    with pytest.raises(WrongPassphrase):
        opened(folder, clock, PASSPHRASE)
    with pytest.raises(WrongRecoveryCode):
        recovered(folder, clock)
    recovered(folder, clock, NEW_CODE, PASSPHRASE).store.close()
    assert (folder / SLOTS_NAME).read_bytes() == copy_of(folder / SLOTS_NAME).read_bytes()


@pytest.mark.parametrize("passphrase", ["short", "Jo Brand-Taylor Jo"])
def test_a_recovery_that_fails_changes_nothing(folder, clock, passphrase):
    """A poor passphrase, another code, a store that is open: the old passphrase and code still serve."""
    before = (folder / SLOTS_NAME).read_bytes()
    with pytest.raises(PassphraseRefused):
        recovered(folder, clock, passphrase=passphrase)
    with pytest.raises(WrongRecoveryCode):
        recovered(folder, clock, code=NEW_CODE)
    with closing(opened(folder, clock).store), pytest.raises(AlreadyOpen):
        recovered(folder, clock)
    assert (folder / SLOTS_NAME).read_bytes() == before
    recovered(folder, clock).store.close()


def test_a_full_disk_still_lets_a_worker_read(folder, clock):
    """The unlocking cannot be written, so that is said; the store opens."""
    from linkworker.casework import setting_up  # noqa: PLC0415 - one test looks at a step inside

    unlocked = opened(folder, clock)
    raw = unlocked.store._held.engine.raw_connection()
    raw.driver_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    raw.driver_connection.execute("PRAGMA max_page_count=1")
    raw.close()
    notes = set()
    for _ in range(300):  # until the last page that the file has is full
        notes.add(setting_up._noted(unlocked.store, unlocked.worker_id, None))
        if len(notes) > 1:
            break
    assert notes == {None, setting_up._NO_ROOM}
    assert setting_up._noted(unlocked.store, unlocked.worker_id, "Mended.").startswith("Mended. The disk is full")
    assert worker_name(unlocked.store, unlocked.worker_id) == JO.name
    with unlocked.store.reading() as connection:
        assert connection.execute(select(ENTRY.c.action)).scalars().all().count("unlocked") >= 1
    unlocked.store.close()


def test_what_fails_after_opening_closes_the_store_again(folder, clock):
    """The next try is not told that the store is open."""
    unlocked = opened(folder, clock)
    with unlocked.store.writing() as connection:
        connection.exec_driver_sql("DROP TABLE entry")
    unlocked.store.close()
    for _ in range(2):
        with pytest.raises(Exception, match="no such table"):
            opened(folder, clock)
