"""Our own templates: what is written explains itself, and what is filled in is read as forms read it."""

import csv
import io
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest

from linkworker.base.errors import BadInput
from linkworker.base.lists import ListFault
from linkworker.base.words import avoided_words
from linkworker.imports.cells import parse_cell, parse_times
from linkworker.imports.columns import Column, Template, columns_of, make_columns
from linkworker.imports.feed_costs import Cost
from linkworker.imports.reading import read_directory
from linkworker.imports.report import Outcome
from linkworker.imports.source import Content, Member, members
from linkworker.imports.template_rows import read_filled
from linkworker.imports.templates import escaped, template_csv, template_workbook, write_template
from linkworker.records.registry import KINDS

TODAY = date(2026, 8, 6)


def filled(path: Path, rows: list[dict[str, str]], template: Template = Template.ACTIVITIES) -> Path:
    """Write a template as CSV and fill rows in below its help and example."""
    text = template_csv(template).decode("utf-8-sig")
    headings = next(csv.reader(io.StringIO(text)))
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(text)
        csv.DictWriter(file, headings).writerows(rows)
    return path


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., dict[str, object]]:
    """Fills one row of the activities template in and returns its values."""

    def one(**cells: str) -> dict[str, object]:
        path = filled(tmp_path / "a.csv", [{"Name": "Choir", **{k.replace("_", " "): v for k, v in cells.items()}}])
        (member,) = members(path)
        (row,) = read_filled(Template.ACTIVITIES, member, TODAY).rows
        return row.values | {"warnings": row.warnings}

    return one


@pytest.mark.parametrize("template", Template)
@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_an_untouched_template_has_no_rows(tmp_path: Path, template: Template, ending: str) -> None:
    """Help and example are there to be read by people, and are never taken in."""
    path = tmp_path / f"mine{ending}"
    write_template(template, path)
    (member,) = members(path)
    found = read_filled(template, member, TODAY)
    assert found.rows == ()
    assert found.notes == ()


@pytest.mark.parametrize("template", Template)
def test_the_worked_example_is_right_but_for_its_mark(tmp_path: Path, template: Template) -> None:
    """With another reference the example would go in whole, without a warning."""
    rows = list(csv.reader(io.StringIO(template_csv(template).decode("utf-8-sig"))))
    assert rows[2][0] == "EXAMPLE"
    path = tmp_path / "example.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([rows[0], ["A-1", *rows[2][1:]]])
    (member,) = members(path)
    (row,) = read_filled(template, member, TODAY).rows
    assert row.warnings == ()
    assert len(row.values) > 20


@pytest.mark.parametrize("template", Template)
def test_every_column_has_a_field_and_help_in_our_words(template: Template) -> None:
    """Each column leads to a field of its record, says what to write, and says it plainly."""
    kinds = {"activity": "activity", "provider": "provider", "venue": "venue", "person": "person"}
    for column in columns_of(template):
        record, _, name = column.field.partition(".")
        if record in kinds:
            assert name in KINDS[kinds[record]].value_fields()
        assert column.help.endswith(".")
        assert not avoided_words(column.help)


def test_a_workbook_explains_each_column_on_its_second_sheet() -> None:
    """Headings and an example on the first sheet; help and choices on the second."""
    book = openpyxl.load_workbook(io.BytesIO(template_workbook(Template.ACTIVITIES)))
    first, second = book.worksheets
    assert [cell.value for cell in first[1]] == [column.header for column in columns_of(Template.ACTIVITIES)]
    assert first["A2"].value == "EXAMPLE"
    assert second.max_row == len(columns_of(Template.ACTIVITIES)) + 1
    assert "custody" in str([row[2] for row in second.iter_rows(values_only=True)])


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_we_write_is_a_formula(start: str) -> None:
    """A cell that begins like a formula gets an apostrophe before it, and loses it again when read."""
    assert escaped(f"{start}1+1") == f"'{start}1+1"
    assert escaped("1+1") == "1+1"


def test_an_escaped_cell_is_read_as_it_was() -> None:
    """The apostrophe is taken off on the way in."""
    data = b"Name,Provider,Provider phone\nChoir,Us,'+44 1632 960001\n"
    (row,) = read_filled(Template.ACTIVITIES, Member("a.csv", Content.TABLE, data), TODAY).rows
    assert row.values["provider.phone"] == "+44 1632 960001"


def test_a_template_never_writes_over_a_file(tmp_path: Path) -> None:
    """A filled-in sheet with the same name stays; other endings are asked for again."""
    path = tmp_path / "mine.csv"
    write_template(Template.CASELOAD, path)
    with pytest.raises(BadInput, match=r"There is a file called mine\.csv already"):
        write_template(Template.CASELOAD, path)
    with pytest.raises(BadInput, match=r"with \.csv or \.xlsx"):
        write_template(Template.CASELOAD, tmp_path / "mine.doc")
    with pytest.raises(BadInput, match="could not be written"):
        write_template(Template.CASELOAD, tmp_path / "no" / "mine.csv")


