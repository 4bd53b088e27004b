"""How long records are kept: whose time has ended, what was erased, and finishing the erasures."""

from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import Connection
from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType

from linkworker.base.clock import london_day
from linkworker.base.dates import show_date
from linkworker.base.words import count, sentence
from linkworker.casework.erasure.erased_list import ErasedLine, erased_list
from linkworker.casework.erasure.finishing import NOTHING_WAITS, finish_erasures
from linkworker.casework.erasure.retention import Due, retention_due
from linkworker.casework.erasure.retention_rules import retention_rules
from linkworker.ui.commands.table import bindings
from linkworker.ui.desk import Desk
from linkworker.ui.door.opening import cost_of
from linkworker.ui.forms.form_screen import FormScreen
from linkworker.ui.screens.another_key import put_under_another_key
from linkworker.ui.screens.erasing.asking import ask_and_erase_person
from linkworker.ui.screens.erasing.forms import finish_form, keep_form
from linkworker.ui.screens.place import Place
from linkworker.ui.widgets.columns import Column
from linkworker.ui.widgets.dialog import Dialog
from linkworker.ui.widgets.list_messages import Chosen, Moved
from linkworker.ui.widgets.paged_list import PagedList
from linkworker.ui.widgets.pages import FixedRows
from linkworker.ui.widgets.rows import Cell, Row, heading
from linkworker.ui.widgets.words import Words
from linkworker.vault.erasure import waiting

_NOBODY = "Nobody's time for keeping has ended, and nothing was erased."
_CHOOSE = "Point at a person whose time has ended first."


@dataclass(frozen=True, slots=True)
class _Kept:
    due: tuple[Due, ...]
    erased: tuple[ErasedLine, ...]
    waiting: int


class Keeping(Place[None]):
    """Nothing is erased by itself: for each person somebody decides to keep or to erase."""

    PLACE = "keeping"
    GUIDE = "erasure-and-retention"
    HEADING = "How long records are kept"
    AUTO_FOCUS = "PagedList"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("keeping")]
    DEFAULT_CSS = """
    Keeping > .whose { padding: 0 1; margin-bottom: 1; color: $text-muted; }
    Keeping > .waits { padding: 0 1; margin-bottom: 1; color: $text-warning; display: none; }
    Keeping > .waits.-shown { display: block; }
    Keeping > PagedList { margin: 0 0 0 1; }
    Keeping > #why { height: auto; max-height: 8; padding: 0 1 0 3; color: $text-muted; display: none; }
    Keeping > #why.-shown { display: block; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._due: dict[str, Due] = {}
        self._waiting = 0

    def body(self) -> ComposeResult:
        """Yield whose times these are, what waits, the list, and the whole of what stands behind a line."""
        yield Words(classes="whose")
        yield Words(classes="waits")
        yield PagedList((Column(weight=1, least=22), Column(width=17), Column(width=32)), empty=_NOBODY)
        yield Words(id="why")

    async def load(self) -> None:
        """Read who is due, and what was erased."""
        desk = self.desk
        found = await desk.read(lambda connection: _read(connection, desk))
        self._due = {one.person_id: one for one in found.due}
        self._waiting = found.waiting
        self.query_one(".whose", Words).show(
            f"These times are {retention_rules().set_by}. Nothing is erased by itself: somebody decides."
        )
        waits = self.query_one(".waits", Words)
        waits.set_class(bool(found.waiting), "-shown")
        number = count(found.waiting, "erasure waits", "erasures wait")
        waits.show(f"{number} to be finished: backups still hold what went. Press f.")
        await self.query_one(PagedList).show(FixedRows(_rows(found)), empty=_NOBODY)

    @on(PagedList.Moved)
    def _moved(self, event: Moved) -> None:
        said = event.row.detail if event.row else ""
        words = self.query_one("#why", Words)
        words.set_class(bool(said), "-shown")
        words.show(said)

    @property
    def _here(self) -> Due | None:
        found = self._due.get(self.query_one(PagedList).highlighted_key or "")
        if found is None:
            self.trouble(_CHOOSE)
        return found

    def action_open(self) -> None:
        """Open the person on this line."""
        self.query_one(PagedList).action_choose()

    @on(Chosen)
    def _open(self, event: Chosen) -> None:
        if event.key in self._due:
            self.linkworker.open_person(event.key)

    def action_keep(self) -> None:
        """Keep the record of the person on this line longer."""
        here = self._here
        if here is not None:
            self.app.push_screen(FormScreen(keep_form(self.desk, here, self.say), about=here.name))

    @work(exclusive=True, group="erase")
    async def action_erase(self) -> None:
        """Erase the person on this line."""
        here = self._here
        if here is not None:
            await ask_and_erase_person(self, here.person_id)

    @work(exclusive=True, group="erase")
    async def action_finish(self) -> None:
        """Change the key, so that no backup holds what was erased; then lock."""
        if not self._waiting:
            self.trouble(NOTHING_WAITS)
            return
        number = count(self._waiting, "erasure", "erasures")
        detail = (
            "The store is written anew under another key, and every backup on this laptop goes but a new one. "
            "It takes some seconds. Then the program locks."
        )
        if not await self.app.push_screen_wait(Dialog(f"Finish {number} now?", detail=detail, other="Yes, finish")):
            return
        own = await self.app.push_screen_wait(FormScreen(finish_form()))
        if not own:
            return
        by, cost = self.desk.worker_id, cost_of(self.linkworker.front)
        await put_under_another_key(self, "Finishing", lambda store: finish_erasures(store, by, own, cost=cost))


def _read(connection: Connection, desk: Desk) -> _Kept:
    return _Kept(retention_due(connection, desk.today), erased_list(connection), waiting(connection))


def _rows(found: _Kept) -> list[Row]:
    rows: list[Row] = []
    if found.due:
        rows.append(heading(f"Kept long enough ({len(found.due)})"))
        rows += [_row(one) for one in found.due]
    if found.erased:
        rows.append(heading(f"Erased ({len(found.erased)})"))
        rows += [_erased_row(one, place) for place, one in enumerate(found.erased)]
    return rows


def _row(one: Due) -> Row:
    against = Cell(count(len(one.against), "thing speaks against it", "things speak against it"), "warning")
    plain = Cell(one.ends.rule.title, "muted")
    return Row(
        one.person_id,
        (Cell(one.name, "strong"), show_date(one.ends.on), against if one.against else plain),
        detail="\n".join((one.ends.why, *(each.sentence for each in one.against))),
    )


def _erased_row(one: ErasedLine, place: int) -> Row:
    why = f"because {one.because}" if one.because else ""
    return Row(
        f"erased:{place}",
        (sentence(one.what)[:-1], show_date(london_day(one.at)), Cell(why, "muted")),
        detail=one.sentence,
    )
