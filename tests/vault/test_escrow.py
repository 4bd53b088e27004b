"""The organisation's slot: an age recipient, opened by our command or by the stock tool."""

import json
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from linkworker.base.clock import FixedClock
from linkworker.base.errors import BadInput, NotFound
from linkworker.casework.changing_keys import change_data_key, change_passphrase_at_the_door
from linkworker.casework.escrow_drill import get_in_with_escrow
from linkworker.casework.setting_up import NewWorker, Unlocked, recover, set_up, unlock
from linkworker.casework.workers.first_passphrase import uses_first
from linkworker.journal import history
from linkworker.vault.escrow import EscrowSlot, NoEscrow, WrongIdentity, read_identity
from linkworker.vault.key_errors import SlotsDamaged
from linkworker.vault.key_file import copy_of
from linkworker.vault.recovery_code import RecoveryCode
from linkworker.vault.sealed_key import make_pair
from linkworker.vault.slot_changes import set_escrow
from linkworker.vault.slots import SLOTS_NAME, Slots
from vault.laptop import CHEAP, OTHER, PASSPHRASE, forge, made_in

JO = NewWorker("Jo Brand-Taylor", "jo", "link worker", "HMP Fenwick wellbeing team")
CODE = RecoveryCode.make()
IDENTITY, RECIPIENT = make_pair()


@pytest.fixture
def folder(tmp_path: Path, clock: FixedClock) -> Path:
    """The folder of a laptop that was set up and closed, without a slot of the organisation."""
    set_up(tmp_path / "laptop", JO, PASSPHRASE, CODE, clock, cost=CHEAP).store.close()
    return tmp_path / "laptop"


def read(folder: Path) -> Slots:
    return Slots.read(folder / SLOTS_NAME, floor=CHEAP)


def opened(folder: Path, clock: FixedClock, escrow: str = "", passphrase: str = PASSPHRASE) -> Unlocked:
    """Unlock and close again."""
    found = unlock(folder, None, passphrase, clock, floor=CHEAP, escrow=escrow)
    found.store.close()
    return found


def test_the_next_unlocking_adds_the_slot_and_says_so_once(folder: Path, clock: FixedClock) -> None:
    """Settings that name another recipient replace it; settings that name none leave it."""
    said = opened(folder, clock, RECIPIENT).note or ""
    assert said.startswith("Your organisation can now open this store with its own key")
    assert said.endswith(f"That key begins {RECIPIENT[:12]}.")
    assert opened(folder, clock, RECIPIENT).note is None
    assert opened(folder, clock).note is None
    slot = read(folder).escrow()
    assert slot is not None
    assert slot.recipient == RECIPIENT
    other = make_pair()[1]
    assert other[:12] in (opened(folder, clock, other).note or "")
    slots = read(folder)
    assert [row["recipient"] for row in slots.rows if row["kind"] == "escrow"] == [other]
    with pytest.raises(WrongIdentity):
        slots.open_with_escrow(IDENTITY)


def test_recovery_adds_it_too(folder: Path, clock: FixedClock) -> None:
    """Whichever way the store is opened next."""
    found = recover(folder, None, CODE, OTHER, RecoveryCode.make(), clock, cost=CHEAP, escrow=RECIPIENT)
    found.store.close()
    assert RECIPIENT[:12] in (found.note or "")


def test_a_setting_that_is_no_recipient_opens_the_store_all_the_same(folder: Path, clock: FixedClock) -> None:
    """It is said, and nothing is sealed to it."""
    assert "That is not an age recipient" in (opened(folder, clock, "age1nobody").note or "")
    assert read(folder).escrow() is None


def test_the_drill_gets_a_worker_in(folder: Path, clock: FixedClock) -> None:
    """With a new passphrase, in the journal, and marked as one that somebody else knows; the old one ends."""
    opened(folder, clock, RECIPIENT)
    assert get_in_with_escrow(folder, None, IDENTITY, OTHER, clock, cost=CHEAP) == "jo"
    found = unlock(folder, None, OTHER, clock, floor=CHEAP)
    with found.store as store, store.reading() as connection:
        given = [line.entry.action for line in history.of_person(connection, None)]
    assert "slot-given" in given
    with unlock(folder, None, OTHER, clock, floor=CHEAP).store as store:
        assert uses_first(store, found.worker_id)


