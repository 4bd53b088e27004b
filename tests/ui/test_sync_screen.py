"""Sync: what is unsent, trusting a hub, writing a bundle, and the words to compare."""

from pathlib import Path

import pytest

from linkworker.sync.device import read_device
from linkworker.sync.identity import HubIdentity
from linkworker.sync.own_identities import device
from linkworker.sync.progress import Stopped
from linkworker.sync.trust import trusted_hub
from linkworker.sync.unseal import verify
from linkworker.ui.screens.syncing.sealed_words import SealedWords
from linkworker.ui.screens.syncing.writing import Writing
from on_screen import Screens, has_line, press, settle, text_of, type_text


@pytest.fixture
def hub(tmp_path: Path) -> HubIdentity:
    """A hub whose invitation lies in a folder."""
    made = HubIdentity.make("Fenwick health hub")
    (tmp_path / "hub").mkdir()
    made.write(tmp_path / "hub")
    return made


async def trust(pilot, hub: HubIdentity, folder: Path, words: str = "") -> None:
    """Type the invitation and its words at Sync."""
    await press(pilot, "f7", "t")
    await type_text(pilot, str(folder / "hub" / "hub-invitation.json"))
    await press(pilot, "tab")
    await type_text(pilot, words or hub.invitation.words)
    await press(pilot, "ctrl+s")


async def export(pilot, folder: Path) -> None:
    """Ask for a bundle in a folder."""
    await press(pilot, "x")
    await type_text(pilot, str(folder))
    await press(pilot, "ctrl+s")
    await settle(pilot)


async def test_it_says_what_is_unsent_and_that_no_hub_is_trusted(screens: Screens) -> None:
    """Before anything was sent, the screen says how much waits, since when, and what to do first."""
    async with screens() as pilot:
        await press(pilot, "f7")
        assert has_line(pilot.app, r"Unsent +[\d,]+ entries, the oldest from \d+ \w+ 202\d")
        assert has_line(pilot.app, r"No centre is trusted yet. Press t and bring in")
        assert has_line(pilot.app, r"Nothing has gone to the centre yet. First press t: your centre gave you a")


async def test_without_a_hub_exporting_says_what_to_do_first(screens: Screens) -> None:
    """Nothing can be sealed to nobody."""
    async with screens() as pilot:
        await press(pilot, "f7", "x")
        assert has_line(pilot.app, r"Press t and bring in the invitation")


async def test_a_hub_is_trusted_by_its_words(screens: Screens, hub: HubIdentity, tmp_path: Path) -> None:
    """The six words that its people read out make it the one that bundles are sealed to."""
    async with screens() as pilot:
        await trust(pilot, hub, tmp_path)
        assert has_line(pilot.app, "Bundles are sealed to Fenwick health hub from now on")
        assert trusted_hub(pilot.app.desk.store).recipient == hub.recipient


async def test_other_words_trust_nobody(screens: Screens, hub: HubIdentity, tmp_path: Path) -> None:
    """The form says so beside the words, and what was typed stays."""
    async with screens() as pilot:
        await trust(pilot, hub, tmp_path, "six words of quite another hub")
        assert has_line(pilot.app, "There is a problem")
        assert has_line(pilot.app, "Nothing is trusted")
        assert has_line(pilot.app, "six words of quite another hub")


async def test_a_bundle_is_written_and_its_words_are_shown(
    screens: Screens, hub: HubIdentity, tmp_path: Path, golden
) -> None:
    """The words on the screen are those of the bundle that the hub can open."""
    stick = tmp_path / "stick"
    stick.mkdir()
    async with screens() as pilot:
        await trust(pilot, hub, tmp_path)
        await export(pilot, stick)
        assert isinstance(pilot.app.screen, SealedWords)
        (bundle,) = stick.glob("*.age")
        verified = verify(bundle, hub, [device(pilot.app.desk.store).public])
        assert verified.words in text_of(pilot.app)
        await press(pilot, "enter")
        assert has_line(pilot.app, r"1 .* No receipt yet")
        await press(pilot, "x")
        assert has_line(pilot.app, "Everything has been written already. Press w to write a bundle once more.")


async def test_with_nothing_new_it_says_so_and_a_bundle_can_be_written_again(
    screens: Screens, hub: HubIdentity, tmp_path: Path
) -> None:
    """The same bundle has the same words."""
    first, second = tmp_path / "first", tmp_path / "second"
    first.mkdir()
    second.mkdir()
    async with screens() as pilot:
        await trust(pilot, hub, tmp_path)
        await export(pilot, first)
        words = pilot.app.screen._exported.last.words
        await press(pilot, "enter", "w")
        for _ in str(first):
            await pilot.press("backspace")
        await type_text(pilot, str(second))
        await press(pilot, "ctrl+s")
        assert isinstance(pilot.app.screen, SealedWords)
        assert pilot.app.screen._exported.last.words == words


async def test_a_folder_that_is_not_there_is_said_in_the_form(
    screens: Screens, hub: HubIdentity, tmp_path: Path
) -> None:
    """A stick that is not in is a sentence, and nothing is made."""
    async with screens() as pilot:
        await trust(pilot, hub, tmp_path)
        await export(pilot, tmp_path / "no-stick")
        assert has_line(pilot.app, "There is a problem")


def _stop_at_once(self: Writing, done: int, total: int, _note=Writing.note) -> None:
    self._stop.set()
    _note(self, done, total)


async def test_stopping_loses_nothing(
    screens: Screens, hub: HubIdentity, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Esc while it writes takes the file away; the next export brings the same."""
    stick = tmp_path / "stick"
    stick.mkdir()
    async with screens() as pilot:
        await trust(pilot, hub, tmp_path)
        monkeypatch.setattr(Writing, "note", _stop_at_once)
        await export(pilot, stick)
        monkeypatch.undo()
        assert has_line(pilot.app, str(Stopped())[:30])
        assert not list(stick.iterdir())
        assert "Nothing has gone to the centre yet" in text_of(pilot.app)
        await press(pilot, "x", "ctrl+s")
        await settle(pilot)
        assert isinstance(pilot.app.screen, SealedWords)


async def test_this_laptops_key_is_written_for_the_hub(screens: Screens, tmp_path: Path) -> None:
    """The file holds the public key whose words the screen shows."""
    async with screens() as pilot:
        await press(pilot, "f7")
        words = device(pilot.app.desk.store).public.words
        assert words in text_of(pilot.app)
        await press(pilot, "l")
        await type_text(pilot, str(tmp_path))
        await press(pilot, "ctrl+s")
        assert _keys_in(tmp_path) == [words]


def _keys_in(folder: Path) -> list[str]:
    return [read_device(path).words for path in folder.glob("*.json") if "device" in path.name]


async def test_it_looks_as_it_is_drawn(screens: Screens, golden) -> None:
    """What is unsent, what stays, the hub, this laptop's words, and that there is no bundle yet."""
    async with screens() as pilot:
        await press(pilot, "f7")
        golden(pilot.app, "sync-80x24")
        assert "w write again" not in text_of(pilot.app)
