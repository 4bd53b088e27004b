"""The official examples go in, and a feed with every known fault goes in as far as it can."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkworker.base.ids import imported_id
from linkworker.imports.feed_files import gather
from linkworker.imports.limits import LIMITS, Limits
from linkworker.imports.open_referral import Directory, directory_of
from linkworker.imports.reading import feed_name_of, read_directory
from linkworker.imports.report import Outcome, ReportRow
from linkworker.imports.source import Content, Member
from linkworker.journal.canonical import canonical, plain
from linkworker.records.activity import Activity, ActivityTime
from linkworker.records.record import check_codes

# Every field that the reader looks at, and one that it does not know.
FIELDS = [
    *("id", "name", "description", "status", "url", "email", "fees", "minimum_age", "maximum_age", "assured_date"),
    *("last_modified", "alert", "organization", "organization_id", "services", "service", "schedules", "byday", "freq"),
    *("opens_at", "closes_at", "valid_from", "valid_to", "service_areas", "service_at_locations", "location"),
    *("location_type", "addresses", "address_1", "city", "postal_code", "address_type", "accessibility", "languages"),
    *("cost_options", "amount", "option", "contacts", "phones", "number", "attributes", "taxonomy_term"),
    *("taxonomy_term_id", "taxonomy_terms", "eligibility_description", "publisher", "vendor_field"),
]


@pytest.fixture
def feed(dirty: Path, today: date) -> Directory:
    """The dirty feed, read."""
    return read_directory(dirty, None, today)


@pytest.fixture
def activity(feed: Directory) -> Callable[[str], Activity]:
    """Finds an activity of the dirty feed by its source id."""
    return lambda source_id: feed.activities[imported_id(feed.feed, source_id)]


@pytest.fixture
def row(feed: Directory) -> Callable[[str], ReportRow]:
    """Finds a row of the dirty feed's report by its name."""
    return lambda name: next(row for row in feed.rows if row.name == name)


def times_of(feed: Directory, activity: Activity) -> list[ActivityTime]:
    """Return an activity's times."""
    return [time for time in feed.times.values() if time.activity_id == activity.id]


@pytest.mark.parametrize(
    ("file", "activities"),
    [
        ("service_full.json", 1),
        ("service_list.json", 1),
        ("organization_full.json", 1),
        ("service_at_location_full.json", 1),
        ("service_at_location_list.json", 1),
    ],
)
def test_every_official_example_with_a_service_goes_in(official: Path, today: date, file: str, activities: int) -> None:
    """Each shape of the standard gives the service, its organisation and no refusal."""
    directory = read_directory(official / file, "test", today)
    assert len(directory.activities) == activities
    assert [provider.name for provider in directory.providers.values()] == ["Example Organization Inc."]
    assert not [row for row in directory.rows if row.outcome is Outcome.REFUSED]


def test_the_official_service_keeps_all_it_says(official: Path, today: date) -> None:
    """Ages, days, place, price, kind and everything without a place of its own are there."""
    directory = read_directory(official, "test", today)
    (activity,) = directory.activities.values()
    (venue,) = directory.venues.values()
    assert (activity.name, activity.minimum_age, activity.maximum_age) == ("Community Counselling", 12, 100)
    assert (activity.kinds, activity.access) == (["talking-support"], ["hearing-loop", "step-free"])
    assert (activity.assured_on, activity.active) == (date(2005, 1, 1), True)
    assert [(time.weekday, time.starts, time.ends) for time in times_of(directory, activity)] == [
        ("thursday", "10:00", "18:00"),
        ("friday", "10:00", "18:00"),
    ]
    assert (venue.id, venue.name, venue.area) == (activity.venue_id, "MyCity Civic Center", "MyCity")
    assert activity.cost_pence is None
    assert "£35.00 - per 1 hour session" in (activity.cost_words or "")
    assert activity.extra["funding"][0]["source"].startswith("This service is funded partially")
    assert "Its prices are from the past, so what it costs now is not known." in directory.rows[0].notes


