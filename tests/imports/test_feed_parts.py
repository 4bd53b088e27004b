"""The parts of a service, each read from what feeds are known to write."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkworker.base.errors import BadInput
from linkworker.base.lists import ListFault
from linkworker.imports.feed_contacts import email_of, phone_of
from linkworker.imports.feed_costs import cost_of, pence_of
from linkworker.imports.feed_files import Sighting
from linkworker.imports.feed_services import within_cap
from linkworker.imports.feed_times import days_of, time_of, times_of
from linkworker.imports.limits import LIMITS
from linkworker.imports.loose import date_of, id_of, load_json, number_of
from linkworker.imports.merging import merge
from linkworker.imports.plain_text import plain_text
from linkworker.imports.texts import clean
from linkworker.imports.word_map import make_word_map, word_map

TODAY = date(2026, 8, 6)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("10:00:00", "10:00"),
        ("10:00+01:00", "10:00"),
        ("2026-01-05T10:00:00.000Z", "10:00"),
        ("9.30", "09:30"),
        ("6pm", "18:00"),
        ("12:15 am", "00:15"),
        ("24:00", "24:00"),
        ("25:00", None),
        ("10", None),
        ("noonish", None),
        ("", None),
        (None, None),
    ],
)
def test_times_of_day_are_read_however_written(said: object, read: str | None) -> None:
    """A time with seconds, a zone, a date before it, a full stop or am and pm is HH:MM."""
    assert time_of(said) == read


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("MO,TH", [("", "monday"), ("", "thursday")]),
        ("2TU, -1FR", [("2", "tuesday"), ("-1", "friday")]),
        (["Mondays", "sat"], [("", "monday"), ("", "saturday")]),
        ("Monday - Wednesday", [("", "monday"), ("", "tuesday"), ("", "wednesday")]),
        ("weekends", [("", "saturday"), ("", "sunday")]),
        ("weekdays", [("", code) for code in ("monday", "tuesday", "wednesday", "thursday", "friday")]),
        ("Friday to Monday", [("", "friday"), ("", "monday")]),
        ("sometimes", []),
        (None, []),
    ],
)
def test_days_of_the_week_are_read_however_written(said: object, read: list[tuple[str, str]]) -> None:
    """Calendar codes, names, ranges and lists are weekday codes, with which week of the month."""
    assert days_of(said) == read


def test_a_time_that_is_only_words_is_a_time() -> None:
    """What a feed says in a sentence is kept where there is no day, and silence is no time."""
    (fact,) = times_of(
        {"schedules": {"description": "Ring first", "opens_at": "00:00", "closes_at": "23:59"}}, TODAY, []
    )
    assert (fact.weekday, fact.starts, fact.ends, fact.words) == (None, None, None, "Ring first")
    assert times_of({"schedules": [{"id": "x"}, None]}, TODAY, []) == []


def test_a_monthly_date_is_said_in_words() -> None:
    """A day of the month has no weekday, so it is words."""
    rule = {
        "freq": "MONTHLY",
        "bymonthday": "2",
        "opens_at": "10:00",
        "valid_from": "2027-01-01",
        "valid_to": "2026-01-01",
    }
    notes: list[str] = []
    (fact,) = times_of({"schedules": [rule]}, TODAY, notes)
    assert (fact.words, fact.from_on) == ("Monthly, on day 2.", None)
    assert notes == ["A time of it ends before it begins, so its dates were left out."]


@pytest.mark.parametrize(
    ("said", "pence"),
    [
        (35, 3500),
        ("3.5", 350),
        ("£1,200", 120000),
        ("Free", 0),
        (0, 0),
        (-5, None),
        (True, None),
        ("x", None),
        (None, None),
    ],
)
def test_amounts_are_whole_pence(said: object, pence: int | None) -> None:
    """Numbers, text and signs are pence; below zero is not a price."""
    assert pence_of(said) == pence


def test_other_money_is_not_ours() -> None:
    """Dollars are not pounds."""
    assert pence_of("5", {"currency": "USD"}) is None


def test_of_prices_with_conditions_the_dearest_counts() -> None:
    """A person is never told a price that may turn out higher."""
    options = [{"amount": 2, "option": "Under 18s"}, {"amount": 6, "option": "Adults"}]
    notes: list[str] = []
    assert cost_of({"cost_options": options}, TODAY, notes).pence == 600
    assert notes == ["It has more than one price. Check which one applies."]


@pytest.mark.parametrize(
    ("said", "number", "around"),
    [
        ("01632 960001", "01632 960001", ""),
        ("+44 (0)1632 960001 ext 12", "+44 (0)1632 960001 ext 12", ""),
        ("Call 01632 960001 before noon", "01632 960001", "before noon"),
        ("none yet", None, "none yet"),
    ],
)
def test_a_number_is_found_among_words(said: str, number: str | None, around: str) -> None:
    """The number and what stands around it are told apart."""
    assert phone_of(said) == (number, around)


@pytest.mark.parametrize(
    ("said", "address"),
    [("hello@a.example", "hello@a.example"), ("x@noemail.invalid", None), ("not an address", None), (None, None)],
)
def test_only_an_address_that_can_be_written_to_is_one(said: str | None, address: str | None) -> None:
    """An address ending in .invalid is a way of leaving a field empty."""
    assert email_of(said) == address


def test_access_that_is_denied_is_not_access() -> None:
    """No lift, and not wheelchair accessible, are not features."""
    words = word_map("access-feature")
    assert words.find(["There is no lift. Level access."], deny=True) == ["step-free"]
    assert words.find(["The hall is not wheelchair accessible"], deny=True) == []


@pytest.mark.parametrize(
    ("name", "table", "why"),
    [
        ("weekday", {"someday": ["x"]}, "is not in the list"),
        ("weekday", {"monday": "x"}, "needs a list of phrases"),
        ("weekday", {"monday": ["x"], "friday": ["X"]}, "already means"),
        ("weekday", {}, "has no table"),
    ],
)
def test_a_wrong_table_of_words_is_named(name: str, table: dict[str, object], why: str) -> None:
    """A team's own row with a slip in it says where."""
    with pytest.raises(ListFault, match=why):
        make_word_map(name, table)


