"""Bundles that are kept aside, on the screens: why they are, sent as they lie, and destroyed after a yes."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from laptops import OPEN, Centre, Laptop, centre, two_laptops
from linkworker.hub.web.over import OverHub
from linkworker.records.person import Person
from linkworker.sync.going_up import write_what_is_unsent
from linkworker.sync.kept_aside import kept_aside, put_aside
from linkworker.sync.outbox_files import OUTBOX
from linkworker.ui.screens.sync import Sync
from linkworker.ui.screens.syncing.came import Came
from linkworker.ui.screens.syncing.kept_aside import KeptAside
from linkworker.ui.screens.syncing.receiving import Receiving
from linkworker.ui.widgets.dialog import Dialog
from met_on_screen import fill, screens_of
from on_screen import has_line, press, settle, text_of
from web_server import serving

__all__ = ["centre", "two_laptops"]
Pair = tuple[Laptop, Laptop]
NOBODY_THERE = "http://127.0.0.1:9"


@pytest.fixture
def put_back(centre: Centre, two_laptops: Pair) -> Laptop:
    """Jo's laptop after a backup was put back: Ali Mansour is only in a sealed file that had not gone."""
    jo, _ = two_laptops
    files, before = jo.copy(), jo.device_id
    jo.add("Ali Mansour")
    (jo.store.folder / OUTBOX).mkdir(exist_ok=True)
    write_what_is_unsent(jo.store, jo.worker, jo.store.folder / OUTBOX, OPEN)
    jo.put_back(files)
    centre.enrol(jo, instead_of=before)
    return jo


@pytest.fixture
def one_aside(put_back: Laptop) -> Laptop:
    """The same, with the file kept aside."""
    assert put_aside(put_back.store) == (1,)
    return put_back


def another_aside(laptop: Laptop) -> None:
    """Let one more lie there, of number 4."""
    (laptop.store.folder / OUTBOX / "linkworker-1a2b3c4d-000004.age").write_bytes(b"age-encryption.org/v1\n")
    put_aside(laptop.store)


def names_at(centre: Centre) -> list[str]:
    """Return who is known at the centre."""
    with centre.hub.reading() as connection:
        return sorted(connection.execute(select(Person.table().c.name)).scalars())


async def test_sync_says_what_is_kept_aside_and_the_key_for_it(one_aside: Laptop, golden) -> None:
    """The key stands on the key line, and no command to be typed is named; Esc leaves all as it was."""
    async with screens_of(one_aside) as pilot:
        await press(pilot, "f7")
        golden(pilot.app, "sync-aside-80x24")
        assert "linkworker sync" not in text_of(pilot.app)
        await press(pilot, "a")
        assert isinstance(pilot.app.screen, KeptAside)
        golden(pilot.app, "kept-aside-80x24")
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, Sync)
    assert kept_aside(one_aside.store) == (1,)


async def test_without_anything_aside_there_is_no_key(two_laptops: Pair) -> None:
    """As for all that there may be nothing to do for."""
    async with screens_of(two_laptops[0]) as pilot:
        await press(pilot, "f7", "a")
        assert isinstance(pilot.app.screen, Sync)
        assert "kept aside" not in text_of(pilot.app)


async def test_what_a_meeting_finds_is_told_with_its_key(put_back: Laptop, golden) -> None:
    """A file that is found when the stick is met: what came and went says so, and a leads there."""
    async with screens_of(put_back) as pilot:
        await press(pilot, "f7", "m")
        await fill(pilot, str(put_back.stick))
        assert isinstance(pilot.app.screen, Came)
        golden(pilot.app, "came-aside-80x24")
        await press(pilot, "a")
        assert isinstance(pilot.app.screen, KeptAside)


async def test_on_a_stick_it_is_a_copy_and_stays_until_it_is_destroyed(one_aside: Laptop, golden) -> None:
    """It says so; then d and yes take it away here, and Sync says nothing of it any more."""
    async with screens_of(one_aside) as pilot:
        await press(pilot, "f7", "a", "x")
        golden(pilot.app, "kept-aside-form-80x24")
        await fill(pilot, str(one_aside.stick))
        assert isinstance(pilot.app.screen, KeptAside)
        golden(pilot.app, "kept-aside-on-a-stick-80x24")
        (copy,) = one_aside.stick.glob("*.age")
        assert kept_aside(one_aside.store) == (1,)
        await press(pilot, "d")
        golden(pilot.app, "kept-aside-destroy-80x24")
        await press(pilot, "right", "enter")
        assert isinstance(pilot.app.screen, Sync)
        assert has_line(pilot.app, "Destroyed: bundle 1.")
        assert "Kept aside" not in text_of(pilot.app)
        assert copy.exists()
    assert kept_aside(one_aside.store) == ()


