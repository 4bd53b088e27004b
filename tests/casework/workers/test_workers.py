"""Several workers on one laptop: each with a slot, let in, given a role, and taken away with the key changed."""

from datetime import timedelta

import pytest

from linkworker.base.clock import FixedClock
from linkworker.base.errors import BadInput, NotFound, Refused
from linkworker.casework.people.people import add_person
from linkworker.casework.setting_up import NewWorker, Unlocked, set_up, unlock
from linkworker.casework.workers.adding import Newcomer, add_worker
from linkworker.casework.workers.first_passphrase import uses_first
from linkworker.casework.workers.role_changing import change_role
from linkworker.casework.workers.roles import NotForRole
from linkworker.casework.workers.taking_away import leaving, take_away
from linkworker.casework.workers.workers import one_worker, role_of, said_of, workers
from linkworker.journal.history import of_record
from linkworker.records.worker import Worker
from linkworker.vault.cost import Cost
from linkworker.vault.key_errors import NoSuchUser, WrongPassphrase
from linkworker.vault.recovery_code import RecoveryCode
from linkworker.vault.slot_changes import change_passphrase
from linkworker.vault.slots import SLOTS_NAME, Slots

CHEAP = Cost(memory_kib=8, passes=1, lanes=1)
OWN = "copper kettle tulip shelf"
JO = NewWorker("Jo Brand-Taylor", "jo", "link worker", "HMP Fenwick wellbeing team", "custody")


@pytest.fixture
def laptop(tmp_path, clock):
    """A laptop that Jo has set up, open."""
    made = set_up(tmp_path / "store", JO, OWN, RecoveryCode.make(), clock, cost=CHEAP)
    yield made
    made.store.close()


def slots_of(laptop: Unlocked) -> Slots:
    """Return the key file as it stands."""
    return Slots.read(laptop.store.folder / SLOTS_NAME, floor=CHEAP)


def listed(laptop: Unlocked):
    """Return the workers of a laptop."""
    with laptop.store.reading() as connection:
        return workers(connection, slots_of(laptop), laptop.store.id)


def let_in(laptop: Unlocked, name: str, user_name: str, role: str = "worker"):
    """Let somebody in by Jo."""
    return add_worker(laptop.store, laptop.worker_id, OWN, Newcomer(name, user_name, role), cost=CHEAP)


def opened(laptop: Unlocked, user_name: str, passphrase: str, clock: FixedClock) -> Unlocked:
    """Close the store, and unlock it as somebody."""
    laptop.store.close()
    return unlock(laptop.store.folder, user_name, passphrase, clock, floor=CHEAP)


@pytest.mark.practice(3)
def test_who_sets_the_laptop_up_is_manager(laptop):
    """Somebody must be able to let others in."""
    (jo,) = listed(laptop)
    assert (jo.role, jo.user_name, jo.role_label) == ("manager", "jo", "Manager")
    assert said_of(jo) == "Jo Brand-Taylor; link worker; role: manager; unlocks as jo"


def test_worker_who_is_let_in_unlocks_and_is_told_to_choose(laptop, clock):
    """With five words made for them; they are told until they chose a passphrase of their own."""
    asha = let_in(laptop, "Asha Verma", "Asha", "business-support")
    assert len(asha.passphrase.split()) == 5
    assert asha.passphrase not in repr(asha)
    clock.advance(timedelta(days=2))
    theirs = opened(laptop, "asha", asha.passphrase, clock)
    try:
        assert theirs.worker_id == asha.worker_id
        assert uses_first(theirs.store, asha.worker_id)
        with theirs.store.reading() as connection:
            assert role_of(connection, asha.worker_id).code == "business-support"
        one = one_worker(listed(theirs), "asha verma")
        assert one.last_unlocked == clock.now()
        assert one.title == "link worker"
        change_passphrase(
            slots_of(theirs), "asha", asha.passphrase, "amber ladder violet stone", clock=clock, cost=CHEAP
        )
        assert not uses_first(theirs.store, asha.worker_id)
        assert not uses_first(theirs.store, laptop.worker_id)
    finally:
        theirs.store.close()


def test_who_is_here_without_a_passphrase_is_let_in(laptop):
    """A worker whose record came with an import keeps it; a new one of the same name is not made."""
    with laptop.store.unit_of_work(laptop.worker_id) as uow:
        dana = uow.add(Worker(name="Dana Okoro", title="adviser")).id
    made = add_worker(
        laptop.store, laptop.worker_id, OWN, Newcomer("Dana Okoro", "do", "worker", worker_id=dana), cost=CHEAP
    )
    assert made.worker_id == dana
    assert [(each.name, each.user_name) for each in listed(laptop)] == [("Dana Okoro", "do"), ("Jo Brand-Taylor", "jo")]


