"""Step 5: what the person needs, and a new goal with its steps; as many as they like, one after another."""

from collections.abc import Callable, Iterable

from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message

from linkworker.casework.plans.goals import ASK_WORDS
from linkworker.casework.reviews.meeting_steps import NewStep, add_goal, add_need
from linkworker.journal.unit_of_work import UnitOfWork
from linkworker.ui.forms.field import Field, Kind, Option, Typed
from linkworker.ui.forms.form import Problem, Values
from linkworker.ui.forms.options import from_list
from linkworker.ui.screens.meeting.plain_words import point, who_does
from linkworker.ui.screens.meeting.step import Step
from linkworker.ui.widgets.press import Press

_STEPS = 3
_WHO = ("person", "worker", "provider", "family")


class NewGoals(Step):
    """One need and one goal at a time. The goal serves the need that is written with it."""

    CODE = "needs"
    NAME = "Needs"
    TITLE = "What you need, and new goals"

    def lead(self) -> Content:
        """Return what they told us they need, and the goals there are."""
        goals = [goal for goal in self.meeting.plan.goals if goal.open] if self.meeting.plan else []
        lines = [
            *_listed("You told us that you need", [need.words for need in self.meeting.needs]),
            *_listed("Your goals", [goal.words for goal in goals]),
        ]
        return Content("\n").join(lines)

    def fields(self) -> Iterable[Field]:
        """Return the questions of a need, a goal and its first steps."""
        yield Field("need", "Is there anything you need now?", Kind.LONG, hint="In your own words", lines=2)
        yield Field(
            "domain", "What is it about?", Kind.PICK, hint="Type part of a word", options=from_list("need-domain"),
            what="what it is about", shown_if=_has("need"),
        )  # fmt: skip
        yield Field("goal", "What would you like to reach?", Kind.LONG, hint="A goal, in your own words", lines=2)
        for number in range(1, _STEPS + 1):
            before = "goal" if number == 1 else f"step-{number - 1}"
            yield Field(
                f"step-{number}", "What is the first step?" if number == 1 else "And then?", shown_if=_has(before)
            )
            yield Field(
                f"by-{number}", "Who does it?", Kind.CHOICE, options=_who(self.meeting.called),
                shown_if=_has(before, f"step-{number}"),
            )  # fmt: skip

    def check(self, values: Values) -> Iterable[Problem]:
        """Say that each step needs somebody, and steps a goal."""
        for number in range(1, _STEPS + 1):
            if values[f"step-{number}"] and not values[f"by-{number}"]:
                yield Problem(f"by-{number}", "Choose who does it.")
        if values["step-1"] and not values["goal"]:
            yield Problem("goal", ASK_WORDS)

    def presses(self) -> ComposeResult:
        """Yield what keeps this goal and makes room for another."""
        yield from super().presses()
        yield Press("Keep it and add another", id="another")

    async def keep(self, values: Values) -> None:
        """Keep the need and the goal in one save."""
        person_id, review_id = self.meeting.person_id, self.review.facts.id
        new_steps = [
            NewStep(values[f"step-{number}"], values[f"by-{number}"])
            for number in range(1, _STEPS + 1)
            if values[f"step-{number}"]
        ]

        def add(uow: UnitOfWork) -> None:
            served = []
            if values["need"]:
                served.append(add_need(uow, person_id, review_id, values["need"], values["domain"]))
            if values["goal"]:
                add_goal(uow, person_id, review_id, values["goal"], new_steps, served)

        await self.change(add)

    def pressed(self, press: str) -> None:
        """Keep this one, and begin another."""
        if press == "another":
            self.post_message(self.Another())

    class Another(Message):
        """They want this kept, and another of it."""


def _has(*names: str) -> Callable[[Typed], bool]:
    return lambda typed: all(typed.get(name, "").strip() for name in names)


def _who(called: str) -> tuple[Option, ...]:
    return tuple(Option(code, who_does(code, None, called)) for code in _WHO)


def _listed(heading: str, lines: list[str]) -> list[Content]:
    return [Content.styled(heading, "bold"), *(point(line) for line in lines)] if lines else []
