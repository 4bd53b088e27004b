"""Sending what waits in the outbox: never what may no longer leave, or was erased, since the file was sealed."""

from collections.abc import Collection
from pathlib import Path

import pytest
from sqlalchemy import select

from laptops import OPEN, Centre, Laptop, centre, two_laptops
from linkworker.base.progress import Progress, nobody_watches
from linkworker.base.setting_values import Sharing
from linkworker.casework.consent.consenting import record_consent
from linkworker.casework.consent.withholding import CENTRAL, let_leave, withhold
from linkworker.casework.erasure.erasing import erase_person
from linkworker.hub.ingest import ingest
from linkworker.hub.receipts import write_receipts
from linkworker.hub.receiving import what_waited
from linkworker.records.person import Person
from linkworker.sync.carriers.carrier import Delivered, Delivery
from linkworker.sync.carriers.problems import CutOff
from linkworker.sync.export import make_again
from linkworker.sync.inbox_people import why_not_yet
from linkworker.sync.outbox_files import OUTBOX, files_to_send
from linkworker.sync.standing import standing
from linkworker.sync.syncing import meet
from linkworker.vault.devices import own_device_ids

__all__ = ["centre", "two_laptops"]
Pair = tuple[Laptop, Laptop]


class Wire:
    """A way to the hub that delivers at once unless it is cut; nothing comes down by it."""

    def __init__(self, centre: Centre) -> None:
        self.centre, self.cut, self.sent = centre, False, list[str]()

    def put(self, path: Path, progress: Progress = nobody_watches) -> Delivered:
        """Take a file in at the hub."""
        progress(1, 1)
        if self.cut:
            raise CutOff
        taken = ingest(self.centre.hub, path)
        list(what_waited(self.centre.hub, taken.device))
        self.sent.append(f"{path.name} {taken.state}")
        return Delivered(path.name, 1, "0" * 64, Delivery[taken.state.name], str(taken.why or ""))

    def fetch(self, known: Collection[str], into: Path, progress: Progress = nobody_watches) -> tuple[Path, ...]:
        """Bring nothing."""
        progress(len(known) + len(into.parts), 0)
        return ()


@pytest.fixture
def wire(centre: Centre) -> Wire:
    """A way to the hub."""
    return Wire(centre)


def cut_off(laptop: Laptop, wire: Wire, sharing: Sharing = OPEN) -> Path:
    """Meet the hub, be cut off, and return the file that waits."""
    wire.cut = True
    with pytest.raises(CutOff):
        meet(laptop.store, laptop.worker, wire, sharing)
    wire.cut = False
    return max((laptop.store.folder / OUTBOX).iterdir())


def at_hub(centre: Centre, person_id: str) -> Person | None:
    """Return a person's row at the hub, or None."""
    with centre.hub.reading() as connection:
        return connection.execute(select(Person.table()).where(Person.table().c.id == person_id)).first()


@pytest.mark.practice(25)
@pytest.mark.parametrize("how", ["withheld", "consent", "both times"])
def test_a_sealed_file_does_not_go_with_what_may_not_leave_any_more(
    centre: Centre, two_laptops: Pair, wire: Wire, how: str
) -> None:
    """It was sealed before; cut off, then the person is held back. It is sealed anew, and another person's goes."""
    jo, _ = two_laptops
    sharing = Sharing.WITH_CONSENT if how == "consent" else OPEN
    ali, bea = jo.add("Ali Mansour", wing="B2"), jo.add("Bea Okafor")
    with jo.store.unit_of_work(jo.worker) as uow:
        for each in (ali, bea):
            record_consent(uow, each, CENTRAL, given=True, how="spoken")
    cut_off(jo, wire, sharing)
    with jo.store.unit_of_work(jo.worker) as uow:
        if how == "consent":
            record_consent(uow, ali, CENTRAL, given=False, how="spoken")
        else:
            withhold(uow, ali)
    if how == "both times":
        cut_off(jo, wire)
    meet(jo.store, jo.worker, wire, sharing)
    assert at_hub(centre, ali) is None
    assert at_hub(centre, bea).name == "Bea Okafor"
    assert files_to_send(jo.store) == {}
    assert list((jo.store.folder / OUTBOX).iterdir()) == []


@pytest.mark.practice(25)
def test_a_file_is_sealed_anew_when_its_bundle_was_made_anew_for_a_stick(
    centre: Centre, two_laptops: Pair, wire: Wire
) -> None:
    """The bundle holds less already; the file in the outbox is still the older one."""
    jo, _ = two_laptops
    ali = jo.add("Ali Mansour", wing="B2")
    cut_off(jo, wire)
    with jo.store.unit_of_work(jo.worker) as uow:
        withhold(uow, ali)
    make_again(jo.store, jo.worker, jo.stick, 1, sharing=OPEN)
    meet(jo.store, jo.worker, wire, OPEN)
    assert at_hub(centre, ali) is None


