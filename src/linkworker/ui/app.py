"""The program of screens: one unlock, then places that are gone to by keys, then a lock that ends the process."""

import contextlib
import os
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, cast, runtime_checkable

import textual.screen
from textual import events, work
from textual.binding import BindingType
from textual.dom import DOMNode
from textual.filter import LineFilter
from textual.reactive import var
from textual.screen import Screen
from textual.widget import Widget

from linkworker.base.errors import LinkworkerError
from linkworker.base.leaving import FAULT, LOCKED
from linkworker.base.setting_values import Look, Theme
from linkworker.ui import daily
from linkworker.ui.commands.allowed import why_not_place
from linkworker.ui.commands.table import bindings
from linkworker.ui.front import Front
from linkworker.ui.idle import IdleWatch, Wait
from linkworker.ui.modes import modes
from linkworker.ui.role_gate import RoleGate
from linkworker.ui.theme.looks import chosen_look
from linkworker.ui.theme.styles import Styles
from linkworker.ui.theme.themes import THEMES, look_variables, theme_named
from linkworker.ui.type_ahead import TypeAhead
from linkworker.ui.widgets.status_line import Status, Tone

if TYPE_CHECKING:
    from linkworker.casework.workers.role_rows import Role
    from linkworker.ui.desk import Desk
    from linkworker.ui.screens.place import Place

_LOOK_AT_IDLE = 5.0  # seconds

# A change waits for the next tick before it is painted, and a letter typed to find somebody for two: at Textual's own
# 60 a second that is more than half of the time that a worker waits.
textual.screen.UPDATE_PERIOD = 1 / 200  # type: ignore[misc]


@runtime_checkable
class KeepsDrafts(Protocol):
    """A screen that can keep what is typed in it."""

    async def keep_draft(self) -> None:
        """Keep what is typed and not saved."""


