"""Match and the reasons, on the demonstration and on small stores: groups, keys, what happens when nothing fits."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from casework import offered
from linkworker.casework.directory.activity_upkeep import add_activity
from linkworker.casework.people.people import change_person
from linkworker.casework.referrals.referral_reading import of_person
from linkworker.ui.screens.consent import Consent
from linkworker.ui.screens.match import Match
from linkworker.ui.screens.match_reasons import MatchReasons
from linkworker.ui.screens.referral import ReferralScreen
from linkworker.ui.widgets.paged_list import PagedList
from linkworker.vault.store import Store
from on_screen import Look, Screens, has_line, press, settle, text_of, type_text

Golden = Callable[[Any, str], None]


async def open_ali(pilot: Any) -> str:
    """Open Ali's page, as somebody does who knows two letters of the name."""
    await press(pilot, "f3", "slash")
    await type_text(pilot, "ali")
    await press(pilot, "enter")
    return str(pilot.app.screen.person_id)


def one_person(store: Store, worker: str, **fields: Any) -> str:
    """Add one fictional person of the worker's."""
    with store.unit_of_work(worker) as uow:
        person = offered.person(uow, **fields)
        offered.consent(uow, person)
        return person


async def to_match(pilot: Any, person_id: str) -> None:
    """Open the Match page of a person by the keys from their page."""
    pilot.app.open_person(person_id)
    await settle(pilot)
    await press(pilot, "m")


async def test_the_groups_stand_with_counts_numbers_and_first_reasons(screens: Screens, golden: Golden) -> None:
    """As drawn: who it is about, then fits, fits if, does not fit, each row with when, price and why."""
    async with screens() as pilot:
        await open_ali(pilot)
        await press(pilot, "m")
        golden(pilot.app, "match-80x24")
        said = text_of(pilot.app)
        assert "Ali M - 19 - Lowmere - asked for: Football" in said
        assert has_line(pilot.app, r"^ Fits \(13\)")
        assert has_line(pilot.app, r"> +1 Lowmere FC walking football +Tue 6:00pm +free +asked for, 2 goals")


async def test_in_the_full_look_there_is_room_for_more_reasons(screens: Screens, golden: Golden) -> None:
    """The same page at 120x36."""
    async with screens(look=Look.FULL) as pilot:
        await open_ali(pilot)
        await press(pilot, "m")
        golden(pilot.app, "match-120x36")
        assert has_line(pilot.app, r"asked for, 2 goals, mentor, own area")


async def test_the_reasons_of_the_best_match_are_two_keys_from_a_person(screens: Screens, golden: Golden) -> None:
    """m, then Enter: every test with a sign, a word and a sentence."""
    async with screens() as pilot:
        await open_ali(pilot)
        keys = ["m", "enter"]
        await press(pilot, *keys)
        assert isinstance(pilot.app.screen, MatchReasons)
        assert len(keys) <= 3
        assert has_line(pilot.app, r"√ met +Age +It takes people of 16 to 25. Ali M is 19.")
        golden(pilot.app, "match_reasons-80x24")


async def test_enter_pressed_before_the_list_is_there_still_opens_the_best(screens: Screens) -> None:
    """Keys typed at once, without waiting between them, are not lost."""
    async with screens() as pilot:
        await open_ali(pilot)
        await pilot.press("m", "enter")
        await settle(pilot)
        assert isinstance(pilot.app.screen, MatchReasons)


async def test_left_and_right_go_through_the_list_of_reasons(screens: Screens) -> None:
    """The next activity, past headings, and back; the ends say that they are the ends."""
    async with screens() as pilot:
        await open_ali(pilot)
        await press(pilot, "m", "enter", "right")
        assert has_line(pilot.app, "^ Phoenix Gym membership")
        await press(pilot, "left", "left")
        assert has_line(pilot.app, "^ Lowmere FC walking football")
        assert has_line(pilot.app, "first of the list")


