"""The checks on a plan's quality, on plans made by hand."""

import dataclasses
from datetime import date

import pytest

from linkworker.base.words import avoided_words
from linkworker.casework.plans.plan_quality import Around, check_plan
from linkworker.casework.plans.plan_view import GoalView, NeedView, PlanView, RiskView, StepView

DAY = date(2026, 8, 6)
LOW = Around(DAY, "low", None, 30)
STEP = StepView("s", 1, "Ring the club", "worker", None, "not-started", None)
GOAL = GoalView("g", 1, "Play football", False, "active", None, None, (1,), (STEP,), ())  # noqa: FBT003 - a view
NEED = NeedView("n", 1, "isolation", "Lonely", "self-described", False, None, None, None, (1,))  # noqa: FBT003 - as above
RISK = RiskView("r", 1, "Old friends", "Go with Jo", None, None)
GOOD = PlanView(
    id="p", person_id="a", episode_id=None, template="health-and-wellbeing", own_words={"matters": "My brother"},
    declined_words=False, together=True, agreement="agreed", agreement_note=None, agreed_on=DAY, no_needs=False,
    review_on=date(2026, 12, 1), closed_on=None, needs=(NEED,), goals=(GOAL,), risks=(RISK,),
)  # fmt: skip


def unmet(view: PlanView, around: Around = LOW) -> dict[str, str]:
    """Return the sentences of the checks that are not met, by code."""
    return {check.code: check.sentence for check in check_plan(view, around) if not check.met}


@pytest.mark.practice(39)
def test_a_good_plan_meets_every_check() -> None:
    """Needs with goals, risks with actions, own words, steps with names, a review date, done together, seen."""
    checks = check_plan(GOOD, dataclasses.replace(LOW, risk_level="medium", seen_on=date(2026, 7, 20)))
    assert [check.code for check in checks if check.met] == [
        "own-words", "needs", "needs-have-goals", "steps", "risks", "review", "together", "manager",
    ]  # fmt: skip
    assert not [word for check in checks for word in avoided_words(check.sentence)]


@pytest.mark.practice(39)
@pytest.mark.parametrize(
    ("change", "code", "sentence"),
    [
        ({"own_words": {}}, "own-words", "Ask the person for their own words. Declined to say is an answer."),
        ({"needs": ()}, "needs", "Add a need, or say that none was identified."),
        (
            {"needs": (dataclasses.replace(NEED, goals=()),)},
            "needs-have-goals",
            "Give need 1 a goal, or a reason for none.",
        ),
        (
            {"goals": (dataclasses.replace(GOAL, state="removed"),)},
            "needs-have-goals",
            "Give need 1 a goal, or a reason for none.",
        ),
        ({"goals": (dataclasses.replace(GOAL, steps=()),)}, "steps", "Add a step to goal 1 and say who does it."),
        ({"goals": ()}, "steps", "No goal is open, so no step is due."),
        ({"risks": (dataclasses.replace(RISK, action=None),)}, "risks", "Say what is done about risk 1."),
        ({"review_on": None}, "review", "Set the date of the next review."),
        ({"review_on": date(2026, 8, 5)}, "review", "The review was due on 5 August 2026."),
        ({"together": False}, "together", "Go through the plan together with the person."),
    ],
)
def test_each_fault_is_named_with_what_to_do(change: dict[str, object], code: str, sentence: str) -> None:
    """One fault in a good plan is one unmet check with a sentence that says what to do."""
    assert unmet(dataclasses.replace(GOOD, **change))[code] == sentence  # type: ignore[arg-type]


def test_declined_a_reason_and_a_met_need_are_enough() -> None:
    """Declined is an answer, a reason stands for a goal, a met need asks for nothing, an achieved goal still serves."""
    declined = dataclasses.replace(GOOD, own_words={}, declined_words=True)
    reason = dataclasses.replace(GOOD, needs=(dataclasses.replace(NEED, goals=(), no_goal_reason="Not now"),))
    met = dataclasses.replace(GOOD, needs=(dataclasses.replace(NEED, goals=(), met=True),))
    achieved = dataclasses.replace(GOOD, goals=(dataclasses.replace(GOAL, state="achieved"),))
    assert [unmet(each) for each in (declined, reason, met, achieved)] == [{}, {}, {}, {}]


def test_no_needs_identified_never_counts_as_a_need() -> None:
    """It meets the check that needs were looked for, and the sentence says that there are none."""
    view = dataclasses.replace(GOOD, needs=(), no_needs=True)
    said = {check.code: check.sentence for check in check_plan(view, LOW)}
    assert unmet(view) == {}
    assert said["needs"] == "Needs were looked for and none was identified."
    assert said["needs-have-goals"] == "There is no need without a goal."


@pytest.mark.practice(39, 40)
@pytest.mark.parametrize("level", ["medium", "high", "very-high"])
def test_medium_and_higher_risk_asks_for_a_manager_and_for_risks(level: str) -> None:
    """Never seen and seen too long ago are told apart; a plan with no risk at that level is asked for one."""
    around = dataclasses.replace(LOW, risk_level=level)
    assert "no manager has looked" in unmet(GOOD, around)["manager"]
    old = dataclasses.replace(around, seen_on=date(2026, 7, 6))
    assert unmet(GOOD, old)["manager"].startswith("A manager last looked 31 days ago.")
    assert "manager" not in unmet(GOOD, dataclasses.replace(around, seen_on=date(2026, 7, 7)))
    assert "Add each risk" in unmet(dataclasses.replace(GOOD, risks=()), around)["risks"]
    assert unmet(dataclasses.replace(GOOD, risks=()), LOW) == {}