def test_the_drill_puts_an_older_key_file_in_force_again(folder: Path, clock: FixedClock) -> None:
    """The only way in when every newer key file is lost; the organisation answers for it."""
    opened(folder, clock, RECIPIENT)
    old = (folder / SLOTS_NAME).read_bytes()
    for new in (OTHER, PASSPHRASE, OTHER):
        before = PASSPHRASE if new == OTHER else OTHER
        change_passphrase_at_the_door(folder, None, before, new, clock, cost=CHEAP)
    for path in (folder / SLOTS_NAME, copy_of(folder / SLOTS_NAME)):
        path.write_bytes(old)
    get_in_with_escrow(folder, "jo", IDENTITY, "harvest lantern bridge", clock, cost=CHEAP)
    assert opened(folder, clock, passphrase="harvest lantern bridge").note is None


def test_the_drill_refuses_what_it_should(folder: Path, clock: FixedClock) -> None:
    """No slot, another identity: nothing is changed."""
    with pytest.raises(NoEscrow, match="no slot of the organisation"):
        get_in_with_escrow(folder, None, IDENTITY, OTHER, clock, cost=CHEAP)
    opened(folder, clock, RECIPIENT)
    before = (folder / SLOTS_NAME).read_bytes()
    with pytest.raises(WrongIdentity, match="does not open the organisation's slot"):
        get_in_with_escrow(folder, None, make_pair()[0], OTHER, clock, cost=CHEAP)
    assert (folder / SLOTS_NAME).read_bytes() == before


@pytest.mark.parametrize("rotated", [False, True])
def test_the_stock_tool_opens_the_slot(folder: Path, tmp_path: Path, clock: FixedClock, rotated: bool) -> None:
    """`age -d -i` on `wrapped` gives the 48 bytes that SQLCipher takes, also after a rotation."""
    age = shutil.which("age")
    if age is None:
        pytest.skip("age is not installed here")
    opened(folder, clock, RECIPIENT)
    if rotated:
        found = unlock(folder, None, PASSPHRASE, clock, floor=CHEAP)
        change_data_key(found.store, found.worker_id, PASSPHRASE, cost=CHEAP)
    (tmp_path / "key.txt").write_text(f"# created: 2026-08-06\n{IDENTITY}\n", encoding="utf-8", newline="\n")
    rows = json.loads((folder / SLOTS_NAME).read_text(encoding="utf-8"))["body"]["slots"]
    (wrapped,) = (row["wrapped"] for row in rows if row["kind"] == "escrow")
    secret = subprocess.run(
        [age, "-d", "-i", str(tmp_path / "key.txt")], input=wrapped.encode(), capture_output=True, check=True
    ).stdout
    found = unlock(folder, None, PASSPHRASE, clock, floor=CHEAP)
    with found.store as store:
        assert secret == store.copier.key.secret()


def test_an_identity_is_read_from_the_file_that_age_writes(tmp_path: Path) -> None:
    """Comments are passed over; a file without one, or none, is a sentence."""
    path = tmp_path / "key.txt"
    path.write_text(f"# public key: {RECIPIENT}\n{IDENTITY}\n", encoding="utf-8", newline="\n")
    assert read_identity(path) == IDENTITY
    path.write_text("AGE-SECRET-KEY-1NOT\n", encoding="utf-8", newline="\n")
    with pytest.raises(BadInput, match="no age identity in"):
        read_identity(path)
    with pytest.raises(NotFound, match="cannot be read"):
        read_identity(tmp_path / "none.txt")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("recipient", "age1" + "q" * 58),
        ("recipient", 7),
        ("wrapped", "text"),
        ("wrapped", None),
        ("method", "pgp"),
        ("created", "today"),
        ("id", ""),
        ("id", []),
        ("extra", 1),
    ],
)
def test_a_slot_of_the_organisation_out_of_shape_is_damage(tmp_path: Path, field: str, value: object) -> None:
    """As any other slot's; and two of them are."""
    laptop = made_in(tmp_path)
    set_escrow(laptop.read(), laptop.key, RECIPIENT, clock=laptop.clock)
    forge(laptop, lambda body: body["slots"][-1].update({field: value}))
    with pytest.raises(SlotsDamaged):
        laptop.read()


def test_two_slots_of_the_organisation_are_damage(tmp_path: Path) -> None:
    """Which of them is the organisation's could not be told."""
    laptop = made_in(tmp_path)
    slots = set_escrow(laptop.read(), laptop.key, RECIPIENT, clock=laptop.clock)
    more = EscrowSlot.seal(laptop.key, RECIPIENT, laptop.clock.now().date())
    with pytest.raises(SlotsDamaged, match="two slots"):
        replace(slots, rows=(*slots.rows, more.row())).escrow()
