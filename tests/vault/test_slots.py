"""The key slots: what opens them, what does not, and what each refusal says."""

import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from linkworker.base.errors import BadInput
from linkworker.vault.cost import DEFAULT_COST, LOWEST_COST, Cost
from linkworker.vault.data_key import DataKey
from linkworker.vault.key_errors import (
    KeyClosed,
    NoSuchUser,
    NotEnoughMemory,
    PassphraseRefused,
    SlotTooWeak,
    TooManyTries,
    WrongPassphrase,
    WrongRecoveryCode,
)
from linkworker.vault.key_file import copy_of
from linkworker.vault.recovery_code import RecoveryCode
from linkworker.vault.slot import Holder
from linkworker.vault.slot_changes import (
    add_worker,
    change_passphrase,
    mend,
    raise_cost,
    set_passphrase,
    set_recovery_code,
    worker_holder,
)
from linkworker.vault.slots import SLOTS_NAME, Slots
from vault.laptop import CHEAP, OTHER, PASSPHRASE, PRIYA, SAM, Laptop, made_in


@pytest.fixture
def laptop(tmp_path: Path) -> Laptop:
    """Make a laptop with a cheap key file of one worker."""
    return made_in(tmp_path)


def test_passphrase_and_recovery_code_open_the_same_key(laptop: Laptop) -> None:
    """Both slots wrap one key: 64 hex digits of key and 32 of salt."""
    key = laptop.opened()
    assert key == laptop.key.sqlcipher_key()
    assert len(bytes.fromhex(key)) == 48
    assert laptop.read().open_with_recovery(RecoveryCode.read(laptop.code.printed().lower())).sqlcipher_key() == key
    assert laptop.read() == laptop.slots


def test_two_stores_have_nothing_in_common(tmp_path: Path, laptop: Laptop) -> None:
    """The same passphrase makes another key, and one store's code is said not to be the other's."""
    (tmp_path / "second").mkdir()
    second = made_in(tmp_path / "second")
    assert second.opened() != laptop.opened()
    with pytest.raises(WrongRecoveryCode, match="typed right, but it is not the code of this store"):
        laptop.read().open_with_recovery(second.code)


def test_composed_and_decomposed_letters_open_alike(laptop: Laptop) -> None:
    """An e with an acute accent opens however the keyboard made it, and spaces at the ends are nothing."""
    assert laptop.opened("  copper kettle cafe\u0301 shelf ") == laptop.opened("copper\u00a0kettle caf\u00e9 shelf")


def test_nothing_personal_and_nothing_secret_stands_in_the_file(laptop: Laptop) -> None:
    """No name, passphrase, code or key; the copy is the same file; only its owner may read it."""
    raw = laptop.path.read_bytes()
    key = laptop.key.sqlcipher_key()
    for secret in ("Priya", "Nowak", "copper", laptop.code.characters, key[:64]):
        assert secret.encode() not in raw
    assert key[64:].encode() in raw  # the salt, with which store.db begins for anybody to read
    assert copy_of(laptop.path).read_bytes() == raw
    assert laptop.path.stat().st_mode & 0o077 == 0 or sys.platform == "win32"
    assert sorted(file.name for file in laptop.path.parent.iterdir()) == [SLOTS_NAME, SLOTS_NAME + ".bak"]


def test_the_key_never_shows_and_closes(laptop: Laptop) -> None:
    """No repr, str, error or pickle holds it; closed, it gives nothing."""
    key, text = laptop.key, laptop.key.sqlcipher_key()
    assert "hidden" in repr(key)
    for shown in (repr(key), str(key), f"{key}", repr([key]), repr(laptop.slots)):
        assert text[:16] not in shown
        assert str(key.secret()) not in shown
    with pytest.raises(TypeError, match="never pickled"):
        key.__reduce__()
    held = key._secret
    key.close()
    assert not any(held)
    assert repr(key) == "DataKey(closed)"
    with pytest.raises(KeyClosed, match="locked"):
        key.sqlcipher_key()
    with pytest.raises(TypeError, match="48 bytes"):
        DataKey(b"short")


def test_a_key_for_a_purpose_is_another_key(laptop: Laptop) -> None:
    """Derived keys differ by purpose and tell nothing of the data key."""
    assert laptop.key.derive("drafts") != laptop.key.derive("slots mac v1")
    assert len(laptop.key.derive("drafts")) == 32
    assert laptop.key.derive("drafts").hex() not in laptop.key.sqlcipher_key()


