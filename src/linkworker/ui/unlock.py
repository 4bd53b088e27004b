"""The first screen: who is it, and the passphrase. All else is loaded in a thread once this one is painted."""

import asyncio
import gc
import os
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from linkworker.base.errors import LinkworkerError
from linkworker.base.words import listed
from linkworker.ui.commands.command import Command
from linkworker.ui.commands.table import bindings, commands
from linkworker.ui.door.door_screen import DoorScreen
from linkworker.ui.door.line import Line, PassphraseBox
from linkworker.ui.forms.inputs.edged import Edged
from linkworker.ui.forms.inputs.messages import Changed, Done
from linkworker.ui.front import Front
from linkworker.ui.widgets.key_line import KeyLine
from linkworker.ui.widgets.status_line import StatusLine
from linkworker.ui.widgets.words import Words

if TYPE_CHECKING:
    from linkworker.casework.at_the_door import AtTheDoor
    from linkworker.ui.door.opening import Broken

T = TypeVar("T")

_HELP = (
    "Your passphrase opens the store on this laptop, and nothing else does but your recovery code. "
    "If it is refused, press F2 and look whether Caps Lock is on. If it is forgotten, press F4 and use the code. "
    "Without either nobody can open the store, not even your IT team."
)


class Unlock(DoorScreen):
    """Asks for the passphrase until it opens the store. What was typed is taken out of the box at every try."""

    PLACE = "unlock"
    HEADING = "Unlock"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("unlock")]
    DEFAULT_CSS = """
    Unlock > .line { max-width: 74; margin: 0 1 0 3; }
    Unlock > #who { height: 1; margin: 0 1 1 3; }
    Unlock > #names { height: auto; margin: 1 1 1 3; color: $text-muted; }
    Unlock > #fictional { height: auto; margin: 0 1 1 3; }
    Unlock > #user { margin: 0 1 0 3; }
    Unlock > #label { height: 1; text-style: bold; }
    Unlock > #edges { max-width: 62; margin: 0 1 1 3; }
    Unlock > StatusLine { padding: 0; max-width: 74; margin: 0 1 0 3; }
    Unlock > #tries { color: $text-muted; }
    Unlock.-roomy > .line, Unlock.-roomy > StatusLine { margin: 0 1 0 22; }
    Unlock.-roomy > #who, Unlock.-roomy > #edges, Unlock.-roomy > #fictional { margin: 0 1 1 22; }
    Unlock.-roomy > #names { margin: 1 1 1 22; }
    Unlock.-roomy > #user { margin: 0 1 0 22; }
    Unlock > KeyLine { dock: bottom; }
    """

    def __init__(self, front: Front) -> None:
        super().__init__()
        self.front = front
        self._workers: tuple[AtTheDoor, ...] = ()
        self._loading: asyncio.Task[None] | None = None
        self._is_opening = False
        self._box = PassphraseBox()

    def bar(self) -> Content:
        """Return the program's name, the organisation's and the laptop's."""
        laptop = os.environ.get("COMPUTERNAME") or getattr(os, "uname", lambda: [""] * 2)()[1]
        bar = super().bar()
        return bar if not laptop else Content.assemble(bar, f"  laptop {laptop}")

    def offered(self) -> tuple[Command, ...]:
        """Return the commands; a demonstration's passphrase cannot be forgotten."""
        return tuple(each for each in commands("unlock") if each.action != "forgotten" or not self.front.demonstration)

    def compose(self) -> ComposeResult:
        """Yield few widgets, side by side: each one more, and each one deeper, is waited for."""
        self.fit()
        yield Words(self.bar(), id="bar")
        yield Words(self.HEADING, id="heading")
        if self.front.demonstration:
            yield Words(_FICTIONAL, id="fictional", classes="line")
        yield Words(id="who", classes="line")
        yield Words("Passphrase", id="label", classes="line")
        yield Edged(self._box, id="edges", classes="line")
        yield StatusLine()
        yield Words(id="tries", classes="line")
        yield KeyLine(self.offered, back=False)

    def _user_name(self) -> str:
        """Return the short name that stands there, where several share the laptop."""
        return next((line.typed for line in self.query("#user").results(Line)), "").strip().casefold()

    def on_mount(self) -> None:
        """Take the keys at once; load the rest after this is painted."""
        self._box.focus()
        self._fill_in()
        self.call_after_refresh(self.call_after_refresh, self._load)

    # What is known without a passphrase ------------------------------------------------------------------------------

    @work(group="load")
    async def _load(self) -> None:
        """Load everything in a thread, and show who can unlock."""
        self._loading = asyncio.create_task(asyncio.to_thread(_load_all, self.app.get_css_variables()))
        await self._in_thread(lambda: None)
        await self._look_at_the_door()

    async def _in_thread(self, do: Callable[[], T]) -> T:
        """Do something in a thread, once all is loaded: two threads that load the same get in each other's way."""
        if self._loading is not None:
            await asyncio.shield(self._loading)
        return await asyncio.to_thread(do)

    async def _look_at_the_door(self) -> None:
        from linkworker.ui.door import opening  # noqa: PLC0415 - loaded by then, in the thread

        try:
            self._workers = await self._in_thread(lambda: opening.at_the_door(self.front))
        except LinkworkerError as error:
            self.trouble(f"{error} Nothing was changed. Keep the folder as it is, and call your IT team.")
            newest = await self._in_thread(lambda: opening.key_file_in_backup(self.front))
            if newest is not None and isinstance(error, opening.SlotsDamaged | opening.SlotsMissing):
                from linkworker.ui.door.key_file import KeyFile  # noqa: PLC0415 - hardly anybody ever sees it

                screen = KeyFile(self.front, newest)
                self.app.push_screen(screen, lambda _: self._look_again(brought_back=screen.was_brought_back))
            return
        await self._show_who()
        if await self._in_thread(lambda: opening.is_missing(self.front.folder)):
            self.trouble(_MISSING)

    def _look_again(self, *, brought_back: bool) -> None:
        """Ask for the passphrase once the key file is back."""
        if brought_back:
            self.say("The key file is back. Enter your passphrase.")
            self._load()

    async def _show_who(self) -> None:
        names = [worker.user_name for worker in self._workers]
        if len(names) == 1:
            self.query_one("#who", Words).show(Content.assemble(("Worker  ", "$text-muted"), (names[0], "bold")))
        else:
            await self._ask_who(names)
        self._show_tries()

    async def _ask_who(self, names: list[str]) -> None:
        """Ask for the short name, above the passphrase; the focus moves there unless somebody types already."""
        line = Line("Your short name", id="user", classes="-short")
        here = f"On this laptop: {listed(names)}. Up and Down choose."
        await self.query_one("#who").remove()
        await self.mount(line, Words(here, id="names"), before="#label")
        line.put(self.front.user or "")
        if not line.typed and not self._box.value:
            line.box.focus()

    @on(Changed)
    def _show_tries(self) -> None:
        worker = self._who()
        counts = worker is not None and not self.front.demonstration
        self.query_one("#tries", Words).show(_tries_in_words(worker) if worker and counts else "")

    def _who(self) -> "AtTheDoor | None":
        if len(self._workers) == 1:
            return self._workers[0]
        typed = self._user_name()
        return next((worker for worker in self._workers if worker.user_name == typed), None)

    def on_key(self, event: events.Key) -> None:
        """Go through the names of those who share the laptop."""
        if event.key not in {"up", "down"} or len(self._workers) < 2 or self._box.has_focus:  # noqa: PLR2004 - several
            return
        event.stop()
        names = [worker.user_name for worker in self._workers]
        here = self._who()
        at = names.index(here.user_name) if here else (-1 if event.key == "down" else 0)
        self.query_one("#user", Line).put(names[(at + (1 if event.key == "down" else -1)) % len(names)])

    # Opening ---------------------------------------------------------------------------------------------------------

    @on(Done)
    def action_open(self) -> None:
        """From the name go to the passphrase; from there open."""
        if not self._box.has_focus:
            self._box.focus()
        elif not self._is_opening and self._loading is not None:
            self._begin_to_open()
        elif not self._is_opening:
            self.call_after_refresh(self.action_open)

    def _begin_to_open(self) -> None:
        passphrase = self._take()
        if not passphrase.strip():
            self.trouble("Enter your passphrase.")
            return
        self._show_letters(in_sight=False)
        self._is_opening = True
        self.say("Opening. This takes about a second.")
        self._open(self._user_name() or self.front.user, passphrase)

    @work(group="open")
    async def _open(self, user_name: str | None, passphrase: str) -> None:
        await self._in_thread(lambda: None)
        from linkworker.ui.door import opening, sitting_down  # noqa: PLC0415 - loaded by then, in the thread

        try:
            found = await self._in_thread(lambda: opening.open_or_say(self.front, user_name, passphrase))
        except LinkworkerError as error:
            # How many tries are left stands below already.
            self.trouble(_NOT_IT if isinstance(error, opening.WrongPassphrase) else str(error))
            await self._again()
        else:
            if isinstance(found, opening.Broken):
                await self._say_what_broke(found)
            else:
                sitting_down.sit_down(self.linkworker, found)

    async def _say_what_broke(self, found: "Broken") -> None:
        from linkworker.ui.door.damaged import Damaged  # noqa: PLC0415 - hardly anybody ever sees it

        self.say("")
        self.app.push_screen(Damaged(self.front, found))
        await self._again()

    async def _again(self) -> None:
        self._is_opening = False
        self._take()  # what was typed meanwhile
        self._fill_in()
        from linkworker.ui.door import opening  # noqa: PLC0415 - as above

        try:
            self._workers = await self._in_thread(lambda: opening.at_the_door(self.front))
        except LinkworkerError:
            return  # what was said already tells of it
        self._show_tries()

    def _take(self) -> str:
        """Return what stands in the box, and leave nothing of it there."""
        found = self._box.value
        self._box.typed = ""
        return found

    def _fill_in(self) -> None:
        if self.front.demonstration:
            self._box.typed = self.front.demonstration
            self._show_letters(in_sight=True)

    # The rest --------------------------------------------------------------------------------------------------------

    def action_letters(self) -> None:
        """Show the letters, or stars again."""
        self._show_letters(in_sight=not self._box.in_sight)

    def _show_letters(self, *, in_sight: bool) -> None:
        self._box.in_sight = in_sight
        self._box.refresh()

    def action_forgotten(self) -> None:
        """Go to the recovery code."""
        if not self._is_opening and not self.front.demonstration:
            self._go_to_the_code()

    @work(group="forgotten", exclusive=True)
    async def _go_to_the_code(self) -> None:
        await self._in_thread(lambda: None)
        from linkworker.ui.door.forgotten import Forgotten  # noqa: PLC0415 - loaded when somebody has

        self._take()
        self.app.push_screen(Forgotten(self.front, tuple(worker.user_name for worker in self._workers)))

    def action_help(self) -> None:
        """Say how to get in."""
        self.say(_HELP)


