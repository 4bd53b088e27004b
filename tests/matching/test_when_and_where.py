"""Setting and prison, dates around release, places, times, areas, victim safety, still running."""

from datetime import date, timedelta
from typing import Any

import pytest

from linkworker.matching.facts import ALWAYS, NEVER, TakenTime, TimeFacts
from linkworker.matching.judges.schedule import Overlap, overlap
from linkworker.matching.verdict import Group
from matching.fictional import TODAY, ali, football, matched, said

RELEASE = date(2026, 10, 1)
INSIDE = {"settings": frozenset({"custody"}), "establishments": frozenset({"FWK"})}
OUTSIDE = {"settings": frozenset({"community"})}


def inmate(**changed: Any) -> Any:
    """Return Ali in prison, with a release date."""
    return ali(**{"setting": "custody", "establishment": "FWK", "release_date": RELEASE, **changed})


@pytest.mark.parametrize(
    ("person", "activity", "expected"),
    [
        (ali(), football(), ("met", "here", Group.FITS)),
        (ali(setting=None), football(), ("not known", "person-not-known", Group.FITS_IF)),
        (ali(), football(settings=None), ("not known", "activity-not-known", Group.FITS_IF)),
        (ali(), football(**INSIDE), ("not met", "not-for-setting", Group.DOES_NOT_FIT)),
        (inmate(), football(**INSIDE), ("met", "this-prison", Group.FITS)),
        (inmate(establishment="BZI"), football(**INSIDE), ("not met", "other-prison", Group.DOES_NOT_FIT)),
        (inmate(establishment=None), football(**INSIDE), ("not known", "prison-not-known", Group.FITS_IF)),
        (inmate(), football(settings=frozenset({"custody"})), ("not known", "prisons-not-known", Group.FITS_IF)),
        (inmate(), football(settings=frozenset({"custody"}), anywhere=True), ("met", "any-prison", Group.FITS)),
        (inmate(), football(**OUTSIDE), ("not met", "after-release", Group.FITS_IF)),
        (inmate(release_date=TODAY), football(**OUTSIDE), ("not met", "after-release", Group.FITS_IF)),
        (
            inmate(release_date=TODAY + timedelta(weeks=26)),
            football(**OUTSIDE),
            ("not met", "after-release", Group.FITS_IF),
        ),
        (
            inmate(release_date=TODAY + timedelta(weeks=26, days=1)),
            football(**OUTSIDE),
            ("not met", "release-far", Group.DOES_NOT_FIT),
        ),
        (inmate(release_date=None), football(**OUTSIDE), ("not known", "release-not-known", Group.FITS_IF)),
        (inmate(no_release=True), football(**OUTSIDE), ("not met", "no-release", Group.DOES_NOT_FIT)),
        (
            inmate(release_date=TODAY - timedelta(days=1)),
            football(**OUTSIDE),
            ("not known", "release-passed", Group.FITS_IF),
        ),
    ],
)
def test_setting(person: Any, activity: Any, expected: tuple[str, str, Group]) -> None:
    """In custody, in which prison, on licence, in the community, and waiting for a release that is near."""
    found = matched(person, activity).outcome("setting")
    assert (found.verdict.words, found.reason, found.group) == expected


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"dates": None}, ("not known", "dates-not-known")),
        ({"dates": (ALWAYS, TODAY - timedelta(days=1))}, ("not met", "ended")),
        ({"dates": (ALWAYS, TODAY)}, ("met", "open")),
        ({"dates": (TODAY, NEVER), "weeks": 12}, ("met", "open")),
        ({"dates": (TODAY + timedelta(days=1), NEVER), "weeks": 12}, ("met", "starts")),
        ({"dates": (TODAY - timedelta(days=1), NEVER), "weeks": 12}, ("not met", "under-way")),
        ({"dates": (TODAY - timedelta(days=1), NEVER)}, ("met", "open")),
    ],
)
def test_dates_outside(changed: dict[str, Any], expected: tuple[str, str]) -> None:
    """Ended, open, to come, or a course that is under way."""
    assert said("dates", ali(), football(**changed))[:2] == expected