async def test_what_bars_an_activity_comes_first_with_what_would_make_it_fit(screens: Screens, golden: Golden) -> None:
    """A lapsed check stands at the top with a cross and the words not met."""
    async with screens() as pilot:
        await open_ali(pilot)
        await press(pilot, "m", "slash")
        await type_text(pilot, "climbing")
        await press(pilot, "enter")
        assert has_line(pilot.app, r"x not met +Provider's checks +.*nsurance ended 3 June 2026")
        assert has_line(pilot.app, "What would make it fit")
        golden(pilot.app, "match_reasons-barred-80x24")


async def test_typing_narrows_the_list_and_escape_shows_all_again(screens: Screens) -> None:
    """Words are found in kinds and providers too; numbers stay those of the whole list."""
    async with screens() as pilot:
        await open_ali(pilot)
        await press(pilot, "m", "slash")
        await type_text(pilot, "boxing")
        assert has_line(pilot.app, r"1 found")
        assert has_line(pilot.app, r"21 Boxing, Eastmouth")
        await type_text(pilot, "zzz")
        assert has_line(pilot.app, "No activity holds those words")
        await press(pilot, "escape")
        assert has_line(pilot.app, r"Fits \(13\)")
        assert isinstance(pilot.app.screen, Match)


async def test_digits_lead_to_a_row(screens: Screens) -> None:
    """1 then 4 is first row 1, then row 14."""
    async with screens() as pilot:
        await open_ali(pilot)
        await press(pilot, "m", "1", "4")
        assert has_line(pilot.app, r"> 14 Port Aske Trust football")
        await press(pilot, "down", "3")
        assert has_line(pilot.app, r"> +3 Lowmere FC five-a-side")


async def test_what_would_help_says_what_to_ask(screens: Screens, golden: Golden) -> None:
    """For the one pointed at, and for the whole list."""
    async with screens() as pilot:
        await open_ali(pilot)
        await press(pilot, "m", "w")
        assert has_line(pilot.app, "Ask Ali M about getting to Dunmoor")
        golden(pilot.app, "match_help-80x24")
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, Match)


async def test_nothing_fits_says_why_by_test_and_what_to_ask(
    empty_screens: Screens, store: Store, worker: str, golden: Golden
) -> None:
    """One line for each test that stands in the way with how many, and the gap can be kept without a name."""
    with store.unit_of_work(worker) as uow:
        trust = offered.provider(uow)
        offered.activity(uow, trust)
        offered.activity(uow, trust, "Seniors' chess", minimum_age=50, maximum_age=99)
    person = one_person(store, worker, name="Bo Lang", area="Rye", reachable_areas=[], risk_level="not-assessed")
    async with empty_screens() as pilot:
        await to_match(pilot, person)
        said = text_of(pilot.app)
        assert "Nothing fits Bo Lang yet." in said
        assert "What stands in the way" in said
        assert has_line(pilot.app, r"Risk level: 2 activities")
        assert "Get Bo Lang's risk assessed." in said
        golden(pilot.app, "match-nothing-fits-80x24")
        await press(pilot, "g")
        assert has_line(pilot.app, "Kept as a gap")
        await press(pilot, "f4", "5")
        assert has_line(pilot.app, "2 activities looked at, none fits")
        assert "Bo Lang" not in text_of(pilot.app)


async def test_without_a_directory_it_says_how_to_get_one(
    empty_screens: Screens, store: Store, worker: str, golden: Golden
) -> None:
    """An empty list leads on."""
    person = one_person(store, worker)
    async with empty_screens() as pilot:
        await to_match(pilot, person)
        assert has_line(pilot.app, "There are no activities yet.")
        golden(pilot.app, "match-no-directory-80x24")
        await press(pilot, "enter", "o", "r", "v", "w", "escape", "g")
        assert isinstance(pilot.app.screen, Match)


