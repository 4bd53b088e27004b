"""Meeting the centre on the screens: both ways at once, taking in, what came, and what does not work."""

import socket
import time
from datetime import timedelta

import pytest

from laptops import Centre, Laptop, centre, round_trip, two_laptops
from linkworker.base.progress import Stopped
from linkworker.base.setting_values import Look
from linkworker.casework.consent.withholding import withhold
from linkworker.hub.deciding import erase_person
from linkworker.hub.transfer import transfer
from linkworker.hub.web.over import OverHub
from linkworker.journal.canonical import instant_text
from linkworker.records.person import Person
from linkworker.records.worker import Worker
from linkworker.ui.screens.conflicts.listing import Conflicts
from linkworker.ui.screens.erasing.keeping import Keeping
from linkworker.ui.screens.sync import Sync
from linkworker.ui.screens.syncing.came import Came
from linkworker.ui.screens.syncing.receiving import Receiving
from linkworker.ui.widgets.dialog import Dialog
from met_on_screen import fill, hears, refused, screens_of, shared_by
from on_screen import has_line, press, send, settle, text_of
from web_server import serving

__all__ = ["centre", "two_laptops"]
Pair = tuple[Laptop, Laptop]


@pytest.fixture
def much(centre: Centre, two_laptops: Pair) -> Laptop:
    """Jo's laptop with something of everything: to choose, put aside, without receipt, unsent, leaving, a clock."""
    jo, sam = two_laptops
    ali = shared_by(centre, jo, sam, wing="B")
    leon = jo.add("Leon Hartigan")
    jo.change(ali, wing="C")
    sam.change(ali, wing="D")
    round_trip(centre, jo, sam)
    with jo.store.unit_of_work(jo.worker) as uow:
        withhold(uow, leon, why="Asked us to keep it here")
    transfer(centre.hub, centre.by, leon, sam.device_id)
    jo.add("Mina Karimi")
    jo.meet()
    jo.clock.advance(timedelta(days=3))
    jo.change(ali, wing="E")
    jo.meet()
    last = max(int(path.name.split("-")[2].split(".")[0]) for path in jo.stick.glob("*.receipt.age"))
    hears(
        jo,
        centre,
        last + 1,
        refused=(refused(jo, 4, "damaged"),),
        made_at=instant_text(jo.clock.now() + timedelta(hours=3)),
    )
    jo.take_in()
    jo.change(ali, wing="C")
    return jo


async def test_all_that_stands_between_here_and_there_is_said(much: Laptop, golden) -> None:
    """What needs doing first, what is put aside and why, and the bundles with their states."""
    async with screens_of(much) as pilot:
        await press(pilot, "f7")
        golden(pilot.app, "sync-much-80x24")
    async with screens_of(much, look=Look.FULL) as pilot:
        await press(pilot, "f7")
        golden(pilot.app, "sync-120x36")


async def test_meeting_by_a_stick_goes_both_ways(centre: Centre, two_laptops: Pair, golden) -> None:
    """The form says what goes and what stays; then what came is told, and the six words of what was written."""
    jo, sam = two_laptops
    ali = shared_by(centre, jo, sam)
    sam.change(ali, wing="D")
    sam.meet()
    centre.meet(sam)
    leon = jo.add("Leon Hartigan")
    with jo.store.unit_of_work(jo.worker) as uow:
        withhold(uow, leon, why="Asked us to keep it here")
    centre.meet(jo)
    async with screens_of(jo) as pilot:
        await press(pilot, "f7", "m")
        golden(pilot.app, "meet-80x24")
        await fill(pilot, str(jo.stick))
        assert isinstance(pilot.app.screen, Came)
        golden(pilot.app, "came-80x24")
        assert jo.person(ali).wing == "D"
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, Sync)
        await press(pilot, "r", "ctrl+s")
        assert has_line(pilot.app, "Nothing is unsent, and nothing new has come.")


async def test_what_came_leads_to_what_is_to_be_chosen(centre: Centre, two_laptops: Pair, golden) -> None:
    """Enter goes there."""
    jo, sam = two_laptops
    ali = shared_by(centre, jo, sam)
    jo.change(ali, wing="C")
    sam.change(ali, wing="D")
    for laptop in (jo, sam):
        laptop.meet()
        centre.meet(laptop)
    centre.meet(jo)
    async with screens_of(jo) as pilot:
        await press(pilot, "f7", "r")
        golden(pilot.app, "receive-80x24")
        await fill(pilot, str(max(jo.stick.glob("*.receipt.age"))))
        golden(pilot.app, "came-to-choose-80x24")
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, Conflicts)
        await press(pilot, "escape", "r")
        await press(pilot, "ctrl+s")
        assert has_line(pilot.app, "nothing new has come")


async def test_an_erasure_elsewhere_leads_to_finishing(centre: Centre, two_laptops: Pair) -> None:
    """What was saved before cannot be undone any more, and f opens what waits."""
    jo, sam = two_laptops
    ali = shared_by(centre, jo, sam)
    erase_person(centre.hub, centre.by, ali, "asked", despite="The board agreed")
    centre.meet(jo)
    async with screens_of(jo) as pilot:
        await press(pilot, "f7", "r")
        await fill(pilot, str(jo.stick))
        assert has_line(pilot.app, "erased elsewhere, and here")
        assert has_line(pilot.app, "Press f to finish erasing")
        await press(pilot, "f")
        assert isinstance(pilot.app.screen, Keeping)
        await press(pilot, "escape")
        assert has_line(pilot.app, r"Erased +1 erasure waits to be finished in the backups: press f.")