def test_a_course_that_ended_is_said_with_its_date() -> None:
    """The sentence names the day it ended, and bars it."""
    ended = football(dates=(ALWAYS, date(2026, 6, 3)))
    assert said("dates", ali(), ended)[2] == "It ended on 3 June 2026."
    assert matched(ali(), ended).group is Group.DOES_NOT_FIT


@pytest.mark.parametrize(
    ("end", "expected"),
    [
        (RELEASE - timedelta(days=1), "before-release"),
        (RELEASE, "past-release"),
        (RELEASE + timedelta(days=1), "past-release"),
        (NEVER, "until-release"),
    ],
)
def test_inside_it_must_end_before_the_day_of_release(end: date, expected: str) -> None:
    """The day of release is spent leaving: a prison activity that ends on it is past release."""
    assert said("dates", inmate(), football(**INSIDE, dates=(ALWAYS, end)))[1] == expected


def test_length_counts_from_the_first_day_that_can_still_be() -> None:
    """Eight weeks from today end on 30 September, the day before release; nine do not."""
    assert said("dates", inmate(), football(**INSIDE, weeks=8))[2] == (
        "It ends on 30 September 2026, before release on 1 October 2026."
    )
    assert said("dates", inmate(), football(**INSIDE, weeks=9))[1] == "past-release"


@pytest.mark.parametrize(
    ("dates", "weeks", "expected"),
    [
        ((RELEASE, NEVER), 12, ("met", "after-release")),
        ((RELEASE - timedelta(days=1), NEVER), 12, ("not met", "starts-before-release")),
        ((ALWAYS, NEVER), None, ("met", "after-release")),
        ((ALWAYS, RELEASE), None, ("met", "after-release")),
        ((ALWAYS, RELEASE - timedelta(days=1)), None, ("not met", "ends-before-release")),
    ],
)
def test_outside_it_may_start_on_the_day_of_release(
    dates: tuple[date, date], weeks: int | None, expected: tuple[str, str]
) -> None:
    """What is outside must be there on the day of release or after."""
    assert said("dates", inmate(), football(**OUTSIDE, dates=dates, weeks=weeks))[:2] == expected


def test_through_the_gate() -> None:
    """What runs on both sides of the gate is not cut short by release."""
    both = {**INSIDE, "settings": frozenset({"custody", "community"})}
    assert said("dates", inmate(), football(**both, weeks=12))[1] == "through-the-gate"
    assert said("dates", inmate(), football(**both, dates=(RELEASE, NEVER)))[1] == "after-release"
    assert said("dates", inmate(), football(**both, weeks=1))[1] == "before-release"


def test_an_unknown_release_date_is_not_known() -> None:
    """It is never read as suitable; a known absence of a date is a fact of its own."""
    assert said("dates", inmate(release_date=None), football(**INSIDE))[:2] == ("not known", "release-not-known")
    assert said("dates", inmate(no_release=True), football(**INSIDE))[1] == "no-release"
    assert said("dates", inmate(release_date=TODAY - timedelta(days=1)), football(**INSIDE))[1] == "release-passed"
    assert said("dates", inmate(), football(**INSIDE, dates=(RELEASE, NEVER)))[1] == "starts-after-release"


def test_an_order_that_ends_first() -> None:
    """Where only people on licence may come, it fits if it can carry on after the licence."""
    person = ali(setting="on-licence", order_until=TODAY + timedelta(weeks=4))
    only = football(settings=frozenset({"on-licence"}), weeks=8)
    assert said("dates", person, only)[:2] == ("not met", "past-order")
    assert said("dates", person, football(weeks=8))[1] == "open"


