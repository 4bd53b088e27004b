"""Asking for money for a person: what for, how much, and what of the plan it serves."""

from linkworker.base.money import show_money
from linkworker.casework.money.funding import ask_for
from linkworker.casework.money.money_choices import Choices
from linkworker.ui.forms.field import Field, Kind, Option
from linkworker.ui.forms.form import Form, Values
from linkworker.ui.forms.form_screen import FormScreen

_BUDGET = "budget"


class RequestForm(FormScreen[str]):
    """A new request. Ends with its id."""

    def __init__(self, person_id: str, found: Choices, *, about: str = "") -> None:
        self._person_id = person_id
        form = Form(f"request:{person_id}", "Ask for money", _fields(found), self._ask, "Ask for it")
        super().__init__(form, about=about)

    async def _ask(self, values: Values) -> str:
        source = values["source"]
        made = await self.desk.change(
            lambda uow: ask_for(
                uow,
                self._person_id,
                values["amount"],
                values["what_for"],
                goal_id=values["goal"],
                activity_id=values["activity"],
                pot_id=None if source == _BUDGET else source,
                reason=values["reason"],
            ),
            f"the request for {show_money(values['amount'])}",
        )
        self.say(f"Asked for {show_money(values['amount'])}. u takes it back.")
        return made


def _fields(found: Choices) -> tuple[Field, ...]:
    sources = tuple(_sources(found))
    return (
        Field("what_for", "What is it for?", hint="For example: boots", needed="Enter what the money is for."),
        Field("amount", "How much?", Kind.MONEY, needed="Enter an amount, for example £25.00."),
        Field(
            "source",
            "From",
            Kind.CHOICE,
            options=sources,
            default=sources[0].code if sources else "",
            needed="Choose where the money comes from." if sources else "Add a pot first: press F5, then n.",
        ),
        _serves("goal", "Which goal does it serve?", found.goals),
        _serves("activity", "Or which activity of theirs?", found.activities),
        Field(
            "reason",
            "Reason to ask all the same",
            hint="Only where the plan or the pot does not cover it",
        ),
    )


def _serves(name: str, label: str, rows: tuple[tuple[str, str], ...]) -> Field:
    options = tuple(Option(code, words) for code, words in rows)
    return Field(name, label, Kind.CHOICE, options=options, shown_if=lambda _: bool(options))


def _sources(found: Choices) -> list[Option]:
    rows = []
    if found.budget is not None:
        rows.append(Option(_BUDGET, "Their budget", f"{show_money(found.budget.balance.left_pence)} left"))
    rows += [Option(pot.id, pot.name, f"{show_money(pot.balance.left_pence)} left") for pot in found.pots]
    return rows
