"""Step 7: what the plan costs, and asking for it."""

from collections.abc import Iterable

from textual.content import Content

from linkworker.base.dates import show_date
from linkworker.base.money import show_money
from linkworker.base.words import within
from linkworker.casework.money.funding import ask_for
from linkworker.ui.forms.field import Field, Kind, Option, Typed
from linkworker.ui.forms.form import Problem, Values
from linkworker.ui.screens.meeting.step import Step


class Costs(Step):
    """A request from the person's own budget. Whose money it is and why another was refused stays off the screen."""

    CODE = "money"
    NAME = "Money"
    TITLE = "Money"

    def lead(self) -> Content:
        """Return what is left, and what was asked for."""
        left = self.meeting.money_left
        if left is None:
            return Content("No money is set aside for your plan yet. If something has a cost, write it down in step 8.")
        asked = [
            Content(f"  - {show_money(each.amount_pence)} for {within(each.what_for)}:"
                    f" {each.state_label.lower()}, {show_date(each.state_on)}")
            for each in self.meeting.requests
        ]  # fmt: skip
        heading = [Content.styled("You asked for", "bold $text-accent"), *asked] if asked else []
        return Content("\n").join([Content.assemble((show_money(left), "bold"), " is left for you."), *heading])

    def fields(self) -> Iterable[Field]:
        """Return the questions, where there is a budget to ask from."""
        if self.meeting.money_left is None:
            return
        goals = [goal for goal in self.meeting.plan.goals if goal.open] if self.meeting.plan else []
        yield Field("what", "What would you like money for?", hint="For example football boots")
        yield Field("amount", "How much?", Kind.MONEY, what="how much", shown_if=_asked)
        if goals:
            options = tuple(Option(goal.id, goal.words) for goal in goals)
            yield Field("goal", "For which goal?", Kind.CHOICE, options=options, shown_if=_asked)
        yield Field("reason", "Why does it help?", hint="If the goal is new, or there is none", shown_if=_asked)

    def check(self, values: Values) -> Iterable[Problem]:
        """Say that a thing has a price."""
        if values.get("what") and not values.get("amount"):
            yield Problem("amount", "Enter how much it costs.")

    async def keep(self, values: Values) -> None:
        """Ask for the money."""
        person_id = self.meeting.person_id
        await self.change(
            lambda uow: ask_for(
                uow, person_id, values["amount"], values["what"], goal_id=values.get("goal"), reason=values["reason"]
            )
        )


def _asked(typed: Typed) -> bool:
    return bool(typed.get("what", "").strip())
