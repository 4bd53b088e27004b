"""Sending what waits in the outbox: never what may no longer leave, or was erased, since the file was sealed."""

from collections.abc import Collection
from pathlib import Path

import pytest
from sqlalchemy import select

from laptops import OPEN, Centre, Laptop, centre, round_trip, two_laptops
from linkworker.base.progress import Progress, nobody_watches
from linkworker.base.setting_values import Sharing
from linkworker.casework.consent.consenting import record_consent
from linkworker.casework.consent.withholding import CENTRAL, let_leave, withhold
from linkworker.casework.erasure.erasing import erase_person
from linkworker.hub.devices import device
from linkworker.hub.forks import accept_fork
from linkworker.hub.ingest import ingest
from linkworker.hub.receipts import write_receipts
from linkworker.hub.receiving import receive, what_waited
from linkworker.hub.taken import TakenState
from linkworker.records.person import Person
from linkworker.sync.bundle_names import bundle_names
from linkworker.sync.carriers.carrier import Delivered, Delivery
from linkworker.sync.carriers.folder import FolderCarrier
from linkworker.sync.carriers.problems import CutOff
from linkworker.sync.coming_down import own_shorts
from linkworker.sync.export import export, make_again
from linkworker.sync.inbox_people import why_not_yet
from linkworker.sync.kept_aside import aside_words, destroy_aside, kept_aside, put_aside, send_aside
from linkworker.sync.met import Met
from linkworker.sync.outbox_files import OUTBOX, files_to_send
from linkworker.sync.standing import standing
from linkworker.sync.syncing import meet
from linkworker.sync.ways import by_folder
from linkworker.vault.devices import own_device_ids, own_devices

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
        state = Delivery.REFUSED if taken.state == TakenState.FORK else Delivery[taken.state.name]
        return Delivered(path.name, 1, "0" * 64, state, str(taken.why or ""))

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


@pytest.fixture
def put_back(centre: Centre, two_laptops: Pair, wire: Wire) -> tuple[Laptop, str]:
    """Jo's laptop after yesterday's backup was put back, and Ali, who is only in a sealed file that had not gone."""
    jo, _ = two_laptops
    jo.add("Bea Okafor")  # not sent either: the bundle that is made of it now has the number of the other
    files, before = jo.copy(), jo.device_id
    ali = jo.add("Ali Mansour")
    cut_off(jo, wire)
    jo.put_back(files)
    centre.enrol(jo, instead_of=before)
    return jo, ali


def test_what_was_written_before_the_backup_was_put_back_is_named_apart(put_back: tuple[Laptop, str]) -> None:
    """It goes in a bundle of its own, which may have the same number as the one beside it."""
    jo, _ = put_back
    bundles = export(jo.store, jo.worker, jo.stick, OPEN).bundles
    assert bundle_names(bundles) == ("Bundle 1 (earlier)", "Bundle 1")
    assert bundle_names(bundles[:1]) == ("Bundle 1",)
    written = [each for each in Met(written=bundles).sentences() if " is written: " in each]
    assert [each.partition(" is ")[0] for each in written] == ["Bundle 1 (earlier)", "Bundle 1"]


@pytest.mark.parametrize("first", ["meet", "export"])
def test_a_file_of_which_the_store_knows_nothing_is_kept_aside(
    centre: Centre, put_back: tuple[Laptop, str], wire: Wire, first: str
) -> None:
    """It goes as it lies once the worker says so; what the laptop lacked comes down."""
    jo, ali = put_back
    if first == "export":
        export(jo.store, jo.worker, jo.stick, OPEN)
        assert kept_aside(jo.store) == (1,)
    else:
        said = aside_words((1,))
        assert said in meet(jo.store, jo.worker, wire, OPEN).sentences()
        assert said not in meet(jo.store, jo.worker, wire, OPEN).sentences()
        assert ("Kept aside", said) in standing(jo.store, OPEN).lines()
        assert at_hub(centre, ali) is None
    (sent,) = send_aside(jo.store, jo.worker, wire)
    if first == "meet":  # what came before the backup has gone under that number: somebody at the centre takes both
        assert (sent.state, sent.code, kept_aside(jo.store)) == (Delivery.REFUSED, "fork", (1,))
        with centre.hub.reading() as connection:
            former = device(connection, own_devices(jo.store)[0].device_id)
        assert [each.state for each in accept_fork(centre.hub, centre.by, former, 1)] == [TakenState.TAKEN_IN]
        (sent,) = send_aside(jo.store, jo.worker, wire)
    assert sent.state == (Delivery.TAKEN_IN if first == "export" else Delivery.KNOWN)
    assert kept_aside(jo.store) == standing(jo.store, OPEN).aside == ()
    round_trip(centre, jo)
    assert at_hub(centre, ali).name == jo.person(ali).name == "Ali Mansour"


