"""What a plain command works at: the settings, the clock, the open store, and where it speaks."""

from __future__ import annotations  # the store's types are loaded only by commands that open it

import dataclasses
import getpass
import json
import os
import sys
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from linkworker.base.clock import Clock, SystemClock
from linkworker.base.errors import BadInput, LinkworkerError, NotFound
from linkworker.base.settings import Settings, load_settings
from linkworker.cli.layout import folded
from linkworker.printing.prints import empty
from linkworker.vault.cost import DEFAULT_COST, Cost

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from linkworker.casework.setting_up import Unlocked
    from linkworker.casework.workers.role_rows import Role
    from linkworker.journal.unit_of_work import UnitOfWork
    from linkworker.vault.store import Store


# A print must outlive the command that made it, so that it can be sent to a printer; an hour is enough for that.
_PRINTS_STAY = timedelta(hours=1)


class Desk:
    """One worker's desk for one command, or for all of a shell's. `close` it at the end."""

    def __init__(
        self,
        *,
        clock: Clock | None = None,
        cost: Cost = DEFAULT_COST,
        out: TextIO | None = None,
        ask: Callable[[str], str] | None = None,
        ask_secret: Callable[[str], str] | None = None,
    ) -> None:
        """Make a desk. Tests give a fixed clock, a cheap `cost` for the slots they make, and answers to prompts."""
        self.clock = clock or SystemClock()
        self.cost = cost
        self._out = out
        self._ask = ask or input
        self._ask_secret = ask_secret or getpass.getpass
        self._opened: tuple[Store, str] | None = None
        self._settings: Settings | None = None
        self._folder: Path | None = None
        self._user: str | None = None
        self._passphrase_fd: int | None = None
        self.json = False
        self.demonstration = False

    def take(self, args: Namespace) -> None:
        """Take the words that every command knows. A store that is open already stays as it is."""
        self.json = args.json
        if self._opened is None:
            self._folder = Path(args.store).expanduser() if args.store else None
            self._user, self._passphrase_fd = args.user, args.passphrase_fd

    # Settings and time ---------------------------------------------------------------------------------------------

    @property
    def settings(self) -> Settings:
        """Return the settings in force."""
        if self._settings is None:
            self._settings = load_settings()
        return self._settings

    @property
    def folder(self) -> Path:
        """Return the folder of the store."""
        return self._folder or self.settings.data_folder.value

    @property
    def user(self) -> str | None:
        """Return the short name to unlock with, if one was given."""
        return self._user

    @property
    def from_descriptor(self) -> bool:
        """Say whether a script gives the passphrases, through a file descriptor."""
        return self._passphrase_fd is not None

    @property
    def today(self) -> date:
        """Return the calendar day."""
        return self.clock.today()

    # The store -----------------------------------------------------------------------------------------------------

    @property
    def store(self) -> Store:
        """Return the open store, unlocking it first if need be."""
        return self._unlocked()[0]

    @property
    def worker_id(self) -> str:
        """Return the id of the worker who unlocked the store."""
        return self._unlocked()[1]

    @property
    def role(self) -> Role:
        """Return the role of the worker who unlocked the store, unlocking it first if need be."""
        from linkworker.casework.workers.workers import role_of  # noqa: PLC0415 - many commands never open a store

        with self.reading() as connection:
            return role_of(connection, self.worker_id)

    @property
    def is_open(self) -> bool:
        """Say whether the store is open."""
        return self._opened is not None

    def opened(self, store: Store, worker_id: str) -> None:
        """Take a store that was opened elsewhere: just made, or the demonstration's."""
        self._opened = store, worker_id
        self._folder = store.folder

    def reading(self) -> AbstractContextManager[Connection]:
        """Give a connection for reading."""
        return self.store.reading()

    @contextmanager
    def unit_of_work(self) -> Iterator[UnitOfWork]:
        """Give a unit of work of the worker who unlocked; it is committed when the block ends."""
        with self.store.unit_of_work(self.worker_id) as uow:
            yield uow

    def empty_prints(self, *, older_than: timedelta = timedelta(0)) -> None:
        """Take away what was printed: all of it at lock, what is older than `older_than` when the store opens."""
        left = empty(self.folder, older_than=older_than).sentence()
        if left:
            self.warn(left)

    def close(self) -> None:
        """Close the store if it is open."""
        if self._opened is not None:
            self._leave_safe(self._opened[0])
            self._opened[0].close()
            self._opened = None

    def _leave_safe(self, store: Store) -> None:
        """Make the day's backup, after the work: nobody waits for it before."""
        from linkworker.casework.keeping_safe import keep_safe  # noqa: PLC0415 - many commands never open one
        from linkworker.vault.ballast import GIVEN_UP  # noqa: PLC0415 - as above

        if store.ballast.was_given_up:
            self.warn(GIVEN_UP)
        elif not self.demonstration:
            said = keep_safe(store)
            if said:
                self.warn(said)

    def _unlocked(self) -> tuple[Store, str]:
        if self._opened is None:
            found = self._unlock()
            self._opened = found.store, found.worker_id
            if found.note:
                self.warn(found.note)
            self._tell_of_first_passphrase()
            self.empty_prints(older_than=_PRINTS_STAY)
            self._keep_checkpoint(found.store)
        return self._opened

    def _tell_of_first_passphrase(self) -> None:
        from linkworker.casework.workers.first_passphrase import SAID, uses_first  # noqa: PLC0415 - once a store opens

        if uses_first(*self._unlocked()):
            self.warn(SAID)

    def _keep_checkpoint(self, store: Store) -> None:
        """Sign the journal's head once a day; a store that cannot be written to goes without."""
        from linkworker.sync.checkpoint import todays_checkpoint  # noqa: PLC0415 - many commands never open one

        with suppress(LinkworkerError):
            todays_checkpoint(store)

    def _unlock(self) -> Unlocked:
        """Unlock; somebody at a keyboard is asked again while tries are left, a script is not."""
        from linkworker.casework.setting_up import unlock  # noqa: PLC0415 - many commands never open one
        from linkworker.vault.key_errors import WrongPassphrase  # noqa: PLC0415 - as above

        self.must_be_set_up()
        while True:
            try:
                typed, escrow = self.passphrase(), self.settings.escrow_recipient.value
                return unlock(self.folder, self._user, typed, self.clock, floor=self.cost, escrow=escrow)
            except WrongPassphrase as error:
                if self._passphrase_fd is not None or not sys.stdin.isatty() or not error.tries_left:
                    raise
                self.warn(str(error))

    def must_be_set_up(self) -> None:
        """Raise NotFound, saying how to make one, unless the folder holds a store."""
        from linkworker.casework.being_made import is_set_up  # noqa: PLC0415 - many commands never open one

        if not is_set_up(self.folder):
            raise NotFound(f"There is no store in {self.folder}. Type 'linkworker init' to set this laptop up.")

    # Asking --------------------------------------------------------------------------------------------------------

    def passphrase(self, prompt: str = "Passphrase: ") -> str:
        """Return the passphrase: from the file descriptor that was given, else asked for without echo."""
        if self._passphrase_fd is None:
            return self.secret(prompt)
        return self.line_of(self._passphrase_fd)

    def line_of(self, descriptor: int) -> str:
        """Return the next line of a file descriptor, read byte by byte so that the next reader gets the next line."""
        line = bytearray()
        try:
            while (byte := os.read(descriptor, 1)) not in {b"", b"\n"}:
                line += byte
        except OSError:
            raise BadInput(
                f"File descriptor {descriptor} cannot be read. Open it, or leave --passphrase-fd out."
            ) from None
        return line.decode("utf-8", errors="replace").rstrip("\r")

    def secret(self, prompt: str) -> str:
        """Ask for something without showing what is typed."""
        return self._answer_to(self._ask_secret, prompt)

    def ask(self, prompt: str) -> str:
        """Ask for a line."""
        return self._answer_to(self._ask, prompt).strip()

    def _answer_to(self, ask: Callable[[str], str], prompt: str) -> str:
        try:
            return ask(prompt)
        except EOFError:
            raise BadInput("Nothing was typed, so nothing was done.") from None

    # Speaking ------------------------------------------------------------------------------------------------------

    def say(self, *lines: str) -> None:
        """Print lines, folded to the console's width if one reads them; beside the answer where that is JSON."""
        out = sys.stderr if self.json else self._out or sys.stdout
        for line in lines:
            print(folded(line, out), file=out)

    def warn(self, line: str) -> None:
        """Print a line beside the answer, so that it is seen and a script's answer stays whole."""
        print(folded(line, sys.stderr), file=sys.stderr)

    def answer(self, view: Any, lines: Iterable[str]) -> None:
        """Print the view as JSON if that was asked for, else the lines."""
        if self.json:
            print(json.dumps(as_json(view), ensure_ascii=False, indent=1), file=self._out or sys.stdout)
        else:
            self.say(*lines)

    # Finding -------------------------------------------------------------------------------------------------------

    def person(self, typed: str) -> str:
        """Return the id of the one person that a name, number or part of a name means.

        Raises NotFound, or BadInput naming those it could mean.
        """
        from linkworker.casework.people.finding import one_person  # noqa: PLC0415 - only when a person is named

        with self.reading() as connection:
            return one_person(connection, typed, self.settings.places())


def as_json(view: Any) -> Any:
    """Return a view as JSON holds it: names to values, dates as ISO text, decimals as text."""
    if dataclasses.is_dataclass(view) and not isinstance(view, type):
        return {field.name: as_json(getattr(view, field.name)) for field in dataclasses.fields(view)}
    if isinstance(view, Mapping):
        return {str(name): as_json(value) for name, value in view.items()}
    if isinstance(view, Sequence | set | frozenset) and not isinstance(view, str | bytes):
        return [as_json(item) for item in view]
    if isinstance(view, date | datetime):
        return view.isoformat()
    if isinstance(view, Decimal | Path):
        return str(view)
    return view
