"""What each step of a meeting asks, keeps and shows; and that nothing private stands on any of them."""

from collections.abc import Callable
from typing import Any

import pytest

from linkworker.base.setting_values import Look
from linkworker.casework.plans.plan_reading import plan_view
from linkworker.casework.referrals.referral_reading import of_person
from linkworker.casework.reviews.review_view import reviews
from linkworker.casework.setting_up import Unlocked
from linkworker.casework.support.contacts import contact_log, write_note
from linkworker.records.money import Budget
from linkworker.records.person import Person
from on_screen import Screens, has_line, press, text_of, type_text

NEXT = "pagedown"
Golden = Callable[[Any, str], None]


def _called(demo: Unlocked, name: str) -> str:
    with demo.store.reading() as connection:
        found = connection.execute(Person.table().select().where(Person.table().c.name == name)).one()
        return str(found.id)


@pytest.mark.parametrize("number", range(1, 10))
async def test_each_step_in_the_console_look(screens: Screens, golden: Golden, number: int) -> None:
    """Golden screens at 80x24."""
    async with screens() as pilot:
        await press(pilot, "r", *[NEXT] * (number - 1))
        golden(pilot.app, f"meeting-{number}-80x24")


@pytest.mark.parametrize("number", [2, 8])
async def test_the_main_steps_in_the_full_look(screens: Screens, golden: Golden, number: int) -> None:
    """Golden screens at 120x36, with more space."""
    async with screens(look=Look.FULL) as pilot:
        await press(pilot, "r", *[NEXT] * (number - 1))
        golden(pilot.app, f"meeting-{number}-120x36")


async def test_nothing_private_stands_on_any_step(screens: Screens, demo: Unlocked) -> None:
    """No risk, no note of a contact, no need that others saw, no other person's name, and nothing said before."""
    leon = _called(demo, "Leon Hartigan")
    with demo.store.unit_of_work(demo.worker_id) as uow:
        write_note(uow, leon, "Spoke to the police about Saturday.")
    with demo.store.reading() as connection:
        people = Person.table().select().with_only_columns(Person.table().c.name, Person.table().c.known_as)
        names = {name for row in connection.execute(people) for name in row if name} - {"Leon Hartigan", "Leon"}
        said = [note.words for note in contact_log(connection, leon)]
        plan = plan_view(connection, leon)
    hidden = [risk.hazard for risk in plan.risks] + [risk.action for risk in plan.risks if risk.action]
    hidden += [need.words for need in plan.needs if need.source != "self-described"]
    assert said
    assert hidden
    async with screens(size=(120, 60), look=Look.FULL) as pilot:
        await press(pilot, "r")
        for _ in range(9):
            shown = " ".join(text_of(pilot.app).split())
            for private in [*names, *said, *hidden]:
                assert private not in shown
            for word in ("risk", "safeguard", "probation", "offence", "born", "History", "F3 People"):
                assert word.casefold() not in shown.casefold()
            await press(pilot, NEXT)


async def test_what_was_said_to_the_worker_before_is_not_shown(screens: Screens) -> None:
    """A status that names another person is gone when the meeting opens."""
    async with screens() as pilot:
        await press(pilot, "down", "enter", "escape")
        pilot.app.screen.say("Offered to Mina Karimi")  # type: ignore[attr-defined]
        await press(pilot, "up", "r")
        assert "Mina" not in text_of(pilot.app)


@pytest.mark.parametrize(("key", "answer"), [("2", "do-not-agree"), ("3", "could-not-answer")])
async def test_a_no_and_a_could_not_say_need_a_few_words(
    screens: Screens, demo: Unlocked, key: str, answer: str
) -> None:
    """Without them the step stays, says so, and keeps what was answered; with them the version holds both."""
    leon = _called(demo, "Leon Hartigan")
    async with screens() as pilot:
        await press(pilot, "r", *[NEXT] * 7, "tab", "tab", key, NEXT)
        assert has_line(pilot.app, "There is a problem")
        assert has_line(pilot.app, "Write in a few words why")
        await press(pilot, "enter")
        await type_text(pilot, "Too many steps")
        await press(pilot, NEXT, "tab", "tab", "enter")
        assert has_line(pilot.app, "The review is finished")
    with demo.store.reading() as connection:
        facts = reviews(connection, leon)[0]
        assert (facts.agreement, facts.agreement_note) == (answer, "Too many steps")
        assert plan_view(connection, leon).agreement == answer


async def test_a_goal_that_is_done_or_given_up_says_so(screens: Screens, demo: Unlocked) -> None:
    """Done needs nothing more; not any more asks why, and keeps it."""
    leon = _called(demo, "Leon Hartigan")
    async with screens() as pilot:
        await press(pilot, "r", NEXT, NEXT)
        await press(pilot, "tab", "3", "tab", "tab", "4", NEXT)
        assert has_line(pilot.app, "Say in a few words why not")
        await press(pilot, "enter")
        await type_text(pilot, "No licence")
        await press(pilot, NEXT)
        assert has_line(pilot.app, "Step 4 of 9")
    with demo.store.reading() as connection:
        first, second = plan_view(connection, leon).goals
    assert (first.state, second.state, second.removed_reason) == ("achieved", "removed", "No licence")