@pytest.mark.parametrize(
    ("places", "taken", "waiting", "item", "expected"),
    [
        (12, 11, 0, "activity", ("met", "It has 1 free place.")),
        (12, 12, 3, "activity", ("not met", "It is full, and 3 people are waiting.")),
        (12, 12, 1, "activity", ("not met", "It is full, and 1 person is waiting.")),
        (12, 12, 0, "activity", ("not met", "It is full, and nobody is waiting.")),
        (12, 12, None, "activity", ("not met", "It is full. How many wait is not known.")),
        (None, None, 3, "activity", ("not met", "It is full, and 3 people are waiting.")),
        (None, None, 0, "activity", ("not known", "How many places are free is not known.")),
        (12, None, None, "activity", ("not known", "How many places are free is not known.")),
        (None, None, None, "membership", ("does not apply", "It does not have places that run out.")),
    ],
)
def test_place(
    places: int | None, taken: int | None, waiting: int | None, item: str, expected: tuple[str, str]
) -> None:
    """Free, full with so many waiting, or not known."""
    verdict, _, sentence = said("place", ali(), football(places=places, taken=taken, waiting=waiting, item=item))
    assert (verdict, sentence) == expected


MONDAY_TEN = TakenTime("monday", 600, 660)


@pytest.mark.parametrize(
    ("time", "taken", "expected"),
    [
        (TimeFacts("monday", 540, 600), MONDAY_TEN, Overlap.FREE),  # ends as it begins
        (TimeFacts("monday", 540, 601), MONDAY_TEN, Overlap.CLASH),
        (TimeFacts("monday", 660, 720), MONDAY_TEN, Overlap.FREE),  # begins as it ends
        (TimeFacts("monday", 659, 720), MONDAY_TEN, Overlap.CLASH),
        (TimeFacts("tuesday", 600, 660), MONDAY_TEN, Overlap.FREE),
        (TimeFacts("tuesday", 600, 660), TakenTime(None, 600, 660), Overlap.CLASH),
        (TimeFacts(None, 600, 660), MONDAY_TEN, Overlap.NOT_SURE),
        (TimeFacts(None, 700, 760), MONDAY_TEN, Overlap.FREE),
        (TimeFacts("monday", None, None), MONDAY_TEN, Overlap.NOT_SURE),
        (TimeFacts("monday", None, None), TakenTime("monday"), Overlap.CLASH),
        (TimeFacts("monday", 540, None), MONDAY_TEN, Overlap.NOT_SURE),
        (TimeFacts("monday", 630, None), MONDAY_TEN, Overlap.CLASH),
        (TimeFacts("monday", 660, None), MONDAY_TEN, Overlap.FREE),
        (TimeFacts("monday", 590, 30), MONDAY_TEN, Overlap.CLASH),  # past midnight
    ],
)
def test_overlap_of_two_times(time: TimeFacts, taken: TakenTime, expected: Overlap) -> None:
    """Touching is free; what is not known is not sure, never free and never a clash."""
    assert overlap(time, [taken]) is expected


def test_schedule() -> None:
    """All times free, all taken, some taken, and not known."""
    tuesday, monday = TimeFacts("tuesday", 1080, 1170), TimeFacts("monday", 600, 660)
    assert said("schedule", ali(), football())[2] == "Ali can come at Tuesday 6:00pm."
    assert said("schedule", ali(), football(times=(monday,)))[:2] == ("not met", "clash")
    both = matched(ali(), football(times=(monday, tuesday)))
    assert (both.outcome("schedule").reason, both.group) == ("part-clash", Group.FITS_IF)
    assert said("schedule", ali(), football(times=None))[0] == "not known"
    assert said("schedule", ali(), football(times=(TimeFacts("monday"), tuesday)))[1] == "not-sure"
    assert said("schedule", ali(), football(item="membership", times=None))[0] == "does not apply"
    assert said("schedule", ali(unavailable=()), football(times=None))[0] == "does not apply"


