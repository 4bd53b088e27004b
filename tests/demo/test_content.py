"""The data files: their shape is checked, their words are ours, and nobody in them is real."""

import re
import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files

import pytest

from linkworker.base.identifiers import check
from linkworker.base.words import avoided_words
from linkworker.demo.content import Content, content, demonstration_settings
from linkworker.demo.fault import DemonstrationFault
from linkworker.demo.reading import Pence, read, record_values
from linkworker.records.person import Person

TODAY = date(2026, 8, 6)
DATA = files("linkworker.demo") / "data"
FILES = [
    file
    for folder in (DATA, DATA / "people", DATA / "activities")
    for file in folder.iterdir()
    if file.name.endswith(".toml")
]


@dataclass(frozen=True, slots=True)
class Sample:
    """A shape with one of everything."""

    on: date
    sum: Pence
    names: tuple[str, ...] = ()
    pair: tuple[str, int] | None = None


def test_the_story_has_the_people_and_the_directory_that_were_promised(told: Content) -> None:
    """40 people in two teams, 60 activities of 25 providers."""
    assert (len(told.people), len(told.teams), len(told.activities), len(told.providers)) == (40, 2, 60, 25)
    teams = {worker.key: worker.team for worker in told.workers}
    assert sorted(teams[person.worker] for person in told.people) == ["fenwick"] * 20 + ["leaving-care"] * 20


def test_the_story_can_be_told_on_any_day_of_two_years() -> None:
    """Leap days and weekends included, no file has a day that cannot be read."""
    for days in range(0, 731, 43):
        content(TODAY + timedelta(days=days))
    content(date(2028, 2, 29))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_no_file_says_a_word_that_we_avoid(file: object) -> None:
    """Our own words are plain."""
    assert not avoided_words(file.read_text(encoding="utf-8"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_file_is_small_enough_to_read(file: object) -> None:
    """None is longer than 400 lines."""
    assert file.read_text(encoding="utf-8").count("\n") <= 400


def test_every_nhs_number_begins_999_and_one_is_wrong_on_purpose(told: Content) -> None:
    """Only numbers that were never given out; people arrive with a wrong one, and it is kept with its warning."""
    numbers = [person.numbers["nhs"] for person in told.people if "nhs" in person.numbers]
    assert all(number.startswith("999") for number in numbers)
    assert len(set(numbers)) == len(numbers)
    wrong = [number for number in numbers if check("nhs", number).warning]
    assert wrong == ["999 000 5606"]


def test_phone_numbers_and_addresses_are_those_kept_for_stories(told: Content) -> None:
    """Ofcom's numbers for drama, and example.org."""
    texts = [file.read_text(encoding="utf-8") for file in FILES]
    for text in texts:
        for number in re.findall(r"\b0\d{4} \d{6}\b", text):
            assert number.startswith(("01632 960", "07700 900"))
        for address in re.findall(r"[\w.]+@([\w.]+)", text):
            assert address.endswith("example.org")


def test_the_settings_of_the_demonstration_have_no_faults() -> None:
    """Two teams with their own words, one prison, no licence."""
    found = demonstration_settings()
    assert found.faults == ()
    assert [team.review_meeting for team in found.teams.value] == ["My voice matters", "Wellbeing review"]
    assert [team.role for team in found.teams.value] == ["personal adviser", "link worker"]
    assert found.establishments.value[0].code == "FNW"
    assert found.wemwbs_licence.value is None


def test_teams_in_the_story_are_those_of_the_settings(told: Content) -> None:
    """Titles and review names are found by the team's name."""
    assert {team.name for team in told.teams} == {team.name for team in demonstration_settings().teams.value}


def test_a_table_is_read_into_its_shape() -> None:
    """Days are worked out, sums are pence, lists are tuples."""
    table = {"on": "-1", "sum": "£2.50", "names": ["a"], "pair": ["b", 3]}
    assert read(Sample, table, "here", TODAY) == Sample(date(2026, 8, 5), Pence(250), ("a",), ("b", 3))


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ({"on": "-1"}, "'sum' is not given"),
        ({"on": "-1", "sum": "£1", "oddly": 1}, "does not know 'oddly'"),
        ({"on": 1, "sum": "£1"}, "here, on: 1 is not of the kind"),
        ({"on": "-1", "sum": "a lot"}, "'a lot' is not a sum"),
        ({"on": "-1", "sum": "£1", "names": "a"}, "here, names"),
        ({"on": "-1", "sum": "£1", "names": [1]}, "here, names 1"),
        ({"on": "-1", "sum": "£1", "pair": ["a"]}, "2 are meant, and it gives 1"),
        ({"on": "soon", "sum": "£1"}, "'soon' is not a day"),
    ],
)
def test_a_slip_in_a_data_file_is_named_with_its_place(table: dict[str, object], said: str) -> None:
    """Whoever edits a file reads where it is wrong."""
    with pytest.raises(DemonstrationFault, match=said):
        read(Sample, table, "here", TODAY)


def test_fields_of_a_record_are_checked_and_days_worked_out() -> None:
    """An unknown field is named; an empty text is nothing."""
    values = record_values(Person, {"name": "Kit", "release_date": "+30 tuesday", "wing": ""}, "here", TODAY)
    assert values == {"name": "Kit", "release_date": date(2026, 9, 8), "wing": None}
    with pytest.raises(DemonstrationFault, match="does not know 'nickname'"):
        record_values(Person, {"nickname": "K"}, "here", TODAY)


def test_every_file_is_toml_with_a_word_on_what_it_is() -> None:
    """Each begins with a comment that says so."""
    for file in FILES:
        text = file.read_text(encoding="utf-8")
        assert text.startswith("# ")
        tomllib.loads(text)
