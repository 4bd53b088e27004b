"""What a check-in says on the screen, to the worker and to the person who asks; and the tab of all of them."""

import pytest

from check_in_on_screen import check_in_screens, kept, opened, person_named
from linkworker.base.setting_values import Look
from linkworker.casework.setting_up import Unlocked
from linkworker.ui.screens.check_in.result import CheckInResult
from linkworker.ui.screens.check_in.show_them import ShowThem
from linkworker.ui.screens.in_error import InError
from linkworker.ui.screens.person.person import PersonScreen
from linkworker.ui.widgets.trend import TrendPanel
from on_screen import has_line, press, text_of, type_text


@pytest.fixture
def connor(demo: Unlocked) -> str:
    """The id of somebody whose latest score fell past the reliable threshold."""
    return person_named(demo, "Connor Bligh")


async def test_the_tab_lists_them_newest_first_with_their_line(demo: Unlocked, connor: str, golden) -> None:
    """The list is the table of the figures that the chart shows."""
    async with check_in_screens(demo) as pilot:
        await opened(pilot, connor, "check_ins")
        golden(pilot.app, "check-ins-80x24")
    async with check_in_screens(demo, look=Look.FULL) as pilot:
        await opened(pilot, connor, "check_ins")
        golden(pilot.app, "check-ins-120x36")


async def test_the_empty_tab_says_what_to_do(demo: Unlocked, golden) -> None:
    """C takes the first one; x has nothing to mark."""
    async with check_in_screens(demo) as pilot:
        await opened(pilot, person_named(demo, "Zachary Lorde"), "check_ins")
        golden(pilot.app, "check-ins-empty-80x24")
        await press(pilot, "x")
        assert "no check-in here" in text_of(pilot.app)


async def test_the_result_says_all_there_is(demo: Unlocked, connor: str, golden) -> None:
    """Score, safety and what was decided, change by name of threshold, averages, cautions, chart and table, notice."""
    async with check_in_screens(demo) as pilot:
        await opened(pilot, connor, "check_ins")
        await press(pilot, "enter")
        golden(pilot.app, "check-in-result-80x24")
    async with check_in_screens(demo, look=Look.FULL, size=(120, 80)) as pilot:
        await opened(pilot, connor, "check_ins")
        await press(pilot, "enter")
        said = text_of(pilot.app)
        for words in (
            "WEMWBS 23   SWEMWBS 14.75 (raw 13)",
            "Stayed with him and rang the crisis line together.",
            "WEMWBS down 16 since the baseline, 23 January 2026: worsened (meaningful 3, reliable",
            "WEMWBS down 20 since last time, 23 April 2026: worsened (meaningful 3, reliable 9).",
            "The average for men aged 16 and over in England was 50.1 (2016).",
            "The earlier check-in was completed differently",
            "Warwick-Edinburgh Mental Well-being Scale",
        ):
            assert words in said
        assert [len(panel.children) for panel in pilot.app.screen.query(TrendPanel)] == [2, 2]


async def test_the_main_screen_in_the_full_look(demo: Unlocked, connor: str, golden) -> None:
    """As most will see it."""
    async with check_in_screens(demo, look=Look.FULL) as pilot:
        await opened(pilot, connor, "check_ins")
        await press(pilot, "enter")
        golden(pilot.app, "check-in-result-120x36")


async def test_what_is_shown_to_the_person_compares_them_with_nobody(demo: Unlocked, connor: str, golden) -> None:
    """Their score, what the scale is, and their own earlier ones."""
    async with check_in_screens(demo) as pilot:
        await opened(pilot, connor, "check_ins")
        await press(pilot, "enter", "s")
        assert isinstance(pilot.app.screen, ShowThem)
        golden(pilot.app, "check-in-shown-80x24")
        said = text_of(pilot.app)
        assert not [word for word in ("average", "reliable", "Low", "worsened", "very low", "safety") if word in said]
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, CheckInResult)


async def test_a_prompt_without_a_decision_is_said_and_can_be_answered(demo: Unlocked) -> None:
    """The list says so, the result says which key, and d writes it."""
    who = person_named(demo, "Harinder Sohal")
    async with check_in_screens(demo) as pilot:
        await opened(pilot, who, "check_ins")
        assert has_line(pilot.app, "safety: no decision yet")
        await press(pilot, "enter")
        assert has_line(pilot.app, "Decided +No decision is written down yet. Press d")
        await press(pilot, "d")
        await type_text(pilot, "Rang his wing.")
        await press(pilot, "ctrl+s")
        assert has_line(pilot.app, "Decided +Rang his wing.")
        await press(pilot, "escape")
        assert not has_line(pilot.app, "safety: no decision yet")
    assert kept(demo, who)[0].safety_decision == "Rang his wing."


async def test_there_is_nothing_to_decide_where_nothing_prompted(demo: Unlocked) -> None:
    """The key does nothing, and the help does not name it."""
    async with check_in_screens(demo) as pilot:
        await opened(pilot, person_named(demo, "Ali M"), "check_ins")
        await press(pilot, "enter", "d")
        assert isinstance(pilot.app.screen, CheckInResult)


async def test_one_entered_in_error_leaves_the_list(demo: Unlocked, connor: str) -> None:
    """From the list and from the result, with a reason; u takes it back."""
    async with check_in_screens(demo) as pilot:
        await opened(pilot, connor, "check_ins")
        await press(pilot, "x")
        assert isinstance(pilot.app.screen, InError)
        await type_text(pilot, "Meant for another person")
        await press(pilot, "ctrl+s")
        assert isinstance(pilot.app.screen, PersonScreen)
        assert not has_line(pilot.app, "24 July 2026 +WEMWBS")
        await press(pilot, "u")
        assert has_line(pilot.app, "24 July 2026 +WEMWBS")
        await press(pilot, "enter", "x")
        await type_text(pilot, "Meant for another person")
        await press(pilot, "ctrl+s")
        assert isinstance(pilot.app.screen, PersonScreen)
    assert len(kept(demo, connor)) == 2


async def test_a_partial_one_has_no_total_and_says_why(demo: Unlocked) -> None:
    """In the list and on its page."""
    async with check_in_screens(demo) as pilot:
        await opened(pilot, person_named(demo, "Curtis Hallam"), "check_ins")
        assert has_line(pilot.app, "5 June 2026 +no total +Not understood")
        await press(pilot, "enter")
        assert has_line(pilot.app, "no total, .* not answered")
        await press(pilot, "s")
        assert "no score, because some have no answer" in text_of(pilot.app)
