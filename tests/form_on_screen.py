"""Showing one form in the real program: over the store of a test, with what it saved at hand."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from textual.events import Paste
from textual.pilot import Pilot

from linkworker.base.errors import LinkworkerError
from linkworker.ui.forms.field import Field
from linkworker.ui.forms.field_box import FieldBox
from linkworker.ui.forms.form import Form
from linkworker.ui.forms.form_screen import FormScreen
from on_screen import Screens, press, settle, text_of, type_text


@dataclass
class Shown:
    """A form in front of somebody: what stands on the screen, what was saved and how it ended."""

    pilot: Pilot[Any]
    form: Form[str]
    saved: list[dict[str, Any]]
    refusals: list[LinkworkerError]
    screen: FormScreen[str] = field(init=False)
    ended: list[str | None] = field(default_factory=list)

    async def open(self, about: str = "") -> None:
        """Open the form; a second time as somebody who comes back to it."""
        self.screen = FormScreen(self.form, about=about)
        self.pilot.app.push_screen(self.screen, self.ended.append)
        await settle(self.pilot)

    async def press(self, *keys: str) -> None:
        """Press keys, each after the screen rests."""
        await press(self.pilot, *keys)

    async def type(self, text: str) -> None:
        """Type a text."""
        await type_text(self.pilot, text)

    async def paste(self, text: str) -> None:
        """Paste a text into what has the focus: many words at the cost of one key."""
        self.pilot.app.post_message(Paste(text))
        await settle(self.pilot)

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return text_of(self.pilot.app)

    @property
    def typed(self) -> dict[str, str]:
        """What stands in each field."""
        return {box.field.name: box.typed for box in self.screen.query(FieldBox)}

    @property
    def at(self) -> str:
        """The name of the field that has the focus, or the widget's class."""
        focused = self.screen.focused
        boxes = [node for node in focused.ancestors if isinstance(node, FieldBox)] if focused else []
        return boxes[0].field.name if boxes else type(focused).__name__


@asynccontextmanager
async def form_shown(
    screens: Screens, *fields: Field, name: str = "test", about: str = "", **named: Any
) -> AsyncIterator[Shown]:
    """Show a form of these fields; its save is refused as often as `refusals` says, then gives "saved"."""
    saved: list[dict[str, Any]] = []
    refusals: list[LinkworkerError] = named.pop("refusals", [])

    async def save(values: Any) -> str:
        if refusals:
            raise refusals.pop(0)
        saved.append(dict(values))
        return "saved"

    form = Form(name, named.pop("title", "New person"), fields, named.pop("save", save), check=named.pop("check", None))
    async with screens(**named) as pilot:
        shown = Shown(pilot, form, saved, refusals)
        await shown.open(about)
        yield shown