def test_one_page_of_ten_is_not_the_whole_feed(official: Path, today: date) -> None:
    """What one page lacks has not gone, and the report says so; nor does one service alone tell what has gone."""
    directory = read_directory(official / "service_list.json", "test", today)
    assert not directory.whole
    assert "This is only a part of the feed, so nothing was marked as withdrawn." in directory.notes
    assert not read_directory(official / "service_full.json", "test", today).whole


@pytest.mark.parametrize(
    "file", ["taxonomy.json", "taxonomy_list.json", "taxonomy_term.json", "organization_list.json"]
)
def test_a_file_of_a_feed_without_services_is_not_taken_for_one(official: Path, today: date, file: str) -> None:
    """Terms and organisations alone are nothing to take in."""
    with pytest.raises(Exception, match="is not a directory of activities"):
        read_directory(official / file, "test", today)


def test_every_code_that_a_feed_is_read_as_is_in_its_list(feed: Directory) -> None:
    """No record of the dirty feed holds a code that its list has not."""
    for records in (feed.providers, feed.venues, feed.activities, feed.times):
        for record in records.values():
            check_codes(record)


def test_the_feed_is_called_what_its_publisher_is(feed: Directory) -> None:
    """A publisher in the file names the feed, and it is whole."""
    assert (feed.feed, feed.whole) == ("Ouse Valley Community Directory", True)


def test_ages_of_minus_one_are_not_set(activity: Callable[[str], Activity]) -> None:
    """-1, as a number or as text, is no age."""
    assert (activity("101").minimum_age, activity("101").maximum_age) == (None, None)


def test_numbers_as_text_are_numbers(activity: Callable[[str], Activity]) -> None:
    """Ages and prices written as text, or with a point, are read."""
    assert (activity("svc-102").minimum_age, activity("svc-102").maximum_age) == (16, 25)
    assert (activity("101").cost_pence, activity("101").cost_per) == (350, "session")


def test_ages_upside_down_are_left_out(activity: Callable[[str], Activity], row: Callable[[str], ReportRow]) -> None:
    """A lowest age above the highest is said, and neither is used."""
    assert (activity("svc-108").minimum_age, activity("svc-108").maximum_age) == (None, None)
    assert "Its lowest age is above its highest, so neither was used." in row("Ages Upside Down Club").notes


def test_html_becomes_plain_text(activity: Callable[[str], Activity], feed: Directory) -> None:
    """Tags go, entities become letters, scripts vanish and list items stay apart."""
    assert activity("101").plain == "Football at walking pace & a cup of tea.\n- No kit needed\n- All welcome"
    assert feed.providers["org-1"].description == "The club\u2019s trust"


def test_words_inside_a_phone_number_stand_beside_it(
    activity: Callable[[str], Activity], row: Callable[[str], ReportRow]
) -> None:
    """The number is the number; a phone without an id is no matter; one without a number is said."""
    assert activity("101").phone == "01632 960101 (ask for Dev)"
    assert "01632" not in (activity("101").how_to_join or "")
    assert activity("svc-103").phone == "01632960103"
    assert "Its phone number has no number in it." in row("Cook and Eat").notes


def test_a_service_has_its_own_phone_email_and_website(tmp_path: Path, today: date) -> None:
    """And where it reaches in sentences; none of them is kept a second time among what has no place."""
    far = "Anyone who lives in the town of Lewes or in one of the villages along the river down to the sea"
    service = {
        "id": "1",
        "name": "Choir",
        "status": "active",
        "email": "choir@ouse.example",
        "url": "https://ouse.example/choir",
        "alert": "Closed in August",
        "contacts": [{"name": "Dev", "phones": [{"number": "Tel: 01632 960101 (ask for Dev)"}]}],
        "service_areas": [{"name": "Lewes"}, {"name": far}],
    }
    (tmp_path / "choir.json").write_text(json.dumps([service]), encoding="utf-8")
    (choir,) = read_directory(tmp_path, "test", today).activities.values()
    assert (choir.phone, choir.email) == ("01632 960101 (ask for Dev)", "choir@ouse.example")
    assert choir.website == "https://ouse.example/choir"
    assert (choir.areas, choir.areas_in_words) == (["Lewes"], f"{far}.")
    assert choir.extra == {"alert": "Closed in August", "contacts": [{"name": "Dev"}]}


