"""What is typed and not saved: kept encrypted, taken up again, dropped once saved."""

from datetime import timedelta

import pytest

from form_on_screen import Shown, form_shown
from linkworker.base.errors import LinkworkerError
from linkworker.ui.forms.field import Field, Kind, Option
from linkworker.vault.store import Store
from on_screen import Screens, fixed, settle

NAME = Field("name", "Name", needed="Enter a name.")
NOTE = Field("note", "Note", Kind.LONG)
SECRET = Field("secret", "Passphrase", Kind.SECRET)
SPOKE = Field(
    "spoke", "How you spoke", Kind.CHOICE, options=(Option("face", "Face to face"), Option("phone", "By phone"))
)


class FullDisk(LinkworkerError):
    """The disk is full."""


async def kept(form: Shown) -> dict[str, str] | None:
    """Return what the store holds of the form's draft."""
    found = await form.pilot.app.desk.draft(form.form.name)  # type: ignore[attr-defined]
    return None if found is None else dict(found.fields)


async def test_a_draft_is_kept_in_a_pause_and_says_when(empty_screens: Screens) -> None:
    """By the clock of the laptop, in London."""
    async with form_shown(empty_screens, NAME, NOTE) as form:
        await form.type("Ali")
        await form.screen._keep().wait()
        await settle(form.pilot)
        assert await kept(form) == {"name": "Ali", "note": ""}
        assert "Draft kept 1:00pm" in form.text
        fixed(form.pilot.app).advance(timedelta(minutes=5))
        await form.type(" M")
        await form.screen._keep().wait()
        await settle(form.pilot)
        assert "Draft kept 1:05pm" in form.text


async def test_typing_sets_the_pause_and_each_key_begins_it_anew(empty_screens: Screens, real_pause: float) -> None:
    """One timer, less than a second."""
    async with form_shown(empty_screens, NAME) as form:
        assert form.screen._pause is None
        await form.press("a")
        first = form.screen._pause
        await form.press("b")
        assert first is not None
        assert form.screen._pause is not None
        assert form.screen._pause is not first
        assert form.screen._pause._interval == real_pause < 1


async def test_esc_keeps_the_draft_and_coming_back_finds_it(empty_screens: Screens) -> None:
    """Every kind of field is as it was, and the line says since when."""
    async with form_shown(empty_screens, NAME, NOTE, SPOKE) as form:
        await form.type("Ali [b]M")
        await form.press("tab")
        await form.type("One.\nTwo.")
        await form.press("tab", "2", "escape")
        assert form.ended == [None]
        fixed(form.pilot.app).advance(timedelta(days=1))
        await form.open()
        assert form.typed == {"name": "Ali [b]M", "note": "One.\nTwo.", "spoke": "phone"}
        assert "You began this on 6 August 2026 at 1:00pm. Your words are here." in form.text
        assert form.at == "name"


async def test_a_draft_outlives_the_program(empty_screens: Screens, store: Store) -> None:
    """It is in the store, and its words are nowhere in its files."""
    async with form_shown(empty_screens, NAME) as form:
        await form.type("Zebedee Quill")
        await form.screen.keep_draft()
    for file in store.folder.iterdir():
        assert b"Zebedee" not in file.read_bytes()
    async with form_shown(empty_screens, NAME) as form:
        assert form.typed == {"name": "Zebedee Quill"}


async def test_a_lock_keeps_what_was_typed_last(empty_screens: Screens) -> None:
    """Without waiting for a pause."""
    async with form_shown(empty_screens, NAME) as form:
        await form.type("Ali")
        await form.screen.keep_draft()
        assert await kept(form) == {"name": "Ali"}


async def test_a_saved_form_has_no_draft(empty_screens: Screens) -> None:
    """And opens empty the next time."""
    async with form_shown(empty_screens, NAME) as form:
        await form.type("Ali")
        await form.screen.keep_draft()
        await form.press("ctrl+s")
        assert await kept(form) is None
        await form.screen.keep_draft()  # a pause that ends late
        assert await kept(form) is None
        await form.open()
        assert form.typed == {"name": ""}
        assert "You began this" not in form.text


