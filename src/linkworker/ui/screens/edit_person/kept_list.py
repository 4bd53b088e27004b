"""A list of things kept about a person: what is there, adding one, changing one, taking one out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar

from sqlalchemy import Connection
from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType

from linkworker.base.errors import LinkworkerError
from linkworker.casework.people.person_page import identity
from linkworker.journal.unit_of_work import UnitOfWork
from linkworker.ui.commands.table import bindings
from linkworker.ui.forms.field import Field
from linkworker.ui.forms.form import Form, Values
from linkworker.ui.forms.form_screen import FormScreen
from linkworker.ui.screens.in_error import InError
from linkworker.ui.screens.place import Place
from linkworker.ui.widgets.columns import Column
from linkworker.ui.widgets.list_messages import Chosen, Moved
from linkworker.ui.widgets.paged_list import PagedList
from linkworker.ui.widgets.pages import FixedRows
from linkworker.ui.widgets.rows import Row
from linkworker.ui.widgets.words import Words

T = TypeVar("T")

NEW = "new"
"""Stands for a thing that is about to be added, where else its id would."""


@dataclass(frozen=True, slots=True)
class Kind(Generic[T]):
    """One kind of thing that a list holds. `save` gets the thing, or None for a new one; what it raises is shown.

    `record` is the kind's name in the journal, `words` one of them in the middle of a sentence. `take_out` is given
    where it is done otherwise than by marking it as entered in error.
    """

    code: str
    title: str
    record: str
    words: str
    empty: str
    columns: tuple[Column, ...]
    read: Callable[[Connection, str, Any], Sequence[T]]
    row: Callable[[T], Row]
    fields: Callable[[T | None], tuple[Field, ...]]
    save: Callable[[UnitOfWork, str, T | None, Values, Any], str]
    take_out: Callable[[UnitOfWork, str, T], None] | None = None
    may_change: bool = True


class KeptList(Place[None], Generic[T]):
    """Shows one kind. `begun` goes on at once with what was begun: "new", or the id of what was being changed."""

    PLACE = "kept_list"
    PLACES_SHOWN = False
    HEADING = "Kept"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("kept_list")]
    DEFAULT_CSS = """
    KeptList > PagedList { margin: 1 0 0 1; }
    KeptList.-low > PagedList { margin: 0 0 0 1; }
    KeptList > #whole { height: auto; max-height: 3; padding: 0 1 0 3; color: $text-muted; display: none; }
    KeptList > #whole.-shown { display: block; }
    """

    def __init__(self, kind: Kind[T], person_id: str, name: str = "", begun: str = "") -> None:
        super().__init__()
        self.kind = kind
        self.person_id = person_id
        self._who = name
        self._begun = begun
        self._things: dict[str, T] = {}

    def body(self) -> ComposeResult:
        """Yield the list, and what there is to know of the highlighted one."""
        yield PagedList(self.kind.columns, id="kept")
        yield Words(id="whole")

    def on_mount(self) -> None:
        """Let the keys act on the list."""
        self.query_one(PagedList).focus()

    async def load(self) -> None:
        """Read what is kept; then go on with what was begun, once."""
        who, things = await self.desk.read(
            lambda connection: (
                identity(connection, self.person_id, self.desk.today),
                self.kind.read(connection, self.person_id, self.desk.today),
            )
        )
        self._who = who.name
        rows = [(self.kind.row(thing), thing) for thing in things]
        self._things = {row.key or "": thing for row, thing in rows}
        self.head(f"{self._who}: {self.kind.title[:1].lower()}{self.kind.title[1:]}")
        await self.query_one(PagedList).show(FixedRows([row for row, _ in rows]), empty=self.kind.empty)
        begun, self._begun = self._begun, ""
        if begun == NEW:
            self.action_new()
        elif begun in self._things:
            self._open(self._things[begun], begun)

    @on(PagedList.Moved, "#kept")
    def _moved(self, event: Moved) -> None:
        said = event.row.detail if event.row else ""
        words = self.query_one("#whole", Words)
        words.set_class(bool(said), "-shown")
        words.show(said)

    # What is done ----------------------------------------------------------------------------------------------------

    def action_new(self) -> None:
        """Add one."""
        self._open(None, NEW)

    @on(PagedList.Chosen, "#kept")
    def _chosen(self, event: Chosen) -> None:
        self._change(event.key)

    def action_edit(self) -> None:
        """Change the one the pointer is at."""
        self._change(self.query_one(PagedList).highlighted_key)

    def _change(self, key: str | None) -> None:
        thing = self._things.get(key or "")
        if thing is None:
            self.trouble("There is nothing to change yet. Press n to add one.")
        elif not self.kind.may_change:
            self.trouble("Take it out with d and add it again with n.")
        else:
            self._open(thing, key or "")

    def _open(self, thing: T | None, key: str) -> None:
        kind, person_id = self.kind, self.person_id
        done = f"adding {kind.words}" if thing is None else f"the change of {kind.words}"

        async def save(values: Values) -> bool:
            said = await self.desk.change(lambda uow: kind.save(uow, person_id, thing, values, self.desk), done)
            self.say(said)
            return True

        title = f"{kind.title}: {'add one' if thing is None else 'change'}"
        form = Form(f"edit-{kind.code}:{person_id}:{key}", title, kind.fields(thing), save)
        self.app.push_screen(FormScreen(form, about=self._who))

    def action_remove(self) -> None:
        """Take out the one the pointer is at."""
        key = self.query_one(PagedList).highlighted_key
        if key is None or key not in self._things:
            self.trouble("There is nothing to take out.")
        elif self.kind.take_out is not None:
            self._take_out(self._things[key])
        else:
            self.app.push_screen(InError(self.kind.record, self.person_id, key, self.kind.words, about=self._who))

    @work(exclusive=True, group="save")
    async def _take_out(self, thing: T) -> None:
        take_out = self.kind.take_out
        if take_out is None:
            return
        try:
            await self.desk.change(lambda uow: take_out(uow, self.person_id, thing), f"taking out {self.kind.words}")
        except LinkworkerError as error:
            self.trouble(str(error))
        else:
            self.say("Taken out. It stays in the history. u takes it back.")