def test_an_address_nobody_can_write_to_is_left_out(
    activity: Callable[[str], Activity], row: Callable[[str], ReportRow]
) -> None:
    """noemail.invalid is not an address; what the feed said is kept aside."""
    assert activity("svc-102").how_to_join is None
    assert activity("svc-102").extra["email"] == "grow@noemail.invalid"
    assert "Its email address is not one that can be written to." in row("Grow Together").notes


def test_local_times_and_day_names_are_read(feed: Directory, activity: Callable[[str], Activity]) -> None:
    """Tuesday and 18:00 without a zone are read; so are stamps, zones, 10am, 1SA and a list of days."""
    found = [(time.weekday, time.starts, time.ends) for time in times_of(feed, activity("101"))]
    assert found == [("tuesday", "18:00", "19:30")]
    assert [(time.weekday, time.starts, time.words) for time in times_of(feed, activity("svc-103"))] == [
        ("monday", "10:00", "Every 2 weeks."),
        ("wednesday", "10:00", "Every 2 weeks."),
        ("saturday", "10:00", "First of the month."),
    ]


def test_empty_dates_are_no_dates(feed: Directory, activity: Callable[[str], Activity]) -> None:
    """An empty string for a date is not known; a date to come is not when it was checked."""
    (time,) = times_of(feed, activity("101"))
    assert (time.from_on, time.to_on) == (None, None)
    assert activity("svc-102").assured_on is None
    assert activity("svc-109").assured_on is None
    assert activity("svc-108").assured_on == date(2026, 5, 31)


def test_ids_that_are_not_uuids_are_ids(feed: Directory, activity: Callable[[str], Activity]) -> None:
    """A number or a word is an identity as good as any; the record's own id is made from feed and id."""
    assert activity("101").source_id == "101"
    assert activity("101").id == imported_id(feed.feed, "101")


def test_fields_of_a_vendor_are_kept(feed: Directory, activity: Callable[[str], Activity]) -> None:
    """What we have no place for stays with the record."""
    assert activity("101").extra["pc_targetAudience"] == ["adults", "carers"]
    assert feed.providers["org-1"].extra == {"pc_logoColour": "blue"}
    assert feed.venues["loc-1"].extra["latitude"] == "50.87"


def test_null_where_an_object_should_be_is_nothing(feed: Directory, activity: Callable[[str], Activity]) -> None:
    """Null for every list and object leaves a service that is taken, with its organisation found by id."""
    grow = activity("svc-102")
    assert (grow.plain, grow.kinds, grow.areas, grow.venue_id) == (None, [], [], None)
    assert grow.provider_id == feed.providers["org-2"].id


def test_detail_wins_over_the_row_of_a_list(activity: Callable[[str], Activity]) -> None:
    """The service's own file has more to say than the page, wherever it is read first."""
    assert activity("svc-105").plain == "Mend bikes with others, then keep one."
    assert activity("svc-105").minimum_age == 14


def test_the_same_service_twice_is_one(feed: Directory, row: Callable[[str], ReportRow]) -> None:
    """Two rows of one service make one activity, and the report says so."""
    names = [activity.name for activity in feed.activities.values()]
    assert names.count("Quiet Library Corner") == 1
    assert "It is in the feed more than once. The fuller row was used." in row("Quiet Library Corner").notes
    assert any("the rows differ" in note for note in row("Bike Workshop").notes)


def test_what_cannot_be_taken_in_is_refused_and_why(feed: Directory) -> None:
    """No id, no name, null and a word: each is a row of the report."""
    refused = {row.where: row.notes[0] for row in feed.rows if row.outcome is Outcome.REFUSED}
    assert refused == {
        "services-page-1.json, entry 7": "It has no id, so it could not be told from others next time.",
        "services-page-1.json, entry 8": "It has no name.",
        "services-page-1.json, entry 9": "It is not a service.",
        "services-page-1.json, entry 10": "It is not a service.",
    }


def test_a_clean_row_has_nothing_said_of_it(row: Callable[[str], ReportRow]) -> None:
    """Faults that were mended without loss are not worth a warning."""
    assert row("Riverside Walking Football").outcome is Outcome.TAKEN
    assert row("Riverside Walking Football").notes == ()