async def test_against_a_test_a_reason_is_asked_and_kept(empty_screens: Screens, store: Store, worker: str) -> None:
    """Offering what does not fit asks why; without an answer the form says so, and nothing is kept."""
    with store.unit_of_work(worker) as uow:
        offered.activity(uow, offered.provider(uow), "Seniors' chess", minimum_age=50, maximum_age=99)
    person = one_person(store, worker)
    async with empty_screens() as pilot:
        await to_match(pilot, person)
        await press(pilot, "o")
        assert "Why go ahead anyway?" in text_of(pilot.app)
        assert "Ali Marsh is 19." in " ".join(text_of(pilot.app).split())
        await press(pilot, "ctrl+s")
        assert "There is a problem" in text_of(pilot.app)
        assert "Say why you go ahead anyway." in text_of(pilot.app)
        await press(pilot, "enter")
        await type_text(pilot, "They asked for me")
        await press(pilot, "ctrl+s")
        assert isinstance(pilot.app.screen, Match)
        with store.reading() as connection:
            (held,) = of_person(connection, person)
        assert held.override_reason == "They asked for me"
        assert held.override_tests == ("age",)


async def test_declined_needs_no_reason_to_go_ahead(empty_screens: Screens, store: Store, worker: str) -> None:
    """A no is written down in the person's words; the question about going ahead goes away."""
    with store.unit_of_work(worker) as uow:
        offered.activity(uow, offered.provider(uow), "Seniors' chess", minimum_age=50, maximum_age=99)
    person = one_person(store, worker)
    async with empty_screens() as pilot:
        await to_match(pilot, person)
        await press(pilot, "o", "4")
        assert "Why go ahead anyway?" not in text_of(pilot.app)
        await press(pilot, "ctrl+s")
        assert "Write what Ali Marsh said, or choose a reason." in text_of(pilot.app)
        await press(pilot, "enter")
        await type_text(pilot, "Too old for me")
        await press(pilot, "ctrl+s")
        with store.reading() as connection:
            (held,) = of_person(connection, person)
        assert (held.state, held.states[0].words, held.override_reason) == ("declined", "Too old for me", None)


async def test_details_go_nowhere_without_consent(empty_screens: Screens, store: Store, worker: str) -> None:
    """A referral is refused at the question how; telling the person of it needs none."""
    with store.unit_of_work(worker) as uow:
        offered.activity(uow, offered.provider(uow))
        person = offered.person(uow)
    async with empty_screens() as pilot:
        await to_match(pilot, person)
        await press(pilot, "r", "ctrl+s")
        assert "There is a problem" in text_of(pilot.app)
        with store.reading() as connection:
            assert of_person(connection, person) == ()
        await press(pilot, "enter", "1", "ctrl+s")
        with store.reading() as connection:
            (held,) = of_person(connection, person)
        assert (held.form, held.state) == ("signpost", "offered")


@pytest.mark.parametrize("on_the_way", [(), ("enter",)], ids=["list", "reasons"])
async def test_from_a_refusal_for_consent_the_answer_is_two_keys_away(
    empty_screens: Screens, store: Store, worker: str, on_the_way: tuple[str, ...]
) -> None:
    """The refusal names them; from the reasons one comes back to the list, which was matched again."""
    with store.unit_of_work(worker) as uow:
        offered.activity(uow, offered.provider(uow))
        person = offered.person(uow)
    async with empty_screens() as pilot:
        await to_match(pilot, person)
        await press(pilot, *on_the_way, "r", "ctrl+s")
        assert "Press Esc, then k" in " ".join(text_of(pilot.app).split())
        await press(pilot, "escape", "k")
        assert isinstance(pilot.app.screen, Consent)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, Match)