def test_a_wrong_passphrase_says_how_many_tries_are_left(laptop: Laptop) -> None:
    """Five tries, then a wait that outlives a restart, doubles, and ends with the right passphrase."""
    said = []
    for _ in range(5):
        with pytest.raises(WrongPassphrase) as wrong:
            laptop.opened("not the right passphrase")
        said.append((wrong.value.tries_left, wrong.value.wait.total_seconds()))
    assert said == [(4, 0), (3, 0), (2, 0), (1, 0), (0, 30)]
    with pytest.raises(TooManyTries, match="Wait 30 seconds"):
        laptop.opened()
    laptop.clock.advance(timedelta(seconds=31))
    with pytest.raises(WrongPassphrase, match="in 1 minute"):
        laptop.opened("not the right passphrase")
    laptop.clock.advance(timedelta(days=-400))
    with pytest.raises(TooManyTries, match="Wait 1 minute"):
        laptop.opened()
    laptop.clock.advance(timedelta(minutes=1))
    laptop.opened()
    with pytest.raises(WrongPassphrase, match="4 tries left"):
        laptop.opened("not the right passphrase")


def test_the_recovery_code_does_not_wait(laptop: Laptop) -> None:
    """Who has forgotten the passphrase gets in with the printed code at once."""
    for _ in range(5):
        with pytest.raises(WrongPassphrase):
            laptop.opened("not the right passphrase")
    assert laptop.read().open_with_recovery(laptop.code).sqlcipher_key() == laptop.key.sqlcipher_key()


def test_the_floor_is_enforced_unless_another_is_passed(laptop: Laptop) -> None:
    """A cheap slot opens nowhere but where a test says so; it is refused before anything is derived or counted."""
    cheap = Slots.read(laptop.path)
    for _ in range(7):
        with pytest.raises(SlotTooWeak):
            cheap.open(None, PASSPHRASE, clock=laptop.clock)
    with pytest.raises(SlotTooWeak):
        cheap.open_with_recovery(laptop.code)
    with pytest.raises(SlotTooWeak):
        set_passphrase(cheap, laptop.key, None, OTHER, clock=laptop.clock, cost=CHEAP)
    assert laptop.opened()


def test_real_slots_are_made_at_the_default_cost(tmp_path: Path) -> None:
    """Without an argument a slot costs 256 MiB, three passes and four lanes, and opens without one."""
    laptop = made_in(tmp_path, DEFAULT_COST)
    slots = Slots.read(laptop.path)
    assert {(slot.cost.memory_kib, slot.cost.passes, slot.cost.lanes) for slot in slots.known()} == {(262144, 3, 4)}
    assert slots.open("PN1", PASSPHRASE, clock=laptop.clock).sqlcipher_key() == laptop.key.sqlcipher_key()


@pytest.mark.parametrize(
    ("cost", "opens"),
    [
        (LOWEST_COST, True),
        (replace(LOWEST_COST, lanes=4), True),
        (replace(LOWEST_COST, memory_kib=LOWEST_COST.memory_kib - 1), False),
        (replace(LOWEST_COST, passes=LOWEST_COST.passes - 1), False),
    ],
)
def test_a_slot_of_yesterday_opens_down_to_the_lowest_floor(tmp_path: Path, cost: Cost, opens: bool) -> None:
    """And not a step below it."""
    laptop = made_in(tmp_path, cost)
    slots = Slots.read(laptop.path)
    if opens:
        assert slots.open(None, PASSPHRASE, clock=laptop.clock).sqlcipher_key() == laptop.key.sqlcipher_key()
    else:
        with pytest.raises(SlotTooWeak):
            slots.open(None, PASSPHRASE, clock=laptop.clock)


def test_a_slot_of_yesterday_is_closed_anew_at_todays_cost(tmp_path: Path) -> None:
    """It stays the same slot and pair; the passphrase opens it, and once raised there is nothing to do."""
    laptop = made_in(tmp_path, LOWEST_COST)
    slots = Slots.read(laptop.path)
    raised = raise_cost(slots, laptop.key, None, PASSPHRASE)
    assert raised == Slots.read(laptop.path)
    assert raised.mark.epoch == slots.mark.epoch + 1
    before, after = slots.worker_slot(None), raised.worker_slot(None)
    assert (before.cost, after.cost) == (LOWEST_COST, DEFAULT_COST)
    assert (after.slot_id, after.recipient, after.created) == (before.slot_id, before.recipient, before.created)
    assert after.salt != before.salt
    assert raised.open(None, PASSPHRASE, clock=laptop.clock).sqlcipher_key() == laptop.key.sqlcipher_key()
    assert raise_cost(raised, laptop.key, None, PASSPHRASE) == raised


def test_a_changed_passphrase_is_the_only_one(laptop: Laptop) -> None:
    """The new one opens file and copy, the old one neither; the recovery code still does."""
    changed = change_passphrase(laptop.read(), None, PASSPHRASE, OTHER, clock=laptop.clock, cost=CHEAP)
    assert changed == laptop.read()
    assert laptop.opened(OTHER) == laptop.key.sqlcipher_key()
    for slots in (laptop.read(), Slots.read_copy(laptop.path, floor=CHEAP)):
        with pytest.raises(WrongPassphrase):
            slots.open(None, PASSPHRASE, clock=laptop.clock)
    laptop.read().open_with_recovery(laptop.code)