@pytest.mark.parametrize(
    "name",
    ["activity-kind", "activity-attribute", "sex", "access-feature", "provider-type", "everywhere", "cost-per"],
)
def test_every_shipped_table_of_words_is_right(name: str) -> None:
    """Each phrase of the shipped file means one code of a list there is."""
    assert word_map(name).codes


def test_the_newer_of_two_full_rows_wins() -> None:
    """Two rows with detail: the one changed last is used, and gaps are filled from the other."""
    old = {"id": "1", "name": "Old", "fees": "Free", "schedules": [], "last_modified": "2025-01-01"}
    new = {"id": "1", "name": "New", "fees": "", "schedules": [], "last_modified": "2026-01-01"}
    item, note = merge([Sighting(old, "list", "a"), Sighting(new, "list", "b")])
    assert (item["name"], item["fees"]) == ("New", "Free")
    assert "rows differ" in note


def test_loose_values_are_what_they_mean() -> None:
    """Ages with a sign after them, ids that are numbers, and days that are not in the calendar."""
    assert (number_of("16+"), number_of("18.0"), number_of("young")) == (16, 18, None)
    assert (number_of("2147483647"), number_of("2147483648"), number_of(10**12)) == (2_147_483_647, None, None)
    assert (id_of({"id": 7}), id_of({"id": " "}), id_of({"id": None})) == ("7", None, None)
    assert (date_of("2026-02-30"), date_of("2026-08-06T10:00:00Z")) == (None, date(2026, 8, 6))


@pytest.mark.parametrize("text", ["{", "[1,", "[" * 100_000, "[" * 40 + "]" * 40, '{"a": ' + "9" * 5000 + "}"], ids=len)
def test_json_that_is_not_whole_is_one_sentence(text: str) -> None:
    """Half a file, endless nesting and a number of 5,000 digits are all the same refusal."""
    with pytest.raises(BadInput):
        load_json("feed.json", text, LIMITS)


def test_json_has_no_floats() -> None:
    """Numbers with a point are text, because the journal holds no floats; NaN is nothing."""
    assert load_json("x", '{"a": 1.5, "b": NaN, "c": 2}', LIMITS) == {"a": "1.5", "b": None, "c": 2}


@given(st.text())
def test_cleaned_text_can_always_be_stored(text: str) -> None:
    """Whatever a feed holds, cleaned text is UTF-8, has no control letters, and cleaning it again changes nothing."""
    done = clean(text)
    assert done.encode("utf-8").decode("utf-8") == done
    assert clean(done) == done
    assert all(letter in "\n\t" or letter >= " " for letter in done)


@given(st.text(alphabet=st.sampled_from("<>/&;abp \n#1"), max_size=60))
def test_plain_text_never_fails(text: str) -> None:
    """Broken HTML is text too."""
    assert "<p>" not in plain_text(text)


@given(JSON)
def test_any_schedule_and_price_is_read_or_left(value: object) -> None:
    """No shape of value stops an import."""
    names = ("byday", "bymonthday", "opens_at", "closes_at", "valid_from", "valid_to", "interval", "freq", "notes")
    rule = dict.fromkeys(names, value)
    item = {"schedules": [rule, value], "cost_options": [{"amount": value, "valid_to": value}, value], "fees": value}
    times_of(item, TODAY, [])
    cost = cost_of(item, TODAY, [])
    assert cost.pence is None or cost.pence >= 0


def test_what_is_kept_of_unknown_fields_has_a_cap() -> None:
    """The largest field goes first, and only as many as must."""
    notes: list[str] = []
    assert within_cap({"a": "x" * LIMITS.extra, "b": 1}, notes) == {"b": 1}
    assert notes == ["Its field 'a' is too long to keep."]
