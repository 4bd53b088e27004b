"""Moving a request for money on: approved, refused, paid and so on, as the list of states allows."""

from datetime import date

from linkworker.base.dates import show_date
from linkworker.base.lists import coded
from linkworker.base.money import show_money
from linkworker.base.words import within
from linkworker.casework.money.funding import decide
from linkworker.casework.money.money_view import RequestView
from linkworker.ui.forms.field import Field, Kind
from linkworker.ui.forms.form import Form, Values
from linkworker.ui.forms.form_screen import FormScreen

_VERBS = {
    "requested": "Ask again",
    "approved": "Approve",
    "refused": "Refuse",
    "ordered": "Mark as ordered",
    "paid": "Mark as paid",
    "received": "Mark as received or used",
    "refunded": "Mark as refunded",
    "withdrawn": "Withdraw",
}
_MONEY_MOVES = frozenset({"committed", "spent"})


def verb(state: str) -> str:
    """Return what is done to bring a request to a state; the state's own label where the team added it."""
    return _VERBS.get(state) or coded("money-state").label(state)


class DecideForm(FormScreen[bool]):
    """One step of a request. Ends with True."""

    def __init__(self, request: RequestView, state: str, today: date) -> None:
        self._request, self._state = request, state
        row = coded("money-state")[state]
        what = f"{show_money(request.amount_pence)} for {within(request.what_for)}"
        fields = [
            Field("what", f"{what}: {request.state_label.lower()} since {show_date(request.state_on)}.", Kind.NOTE),
            Field("on", "Day", Kind.DATE, default=show_date(today), needed="Enter the day."),
            Field(
                "reason",
                "Why?",
                hint="" if row.is_set("reason") else "You may leave this empty",
                needed=f"Say why it is '{row.label.lower()}'." if row.is_set("reason") else "",
            ),
        ]
        if row.text("counts") in _MONEY_MOVES:
            fields.append(
                Field("despite", "Reason to go ahead all the same", hint="Only where the money or a check is missing")
            )
        form = Form(f"decide:{request.id}:{state}", verb(state), tuple(fields), self._decide, verb(state))
        super().__init__(form, about=request.person)

    async def _decide(self, values: Values) -> bool:
        request = self._request
        label = coded("money-state").label(self._state).lower()
        await self.desk.change(
            lambda uow: decide(
                uow,
                request.person_id,
                request.id,
                self._state,
                reason=values["reason"],
                despite=values.get("despite"),
                on=values["on"],
            ),
            f"'{label}' for {show_money(request.amount_pence)}",
        )
        self.say(f"{show_money(request.amount_pence)} for {request.person}: {label}. u takes it back.")
        return True