def test_values_are_read_as_forms_read_them(read: Callable[..., dict[str, object]]) -> None:
    """Day-first dates, labels or codes, lists at semicolons, money, yes and no, weekly times."""
    values = read(
        Starts_on="6/8/26",
        Kinds="Football; walking",
        Cost="£3.50",
        Anywhere="Y",
        Youngest_age="18+",
        Areas_served="Lewes; Newhaven",
        Days_and_times="Tue 6:00pm to 7:30pm; Thursday 10:00-11:00; Sunday",
    )
    assert values["activity.starts_on"] == date(2026, 8, 6)
    assert values["activity.kinds"] == ["football", "walking"]
    assert (values["row.cost"], values["activity.anywhere"]) == (Cost(350), True)
    assert (values["activity.minimum_age"], values["activity.areas"]) == (18, ["Lewes", "Newhaven"])
    assert [(fact.weekday, fact.starts, fact.ends) for fact in values["row.times"]] == [  # type: ignore[attr-defined]
        ("tuesday", "18:00", "19:30"),
        ("thursday", "10:00", "11:00"),
        ("sunday", None, None),
    ]
    assert values["warnings"] == ()


@pytest.mark.parametrize(
    ("cell", "cost"),
    [
        ("free", Cost(0)),
        ("No charge", Cost(0)),
        ("£0", Cost(0)),
        ("Free.", Cost(0)),
        ("5", Cost(500)),
        ("£5 a session", Cost(500, "session")),
        ("£3.50 per class", Cost(350, "session")),
        ("2.50/week", Cost(250, "week")),
        ("£25 monthly", Cost(2500, "month")),
        ("£1,200 (per year)", Cost(120_000, "year")),
        ("50p each session", Cost(50, "session")),
        ("£10 for a term", Cost(1000, "term")),
        ("£0 a session", Cost(0)),
    ],
)
def test_a_cost_is_read_as_people_write_it(read: Callable[..., dict[str, object]], cell: str, cost: Cost) -> None:
    """Free in words or figures, and a price with what it is for."""
    values = read(Cost=cell)
    assert (values.get("row.cost"), values["warnings"]) == (cost, ())


@pytest.mark.parametrize("cell", ["£5 for members, £7 for others", "from £5", "donation", "£5 and a smile", "£1.2.3"])
def test_a_cost_that_says_more_is_asked_for_again(read: Callable[..., dict[str, object]], cell: str) -> None:
    """What such words mean is not guessed."""
    (said,) = read(Cost=cell)["warnings"]  # type: ignore[misc, call-overload]
    assert said.startswith("Cost was left out. Enter a cost, for example free, £5 or £5 a session.")


def test_what_a_cost_is_for_may_stand_in_its_own_column(tmp_path: Path) -> None:
    """The column of its own counts; else the words after the price."""
    rows = [
        {"Name": "Choir", "Cost": "£5 a session", "Cost is for": "month"},
        {"Name": "Gym", "Cost": "£5 a session"},
        {"Name": "Library", "Cost": "no charge"},
    ]
    found = read_directory(filled(tmp_path / "a.csv", rows), None, TODAY).activities.values()
    assert [(one.cost_pence, one.cost_per) for one in found] == [(500, "month"), (500, "session"), (0, None)]


def test_a_cell_that_cannot_be_read_is_left_out_and_said(read: Callable[..., dict[str, object]]) -> None:
    """The rest of the row goes in; the sentence says what to enter."""
    values = read(Starts_on="soon", Kinds="juggling with fire", Places="many", Anywhere="maybe", Cost="lots")
    warnings = values["warnings"]
    assert isinstance(warnings, tuple)
    assert len(warnings) == 5
    assert any(said.startswith("Starts on was left out. Enter starts on as a date") for said in warnings)
    assert values["activity.name"] == "Choir"
    assert "activity.starts_on" not in values


def test_headings_are_matched_whatever_their_case_and_order() -> None:
    """Case, spacing, order and other usual headings do not matter; unknown ones are kept and named."""
    data = b"kinds;  NAME ;Organisation;Colour\r\nmusic;Choir;Us;blue\r\n"
    found = read_filled(Template.ACTIVITIES, Member("a.csv", Content.TABLE, data), TODAY)
    (row,) = found.rows
    assert row.values == {"activity.kinds": ["music"], "activity.name": "Choir", "provider.name": "Us"}
    assert row.unknown == {"Colour": "blue"}
    assert found.notes == ("Kept as they are, because nothing is known of these headings: 'Colour'.",)


