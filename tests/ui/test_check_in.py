"""Beginning a check-in, and taking one from paper or read aloud: keys, gate, gaps, safety, drafts."""

from datetime import date
from decimal import Decimal

import pytest

from check_in_on_screen import MIXED, check_in_screens, drafts_kept, kept, opened, person_named
from linkworker.base.setting_values import Look
from linkworker.casework.check_ins.check_in_view import NO_TOTAL
from linkworker.casework.setting_up import Unlocked
from linkworker.demo.content import demonstration_settings
from linkworker.records.person import Person
from linkworker.ui.screens.check_in.after_form import SafetyDecision, WhyPartial, numbers_in_words
from linkworker.ui.screens.check_in.begin import BeginCheckIn
from linkworker.ui.screens.check_in.form_holder import WorkerForm
from linkworker.ui.screens.check_in.result import CheckInResult
from linkworker.ui.screens.person.person import PersonScreen
from on_screen import has_line, press, settle, text_of, type_text

NOBODY_YET = "Zachary Lorde"
"""Somebody without a check-in."""
OFTEN = "Connor Bligh"


@pytest.fixture
def zachary(demo: Unlocked) -> str:
    """The id of somebody in custody who has no check-in yet."""
    return person_named(demo, NOBODY_YET)


async def test_a_paper_form_takes_at_most_18_keys(demo: Unlocked, zachary: str) -> None:
    """From the person's page, as fast as one types; what is kept is what the published table says."""
    keys = ["c", "p", *MIXED, "ctrl+s"]
    assert len(keys) <= 18
    async with check_in_screens(demo) as pilot:
        await opened(pilot, zachary)
        await pilot.press(*keys)
        await settle(pilot)
        assert isinstance(pilot.app.screen, CheckInResult)
        assert has_line(pilot.app, r"WEMWBS 46 .*SWEMWBS 21\.54 \(raw 24\)")
    (held,) = kept(demo, zachary)
    assert "".join(str(answer) for answer in held.answers.values()) == MIXED
    assert (held.raw, held.scores[1].metric) == (46, Decimal("21.54"))
    assert (held.moment, held.mode, held.on) == ("baseline", "on-paper", date(2026, 8, 6))
    assert held.licence == "Ashdown Council (W-123)"
    assert not drafts_kept(demo)


async def test_digits_typed_before_the_form_is_there_are_not_lost(demo: Unlocked, zachary: str) -> None:
    """They are typed while it is still being read what may be used."""
    async with check_in_screens(demo) as pilot:
        await opened(pilot, zachary)
        screen = BeginCheckIn(zachary)
        pilot.app.push_screen(screen)
        screen.action_paper()
        for digit in "451":
            await pilot.press(digit)
        await settle(pilot)
        assert isinstance(pilot.app.screen, WorkerForm)
        await press(pilot, *MIXED[3:])
        assert pilot.app.screen.draft.answers.open_items == ()


async def test_today_begins_a_check_in_too(demo: Unlocked) -> None:
    """C on a line about a person opens them, and the page before a check-in."""
    async with check_in_screens(demo) as pilot:
        await press(pilot, "c")
        assert isinstance(pilot.app.screen, BeginCheckIn)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, PersonScreen)


async def test_the_page_before_a_check_in(demo: Unlocked, golden) -> None:
    """Which, when, how, and what to bear in mind."""
    who = person_named(demo, OFTEN)
    async with check_in_screens(demo) as pilot:
        await opened(pilot, who)
        await press(pilot, "c")
        golden(pilot.app, "check-in-begin-80x24")
    async with check_in_screens(demo, look=Look.FULL) as pilot:
        await opened(pilot, who)
        await press(pilot, "c")
        golden(pilot.app, "check-in-begin-120x36")


async def test_another_questionnaire_is_chosen_by_its_number_or_an_arrow(demo: Unlocked, zachary: str) -> None:
    """And a click; the page says which it is."""
    async with check_in_screens(demo) as pilot:
        await opened(pilot, zachary)
        await press(pilot, "c", "3")
        assert has_line(pilot.app, r"\(\*\) 3  ONS4")
        await press(pilot, "left")
        assert has_line(pilot.app, r"\(\*\) 2  SWEMWBS")
        await press(pilot, "right", "right")
        assert has_line(pilot.app, r"\(\*\) 1  WEMWBS")
        await pilot.click("Questions:last-of-type")
        await settle(pilot)
        assert has_line(pilot.app, r"\(\*\) 3  ONS4")
        await press(pilot, "r")
        await press(pilot, *"7", "enter", *"10", "enter", *"6", "enter", *"3", "enter", "enter")
        assert has_line(pilot.app, "Happy|Happiness|Life satisfaction|Satisf")
    (held,) = kept(demo, zachary)
    assert (held.instrument, held.mode, [*held.answers.values()]) == ("ons4", "read-aloud", [7, 10, 6, 3])


