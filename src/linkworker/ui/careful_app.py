"""What Textual would do and must not do here: show variables in a crash, write to the clipboard, take screenshots."""

import shutil
import sys
import textwrap
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from textual.app import App, ReturnType, SystemCommand
from textual.screen import Screen
from textual.worker import WorkerFailed

from linkworker.base.fault import fault_in_a_line
from linkworker.base.leaving import FAULT

_BROKEN = "Something broke on the screen. What was saved before is kept. Tell your IT team."


class CarefulApp(App[ReturnType], inherit_bindings=False):
    """An app over records of health and liberty. Private parts of Textual are overridden; tests hold them."""

    ENABLE_COMMAND_PALETTE = False  # its system commands hold Screenshot; ours is made from our own table
    ALLOW_SELECT = False
    ESCAPE_TO_MINIMIZE = False

    def __init__(self) -> None:
        super().__init__()
        self.features = frozenset()  # no debug, no headless: a debug run prints every error it had
        self.devtools = None  # it would send what is logged to a socket

    # A crash ---------------------------------------------------------------------------------------------------------

    def _handle_exception(self, error: Exception) -> None:
        """End with one plain sentence. Textual would print every frame with its local variables."""
        self._return_code = FAULT
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        cause = error.error if isinstance(error, WorkerFailed) else error
        self._exit_renderables.append(fault_in_a_line(cause))
        self.end_after_fault()

    def _fatal_error(self) -> None:
        """End without a traceback: it would show local variables."""
        self.end_after_fault()

    def panic(self, *renderables: Any) -> None:
        """End without showing what Textual wanted to show: it may hold what was typed."""
        del renderables  # this comes when no key can be read any more
        self._return_code = FAULT
        self._exit_renderables.append(_BROKEN)
        self.end_after_fault()

    def end_after_fault(self) -> None:
        """Leave at once; a program with something to keep keeps it first."""
        self._close_messages_no_wait()

    def _print_error_renderables(self) -> None:
        """Print our own sentence, the first; Textual would read markup in it and print what it added itself."""
        ours = [said for said in self._exit_renderables if isinstance(said, str)]
        self._exit_renderables.clear()
        if ours:
            print(textwrap.fill(ours[0], shutil.get_terminal_size().columns - 1), file=sys.__stderr__)

    # Ways out of the program -----------------------------------------------------------------------------------------

    def copy_to_clipboard(self, text: str) -> None:
        """Copy within the program only: the machine's clipboard outlives a lock."""
        self._clipboard = text

    def notify(self, *args: Any, **named: Any) -> None:
        """Show no passing pop-up: it could outlive a lock. The status line says what there is to say."""

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        """Start no browser: an address may name a person, and there is no network."""

    def save_screenshot(self, *args: Any, **named: Any) -> str:
        """Take no screenshot: it would be a record in plain sight."""
        del args, named
        return ""

    def deliver_screenshot(self, *args: Any, **named: Any) -> str | None:
        """Take no screenshot."""
        del args, named
        return None

    def action_screenshot(self, filename: str | None = None, path: str | None = None) -> None:
        """Take no screenshot."""

    def deliver_text(self, *args: Any, **named: Any) -> str | None:
        """Write no file to the downloads folder."""
        del args, named
        return None

    def deliver_binary(self, *args: Any, **named: Any) -> str | None:
        """Write no file to the downloads folder."""
        del args, named
        return None

    async def _init_devtools(self) -> None:
        """Connect to no developer's console."""

    # Ways around our own commands ------------------------------------------------------------------------------------

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Offer none of Textual's own commands: Screenshot is one of them."""
        del screen
        return ()

    def action_command_palette(self) -> None:
        """Open no palette but ours."""

    def search_themes(self) -> None:
        """Open no palette but ours."""

    def search_commands(self, *args: Any, **named: Any) -> Any:
        """Open no palette but ours."""
        del args, named
        message = "Textual's palette is never opened"
        raise TypeError(message)

    def action_show_help_panel(self) -> None:
        """Show no panel but ours."""

    async def action_quit(self) -> None:
        """Leave as Ctrl+Q does, never past the closing of the store."""
        await self.run_action("leave")

    def action_help_quit(self) -> None:
        """Do nothing at Ctrl+C: it copies in a text field, and ends nothing."""

    def action_suspend_process(self) -> None:
        """Never leave the open store behind in the background."""

    @contextmanager
    def suspend(self) -> Iterator[None]:
        """Never hand the terminal to another program while the store is open."""
        message = "the screens are never suspended"
        raise TypeError(message)
        yield

    def bell(self) -> None:
        """Make no sound: there may be a meeting."""
