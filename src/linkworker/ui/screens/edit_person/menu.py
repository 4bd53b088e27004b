"""The menu of what can be changed about a person, with what stands there now."""

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType

from linkworker.base.errors import LinkworkerError
from linkworker.casework.people.person_page import person_page
from linkworker.ui.commands.table import bindings
from linkworker.ui.screens.edit_person.kept_lists import list_of
from linkworker.ui.screens.edit_person.part_form import part_form
from linkworker.ui.screens.edit_person.parts import PARTS, Part, part_named
from linkworker.ui.screens.place import Place
from linkworker.ui.widgets.columns import Column
from linkworker.ui.widgets.list_messages import Chosen
from linkworker.ui.widgets.paged_list import PagedList
from linkworker.ui.widgets.pages import FixedRows
from linkworker.ui.widgets.rows import Cell, Row

_COLUMNS = (Column(width=28), Column(least=30))


class EditPerson(Place[None]):
    """Enter opens a part. `part` opens one at once, and `begun` goes on in its list: "new", or what is changed."""

    PLACE = "edit_person"
    PLACES_SHOWN = False
    HEADING = "What to change"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("edit_person")]
    DEFAULT_CSS = """
    EditPerson > PagedList { margin: 1 0 0 1; }
    EditPerson.-low > PagedList { margin: 0 0 0 1; }
    """

    def __init__(self, person_id: str, part: str = "", begun: str = "") -> None:
        super().__init__()
        self.person_id = person_id
        self._at_once = part_named(part)
        self._begun = begun
        self._who = ""

    def body(self) -> ComposeResult:
        """Yield the list of parts."""
        yield PagedList(_COLUMNS, id="parts")

    def on_mount(self) -> None:
        """Let the keys act on the list."""
        self.query_one(PagedList).focus()

    async def load(self) -> None:
        """Read what stands in each part; then open the one that was asked for, once."""
        page = await self.desk.read(lambda connection: person_page(connection, self.person_id, self.desk.today))
        self._who = page.identity.name
        self.head(f"{self._who}: what to change")
        seen = [part for part in PARTS if part.code in self.desk.role.parts]
        rows = [Row(part.code, (Cell(part.title, "strong"), _stands(part.stands(page)))) for part in seen]
        await self.query_one(PagedList).show(FixedRows(rows))
        part, self._at_once = self._at_once, None
        if part in seen:
            self._open(part, self._begun)

    @on(PagedList.Chosen, "#parts")
    def _chosen(self, event: Chosen) -> None:
        part = part_named(event.key)
        if part is not None:
            self._open(part)

    def action_open(self) -> None:
        """Open the part the pointer is at."""
        self.query_one(PagedList).action_choose()

    @work(exclusive=True, group="open")
    async def _open(self, part: Part, begun: str = "") -> None:
        if part.questions is None:
            await self.app.push_screen(list_of(part.code, self.person_id, self._who, begun))
            return
        try:
            await self.app.push_screen(await part_form(self.desk, self.person_id, part, self._who))
        except LinkworkerError as error:
            self.trouble(str(error))


def _stands(words: str) -> Cell:
    return Cell(words) if words else Cell("nothing yet", "muted")