async def test_without_a_licence_only_the_free_one_can_be_begun(demo: Unlocked, zachary: str, golden) -> None:
    """The page says why, and where to read what to do; h and p do nothing for the others."""
    async with check_in_screens(demo, settings=demonstration_settings()) as pilot:
        await opened(pilot, zachary)
        await press(pilot, "c")
        assert has_line(pilot.app, r"\(\*\) 3  ONS4")
        await press(pilot, "1")
        golden(pilot.app, "check-in-unlicensed-80x24")
        for key in "hpri":
            await press(pilot, key)
            assert isinstance(pilot.app.screen, BeginCheckIn)
            assert "needs your organisation's licence" in text_of(pilot.app)
        await press(pilot, "f9")
        assert has_line(pilot.app, "The WEMWBS licence")
        await press(pilot, "escape", "3", "p")
        assert isinstance(pilot.app.screen, WorkerForm)
    assert not kept(demo, zachary)


async def test_somebody_too_young_is_not_asked(demo: Unlocked) -> None:
    """At 12 nothing may be used, and the page says from which age."""
    with demo.store.unit_of_work(demo.worker_id) as uow:
        young = uow.add(Person(name="Kit Merrow", date_of_birth=date(2014, 5, 3))).id
    async with check_in_screens(demo) as pilot:
        await opened(pilot, young)
        await press(pilot, "c", "p")
        assert isinstance(pilot.app.screen, BeginCheckIn)
        assert has_line(pilot.app, r"1  WEMWBS .*from age 13")
        assert has_line(pilot.app, r"3  ONS4 .*from age 16")
        assert "WEMWBS is for people aged 13 or over." in text_of(pilot.app)


async def test_a_paper_form_may_have_another_day_and_moment(demo: Unlocked, zachary: str) -> None:
    """The day changes what is said, and a day to come is refused."""
    async with check_in_screens(demo) as pilot:
        await opened(pilot, zachary)
        await press(pilot, "c", "e")
        await press(pilot, "end", *["backspace"] * 20)
        await type_text(pilot, "3/8/26")
        await press(pilot, "enter", "3", "ctrl+s")
        assert has_line(pilot.app, "3 August 2026, end")
        await press(pilot, "p", *"33333333333333", "ctrl+s")
    (held,) = kept(demo, zachary)
    assert (held.on, held.moment) == (date(2026, 8, 3), "end")


async def test_a_form_with_gaps_is_kept_only_with_a_reason(demo: Unlocked, zachary: str, golden) -> None:
    """It has no total; the gaps are named, and nothing is filled in for them."""
    async with check_in_screens(demo) as pilot:
        await opened(pilot, zachary)
        await press(pilot, "c", "p", *"34530x12345x12", "ctrl+s")
        assert isinstance(pilot.app.screen, WhyPartial)
        golden(pilot.app, "check-in-partial-80x24")
        await press(pilot, "ctrl+s")
        assert "Choose why some have no answer." in text_of(pilot.app)
        assert not kept(demo, zachary)
        await press(pilot, "enter", "3", "ctrl+s")
        assert isinstance(pilot.app.screen, CheckInResult)
        assert has_line(pilot.app, NO_TOTAL)
    (held,) = kept(demo, zachary)
    assert (held.partial_reason, held.raw, held.answers[5], held.answers[6]) == ("not-understood", None, None, None)


async def test_nothing_answered_is_nothing_to_keep(demo: Unlocked, zachary: str) -> None:
    """A form left blank throughout is no check-in."""
    async with check_in_screens(demo) as pilot:
        await opened(pilot, zachary)
        await press(pilot, "c", "p", *"0" * 14, "ctrl+s")
        assert "Nothing was answered" in text_of(pilot.app)
    assert not kept(demo, zachary)
    assert not drafts_kept(demo)