async def test_the_laptop_is_handed_over_from_step_four(screens: Screens) -> None:
    """Enter opens the check-in; Esc comes back to the step."""
    async with screens() as pilot:
        await press(pilot, "r", NEXT, NEXT, NEXT, "enter")
        assert has_line(pilot.app, "Leon Hartigan: check-in")
        await press(pilot, "escape")
        assert has_line(pilot.app, "Step 4 of 9")


async def test_why_there_is_no_check_in_is_kept_once(screens: Screens, demo: Unlocked) -> None:
    """It is a line of what was decided; another reason takes its place, and none takes it away."""
    leon = _called(demo, "Leon Hartigan")
    async with screens() as pilot:
        await press(pilot, "r", NEXT, NEXT, NEXT, "shift+tab")
        await type_text(pilot, "tired")
        await press(pilot, NEXT)
        with demo.store.reading() as connection:
            assert reviews(connection, leon)[0].decisions == "No check-in today: tired."
        await press(pilot, "pageup", "shift+tab", *["backspace"] * 6, NEXT)
    with demo.store.reading() as connection:
        assert reviews(connection, leon)[0].decisions is None


async def test_another_goal_can_follow_at_once(screens: Screens, demo: Unlocked) -> None:
    """The press keeps the first, shows it above, and leaves the questions empty."""
    leon = _called(demo, "Leon Hartigan")
    async with screens() as pilot:
        await press(pilot, "r", NEXT, NEXT, NEXT, NEXT, "tab")
        await type_text(pilot, "Learn to swim")
        await press(pilot, "shift+tab", "shift+tab", "enter")
        assert has_line(pilot.app, "- Learn to swim")
        assert has_line(pilot.app, "Step 5 of 9")
    with demo.store.reading() as connection:
        assert plan_view(connection, leon).goals[-1].words == "Learn to swim"


async def test_a_step_of_a_new_goal_names_who_does_it(screens: Screens) -> None:
    """Without that the step stays, and nothing is kept of it."""
    async with screens() as pilot:
        await press(pilot, "r", NEXT, NEXT, NEXT, NEXT, "tab")
        await type_text(pilot, "Learn to swim")
        await press(pilot, "tab")
        await type_text(pilot, "Ring the pool")
        await press(pilot, NEXT)
        assert has_line(pilot.app, "Choose who does it")
        assert has_line(pilot.app, "Step 5 of 9")


async def test_an_idea_is_chosen_together(screens: Screens, demo: Unlocked) -> None:
    """Enter asks what they say; a yes is kept as agreed, and stands above the list."""
    leon = _called(demo, "Leon Hartigan")
    async with screens() as pilot:
        await press(pilot, "r", *[NEXT] * 5, "down")
        await press(pilot, "enter", "3", "ctrl+s")
        assert has_line(pilot.app, "Step 6 of 9")
        assert has_line(pilot.app, "Kept: Shared reading. u takes it back.")
        assert has_line(pilot.app, "; Somebody reads a story aloud")
    with demo.store.reading() as connection:
        newest = of_person(connection, leon)[-1]
    assert (newest.activity, newest.state) == ("Shared reading", "agreed")


async def test_money_is_asked_for_with_its_goal(screens: Screens, demo: Unlocked) -> None:
    """Somebody with a budget sees what is left and asks; whose pot it is stays off the screen."""
    somebody = next(row.person_id for row in _budgets(demo))
    async with screens() as pilot:
        pilot.app.open_person(somebody)  # type: ignore[attr-defined]
        await press(pilot, "r", *[NEXT] * 6)
        assert has_line(pilot.app, "is left for you")
        await type_text(pilot, "Football boots")
        await press(pilot, "tab")
        await type_text(pilot, "25")
        await press(pilot, "tab", "1", "tab")
        await type_text(pilot, "To train")
        await press(pilot, NEXT)
        assert has_line(pilot.app, "Step 8 of 9")
        await press(pilot, "pageup")
        assert has_line(pilot.app, r"£25\.00 for Football boots: ")


def _budgets(demo: Unlocked) -> list[Any]:
    with demo.store.reading() as connection:
        return list(connection.execute(Budget.table().select().order_by(Budget.table().c.id)))


async def test_the_copy_is_made_after_the_end(screens: Screens, demo: Unlocked) -> None:
    """Finish and print ends the meeting first, so that the copy is of what was agreed, and shows where it is."""
    leon = _called(demo, "Leon Hartigan")
    async with screens() as pilot:
        await press(pilot, "r", *[NEXT] * 8, NEXT)
        assert has_line(pilot.app, "their own copy is made")
        await press(pilot, "escape")
    assert list((demo.store.folder / "prints").glob("*.pdf"))
    with demo.store.reading() as connection:
        assert reviews(connection, leon)[0].finished