async def test_what_cannot_be_taken_in_is_told(centre: Centre, two_laptops: Pair) -> None:
    """Another laptop's file, and a folder that is not there."""
    jo, sam = two_laptops
    sam.meet()
    centre.meet(sam)
    (theirs,) = sam.stick.glob("*.receipt.age")
    async with screens_of(jo) as pilot:
        await press(pilot, "f7", "r")
        await fill(pilot, str(jo.stick / "nowhere"))
        assert has_line(pilot.app, "There is no folder or file of that name")
        await press(pilot, "enter")
        await fill(pilot, str(theirs))
        assert isinstance(pilot.app.screen, Sync)
        assert has_line(pilot.app, "another laptop|sealed to")


async def test_without_a_network_it_says_so_and_nothing_is_lost(two_laptops: Pair, golden) -> None:
    """Where an address is set, m asks once, with what goes and what stays, and then meets."""
    jo, _ = two_laptops
    jo.add("Leon Hartigan")
    async with screens_of(jo, hub_url="https://127.0.0.1:9") as pilot:
        await press(pilot, "f7", "m")
        assert isinstance(pilot.app.screen, Dialog)
        golden(pilot.app, "meet-network-80x24")
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, Sync)
        await press(pilot, "m", "right", "enter")
        await settle(pilot)
        assert isinstance(pilot.app.screen, Sync)
        assert has_line(pilot.app, "its service does not run there")


async def test_over_the_network_it_goes_both_ways_and_can_be_given_up(
    centre: Centre, two_laptops: Pair, golden
) -> None:
    """The hub's own web service takes the bundle in and gives its receipt; one that does not answer is left at once."""
    jo, _ = two_laptops
    leon = jo.add("Leon Hartigan")
    with serving(OverHub(centre.hub, 0)) as port:
        async with screens_of(jo, hub_url=f"http://127.0.0.1:{port}") as pilot:
            await press(pilot, "f7", "m", "right", "enter")
            golden(pilot.app, "came-network-80x24")
            await press(pilot, "enter")
            assert has_line(pilot.app, r"1 .* Received 6 August 2026")
            assert "No receipt" not in text_of(pilot.app)
    with centre.hub.reading() as connection:
        assert connection.execute(Person.table().select()).one().id == leon
    jo.add("Mina Karimi")
    with socket.create_server(("127.0.0.1", 0)) as silent:
        async with screens_of(jo, hub_url=f"http://127.0.0.1:{silent.getsockname()[1]}") as pilot:
            await press(pilot, "f7", "m", "right")
            send(pilot, "enter")
            while not isinstance(pilot.app.screen, Receiving) or not pilot.app.screen.is_mounted:
                await pilot.pause()
            begun = time.monotonic()
            send(pilot, "escape")
            await settle(pilot)
            assert time.monotonic() - begun < 5
            assert isinstance(pilot.app.screen, Sync)
            assert has_line(pilot.app, str(Stopped())[:20])
            assert has_line(pilot.app, r"Unsent +\d+ entries")


def _stop_at_once(self: Receiving, done: int, total: int, _note=Receiving.note) -> None:
    self._stop.set()
    _note(self, done, total)


async def test_stopping_takes_in_nothing(centre: Centre, two_laptops: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    """Esc while a receipt is read leaves all as it was; the same receipt is taken in later."""
    jo, _ = two_laptops
    jo.add("Leon Hartigan")
    jo.meet()
    centre.meet(jo)
    async with screens_of(jo) as pilot:
        await press(pilot, "f7", "r")
        monkeypatch.setattr(Receiving, "note", _stop_at_once)
        await fill(pilot, str(jo.stick))
        assert has_line(pilot.app, str(Stopped())[:20])
        monkeypatch.undo()
        assert has_line(pilot.app, "No receipt yet")
        await press(pilot, "r", "ctrl+s")
        assert has_line(pilot.app, "Receipt 1 is taken in")


def _stop_once_it_came(self: Receiving, done: int, total: int, _note=Receiving.note) -> None:
    """Stop where the second thing begins: the first was the receipt, the second is the bundle."""
    if done == 0 and self._far[0]:
        self._begun = getattr(self, "_begun", 0) + 1
        if self._begun > 1:
            self._stop.set()
    _note(self, done, total)


async def test_what_came_before_it_was_stopped_stays_and_is_shown(
    centre: Centre, two_laptops: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The receipt is taken in, the export is not made: Sync says both, without being asked again."""
    jo, _ = two_laptops
    jo.add("Leon Hartigan")
    jo.meet()
    centre.meet(jo)
    jo.add("Mina Karimi")
    async with screens_of(jo) as pilot:
        await press(pilot, "f7", "m")
        monkeypatch.setattr(Receiving, "note", _stop_once_it_came)
        await fill(pilot, str(jo.stick))
        assert isinstance(pilot.app.screen, Sync)
        assert has_line(pilot.app, "1 .* Received 6 August 2026")
        assert has_line(pilot.app, r"Unsent +\d+ entries")


async def test_business_support_meets_the_centre_and_chooses_nothing(centre: Centre, two_laptops: Pair) -> None:
    """Carrying sticks is open to every role; what was written of people is not, nor who withheld what."""
    jo, sam = two_laptops
    ali = shared_by(centre, jo, sam)
    jo.change(ali, wing="C")
    sam.change(ali, wing="D")
    round_trip(centre, jo, sam)
    with jo.store.unit_of_work(jo.worker) as uow:
        withhold(uow, ali, why="Asked us to keep it here")
        jo.worker = uow.add(Worker(name="Asha Verma", title="business support", role="business-support")).id
    async with screens_of(jo) as pilot:
        await press(pilot, "f7", "c")
        assert isinstance(pilot.app.screen, Sync)
        assert has_line(pilot.app, "Only a worker or a manager can")
        await press(pilot, "m")
        said = text_of(pilot.app)
        assert "1 person stays here" in said
        assert "Ali Mansour" not in said
