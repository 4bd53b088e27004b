"""The settings: each one's value and where it came from, what a worker may choose, and the keys of this laptop."""

from dataclasses import replace
from typing import ClassVar, TypeVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from linkworker.base.choices import choose
from linkworker.base.errors import LinkworkerError
from linkworker.base.setting_values import Look, Theme
from linkworker.base.settings import Explained, Sourced
from linkworker.ui.commands.table import bindings
from linkworker.ui.door.opening import cost_of
from linkworker.ui.forms.form import Form
from linkworker.ui.forms.form_screen import FormScreen
from linkworker.ui.key_forms import passphrase_form, recovery_code_form
from linkworker.ui.screens.place import Place
from linkworker.ui.setting_words import NAMES, source_in_short, source_words, value_words
from linkworker.ui.widgets.columns import Column
from linkworker.ui.widgets.list_messages import Chosen, Moved
from linkworker.ui.widgets.paged_list import PagedList
from linkworker.ui.widgets.pages import FixedRows
from linkworker.ui.widgets.rows import Cell, Row, heading
from linkworker.ui.widgets.words import Words

T = TypeVar("T")

_CHOSEN_HERE = ("look", "theme")
_KEYS = {
    "passphrase": ("Passphrase", "change it", "What opens this laptop for you. Nobody else knows it."),
    "recovery_code": ("Recovery code", "make a new one", "The only other way in, on paper. The old one ends."),
    "workers": ("Workers", "see who they are", "Who can unlock this laptop, and what each may do."),
    "own_activity": ("Your activity", "see it", "What you looked at and changed, newest first."),
    "backups": ("Backups", "see, make, copy, restore", "Encrypted copies of the store on this laptop, and on a stick."),
}
_YOURS = "your choice"


