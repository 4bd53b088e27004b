"""Versions of a plan on the screen: a list of them, and two side by side."""

from datetime import date
from typing import Any

import pytest

from linkworker.base.setting_values import Look
from linkworker.casework.plans import agreeing, goals, needs, planning, steps
from linkworker.casework.plans.plan_reading import plan_view
from linkworker.ui.widgets.drawing import plain
from linkworker.ui.widgets.sides import Compared, side_lines
from linkworker.vault.store import Store
from on_screen import Screens, has_line, press
from plan_on_screen import add_planned, opened


@pytest.fixture
def planned(store: Store, worker: str) -> str:
    """The id of somebody whose plan is not agreed."""
    return add_planned(store, worker)


@pytest.fixture
def versioned(store: Store, worker: str, planned: str) -> str:
    """The id of somebody with two versions, whose plan moved on since."""
    with store.unit_of_work(worker) as uow:
        plan = plan_view(uow.connection, planned)
        agreeing.agree(uow, planned, plan.id, "agreed", on=date(2026, 7, 1))
        goals.change_goal(uow, planned, plan.goals[0].id, text="Play football in a team with people I like")
        steps.set_state(uow, planned, plan.goals[0].steps[0].id, "completed")
        needs.remove_need(uow, planned, plan.needs[0].id, "Meant for another")
        agreeing.agree(uow, planned, plan.id, "do-not-agree", note="Too soon", on=date(2026, 8, 1))
        planning.set_words(uow, planned, plan.id, going_well="The gym")
    return planned


async def test_without_a_version_it_says_when_one_is_kept(empty_screens: Screens, planned: str, golden: Any) -> None:
    """There is nothing to compare, and Enter says so."""
    async with empty_screens() as pilot:
        await opened(pilot, planned)
        await press(pilot, "v")
        golden(pilot.app, "versions-none-80x24")
        await press(pilot, "enter")
        assert has_line(pilot.app, "^ There is nothing to compare yet")


@pytest.mark.practice(39)
async def test_versions_are_listed_newest_first_and_prove_themselves(
    empty_screens: Screens, versioned: str, golden: Any
) -> None:
    """The plan as it stands is first, and says whether it moved on."""
    async with empty_screens() as pilot:
        await opened(pilot, versioned)
        await press(pilot, "v")
        golden(pilot.app, "versions-80x24")


async def test_two_versions_stand_side_by_side_with_what_changed(
    empty_screens: Screens, versioned: str, golden: Any
) -> None:
    """Sign and word mark each; a shows the rest; Left lays an older version on the left."""
    async with empty_screens() as pilot:
        await opened(pilot, versioned)
        await press(pilot, "v", "down", "enter")
        golden(pilot.app, "two-versions-80x24")
        await press(pilot, "a")
        assert has_line(pilot.app, r"What matters to me  = the same")
        await press(pilot, "left")
        assert has_line(pilot.app, r"^ There is no older version\.")
        await press(pilot, "escape", "home", "enter")
        assert has_line(pilot.app, r"What is going well  \+ added")
        assert has_line(pilot.app, "^ Ali: version 2 and as it stands")
        await press(pilot, "left")
        assert has_line(pilot.app, "^ Ali: version 1 and as it stands")
        await press(pilot, "right", "right")
        assert has_line(pilot.app, r"^ There is no version between these two\.")


async def test_two_versions_in_the_full_look(screens: Screens, golden: Any) -> None:
    """At 120x36 the headings stand beside what they name."""
    async with screens(look=Look.FULL) as pilot:
        await press(pilot, "f3", "enter", "2", "v", "down", "enter")
        golden(pilot.app, "two-versions-120x36")


@pytest.mark.parametrize("width", [40, 78, 118, 200])
def test_no_line_of_two_versions_is_wider_than_the_screen_and_no_word_is_lost(width: int) -> None:
    """Whatever the width, both wordings are whole."""
    before, after = "one two three four five " * 6, "one two three four six " * 6
    lines = plain(side_lines(("Version 1", "Now"), [Compared("Goal 1", before, after, "changed")], width))
    assert max(map(len, lines)) <= width
    assert " ".join(lines).split().count("six") == 6
    assert " ".join(lines).split().count("five") == 6
