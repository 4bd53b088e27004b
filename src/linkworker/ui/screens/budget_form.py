"""A person's budget: set on the open plan, or changed."""

from datetime import date

from linkworker.base.dates import show_date
from linkworker.base.money import show_money
from linkworker.base.setting_values import PersonalBudget
from linkworker.casework.money.budgets import change_budget, set_budget
from linkworker.casework.money.money_view import BudgetView, PotView
from linkworker.ui.forms.field import Field, Kind, Option
from linkworker.ui.forms.form import Form, Values
from linkworker.ui.forms.form_screen import FormScreen
from linkworker.ui.forms.options import from_list

_SAME = ("what_for", "agreed_by", "agreed_on", "managed_as", "review_on", "pot_id")


class BudgetForm(FormScreen[bool]):
    """A new budget, or the one in force. Ends with True."""

    def __init__(
        self,
        person_id: str,
        held: BudgetView | None,
        pots: tuple[PotView, ...],
        today: date,
        *,
        limit: PersonalBudget,
        about: str = "",
    ) -> None:
        self._person_id, self._held, self._limit = person_id, held, limit
        title = "Change the budget" if held else "Set a personal budget"
        form = Form(f"budget:{person_id}", title, _fields(held, pots, today), self._save_it, "Save the budget")
        super().__init__(form, about=about)

    async def _save_it(self, values: Values) -> bool:
        held, limit = self._held, self._limit
        rest = {name: values[name] for name in _SAME}
        if held is None:
            await self.desk.change(
                lambda uow: set_budget(
                    uow, self._person_id, values["amount"], limit, despite=values["despite"], **rest
                ),
                "the new budget",
            )
        else:
            await self.desk.change(
                lambda uow: change_budget(
                    uow,
                    self._person_id,
                    held.id,
                    limit,
                    despite=values["despite"],
                    amount_pence=values["amount"],
                    **rest,
                ),
                "the change of the budget",
            )
        self.say(f"Budget of {show_money(values['amount'])} saved. u takes it back.")
        return True


def _fields(held: BudgetView | None, pots: tuple[PotView, ...], today: date) -> tuple[Field, ...]:
    amount = show_money(held.balance.amount_pence) if held else ""
    agreed = (held.agreed_on if held else None) or today
    review = show_date(held.review_on) if held and held.review_on else ""
    options = tuple(_pots(held, pots))
    return (
        Field("amount", "How much?", Kind.MONEY, default=amount, needed="Enter an amount, for example £25.00."),
        Field("what_for", "What is it for?", default=(held.what_for or "") if held else ""),
        Field(
            "pot_id",
            "From which pot?",
            Kind.CHOICE,
            options=options,
            default=(held.pot_id or "") if held else "",
            shown_if=lambda _: bool(options),
        ),
        Field("agreed_by", "Agreed by", default=(held.agreed_by or "") if held else ""),
        Field("agreed_on", "Agreed on", Kind.DATE, default=show_date(agreed)),
        Field(
            "managed_as",
            "Who holds the money?",
            Kind.CHOICE,
            options=from_list("managed-as"),
            default=held.managed_as if held else "notional",
            needed="Choose who holds the money.",
        ),
        Field("review_on", "Look at it again on", Kind.DATE, default=review),
        Field("despite", "Reason to go ahead all the same", hint="Only beyond the limit or the ages"),
    )


def _pots(held: BudgetView | None, pots: tuple[PotView, ...]) -> list[Option]:
    """Return the pots to choose from; that of the budget stays among them when it has ended."""
    rows = [Option(pot.id, pot.name, f"{show_money(pot.balance.left_pence)} left") for pot in pots]
    if held and held.pot_id and held.pot_id not in {row.code for row in rows}:
        rows.insert(0, Option(held.pot_id, held.pot or "The pot of before", "ended"))
    return rows