_MISSING = (
    "The store itself, store.db, is missing. "
    "Enter your passphrase: then you are shown the backup that can take its place."
)
_NOT_IT = "That is not the passphrase of this store."
_FICTIONAL = (
    "This is the demonstration. Everybody in it is fictional, and its passphrase is not a secret: "
    "it stands there already. Press Enter."
)


def _tries_in_words(worker: "AtTheDoor") -> str:
    """Say the tries that are left, and the wait that comes after."""
    if worker.wait:
        return f"There were too many wrong tries. The next one is possible in {_wait(worker.wait)}."
    after = f"a wait of {_wait(worker.next_wait)}"
    if not worker.tries_left:
        return f"A wrong try now brings {after}."
    tries = "1 wrong try" if worker.tries_left == 1 else f"{worker.tries_left} wrong tries"
    return f"{tries} left before {after}." if worker.tries_left > 1 else f"{tries} brings {after}."


def _wait(wait: timedelta) -> str:
    from linkworker.vault.key_errors import wait_in_words  # noqa: PLC0415 - loaded by then

    return wait_in_words(wait)


def _load_all(variables: dict[str, str]) -> None:
    from linkworker.ui.door import opening  # noqa: PLC0415 - this is what the thread is for

    opening.load(variables)
    if not gc.isenabled():  # the process began so
        gc.collect()
        gc.freeze()  # what is loaded stays: to look through it for rubbish later on makes a pause that is felt
        gc.enable()