def test_a_taken_time_that_ends_before_the_activity_starts() -> None:
    """College until July does not stand in the way of September; one that is over does not count at all."""
    monday = football(times=(TimeFacts("monday", 600, 660),), dates=(date(2026, 9, 7), NEVER))
    college = TakenTime("monday", 540, 1020, until=date(2026, 8, 31))
    assert said("schedule", ali(unavailable=(college,)), monday)[0] == "met"
    assert said("schedule", ali(unavailable=(college._replace(until=date(2026, 9, 7)),)), monday)[0] == "not met"
    assert said("schedule", ali(unavailable=(college._replace(until=date(2026, 8, 5)),)), monday)[0] == "does not apply"


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, ("met", "own")),
        ({"venue_area": "lewes"}, ("met", "own")),
        ({"venue_area": "NEWHAVEN"}, ("met", "reach")),
        ({"venue_area": "Eastbourne"}, ("not met", "not-reached")),
        ({"venue_area": None, "areas": ("Hastings", "Newhaven")}, ("met", "reach")),
        ({"venue_area": None, "areas": None}, ("not known", "areas-not-known")),
        ({"areas": ("Hastings",)}, ("not met", "not-covered")),
        ({"anywhere": True, "venue_area": "Eastbourne"}, ("does not apply", "anywhere")),
    ],
)
def test_area(changed: dict[str, Any], expected: tuple[str, str]) -> None:
    """Named areas whatever their capitals: where it is, who it serves, what can be reached."""
    assert said("area", ali(), football(**changed))[:2] == expected


def test_area_in_prison_and_for_someone_whose_area_is_not_known() -> None:
    """Inside, no travel is needed; without any area for the person it is not known."""
    assert said("area", inmate(), football(**INSIDE))[1] == "inside"
    assert said("area", ali(area=None, reachable=()), football())[:2] == ("not known", "person-not-known")


def test_area_condition_reads_as_on_the_page() -> None:
    """The words after "Fits if" name the place."""
    found = matched(ali(), football(venue_area="Eastbourne"))
    assert found.group is Group.FITS_IF


@pytest.mark.parametrize(
    ("keep_away", "changed", "expected"),
    [
        ("", {"victim_check": None}, ("does not apply", "none-recorded")),
        ("Hastings old town", {}, ("met", "checked")),
        ("Hastings old town", {"victim_check": False}, ("not met", "not-checked")),
        ("Hastings old town", {"victim_check": None}, ("not known", "not-known")),
        ("Hastings, and LEWES.", {}, ("not met", "named")),
        ("Near the dripping field", {}, ("not met", "named")),
        ("Lewesham", {}, ("met", "checked")),
        ("Hastings", {"venue_area": None}, ("not known", "place-not-known")),
        ("Hastings", {"venue_area": "", "venue_name": ""}, ("met", "any-place")),
    ],
)
def test_victim_safety(keep_away: str, changed: dict[str, Any], expected: tuple[str, str]) -> None:
    """A place named among those to keep away from bars it; otherwise the venue's check decides."""
    assert said("victim-safety", ali(keep_away=keep_away), football(**changed))[:2] == expected


@pytest.mark.parametrize(
    ("changed", "test", "expected"),
    [
        ({"active": False}, "running", "stopped"),
        ({"withdrawn_on": TODAY}, "running", "withdrawn"),
        ({"withdrawn_on": TODAY + timedelta(days=1)}, "running", "running"),
        ({"confirmed_on": None}, "confirmed", "never"),
        ({"confirmed_on": TODAY - timedelta(days=365)}, "confirmed", "recent"),
        ({"confirmed_on": TODAY - timedelta(days=366)}, "confirmed", "stale"),
    ],
)
def test_still_running(changed: dict[str, Any], test: str, expected: str) -> None:
    """Stopped and withdrawn bar it; details not confirmed lately are shown."""
    assert said(test, ali(), football(**changed))[1] == expected


def test_stale_details_are_shown_and_bar_nothing() -> None:
    """As shipped, an old confirmation does not take an activity out of "Fits"."""
    assert matched(ali(), football(confirmed_on=None)).group is Group.FITS