async def test_a_very_low_score_asks_what_was_decided_before_it_is_kept(demo: Unlocked, zachary: str, golden) -> None:
    """It cannot be passed over: an empty answer is refused, and Esc leaves the answers as a draft."""
    async with check_in_screens(demo) as pilot:
        await opened(pilot, zachary)
        await press(pilot, "c", "p", *"1" * 14, "ctrl+s")
        assert isinstance(pilot.app.screen, SafetyDecision)
        golden(pilot.app, "check-in-safety-80x24")
        await press(pilot, "ctrl+s")
        assert "Write what you decided." in text_of(pilot.app)
        assert not kept(demo, zachary)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, BeginCheckIn)
        assert not kept(demo, zachary)
        assert has_line(pilot.app, "14 of 14 answered")
        await press(pilot, "k")
        assert isinstance(pilot.app.screen, SafetyDecision)
        await type_text(pilot, "Told the duty nurse.")
        await press(pilot, "ctrl+s")
        assert isinstance(pilot.app.screen, CheckInResult)
        assert has_line(pilot.app, "Decided +Told the duty nurse.")
    (held,) = kept(demo, zachary)
    assert (held.safety_prompted, held.safety_decision) == (True, "Told the duty nurse.")
    assert not drafts_kept(demo)


async def test_a_form_left_half_way_is_gone_on_with(demo: Unlocked, zachary: str, golden) -> None:
    """Esc loses nothing; Today lists it; the answers are there in another session, whatever way is chosen."""
    async with check_in_screens(demo) as pilot:
        await opened(pilot, zachary)
        await press(pilot, "c", "p", *"34512", "escape")
        assert isinstance(pilot.app.screen, BeginCheckIn)
        await press(pilot, "escape", "f2", "home")
        assert has_line(pilot.app, r"Zach .* +A check-in")
    async with check_in_screens(demo) as pilot:
        await opened(pilot, zachary)
        await press(pilot, "c")
        golden(pilot.app, "check-in-begun-80x24")
        await press(pilot, "p", *"345123451", "ctrl+s")
    (held,) = kept(demo, zachary)
    assert "".join(str(answer) for answer in held.answers.values()) == "34512345123451"


async def test_what_was_begun_can_be_put_by_and_had_back(demo: Unlocked, zachary: str) -> None:
    """N begins an empty form; pressed again the answers are back, since nothing was forgotten yet."""
    async with check_in_screens(demo) as pilot:
        await opened(pilot, zachary)
        await press(pilot, "c", "p", *"345", "escape", "n")
        assert "the next form begins empty" in text_of(pilot.app)
        await press(pilot, "p")
        assert isinstance(pilot.app.screen, WorkerForm)
        assert not pilot.app.screen.draft.answers.begun
        await press(pilot, "escape", "n", "r")
        assert pilot.app.screen.draft.answers.open_items == tuple(range(4, 15))


async def test_the_lock_keeps_the_answers(demo: Unlocked, told, zachary: str) -> None:
    """F12 in the middle of a paper form: the draft holds all that was typed."""
    async with check_in_screens(demo) as pilot:
        await opened(pilot, zachary)
        await press(pilot, "c", "p", *"3451", "f12")
    again = told.opened()
    try:
        (found,) = drafts_kept(again).values()
        assert found.fields["answers"].split()[:5] == ["3", "4", "5", "1", "?"]
    finally:
        again.store.close()


async def test_the_form_has_help_on_its_keys(demo: Unlocked, zachary: str) -> None:
    """F1 over the form names the keys that act in it."""
    async with check_in_screens(demo) as pilot:
        await opened(pilot, zachary)
        await press(pilot, "c", "p", "f1")
        assert has_line(pilot.app, "x +.*left blank")


async def test_undo_takes_a_check_in_back(demo: Unlocked, zachary: str) -> None:
    """U on the result: it is gone, and one is back on the person's page."""
    async with check_in_screens(demo) as pilot:
        await opened(pilot, zachary)
        await press(pilot, "c", "p", *MIXED, "ctrl+s", "u")
        assert isinstance(pilot.app.screen, PersonScreen)
        assert "Undone: the WEMWBS check-in of Zach (Zachary Lorde) of 6 August 2026." in text_of(pilot.app)
    assert not kept(demo, zachary)


@pytest.mark.parametrize(
    ("numbers", "words"),
    [((3,), "3"), ((1, 2), "1 and 2"), ((2, 4, 5, 6, 9), "2, 4 to 6 and 9"), ((1, 2, 3), "1 to 3")],
)
def test_missing_numbers_are_said_in_short(numbers: tuple[int, ...], words: str) -> None:
    """A run of three or more is said by its ends."""
    assert numbers_in_words(numbers) == words
