"""The versions of a plan that were kept, newest first."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType

from linkworker.ui.commands.table import bindings
from linkworker.ui.screens.place import Place
from linkworker.ui.screens.planning.two_versions import TwoVersions
from linkworker.ui.screens.planning.version_names import Named, version_row, wordings
from linkworker.ui.theme.glyphs import glyphs
from linkworker.ui.widgets.columns import Column
from linkworker.ui.widgets.list_messages import Chosen
from linkworker.ui.widgets.paged_list import PagedList
from linkworker.ui.widgets.pages import FixedRows
from linkworker.ui.widgets.words import Words

_COLUMNS = (Column(width=13), Column(weight=2, least=34), Column(weight=1, least=18, drop=1))
_NONE = "No version is kept yet. One is kept each time the person says what they think of the plan: a on the plan."


class Versions(Place[None]):
    """Each version with its answer and day; Enter lays it beside the one before."""

    PLACE = "versions"
    HEADING = "Versions of the plan"
    AUTO_FOCUS = "PagedList"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("versions")]
    DEFAULT_CSS = """
    Versions > PagedList { height: auto; margin: 1 1 0 1; }
    Versions > .none { height: auto; padding: 1 3; color: $text-muted; }
    """

    def __init__(self, person_id: str, plan_id: str, called: str) -> None:
        super().__init__()
        self.person_id, self.plan_id, self._called = person_id, plan_id, called
        self._named: tuple[Named, ...] = ()

    def body(self) -> ComposeResult:
        """Yield the list, and what to do while there is only one wording."""
        yield PagedList(_COLUMNS)
        yield Words(classes="none")

    async def load(self) -> None:
        """Read every version."""
        self.head(f"{self._called}: versions of the plan")
        named = await self.desk.read(lambda connection: wordings(connection, self.person_id, self.plan_id))
        self._named = named
        signs = glyphs(console=self.linkworker.console_look)
        await self.query_one(PagedList).show(FixedRows([version_row(each, signs) for each in named]))
        self.query_one(".none", Words).show("" if len(named) > 1 else _NONE)

    @on(PagedList.Chosen)
    def _chosen(self, event: Chosen) -> None:
        event.stop()
        self.action_compare()

    def action_compare(self) -> None:
        """Lay the version on this line beside the one before it."""
        number = int(self.query_one(PagedList).highlighted_key or 0)
        if len(self._named) < 2:  # noqa: PLR2004 - it takes two
            self.say("There is nothing to compare yet: no version is kept.")
        else:
            self.app.push_screen(TwoVersions(self.person_id, self.plan_id, self._called, number))