def test_what_is_kept_aside_is_destroyed_when_the_worker_says_so(put_back: tuple[Laptop, str], wire: Wire) -> None:
    """On a stick it is a copy: the file stays until the worker destroys it."""
    jo, _ = put_back
    meet(jo.store, jo.worker, wire, OPEN)
    (sent,) = send_aside(jo.store, jo.worker, FolderCarrier(jo.stick, own_shorts(jo.store)))
    assert (sent.state, kept_aside(jo.store)) == (Delivery.WRITTEN, (1,))
    assert destroy_aside(jo.store) == (1,)
    assert (kept_aside(jo.store), destroy_aside(jo.store)) == ((), ())


def test_a_copy_on_a_stick_is_told_as_one(put_back: tuple[Laptop, str], wire: Wire) -> None:
    """That it was written, and not that nothing was to be sent."""
    jo, _ = put_back
    meet(jo.store, jo.worker, wire, OPEN)
    (sent,) = send_aside(jo.store, jo.worker, by_folder(jo.store, jo.stick))
    assert Met(delivered=(sent,)).sentences() == (f"{sent.name}: it is written and read back.",)


def test_a_copy_on_a_stick_takes_no_other_bundles_place(
    centre: Centre, put_back: tuple[Laptop, str], wire: Wire
) -> None:
    """What was written from the backup has the same number and name; the centre reads both."""
    jo, _ = put_back
    written = export(jo.store, jo.worker, jo.stick, OPEN).bundles
    before = {each.path: each.path.read_bytes() for each in written}
    (sent,) = send_aside(jo.store, jo.worker, by_folder(jo.store, jo.stick))
    assert sent.name in {path.name for path in before}
    assert {path: path.read_bytes() for path in before} == before
    said = list(receive(centre.hub, [jo.stick]))
    assert len(said) == len(before) + 1
    assert all(each.why in {None, "fork"} for each in said), said


def test_the_oldest_goes_first(two_laptops: Pair) -> None:
    """By its number, not by where it lies: one builds on those before it."""
    jo, _ = two_laptops
    for short, number in (("1a2b3c4d", 12), ("9f2b3c4d", 3)):
        folder = jo.store.folder / OUTBOX
        folder.mkdir(exist_ok=True)
        (folder / f"linkworker-{short}-{number:06}.age").write_bytes(b"age-encryption.org/v1\n")
    put_aside(jo.store)
    assert kept_aside(jo.store) == (3, 12)


def test_erasing_destroys_what_is_kept_aside(put_back: tuple[Laptop, str], wire: Wire) -> None:
    """Nobody can say what it holds."""
    jo, _ = put_back
    meet(jo.store, jo.worker, wire, OPEN)
    bea = next(each for each in everybody(jo) if each.name == "Bea Okafor")
    with jo.store.unit_of_work(jo.worker) as uow:
        erase_person(uow, bea.id, "asked", typed=bea.name, sharing=OPEN, despite="asked for it")
    assert kept_aside(jo.store) == ()


def everybody(laptop: Laptop) -> list[Person]:
    """Return the people on a laptop."""
    with laptop.store.reading() as connection:
        return list(connection.execute(select(Person.table())))


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