def test_a_workbook_is_read_as_if_it_had_been_typed(tmp_path: Path) -> None:
    """Dates, times, whole numbers and yes or no of a workbook are what a person would have typed."""
    path = tmp_path / "a.xlsx"
    book = openpyxl.Workbook()
    book.active.append(["Name", "Starts on", "Ends on", "Places", "Anywhere", "Weeks", "Colour"])
    book.active.append(["Choir", datetime(2026, 9, 1), date(2026, 12, 1), 15.0, True, 12, time(9, 30)])  # noqa: DTZ001 - cells have no zone
    book.active.append([None] * 7)
    book.save(path)
    (member,) = members(path)
    (row,) = read_filled(Template.ACTIVITIES, member, TODAY).rows
    assert (row.values["activity.starts_on"], row.values["activity.ends_on"]) == (date(2026, 9, 1), date(2026, 12, 1))
    assert (row.values["activity.places"], row.values["activity.weeks"], row.values["activity.anywhere"]) == (
        15,
        12,
        True,
    )
    assert row.unknown == {"Colour": "09:30"}


def test_rows_of_activities_become_a_directory(tmp_path: Path) -> None:
    """Provider and venue of one name are one record; a reference twice and no name are refused."""
    rows = [
        {"Reference": "1", "Name": "Gym induction", "Provider": "Fenwick Gym", "Venue": "Gym", "Establishments": "fnw"},
        {"Reference": "2", "Name": "Weights", "Provider": "fenwick  gym", "Venue": "Gym", "Establishments": "FNW"},
        {"Reference": "2", "Name": "Weights again"},
        {"Reference": "3", "Youngest age": "30"},
        {"Name": "Choir", "Youngest age": "30", "Oldest age": "20", "Establishments": "Fenwick"},
        {"Name": "Choir"},
    ]
    directory = read_directory(filled(tmp_path / "gym 2026.csv", rows), None, TODAY)
    assert (directory.feed, len(directory.activities), directory.whole) == ("gym", 3, True)
    assert [provider.name for provider in directory.providers.values()] == ["Fenwick Gym"]
    assert [venue.establishment for venue in directory.venues.values()] == ["FNW"]
    assert [row.outcome for row in directory.rows] == [
        Outcome.TAKEN, Outcome.TAKEN, Outcome.REFUSED, Outcome.REFUSED, Outcome.WARNED, Outcome.REFUSED,
    ]  # fmt: skip
    assert directory.rows[4].notes == (
        "Its youngest age is above its oldest, so neither was used.",
        "An establishment is not a code of three letters.",
    )


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ({"header": "A"}, "lacks a field"),
        ({"header": "A", "field": "a.b", "kind": "guess", "help": "."}, "not a kind of cell"),
        ({"header": "A", "field": "a.b", "kind": "code:nothing", "help": "."}, "not a kind of cell"),
        ({"header": "A", "field": "a.b", "kind": "text", "help": ".", "also": ["a"]}, "is there already"),
        ({"header": "A", "field": "a.b", "kind": "text", "help": ".", "colour": "red"}, "not known"),
    ],
)
def test_a_wrong_row_of_columns_is_named(row: dict[str, object], why: str) -> None:
    """A team's own column with a slip in it says where."""
    with pytest.raises(ListFault, match=why):
        make_columns("x.toml", [row])
    with pytest.raises(ListFault, match="no columns"):
        make_columns("x.toml", [])


def test_a_date_of_birth_is_never_ahead() -> None:
    """Two digits mean the past for a birth, and a date to come is asked for again."""
    column = Column("Date of birth", "person.date_of_birth", "birth", "Day first.")
    assert parse_cell(column, "6/8/27", TODAY) == date(1927, 8, 6)
    with pytest.raises(BadInput, match="before today"):
        parse_cell(column, "6 August 2027", TODAY)


def test_times_that_cannot_be_told_are_asked_for() -> None:
    """5:30 could be morning or evening; a day has a name."""
    for cell in ("Tue 5:30", "Someday 10:00", "10:00"):
        with pytest.raises(BadInput, match="Enter days and times like"):
            parse_times(cell)


def test_sheets_have_caps() -> None:
    """Too many columns, a cell too long and nothing at all are each a sentence."""
    wide = ",".join(["Name", "Kinds", *("x" * 1 for _ in range(300))]).encode()
    for data, why in ((wide, "too many columns"), (b"Name,Kinds\nx," + b"y" * 40_000, "too long"), (b" \n\n", "empty")):
        with pytest.raises(BadInput, match=why):
            read_filled(Template.ACTIVITIES, Member("a.csv", Content.TABLE, data), TODAY)
