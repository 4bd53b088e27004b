"""The place 'Money': requests that wait for approval, oldest first, and the pots."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical

from linkworker.base.money import show_money
from linkworker.base.words import count
from linkworker.casework.money.money_reading import pots, to_approve, together
from linkworker.casework.money.money_view import PotView
from linkworker.ui.commands.table import bindings
from linkworker.ui.screens.money_rows import POT_COLUMNS, WAITING_COLUMNS, pot_row, waiting_row
from linkworker.ui.screens.one_pot import OnePot
from linkworker.ui.screens.one_request import OneRequest
from linkworker.ui.screens.place import Place
from linkworker.ui.screens.pot_form import PotForm
from linkworker.ui.widgets.list_messages import Chosen
from linkworker.ui.widgets.paged_list import PagedList
from linkworker.ui.widgets.pages import FixedRows
from linkworker.ui.widgets.words import Words

_NOTHING_WAITS = "No request waits for approval. Ask for money on a person's own page: 6, then n."
_NO_POT = "There is no pot yet. Press n to add one."


class Money(Place[None]):
    """Tab goes between the requests and the pots."""

    PLACE = "money"
    AUTO_FOCUS = "#waiting"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("money")]
    DEFAULT_CSS = """
    Money > .lists { padding: 1 1 0 1; }
    Money.-low > .lists { padding: 0 1; }
    Money .title { text-style: bold; color: $text-accent; }
    Money #waiting { height: auto; max-height: 50%; margin-bottom: 1; }
    Money #pots { height: 1fr; }
    """

    def body(self) -> ComposeResult:
        """Yield the requests, then the pots."""
        with Vertical(classes="lists"):
            yield Words("Requests that wait", classes="title", id="how-many")
            yield PagedList(WAITING_COLUMNS, empty=_NOTHING_WAITS, id="waiting")
            yield Words("Pots", classes="title", id="together")
            yield PagedList(POT_COLUMNS, lines=2, empty=_NO_POT, id="pots")

    async def load(self) -> None:
        """Read both."""
        today = self.desk.today
        waiting, held = await self.desk.read(lambda connection: (to_approve(connection), pots(connection, today)))
        self.query_one("#how-many", Words).show(
            f"{count(len(waiting), 'request')} to approve, oldest first" if waiting else "Requests to approve"
        )
        left = show_money(together(each for each in held if not each.ended).left_pence)
        self.query_one("#together", Words).show(f"Pots: {left} left in those that have not ended" if held else "Pots")
        await self.query_one("#waiting", PagedList).show(FixedRows([waiting_row(each) for each in waiting]))
        await self.query_one("#pots", PagedList).show(FixedRows([pot_row(each) for each in sorted(held, key=_ended)]))
        if not waiting and self.focused is self.query_one("#waiting"):
            self.query_one("#pots").focus()

    @on(Chosen, "#waiting")
    def _open_request(self, event: Chosen) -> None:
        person_id, _, request_id = event.key.partition("/")
        self.app.push_screen(OneRequest(person_id, request_id))

    @on(Chosen, "#pots")
    def _open_pot(self, event: Chosen) -> None:
        self.app.push_screen(OnePot(event.key))

    def action_open(self) -> None:
        """Open the line that the pointer is at."""
        if isinstance(self.focused, PagedList):
            self.focused.action_choose()

    def action_new_pot(self) -> None:
        """Add a pot."""
        self.app.push_screen(PotForm())


def _ended(pot: PotView) -> bool:
    return pot.ended