async def test_a_save_that_is_refused_keeps_the_draft(empty_screens: Screens) -> None:
    """It is not dropped before it is saved."""
    async with form_shown(empty_screens, NAME, refusals=[FullDisk()]) as form:
        await form.type("Ali")
        await form.press("ctrl+s", "escape")
        assert await kept(form) == {"name": "Ali"}


async def test_no_secret_is_kept(empty_screens: Screens) -> None:
    """Not in the draft, and so not in the field the next time."""
    async with form_shown(empty_screens, SECRET, NAME) as form:
        await form.type("kettle")
        await form.screen.keep_draft()
        assert await kept(form) is None
        await form.press("tab")
        await form.type("Ali")
        await form.press("escape")
        assert await kept(form) == {"name": "Ali"}
        await form.open()
        assert form.typed == {"secret": "", "name": "Ali"}


async def test_nothing_typed_leaves_no_draft(empty_screens: Screens) -> None:
    """Nor does what was typed and taken away again."""
    async with form_shown(empty_screens, NAME) as form:
        await form.press("escape")
        assert await kept(form) is None
        await form.open()
        await form.type("A")
        await form.screen.keep_draft()
        assert await kept(form) == {"name": "A"}
        await form.press("backspace", "escape")
        assert await kept(form) is None


async def test_one_begins_again_and_has_the_words_back(empty_screens: Screens) -> None:
    """By the key or the thing to press; the draft goes, and comes back with the words."""
    async with form_shown(empty_screens, NAME) as form:
        await form.type("Ali")
        await form.press("escape")
        await form.open()
        await form.press("tab", "tab", "tab", "enter")
        assert form.typed == {"name": ""}
        assert "Cleared. Press Ctrl+R to have your words back." in form.text
        await form.screen.keep_draft()
        assert await kept(form) is None
        await form.press("ctrl+r")
        assert form.typed == {"name": "Ali"}
        assert "Your words are back." in form.text
        await form.screen.keep_draft()
        assert await kept(form) == {"name": "Ali"}


async def test_begin_again_on_an_empty_form_does_nothing(empty_screens: Screens) -> None:
    """There is nothing to clear, and nothing is said."""
    async with form_shown(empty_screens, NAME) as form:
        await form.press("ctrl+r")
        assert "Cleared" not in form.text


async def test_each_form_has_its_own_draft(empty_screens: Screens) -> None:
    """A note of one person never comes up in another's."""
    async with form_shown(empty_screens, NAME, name="note:1") as form:
        await form.type("Ali")
        await form.press("escape")
    async with form_shown(empty_screens, NAME, name="note:2") as form:
        assert form.typed == {"name": ""}


async def test_keys_pressed_while_the_draft_is_read_are_not_lost(empty_screens: Screens) -> None:
    """They stand after the draft's words; an answer chosen is the one that counts."""
    async with form_shown(empty_screens, NAME, SPOKE) as form:
        await form.type("Ali")
        await form.press("tab", "1", "escape")
        await form.open()
        form.screen._view.fill({"name": " M", "spoke": "phone"})
        found = form.screen._joined({"name": "Ali", "spoke": "face"})
        assert found == {"name": "Ali M", "spoke": "phone"}


async def test_a_draft_that_cannot_be_kept_is_said_and_esc_asked_twice(
    empty_screens: Screens, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first Esc stays with the words; a second, with nothing changed, leaves."""
    async with form_shown(empty_screens, NAME) as form:
        await form.type("Ali")

        async def full(*_: object) -> None:
            raise FullDisk

        monkeypatch.setattr(form.pilot.app.desk, "keep_draft", full)  # type: ignore[attr-defined]
        await form.screen._keep().wait()
        await settle(form.pilot)
        assert "Draft not kept" in form.text
        assert "The disk is full." in form.text
        await form.press("escape")
        assert form.ended == []
        assert "Press Esc again to leave without these words." in form.text
        await form.press("escape")
        assert form.ended == [None]


async def test_leaving_by_a_place_keeps_the_draft(empty_screens: Screens) -> None:
    """F3 goes to People; the words are there when one comes back."""
    async with form_shown(empty_screens, NAME) as form:
        await form.type("Ali")
        await form.press("f3")
        assert await kept(form) == {"name": "Ali"}
