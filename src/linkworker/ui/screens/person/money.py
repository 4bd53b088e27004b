"""The tab 'Money' of a person: their budget and their requests."""

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical

from linkworker.base.dates import show_date
from linkworker.base.errors import LinkworkerError
from linkworker.base.lists import coded
from linkworker.base.money import show_money
from linkworker.base.words import within
from linkworker.casework.money.money_choices import Choices, choices
from linkworker.casework.money.money_reading import budget_of, requests_of
from linkworker.casework.money.money_view import BudgetView, RequestView
from linkworker.ui.commands.table import bindings
from linkworker.ui.screens.budget_form import BudgetForm
from linkworker.ui.screens.in_error import InError
from linkworker.ui.screens.money_rows import REQUEST_COLUMNS, balance_table, request_row
from linkworker.ui.screens.one_request import OneRequest
from linkworker.ui.screens.person.list_panel import ListPanel
from linkworker.ui.screens.request_form import RequestForm
from linkworker.ui.widgets.figures_table import FiguresTable, Table
from linkworker.ui.widgets.list_messages import Chosen
from linkworker.ui.widgets.paged_list import PagedList
from linkworker.ui.widgets.pages import FixedRows
from linkworker.ui.widgets.words import Words

_NONE_YET = "No personal budget. Press b to set one, or n to ask a pot for money."


class MoneyPanel(ListPanel):
    """What is left of the budget, and every request with where it stands."""

    PLACE = "budget"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("budget")]
    DEFAULT_CSS = """
    MoneyPanel > Vertical { height: auto; padding: 0 1 1 2; }
    MoneyPanel FiguresTable { display: none; }
    MoneyPanel FiguresTable.-shown { display: block; margin: 1 0 0 0; }
    """

    def __init__(self, person_id: str) -> None:
        super().__init__(person_id)
        self._requests: dict[str, RequestView] = {}

    def compose(self) -> ComposeResult:
        """Yield the budget, its balance, and the requests."""
        with Vertical():
            yield Words(classes="budget")
            yield FiguresTable(Table((), ()))
        yield PagedList(REQUEST_COLUMNS, empty="No request yet. Press n to ask for money.")

    async def load(self) -> None:
        """Read the budget and the requests."""
        budget, held = await self.desk.read(
            lambda connection: (budget_of(connection, self.person_id), requests_of(connection, self.person_id))
        )
        self.query_one(".budget", Words).show(_budget_words(budget))
        table = self.query_one(FiguresTable)
        table.set_class(budget is not None, "-shown")
        if budget is not None:
            table.show(balance_table(budget.balance))
        self._requests = {each.id: each for each in held}
        await self.rows.show(FixedRows([request_row(each) for each in reversed(held)]))

    # Doing ---------------------------------------------------------------------------------------------------------

    @on(Chosen)
    def _open(self, event: Chosen) -> None:
        event.stop()
        self.app.push_screen(OneRequest(self.person_id, event.key))

    @work(exclusive=True, group="open")
    async def action_new_request(self) -> None:
        """Ask for money."""
        found = await self._choices()
        if found is not None:
            await self.app.push_screen(RequestForm(self.person_id, found, about=self.who))

    @work(exclusive=True, group="open")
    async def action_budget(self) -> None:
        """Set the budget, or change it."""
        found = await self._choices()
        if found is None:
            return
        limit = self.desk.settings.personal_budget.value
        form = BudgetForm(self.person_id, found.budget, found.pots, self.desk.today, limit=limit, about=self.who)
        await self.app.push_screen(form)

    async def _choices(self) -> Choices | None:
        """Read what can be chosen; say what is in the way, and return None."""
        today = self.desk.today
        try:
            return await self.desk.read(lambda connection: choices(connection, self.person_id, today))
        except LinkworkerError as error:
            self.person.trouble(str(error))
            return None

    def action_in_error(self) -> None:
        """Mark the request on this line as entered in error."""
        request = self._requests.get(self.rows.highlighted_key or "")
        if request is None:
            self.person.say("There is no request here to mark as entered in error.")
            return
        words = f"the request of {show_money(request.amount_pence)} for {within(request.what_for)}"
        self.app.push_screen(InError("money_request", self.person_id, request.id, words, about=self.who))


def _budget_words(budget: BudgetView | None) -> str:
    if budget is None:
        return _NONE_YET
    said = (
        f"Personal budget, {coded('managed-as').label(budget.managed_as).lower()}",
        f"agreed by {budget.agreed_by}" if budget.agreed_by else "",
        f"review {show_date(budget.review_on)}" if budget.review_on else "",
    )
    what = f" For {within(budget.what_for)}." if budget.what_for else ""
    return f"{', '.join(part for part in said if part)}.{what}"