@pytest.mark.parametrize("answer", ["enter", "escape"])
async def test_only_a_yes_destroys(one_aside: Laptop, answer: str) -> None:
    """The focus is on the safe answer, and Esc means it too; the question names every bundle."""
    another_aside(one_aside)
    async with screens_of(one_aside) as pilot:
        await press(pilot, "f7", "a", "d")
        assert isinstance(pilot.app.screen, Dialog)
        assert has_line(pilot.app, r"Destroy bundles 1 and 4\?")
        await press(pilot, answer)
        assert isinstance(pilot.app.screen, KeptAside)
        assert has_line(pilot.app, "Bundles 1 and 4 were made before a backup was put back")
    assert kept_aside(one_aside.store) == (1, 4)


async def test_over_the_network_it_goes_after_a_yes(centre: Centre, one_aside: Laptop, golden) -> None:
    """The question says who gets it; what the centre has taken in is not kept aside any more."""
    with serving(OverHub(centre.hub, 0)) as port:
        async with screens_of(one_aside, hub_url=f"http://127.0.0.1:{port}") as pilot:
            await press(pilot, "f7", "a", "s")
            golden(pilot.app, "kept-aside-network-80x24")
            await press(pilot, "escape")
            assert (kept_aside(one_aside.store), names_at(centre)) == ((1,), [])
            await press(pilot, "s", "right", "enter")
            await settle(pilot)
            assert isinstance(pilot.app.screen, KeptAside)
            golden(pilot.app, "kept-aside-sent-80x24")
            await press(pilot, "s", "d", "escape")
            assert isinstance(pilot.app.screen, Sync)
            assert "Kept aside" not in text_of(pilot.app)
    assert (kept_aside(one_aside.store), names_at(centre)) == ((), ["Ali Mansour"])


async def test_what_the_centre_puts_aside_stays_and_says_why(centre: Centre, one_aside: Laptop) -> None:
    """It is no bundle: the sentence of the centre stands first, and the file can still be destroyed."""
    (file,) = (one_aside.store.folder / OUTBOX / "aside").glob("*/*.age")
    file.write_bytes(b"age-encryption.org/v1\n")
    with serving(OverHub(centre.hub, 0)) as port:
        async with screens_of(one_aside, hub_url=f"http://127.0.0.1:{port}") as pilot:
            await press(pilot, "f7", "a", "s", "right", "enter")
            await settle(pilot)
            assert has_line(pilot.app, "The centre put bundle 1 aside: ")
            assert has_line(pilot.app, "d destroy")
    assert kept_aside(one_aside.store) == (1,)


def _stop_at_once(self: Receiving, done: int, total: int, _note: Callable[..., None] = Receiving.note) -> None:
    self._stop.set()
    _note(self, done, total)


@pytest.mark.parametrize("why", ["stopped", "no network", "no stick"])
async def test_what_did_not_go_stays(
    one_aside: Laptop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, why: str
) -> None:
    """It says why, and the bundle is kept aside as before."""
    async with screens_of(one_aside, hub_url=NOBODY_THERE if why == "no network" else "") as pilot:
        await press(pilot, "f7", "a", "s" if why == "no network" else "x")
        if why == "no network":
            await press(pilot, "right", "enter")
            await settle(pilot)
            assert has_line(pilot.app, "its service does not run there")
            await press(pilot, "x")  # there is always the stick
            await fill(pilot, str(one_aside.stick))
            assert len(list(one_aside.stick.glob("*.age"))) == 1
        elif why == "no stick":
            await fill(pilot, str(tmp_path / "nowhere"))
            assert has_line(pilot.app, "There is a problem")
            await press(pilot, "escape")
        else:
            monkeypatch.setattr(Receiving, "note", _stop_at_once)
            await fill(pilot, str(one_aside.stick))
            assert list(one_aside.stick.iterdir()) == []
    assert kept_aside(one_aside.store) == (1,)


async def test_before_a_centre_is_trusted_nothing_is_sent(one_aside: Laptop) -> None:
    """It says what to do first."""
    with one_aside.store.writing() as connection:
        connection.exec_driver_sql("DELETE FROM store_fact WHERE name = 'hub'")
    async with screens_of(one_aside) as pilot:
        await press(pilot, "f7", "a", "x")
        assert isinstance(pilot.app.screen, KeptAside)
        assert has_line(pilot.app, "No centre is trusted yet. Press Esc, then t")