@pytest.mark.practice(25)
def test_erasing_empties_the_outbox_at_once(centre: Centre, two_laptops: Pair, wire: Wire) -> None:
    """The bundle goes all the same, sealed anew without what went."""
    jo, _ = two_laptops
    ali, bea = jo.add("Ali Mansour"), jo.add("Bea Okafor")
    waits = cut_off(jo, wire)
    with jo.store.unit_of_work(jo.worker) as uow:
        erase_person(uow, ali, "asked", typed="Ali Mansour", sharing=OPEN, despite="asked for it")
    assert not waits.exists()
    meet(jo.store, jo.worker, wire, OPEN)
    assert [each.split()[1] for each in wire.sent] == ["taken-in", "taken-in"]
    assert at_hub(centre, ali) is None
    assert at_hub(centre, bea).name == "Bea Okafor"


def test_what_has_a_receipt_meanwhile_is_not_sent(centre: Centre, two_laptops: Pair, wire: Wire) -> None:
    """The same bundle went on a stick; the file is only let go of."""
    jo, _ = two_laptops
    jo.add("Ali Mansour")
    waits = cut_off(jo, wire)
    make_again(jo.store, jo.worker, jo.stick, 1, sharing=OPEN)
    centre.meet(jo)
    jo.take_in()
    meet(jo.store, jo.worker, wire, OPEN)
    assert waits.name not in {each.split()[0] for each in wire.sent}
    assert not waits.exists()


def test_a_file_of_which_the_store_knows_nothing_is_not_sent(centre: Centre, two_laptops: Pair, wire: Wire) -> None:
    """It was sealed after the backup that was put back: what may leave of it nobody can say."""
    jo, _ = two_laptops
    files, before = jo.copy(), jo.device_id
    ali = jo.add("Ali Mansour")
    waits = cut_off(jo, wire)
    unknown = waits.with_name(waits.name.replace("000001", "000009"))
    waits.rename(unknown)
    jo.put_back(files)
    centre.enrol(jo, instead_of=before)
    meet(jo.store, jo.worker, wire, OPEN)
    assert at_hub(centre, ali) is None
    assert not unknown.exists()


def test_what_the_hub_waits_for_of_an_earlier_device_is_sent(centre: Centre, two_laptops: Pair, wire: Wire) -> None:
    """The hub lacks the entries of values that were let go: the bundle of the former device is made once more."""
    jo, _ = two_laptops
    ali = withheld_then_restored(centre, jo)
    with jo.store.writing() as connection:  # as if a receipt had said so, before the hub's database was put back
        connection.exec_driver_sql("UPDATE bundle SET receipted_at = made_at")
    with jo.store.unit_of_work(jo.worker) as uow:
        let_leave(uow, ali)
    meet(jo.store, jo.worker, wire, OPEN)
    with jo.store.writing() as connection:
        connection.exec_driver_sql("UPDATE bundle SET receipted_at = NULL")
    assert at_hub(centre, ali) is None
    jo.add("Bea Okafor")
    meet(jo.store, jo.worker, wire, OPEN)
    assert at_hub(centre, ali).wing == "B2"


def withheld_then_restored(centre: Centre, jo: Laptop) -> str:
    """Let a bundle with Ali withheld be lost with its stick, and the laptop be put back; return Ali's id."""
    ali = jo.add("Ali Mansour", wing="B2")
    with jo.store.unit_of_work(jo.worker) as uow:
        withhold(uow, ali)
    jo.meet()
    for path in jo.stick.iterdir():
        path.unlink()
    files, before = jo.copy(), jo.device_id
    jo.put_back(files)
    centre.enrol(jo, instead_of=before)
    return ali


@pytest.mark.parametrize("new_first", [True, False])
def test_values_let_go_after_a_restore_come_whichever_bundle_is_first(
    centre: Centre, two_laptops: Pair, new_first: bool
) -> None:
    """They go once the receipt says that the entries are there, and nobody is let go of before."""
    jo, _ = two_laptops
    ali = withheld_then_restored(centre, jo)
    with jo.store.unit_of_work(jo.worker) as uow:
        let_leave(uow, ali)
    jo.meet()
    new = [path for path in jo.stick.glob("*.age") if standing(jo.store, OPEN).laptop.short in path.name]
    old = [path for path in jo.stick.glob("*.age") if path not in new]
    for path in (*new, *old) if new_first else (*old, *new):
        ingest(centre.hub, path)
    assert at_hub(centre, ali) is None
    for path in (*new, *old):
        path.unlink()
    list(write_receipts(centre.hub, jo.stick, [jo.device_id]))
    jo.take_in()
    with jo.store.reading() as connection:
        assert why_not_yet(connection, ali, own_device_ids(connection)) == "withheld"
    jo.meet()
    centre.meet(jo)
    jo.take_in()
    assert at_hub(centre, ali).wing == "B2"
    with jo.store.reading() as connection:
        assert why_not_yet(connection, ali, own_device_ids(connection)) is None