@pytest.mark.parametrize(
    ("newcomer", "own", "error"),
    [
        (Newcomer(" ", "asha"), OWN, BadInput),
        (Newcomer("Asha Verma", "a!"), OWN, BadInput),
        (Newcomer("Asha Verma", "JO"), OWN, BadInput),
        (Newcomer("Asha Verma", "asha", "owner"), OWN, NotFound),
        (Newcomer("Asha Verma", "asha"), "not the passphrase", WrongPassphrase),
    ],
)
def test_nobody_is_let_in_by_halves(laptop, newcomer, own, error):
    """Whatever is amiss: no record and no slot."""
    with pytest.raises(error):
        add_worker(laptop.store, laptop.worker_id, own, newcomer, cost=CHEAP)
    assert [each.name for each in listed(laptop)] == ["Jo Brand-Taylor"]
    assert slots_of(laptop).user_names() == ("jo",)


def test_only_a_manager_changes_who_works_here(laptop):
    """Adding, roles and taking away are refused with a sentence that says who can."""
    asha = let_in(laptop, "Asha Verma", "asha")
    store, slots = laptop.store, slots_of(laptop)
    with pytest.raises(NotForRole, match="Only a manager can add or take away workers"):
        add_worker(store, asha.worker_id, asha.passphrase, Newcomer("Sam Reed", "sam"), cost=CHEAP)
    with pytest.raises(NotForRole):
        change_role(store, slots, asha.worker_id, asha.worker_id, "manager")
    with pytest.raises(NotForRole):
        take_away(store, asha.worker_id, asha.passphrase, laptop.worker_id, cost=CHEAP)


def test_role_is_changed_and_the_last_manager_stays(laptop):
    """Somebody else has to be manager first; one who cannot unlock does not count."""
    with laptop.store.unit_of_work(laptop.worker_id) as uow:
        uow.add(Worker(name="Dana Okoro", role="manager"))
    asha = let_in(laptop, "Asha Verma", "asha")
    with pytest.raises(Refused, match="Jo Brand-Taylor is the only manager who can unlock this laptop"):
        change_role(laptop.store, slots_of(laptop), laptop.worker_id, laptop.worker_id, "worker")
    said = change_role(laptop.store, slots_of(laptop), laptop.worker_id, asha.worker_id, "manager")
    assert said == "The role of Asha Verma is manager, from their next unlocking."
    assert change_role(laptop.store, slots_of(laptop), laptop.worker_id, asha.worker_id, "manager").endswith("already.")
    change_role(laptop.store, slots_of(laptop), laptop.worker_id, laptop.worker_id, "worker")
    assert one_worker(listed(laptop), "jo").role == "worker"


def test_taking_away_ends_the_passphrase_and_changes_the_key(laptop, clock):
    """Theirs opens no more, others' do; their record stays, and their people are named for somebody else."""
    asha = let_in(laptop, "Asha Verma", "asha")
    with laptop.store.unit_of_work(laptop.worker_id) as uow:
        add_person(uow, "Ali Mansour", worker_id=asha.worker_id)
    raw = (laptop.store.folder / "store.db").read_bytes()[:16]
    gone = take_away(laptop.store, laptop.worker_id, OWN, asha.worker_id, cost=CHEAP)
    assert [each.shown_name for each in gone.people] == ["Ali Mansour"]
    assert (laptop.store.folder / "store.db").read_bytes()[:16] != raw
    with pytest.raises(NoSuchUser):
        unlock(laptop.store.folder, "asha", asha.passphrase, clock, floor=CHEAP)
    again = unlock(laptop.store.folder, "jo", OWN, clock, floor=CHEAP)
    try:
        one = one_worker(listed(again), "Asha Verma")
        assert (one.can_unlock, one.people) == (False, 1)
        with again.store.reading() as connection:
            told = [line.entry.action for line in of_record(connection, asha.worker_id)]
            assert told == ["created", "slot-given", "slot-ended"]
            with pytest.raises(Refused, match="cannot unlock this laptop, so there is nothing to take away"):
                leaving(connection, slots_of(again), again.store.id, again.worker_id, asha.worker_id)
    finally:
        again.store.close()


def test_oneself_and_nobody_cannot_be_taken_away(laptop):
    """Another manager can; and a wrong passphrase of one's own takes nobody away."""
    asha = let_in(laptop, "Asha Verma", "asha")
    with pytest.raises(Refused, match="You cannot take yourself away"):
        take_away(laptop.store, laptop.worker_id, OWN, laptop.worker_id, cost=CHEAP)
    with pytest.raises(WrongPassphrase):
        take_away(laptop.store, laptop.worker_id, "not the passphrase", asha.worker_id, cost=CHEAP)
    assert one_worker(listed(laptop), "asha").can_unlock


def test_worker_is_found_by_short_name_name_or_part_of_it(laptop):
    """What fits several is said with their names."""
    let_in(laptop, "Asha Verma", "av")
    let_in(laptop, "Asha Vere", "ave")
    found = listed(laptop)
    assert one_worker(found, "av").name == "Asha Verma"
    assert one_worker(found, "brand").name == "Jo Brand-Taylor"
    with pytest.raises(NotFound, match="It could be Asha Vere or Asha Verma"):
        one_worker(found, "asha")
    with pytest.raises(NotFound, match="No one worker here is called 'zed'"):
        one_worker(found, "zed")