class Linkworker(RoleGate):
    """The screens over one store. Until it is unlocked there is no desk, and no command but leaving can be reached."""

    TITLE = "linkworker"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("everywhere")]
    # In a box of one line a scrollbar would lie over what is typed.
    CSS = "* { scrollbar-size-vertical: 1; scrollbar-size-horizontal: 1; } Input { scrollbar-size-horizontal: 0; }"
    animation_level = "none"
    last_person_id: var[str | None] = var(None)

    def __init__(self, front: Front, desk: "Desk | None" = None) -> None:
        """Start at a front; a `desk` that is open already needs no unlocking (the demonstration, and tests)."""
        self.front = front
        self.look = front.look
        super().__init__()
        self._desk = desk
        self._has_begun = False
        self.status = Status()
        self._status_was_read = False
        self.idle = IdleWatch(0)
        self.type_ahead = TypeAhead(self)
        self.locking = False
        for theme in THEMES:
            self.register_theme(theme)
        self._begin_with(theme_named(front.settings.theme.value))
        for name, make in modes().items():
            self._modes[name] = make

    # Looks ---------------------------------------------------------------------------------------------------------

    def _begin_with(self, theme: str) -> None:
        """Use a theme from the start: by `theme` it would come a moment later, and all be drawn anew."""
        self.set_reactive(Linkworker.theme, theme)
        self.set_class(self.current_theme.dark, "-dark-mode", update=False)
        self.set_class(not self.current_theme.dark, "-light-mode", update=False)
        self._refresh_truecolor_filter(self.ansi_theme)
        self.stylesheet = Styles(self.get_css_variables())

    @property
    def console_look(self) -> bool:
        """Say whether only glyphs of code page 437 may be drawn."""
        return self.look is Look.CONSOLE

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return the variables that differ by look: which borders are drawn."""
        return look_variables(self.look)

    def get_line_filters(self) -> list[LineFilter]:
        """Return what every line passes on its way out: in the console look, a net for glyphs it cannot draw."""
        filters = list(super().get_line_filters())
        if not self.console_look:
            return filters
        from linkworker.ui.theme.cp437 import Cp437  # noqa: PLC0415 - the other look needs no net

        return [*filters, Cp437()]

    def choose_look(self, look: Look) -> None:
        """Draw in another look from now on, everywhere; Look.AUTO is what this terminal is found to draw."""
        self.look = chosen_look(look, os.environ, sys.platform, getattr(sys.__stdout__, "encoding", "") or "")
        self._invalidate_css()
        self.refresh_css(animate=False)
        self._draw_anew()

    def _register(self, parent: DOMNode, *widgets: Widget, **more: Any) -> list[Widget]:
        """Count a new screen as drawn in the look and theme there is: Textual would style everything anew for it."""
        for widget in widgets:
            if isinstance(widget, Screen):
                widget._css_update_count = self._css_update_count  # noqa: SLF001 - nothing public tells it
        return super()._register(parent, *widgets, **more)

    def choose_theme(self, theme: Theme) -> None:
        """Use other colours from now on, everywhere."""
        self.theme = theme_named(theme)

    def _draw_anew(self) -> None:
        for stack in self._screen_stacks.values():
            for place in self._places(stack):
                place.refresh(layout=True)
                place.reload()  # signs of the look stand in what was read

    # Unlocking -----------------------------------------------------------------------------------------------------

    @property
    def unlocked(self) -> bool:
        """Say whether the store is open and nobody is locking it."""
        return self._has_begun and not self.locking

    @property
    def role(self) -> "Role | None":
        """Return the role of the worker who unlocked, or None while there is no open store."""
        return None if self._desk is None else self._desk.role

    @property
    def desk(self) -> "Desk":
        """Return the desk; there is none before unlocking."""
        if self._desk is None:
            message = "the store is not open"
            raise TypeError(message)
        return self._desk

    def get_default_screen(self) -> Screen[Any]:
        """Return the first screen: the passphrase, or setting up where there is no store; empty with a desk given."""
        if self._desk is not None:
            return super().get_default_screen()
        folder = self.front.folder
        there = (folder / "store.db").exists() or (folder / "store.slots.json").exists()
        if there and not (folder / "store.making").exists():  # as `is_set_up` says, which is not loaded yet
            from linkworker.ui.unlock import Unlock  # noqa: PLC0415 - painted before all else is loaded

            return Unlock(self.front)
        from linkworker.ui.screens.first_run.what_is_kept import FirstRun  # noqa: PLC0415 - once in a laptop's life

        return FirstRun(self.front)

    def on_mount(self) -> None:
        """Sit down at a desk that was given."""
        if self._desk is not None:
            self.begin(self._desk)

    def hold(self, desk: "Desk") -> None:
        """Take an open store that nobody sits at yet: it is closed at the end, and no place can be gone to."""
        self._desk = desk

    def begin(self, desk: "Desk", said: str = "") -> None:
        """Sit down at an open store: go to Today, and count idle time from now."""
        from linkworker.ui.theme.scrollbars import use_scrollbars  # noqa: PLC0415 - the prompt has none

        use_scrollbars()
        self.hold(desk)
        self._has_begun = True
        desk.on_change = self._something_was_saved
        self.idle = IdleWatch(desk.settings.idle_minutes.value)
        self.set_interval(_LOOK_AT_IDLE, self.look_at_idle)
        daily.keep_checkpoint(self)
        self.say(Status(said))
        self.switch_mode("today")

    @property
    def handed_over(self) -> bool:
        """Say whether the person supported has the laptop: nothing but the lock can be reached then."""
        return any(getattr(screen, "handed_over", False) for stack in self._screen_stacks.values() for screen in stack)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let no command of the program through while there is no open store, or a lock has begun."""
        ours = {"go", "last_person", "undo", "lock", "palette", "settings", "help", "handbook"}
        if action in ours | {"leave"} and self.handed_over:
            return action == "lock" and self.unlocked
        if action in ours:
            return self.unlocked
        return super().check_action(action, parameters)

    # Going about ---------------------------------------------------------------------------------------------------

    def action_go(self, place: str) -> None:
        """Go to a place, to its first screen. What is typed in a form stays in it as a draft."""
        self.go_about(place)

    @work(exclusive=True, group="going")
    async def go_about(self, place: str) -> None:
        """Keep what is typed, then leave whatever stands over the place's first screen."""
        said = why_not_place(self.role, place)
        if said:
            self.say(Status(said, Tone.TROUBLE))
            return
        await self._keep_drafts()
        while len(self.screen_stack) > 1:
            await self.pop_screen()
        if place != self.current_mode:
            await self.switch_mode(place)
            while len(self.screen_stack) > 1:
                await self.pop_screen()

    def action_last_person(self) -> None:
        """Go back to the last person looked at."""
        if self.last_person_id is None:
            self.say(Status("You have not opened anybody yet. Press F3 to see the people you support."))
        else:
            self.open_person(self.last_person_id)

    @work(exclusive=True, group="going")
    async def open_person(self, person_id: str, tab: str = "summary") -> None:
        """Open a person's screen over this one; the one that is open already is shown again."""
        from linkworker.ui.screens.person.person import PersonScreen  # noqa: PLC0415 - not before the first person

        self.last_person_id = person_id
        for screen in self.screen_stack[1:]:
            if isinstance(screen, PersonScreen) and screen.person_id == person_id:
                open_already = screen
                while self.screen is not screen:
                    await self.pop_screen()
                open_already.show_tab(tab)
                return
        await self.push_screen(PersonScreen(person_id, tab))

    def action_help(self) -> None:
        """Show what the keys do here, and help on what has the focus."""
        from linkworker.ui.screens.help import Help  # noqa: PLC0415 - only when asked for

        if not isinstance(self.screen, Help):
            self.push_screen(Help.about(self.screen))

    def action_handbook(self) -> None:
        """Open the handbook at the page about this screen."""
        from linkworker.ui.screens.handbook import Handbook  # noqa: PLC0415 - as above

        if not isinstance(self.screen, Handbook):
            self.push_screen(Handbook.about(self.screen))

    def action_palette(self) -> None:
        """Find a command by its name."""
        from linkworker.ui.screens.palette import Palette  # noqa: PLC0415 - as above

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette.over(self.screen))

    def action_settings(self) -> None:
        """Show the settings."""
        from linkworker.ui.screens.settings import SettingsScreen  # noqa: PLC0415 - as above

        if not isinstance(self.screen, SettingsScreen):
            self.push_screen(SettingsScreen())

    # Saying and undoing --------------------------------------------------------------------------------------------

    def say(self, status: Status) -> None:
        """Say something in the status line of the screen in front, and of the one that comes in front next."""
        news = "" if self._desk is None else self._desk.store.ballast.news()
        self.status = Status(f"{status.words} {news}".strip(), Tone.TROUBLE) if news else status
        self._status_was_read = False
        for place in self._places([self.screen] if self.screen_stack else []):
            place.show_status()

    def let_go_of_status(self) -> None:
        """Forget what was said before the last key: it was about the screen that one came from."""
        if self._status_was_read:
            self.status = Status()

    @work(exclusive=True, group="undo")
    async def action_undo(self) -> None:
        """Undo the last save."""
        try:
            words = await self.desk.undo()
        except LinkworkerError as error:
            self.say(Status(str(error), Tone.TROUBLE))
        else:
            self.say(Status(f"Undone: {words}."))

    def _something_was_saved(self) -> None:
        for place in self._places([self.screen]):
            place.reload()  # the others read again when they come to the front

    def _places(self, screens: Iterable[Screen[Any]]) -> "list[Place[Any]]":
        return [cast("Place[Any]", screen) for screen in screens if hasattr(screen, "show_status")]

    def stands(self, screen: Screen[Any]) -> bool:
        """Say whether a screen is on a stack still; one that is being left has no widgets any more."""
        return not self._exit and any(screen in stack for stack in self._screen_stacks.values())

    # Locking -------------------------------------------------------------------------------------------------------

    async def on_event(self, event: events.Event) -> None:
        """Do what comes, but let a key wait until the screen has followed the one before."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded and self.type_ahead.takes(event):
            return
        await self.do_now(event)

    async def store_at_rest(self) -> None:
        """Wait until nothing is being read or saved."""
        if self._desk is not None:
            await self._desk.at_rest()

    async def do_now(self, event: events.Event) -> None:
        """Count idle time from each key and click; while locking, take none."""
        if isinstance(event, events.Key | events.MouseDown | events.MouseScrollUp | events.MouseScrollDown):
            if self.locking:
                return
            self.idle.touch()
            self._status_was_read = True
            holds = getattr(self.screen, "holds", None) if self.screen_stack else None
            if isinstance(event, events.Key) and holds is not None and holds(event):
                return
        await super().on_event(event)

    def look_at_idle(self) -> None:
        """Warn, or lock, when nobody has been there for a while."""
        from linkworker.ui.screens.idle_warning import IdleWarning  # noqa: PLC0415 - most sessions never see it

        if not self.unlocked:
            return
        match self.idle.look():
            case Wait.LOCK:
                self.action_lock()
            case Wait.WARN if not isinstance(self.screen, IdleWarning):
                self.push_screen(IdleWarning())
            case _:
                pass

    def action_lock(self) -> None:
        """Keep what is typed, let go of the store, and end the process; the parent starts a fresh one."""
        self.end(LOCKED)

    def action_leave(self) -> None:
        """Keep what is typed, and leave."""
        self.end(0)

    @work(exclusive=True, group="ending")
    async def end(self, code: int) -> None:
        """End the process with a code. From the first moment on, no key does anything any more."""
        if self.locking:
            return
        self.locking = True
        try:
            with contextlib.suppress(Exception):  # a full disk, or a fault, must not keep the screen open
                await self._keep_drafts()
            if self._desk is not None:
                await self._desk.close()
        finally:
            self.exit(code, return_code=code)

    def end_after_fault(self) -> None:
        """Keep what is typed, as far as that goes; a second fault on the way out ends the program at once."""
        if self.locking or not self._running:
            super().end_after_fault()
        else:
            self.end(FAULT)

    async def _keep_drafts(self) -> None:
        for stack in self._screen_stacks.values():
            for screen in stack:
                if isinstance(screen, KeepsDrafts):
                    await screen.keep_draft()
