"""A form as a screen of its own: draft taken up and kept, saved once, left without losing a word."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import ClassVar, TypeVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal

from linkworker.base.errors import LinkworkerError
from linkworker.base.times import show_instant
from linkworker.ui.commands.command import Command
from linkworker.ui.commands.table import bindings
from linkworker.ui.forms.drafting import Drafting
from linkworker.ui.forms.field import Kind
from linkworker.ui.forms.form import Form, Problem, Values
from linkworker.ui.forms.form_view import FormView
from linkworker.ui.forms.keeping import Keeping
from linkworker.ui.widgets.words import Words

T = TypeVar("T")

_WORDS = {Kind.TEXT, Kind.LONG}


class FormScreen(Drafting[T]):
    """Ends with what the form's save returned, or None if the person went back; a draft is then kept.

    `about` names the person the form is of.
    """

    PLACE = "form"
    PLACES_SHOWN = False
    KEPT = "Draft kept"
    NOT_KEPT = "Draft not kept"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("form")]
    DEFAULT_CSS = """
    FormScreen > .head { height: auto; max-width: 78; padding: 1 1 0 3; }
    FormScreen.-low > .head { padding: 0 1 0 3; margin-bottom: 1; }
    FormScreen > .head > .title { width: auto; text-style: bold; color: $text-accent; }
    FormScreen > .head > .about { width: 1fr; padding-left: 3; color: $text-muted; }
    FormScreen > .head > .kept { width: auto; color: $text-muted; }
    FormScreen > .begun { height: auto; padding: 0 1 0 3; margin-top: 1; color: $text-muted; display: none; }
    FormScreen.-low > .begun { margin: 0 0 1 0; }
    FormScreen > .begun.-shown { display: block; }
    """

    def __init__(self, form: Form[T], *, about: str = "") -> None:
        super().__init__()
        self.form = form
        self._about = about
        self._view = FormView(form.fields, submit_label=form.submit_label)
        self._keeping: Keeping | None = None
        self._is_saving = False
        self._ended: tuple[T] | None = None
        self._put_by: Mapping[str, str] | None = None
        self._warned: Mapping[str, str] | None = None

    def body(self) -> ComposeResult:
        """Yield the title and whom it is about, the line about a draft, and the form."""
        with Horizontal(classes="head"):
            yield Words(self.form.title, classes="title")
            yield Words(self._about, classes="about")
            yield Words(classes="kept")
        yield Words(classes="begun")
        yield self._view

    def offered(self) -> tuple[Command, ...]:
        """Return the commands for the key line; the key that saves says what the button says."""
        label = self.form.submit_label
        words = f"{label[:1].lower()}{label[1:]}"
        return tuple(replace(each, label=words) if each.action == "save" else each for each in super().offered())

    # Drafts ----------------------------------------------------------------------------------------------------------

    def on_mount(self) -> None:
        """Begin at the first question at once, so that no key is lost while the draft is read."""
        self._view.focus_field()

    async def load(self) -> None:
        """Take up the draft, once; nothing else on a form comes from the store."""
        if self._keeping is not None:
            return
        keeping = Keeping(self.form, self.desk)
        found = await keeping.take_up()
        self._keeping = keeping
        if found is not None:
            self._view.fill(self._joined(self.form.from_draft(found.fields)))
            self._begun(f"You began this on {show_instant(found.saved_at)}. Your words are here.", "Start again")

    def _joined(self, kept: Mapping[str, str]) -> dict[str, str]:
        """Return the draft's text, with what was typed while it was being read after it."""
        typed = self._view.typed
        joined = dict(kept)
        for field in self.form.fields:
            if typed[field.name] == field.default:
                continue
            begun = kept[field.name] if field.kind in _WORDS else ""
            joined[field.name] = begun + typed[field.name].removeprefix(field.default if begun else "")
        return joined

    def _begun(self, words: str, press: str) -> None:
        line = self.query_one(".begun", Words)
        line.add_class("-shown")
        line.show(words)
        self._view.offer_again(press)

    async def write_draft(self) -> datetime | None:
        """Keep the draft of what is typed now; nothing is kept before the draft of before was read."""
        return None if self._keeping is None else await self._keeping.keep(self._view.typed)

    @on(FormView.Again)
    def action_start_again(self) -> None:
        """Clear the form; asked a second time, put the words back."""
        if self._put_by is not None:
            self._view.fill(self._put_by)
            self._put_by = None
            self._begun("Your words are back.", "Start again")
        elif self._view.typed != self.form.initial():
            self._put_by = self._view.typed
            self._view.fill(self.form.initial())
            self._begun("Cleared. Press Ctrl+R to have your words back.", "Put my words back")
        self._view.show_problems(())
        self._view.focus_field()

    # Saving ----------------------------------------------------------------------------------------------------------

    @on(FormView.Submitted)
    def action_save(self) -> None:
        """Read every field, and save if all can be read. While a save is under way another does nothing."""
        if self._is_saving or self._ended is not None:
            return
        parsed = self.form.parse(self._view.typed, self.desk.today)
        self._view.show_problems(parsed.problems)
        if not parsed.problems:
            self._is_saving = True
            self._say_kept("Saving")
            self._save(parsed.values)

    @work(group="save")
    async def _save(self, values: Values) -> None:
        try:
            # Leaving the screen cancels the wait; the save goes on, and drops the draft as one that was awaited.
            result = await asyncio.shield(asyncio.ensure_future(self._save_to_the_end(values)))
        except LinkworkerError as error:
            self._view.show_problems([self._problem(error)])
            self._say_kept("")
        else:
            self._end_with(result)
        finally:
            self._is_saving = False

    async def _save_to_the_end(self, values: Values) -> T:
        result = await self.form.save(values)
        if self._keeping is not None:
            await self._keeping.close()
        return result

    def _problem(self, error: LinkworkerError) -> Problem:
        return self.form.problem_of(error)

    def _end_with(self, result: T) -> None:
        """Leave with the result; if help or a warning stands in front, as soon as it has gone."""
        self._ended = (result,)
        self._leave_if_ended()

    def _leave_if_ended(self) -> None:
        if self._ended is not None and self.is_active:
            self.dismiss(self._ended[0])

    def on_screen_resume(self) -> None:
        """Leave, if the save ended while another screen was in front."""
        self.call_later(self._leave_if_ended)

    # Leaving ---------------------------------------------------------------------------------------------------------

    @on(FormView.Left)
    def action_back(self) -> None:
        """Go back; what is typed is kept as a draft."""
        if not self._is_saving:
            self._go_back()

    @work(exclusive=True, group="back")
    async def _go_back(self) -> None:
        typed = self._view.typed
        try:
            await self.keep_draft()
        except LinkworkerError as error:
            if self._warned != typed:  # asked again with nothing changed, it is what they want
                self._warned = typed
                self.trouble(f"{error} Press Esc again to leave without these words.")
                return
        self.dismiss()