def test_letters_that_could_move_a_cursor_are_dropped(activity: Callable[[str], Activity]) -> None:
    """Escape sequences, direction marks and halves of characters never reach the store."""
    assert activity("svc-109").name == "Red Choir"


def test_terms_are_found_by_id_in_the_feeds_taxonomy(activity: Callable[[str], Activity]) -> None:
    """An attribute that names only the id of a term is read through the taxonomy's file."""
    assert activity("svc-109").kinds == ["music"]


def test_who_and_where_are_read_from_words(
    activity: Callable[[str], Activity], row: Callable[[str], ReportRow]
) -> None:
    """One sex, everywhere, online, areas and access are read, and the first is said."""
    assert activity("svc-103").single_sex == "female"
    assert "Its words say that it is for one sex only (Female)." in row("Cook and Eat").notes
    assert activity("svc-103").anywhere
    assert activity("svc-108").anywhere
    assert (activity("101").areas, activity("101").anywhere) == (["Lewes", "Newhaven"], False)
    assert activity("101").access == ["step-free", "accessible-toilet"]


def test_a_feed_says_whether_a_service_runs(activity: Callable[[str], Activity]) -> None:
    """Active in any case runs; temporarily closed does not; silence counts as running and is said."""
    assert [activity(key).active for key in ("101", "svc-104", "svc-109")] == [True, False, True]


def test_prices_of_the_past_and_with_conditions_do_not_mislead(activity: Callable[[str], Activity]) -> None:
    """Of a past price, a price below zero, one for some people and one for all, the last counts."""
    assert (activity("svc-108").cost_pence, activity("svc-108").cost_per) == (2000, "month")
    assert activity("svc-103").cost_pence == 0


def test_a_second_place_is_kept_and_said(feed: Directory, activity: Callable[[str], Activity]) -> None:
    """The first place is the venue; the others stay named; the fuller row of one place is the one kept."""
    bikes = activity("svc-105")
    assert bikes.venue_id == feed.venues["the shed 2 mill yard"].id
    assert bikes.extra["other_venues"] == [feed.venues["loc-1"].id]
    assert feed.venues["loc-1"].postcode == "BN7 0AA"


def test_fields_too_long_to_keep_are_said(tmp_path: Path, today: date) -> None:
    """The shape of an area may be megabytes; it goes, the rest stays."""
    service = {"id": "1", "name": "Choir", "status": "active", "vendor_shape": "x" * Limits().extra, "vendor": "kept"}
    (tmp_path / "choir.json").write_text(json.dumps([service]), encoding="utf-8")
    directory = read_directory(tmp_path, "test", today)
    (activity,) = directory.activities.values()
    assert activity.extra == {"vendor": "kept"}
    assert "Its field 'vendor_shape' is too long to keep." in directory.rows[0].notes


@pytest.mark.parametrize(
    ("name", "feed"),
    [
        ("East Sussex services 2026-08-06.json", "east sussex services"),
        ("services_page_1.json", "services"),
        ("directory (2).zip", "directory"),
        ("2026.json", "2026"),
    ],
)
def test_a_feed_without_a_publisher_is_called_what_its_file_is(tmp_path: Path, name: str, feed: str) -> None:
    """Dates, pages and copies at the end of a file's name do not make another feed."""
    path = tmp_path / name
    path.write_text("{}", encoding="utf-8")
    assert feed_name_of(path) == feed


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=12)
    | st.sampled_from(["1", "MO", "2026-01-01", "10:00"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(FIELDS), inner, max_size=5),
    max_leaves=15,
)


@given(st.lists(st.dictionaries(st.sampled_from(FIELDS), VALUES, max_size=10), max_size=4))
def test_no_shape_of_feed_stops_an_import(rows: list[dict[str, object]]) -> None:
    """Whatever stands in whatever field: it is read, refused row by row, or no feed; and records can be stored."""
    data = json.dumps({"contents": rows}).encode()
    directory = directory_of(gather(iter([Member("x.json", Content.JSON, data)]), LIMITS), "test", date(2026, 8, 6))
    for records in (directory.providers, directory.venues, directory.activities) if directory else ():
        for record in records.values():
            check_codes(record)
            canonical({name: plain(getattr(record, name)) for name in record.value_fields()}).encode("utf-8")