def test_a_wrong_old_passphrase_changes_nothing(laptop: Laptop) -> None:
    """It counts as a wrong try, and the file stays as it was."""
    before = laptop.path.read_bytes()
    with pytest.raises(WrongPassphrase):
        change_passphrase(laptop.read(), None, OTHER, "harvest lantern bridge", clock=laptop.clock, cost=CHEAP)
    with pytest.raises(PassphraseRefused):
        change_passphrase(laptop.read(), None, PASSPHRASE, "password12345678", clock=laptop.clock, cost=CHEAP)
    assert laptop.path.read_bytes() == before


def test_a_forgotten_passphrase_is_set_anew_with_the_code(laptop: Laptop) -> None:
    """The code opens, a new passphrase and a new code take the places of the old ones, and the wait is over."""
    for _ in range(5):
        with pytest.raises(WrongPassphrase):
            laptop.opened(OTHER)
    key, fresh = laptop.read().open_with_recovery(laptop.code), RecoveryCode.make()
    slots = set_passphrase(laptop.read(), key, None, OTHER, clock=laptop.clock, cost=CHEAP)
    set_recovery_code(slots, key, fresh, clock=laptop.clock, cost=CHEAP)
    assert laptop.opened(OTHER) == laptop.key.sqlcipher_key()
    laptop.read().open_with_recovery(fresh)
    with pytest.raises(WrongRecoveryCode):
        laptop.read().open_with_recovery(laptop.code)


def test_two_workers_each_open_with_their_own(laptop: Laptop) -> None:
    """With two the user name is asked for; one's wrong tries do not keep the other out."""
    add_worker(laptop.read(), laptop.key, SAM, OTHER, clock=laptop.clock, cost=CHEAP)
    assert laptop.read().user_names() == ("pn1", "so2")
    assert laptop.opened(OTHER, " SO2 ") == laptop.opened(PASSPHRASE, "pn1")
    with pytest.raises(BadInput, match="Enter your user name"):
        laptop.opened()
    with pytest.raises(NoSuchUser, match="no user name xy9"):
        laptop.opened(PASSPHRASE, "xy9")
    for _ in range(5):
        with pytest.raises(WrongPassphrase):
            laptop.opened(PASSPHRASE, "so2")
    laptop.opened(PASSPHRASE, "pn1")
    with pytest.raises(TooManyTries):
        laptop.opened(OTHER, "so2")
    with pytest.raises(BadInput, match="already"):
        add_worker(laptop.read(), laptop.key, SAM, OTHER, clock=laptop.clock, cost=CHEAP)


def test_slots_of_kinds_to_come_are_kept(laptop: Laptop) -> None:
    """A slot of a kind that this program does not know survives a changed passphrase, in its place."""
    card = {"kind": "card", "recipient": "age1example", "anything": [1, 2]}
    slots = replace(laptop.slots, rows=(card, *laptop.slots.rows))
    mend(replace(slots, mac=slots.mac_under(laptop.key)), laptop.key)
    change_passphrase(laptop.read(), None, PASSPHRASE, OTHER, clock=laptop.clock, cost=CHEAP)
    assert laptop.read().rows[0] == card
    assert laptop.opened(OTHER) == laptop.key.sqlcipher_key()


def test_setting_up_refuses_what_is_not_fit(tmp_path: Path) -> None:
    """A passphrase on the worker's name or user name, a user name with a name in it: nothing is written."""
    with pytest.raises(PassphraseRefused, match="name"):
        made_in(tmp_path, passphrase="Priya Nowak pn1 !!!")
    with pytest.raises(BadInput, match="short name of 2 to 20"):
        worker_holder("w1", "Priya Nowak")
    with pytest.raises(TypeError, match="worker id"):
        worker_holder("", "pn1")
    with pytest.raises(TypeError, match="store id or the cost"):
        made_in(tmp_path, cost=Cost(2**40, 3, 4))
    assert not list(tmp_path.iterdir())
    assert not Holder(PRIYA.kind, "", "").is_whole()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux can be given less memory for a moment")
def test_too_little_memory_is_said_and_not_counted(tmp_path: Path) -> None:
    """A laptop without room for Argon2id is told so, and no try is lost."""
    import resource  # noqa: PLC0415 - Windows has no such module

    laptop = made_in(tmp_path)
    slots = replace(laptop.slots, rows=(laptop.slots.rows[0] | {"memory_kib": 1024 * 1024},))
    used = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (used + 200 * 2**20, hard))
    try:
        with pytest.raises(NotEnoughMemory, match="takes 1024 MB"):
            slots.open(None, PASSPHRASE, clock=laptop.clock)
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
    assert slots.tries_file.of(slots.known()[0].slot_id).wrong == 0