async def test_looking_again_later_keeps_the_day_and_the_reason(
    empty_screens: Screens, store: Store, worker: str
) -> None:
    """V asks for a day and why; a day that has passed is asked for again."""
    with store.unit_of_work(worker) as uow:
        offered.activity(uow, offered.provider(uow))
    person = one_person(store, worker)
    async with empty_screens() as pilot:
        await to_match(pilot, person)
        await press(pilot, "v")
        await type_text(pilot, "1/8/26")
        await press(pilot, "tab")
        await type_text(pilot, "Exams first")
        await press(pilot, "ctrl+s")
        assert "Enter a day after today." in text_of(pilot.app)
        await press(pilot, "enter", "home", *["delete"] * 6)
        await type_text(pilot, "1/9/26")
        await press(pilot, "ctrl+s")
        with store.reading() as connection:
            (held,) = of_person(connection, person)
        assert (held.revisit_on, held.states[0].words) == (date(2026, 9, 1), "Exams first")


async def test_an_open_referral_is_shown_instead_of_a_second(screens: Screens) -> None:
    """Offering twice leads to the one that is open."""
    async with screens() as pilot:
        await open_ali(pilot)
        await press(pilot, "m", "o", "ctrl+s", "slash")
        await type_text(pilot, "walking")
        await press(pilot, "escape", "slash")
        await type_text(pilot, "lowmere fc walking")
        await press(pilot, "down", "tab", "o")
        assert isinstance(pilot.app.screen, ReferralScreen)
        assert has_line(pilot.app, "has an open referral to it")


async def test_a_long_directory_is_made_only_where_it_is_seen(
    empty_screens: Screens, store: Store, worker: str
) -> None:
    """Of 2,000 the last is one key away, and typing narrows all of them."""
    with store.unit_of_work(worker) as uow:
        trust = offered.provider(uow)
        for number in range(2_000):
            add_activity(uow, f"Football {number:05}", kinds=["football"], provider_id=trust, areas=["Lewes"])
    person = one_person(store, worker)
    async with empty_screens() as pilot:
        await to_match(pilot, person)
        assert has_line(pilot.app, r"Fits if \(2,000\)")
        await press(pilot, "end")
        assert has_line(pilot.app, r"> 2000 Football")
        await press(pilot, "slash")
        await type_text(pilot, "01234")
        assert pilot.app.screen.query_one(PagedList).highlighted_row is not None
        assert has_line(pilot.app, r"1 found")


async def test_what_they_ask_for_is_written_from_match_and_the_list_follows(
    empty_screens: Screens, store: Store, worker: str
) -> None:
    """Where nothing is asked for yet the line says the key; after the save the page has the words."""
    with store.unit_of_work(worker) as uow:
        offered.activity(uow, offered.provider(uow))
    person = one_person(store, worker, name="Bo Lang", asked_for=[], asked_for_words=None)
    async with empty_screens() as pilot:
        await to_match(pilot, person)
        assert has_line(pilot.app, "nothing asked for yet, e writes it")
        await press(pilot, "e")
        await type_text(pilot, "football, meeting people")
        await press(pilot, "ctrl+s", "escape")
        assert has_line(pilot.app, "asked for: football, meeting people")


async def test_what_would_help_leads_to_where_it_is_put_right(
    empty_screens: Screens, store: Store, worker: str
) -> None:
    """What is saved from there is matched at once, so that it is not asked for any more."""
    with store.unit_of_work(worker) as uow:
        offered.activity(uow, offered.provider(uow))
    person = one_person(store, worker, name="Bo Lang", risk_level="not-assessed")
    async with empty_screens() as pilot:
        await to_match(pilot, person)
        await press(pilot, "w")
        assert has_line(pilot.app, "Get Bo Lang's risk assessed.")
        for key, place in (("e", "what to change"), ("k", "agree"), ("a", "How to join")):
            await press(pilot, key)
            assert place in text_of(pilot.app), key
            await press(pilot, "escape")
        risk = {"risk_level": "low", "risk_source": "oasys", "risk_date": date(2026, 8, 1)}
        await pilot.app.desk.change(lambda uow: change_person(uow, person, **risk), "the risk")
        await settle(pilot)
        assert not has_line(pilot.app, "Get Bo Lang's risk assessed.")
