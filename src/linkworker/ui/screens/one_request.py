"""One request for money: where it stands, and what may be done with it next."""

from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType

from linkworker.base.dates import show_date
from linkworker.base.lists import coded
from linkworker.base.money import show_money
from linkworker.base.words import sentence, within
from linkworker.casework.money.money_reading import request_of
from linkworker.casework.money.money_view import RequestView
from linkworker.casework.workers.deciding import may_decide
from linkworker.ui.commands.table import bindings
from linkworker.ui.screens.decide_form import DecideForm, verb
from linkworker.ui.screens.in_error import InError
from linkworker.ui.screens.place import Place
from linkworker.ui.widgets.details import Details, Part, said
from linkworker.ui.widgets.list_messages import Chosen
from linkworker.ui.widgets.paged_list import PagedList
from linkworker.ui.widgets.pages import FixedRows
from linkworker.ui.widgets.rows import Row
from linkworker.ui.widgets.words import Words


class OneRequest(Place[None]):
    """A request with every step that the list of states lets follow."""

    PLACE = "one_request"
    HEADING = "A request for money"
    AUTO_FOCUS = "PagedList"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("one_request")]
    DEFAULT_CSS = """
    OneRequest Details { margin: 1; }
    OneRequest .then { padding: 0 1; text-style: bold; color: $text-accent; }
    OneRequest PagedList { margin: 0 1; }
    """

    def __init__(self, person_id: str, request_id: str) -> None:
        super().__init__()
        self.person_id, self.request_id = person_id, request_id
        self._request: RequestView | None = None

    def body(self) -> ComposeResult:
        """Yield what is known of it, and what may follow."""
        yield Details()
        yield Words("What happens next?", classes="then")
        yield PagedList(empty="Nothing more happens with it.")

    async def load(self) -> None:
        """Read the request."""
        request = await self.desk.read(lambda connection: request_of(connection, self.person_id, self.request_id))
        self._request = request
        self.head(f"{request.person}: {show_money(request.amount_pence)} for {within(request.what_for)}")
        role = self.desk.role
        self.query_one(Details).show([_facts(request if role.may("plans") else replace(request, goal=None))])
        follows = [code for code in coded("money-state")[request.state].codes("next") if may_decide(role, code)]
        await self.query_one(PagedList).show(FixedRows([Row(code, (verb(code),)) for code in follows]))

    @on(Chosen)
    def _go_on(self, event: Chosen) -> None:
        if self._request is not None:
            self.app.push_screen(DecideForm(self._request, event.key, self.desk.today))

    def action_choose(self) -> None:
        """Do what the pointer is at."""
        self.query_one(PagedList).action_choose()

    def action_person(self) -> None:
        """Open the person it is for."""
        self.linkworker.open_person(self.person_id, "money")

    def _marked(self, done: bool | None) -> None:
        if done:
            self.dismiss()

    def action_in_error(self) -> None:
        """Mark it as entered in error, and go back."""
        request = self._request
        if request is not None:
            words = f"the request of {show_money(request.amount_pence)} for {within(request.what_for)}"
            form = InError("money_request", self.person_id, self.request_id, words, about=request.person)
            self.app.push_screen(form, self._marked)


def _facts(request: RequestView) -> Part:
    details = said(
        ("State", f"{request.state_label} since {show_date(request.state_on)}"),
        ("From", request.pot or ("their budget" if request.budget_id else None)),
        ("Goal", request.goal),
        ("Activity", request.activity),
        ("Decided by", request.decided_by),
        ("Why", sentence(request.why) if request.why else None),
    )
    return Part("", details)