class SettingsScreen(Place[None]):
    """Look and theme are changed here and seen at once; what the organisation set is shown, with the file and line."""

    PLACE = "settings"
    HEADING = "Settings"
    GUIDE = "settings"
    PLACES_SHOWN = False
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("settings")]
    DEFAULT_CSS = """
    SettingsScreen PagedList { margin: 1 1 0 1; }
    SettingsScreen.-low PagedList { margin: 0 0 0 1; }
    SettingsScreen #detail { height: 6; margin: 0 1; padding: 1 2; background: $surface; }
    SettingsScreen.-low #detail { height: 5; padding: 0 2; }
    """

    def body(self) -> ComposeResult:
        """Yield the list, and what is to be said of the row that is highlighted."""
        yield PagedList([Column(width=21), Column(weight=2), Column(width=17, drop=1)], id="settings")
        yield Words(id="detail")

    async def load(self) -> None:
        """Show the settings as they are."""
        rows = self.query_one(PagedList)
        await rows.show(FixedRows(self._rows()))
        if self.focused is None:
            rows.focus()

    def _rows(self) -> list[Row]:
        explained = {row.key: row for row in self._explained()}
        faults = self.desk.settings.faults
        rows = [heading("What you choose"), *(_setting_row(explained[key]) for key in _CHOSEN_HERE)]
        rows += [heading("Keys to this laptop")]
        rows += [Row(f"key:{key}", (name, Cell(does, "muted"))) for key, (name, does, _) in _KEYS.items()]
        if faults:
            rows += [heading("What could not be used of the settings files")]
            rows += [Row(f"fault:{number}", (Cell("Trouble", "error"), text)) for number, text in enumerate(faults)]
        rows += [heading("What your organisation sets")]
        return [*rows, *(_setting_row(row) for key, row in explained.items() if key not in _CHOSEN_HERE)]

    def _explained(self) -> tuple[Explained, ...]:
        return self.desk.settings.explain()

    @on(Moved)
    def _say_more(self, event: Moved) -> None:
        """Say what the highlighted row is about, its whole value, and where it came from."""
        kind, _, key = (event.key or "").partition(":")
        detail = self.query_one("#detail", Words)
        if kind == "fault":
            detail.show(self.desk.settings.faults[int(key)])
        elif kind == "key":
            detail.show(_said(*_KEYS[key][::2], "Enter opens it."))
        elif kind == "set":
            row = next(each for each in self._explained() if each.key == key)
            name, does = NAMES.get(key, (key, ""))
            do = "Enter changes it." if key in _CHOSEN_HERE else source_words(row.source)
            value = "" if key in _CHOSEN_HERE else f"{value_words(row.key, row.shown)}. "
            detail.show(_said(name, does, f"{value}{do}"))

    # Choosing --------------------------------------------------------------------------------------------------------

    @on(Chosen)
    def _change(self, event: Chosen) -> None:
        kind, _, key = event.key.partition(":")
        if kind == "key" or key in _CHOSEN_HERE:
            self.run_worker(self.run_action(key))
        elif kind == "set":
            self.say("Your organisation sets this in its settings file. F9 says how.")

    @work(exclusive=True, group="choose")
    async def action_look(self) -> None:
        """Take the next look, at once and for good."""
        look = _next(list(Look), self.desk.settings.look.value)
        if self._keep("look", look):
            self.desk.settings = replace(self.desk.settings, look=Sourced(look, _YOURS))
            self.linkworker.choose_look(look)
            drawn = f" Here that is {self.linkworker.look}." if look is Look.AUTO else ""
            self.say(f"The look is {look} from now on.{drawn}")

    @work(exclusive=True, group="choose")
    async def action_theme(self) -> None:
        """Take the next theme, at once and for good."""
        theme = _next(list(Theme), self.desk.settings.theme.value)
        if self._keep("theme", theme):
            self.desk.settings = replace(self.desk.settings, theme=Sourced(theme, _YOURS))
            self.linkworker.choose_theme(theme)
            dark = " Here that is dark." if theme is Theme.AUTO else ""
            self.say(f"The theme is {theme} from now on.{dark}")
            await self.load()

    def _keep(self, key: str, value: str) -> bool:
        """Keep a choice; say so if it cannot be kept, and then change nothing."""
        try:
            choose(key, value)
        except LinkworkerError as error:
            self.trouble(str(error))
            return False
        return True

    # Keys to this laptop ---------------------------------------------------------------------------------------------

    def action_passphrase(self) -> None:
        """Change the passphrase."""
        self._open(passphrase_form(self.desk, cost_of(self.linkworker.front)))

    def action_recovery_code(self) -> None:
        """Make a new recovery code."""
        self._open(recovery_code_form(self.desk, cost_of(self.linkworker.front)))

    def action_backups(self) -> None:
        """See the backups."""
        from linkworker.ui.screens.backing_up.backups import Backups  # noqa: PLC0415 - they are seldom looked at

        self.app.push_screen(Backups())

    def action_own_activity(self) -> None:
        """See what this worker looked at and changed."""
        from linkworker.ui.screens.own_activity import OwnActivity  # noqa: PLC0415 - seldom looked at

        self.app.push_screen(OwnActivity())

    def action_workers(self) -> None:
        """See who works on this laptop."""
        from linkworker.ui.screens.workers.workers import Workers  # noqa: PLC0415 - most laptops have one

        self.app.push_screen(Workers())

    def _open(self, form: Form[str]) -> None:
        self.app.push_screen(FormScreen(form), self._changed)

    def _changed(self, said: str | None) -> None:
        if said:
            self.say(said)


def _setting_row(row: Explained) -> Row:
    name, _ = NAMES.get(row.key, (row.key, ""))
    return Row(f"set:{row.key}", (name, value_words(row.key, row.shown), Cell(source_in_short(row.source), "muted")))


def _said(name: str, does: str, do: str) -> Content:
    return Content.assemble((f"{name}. ", "bold"), f"{does}\n{do}")


def _next(choices: list[T], now: T) -> T:
    return choices[(choices.index(now) + 1) % len(choices)]
