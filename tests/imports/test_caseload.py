"""A caseload taken into a real store: nobody doubled, nobody lost, and look-alikes asked about."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from linkworker.base.errors import BadInput, NotFound
from linkworker.imports.caseload_import import import_caseload
from linkworker.imports.report import Outcome, Report
from linkworker.records.contact_detail import ContactDetail
from linkworker.records.identifier import Identifier
from linkworker.records.person import Person
from linkworker.records.record import Record
from linkworker.records.referral_in import ReferralIn
from linkworker.records.source_row import SourceRow
from linkworker.vault.store import Store

HEAD = "Reference,Name,Date of birth,NHS number,Prison number,Release date,Referred on,Referred by,Phone\n"
ALI = "A1,Ali Morgan,6/8/2007,999 000 0018,A1234AA,1 March 2027,1/7/26,probation,01632 960001\n"
Importer = Callable[..., Report]


@pytest.fixture
def take(tmp_path: Path, store: Store, worker: str, today: date) -> Importer:
    """Writes rows to a CSV file and takes it in as the caseload "fenwick"."""

    def one(*rows: str, head: str = HEAD, **decisions: str) -> Report:
        path = tmp_path / "fenwick.csv"
        path.write_text(head + "".join(rows), encoding="utf-8", newline="")
        with store.unit_of_work(worker) as uow:
            return import_caseload(uow, path, decisions, today, worker_id=worker)

    return one


def rows_of(store: Store, kind: type[Record]) -> list[dict[str, object]]:
    """Return all rows of a kind."""
    with store.reading() as connection:
        return [dict(row) for row in connection.execute(select(kind.table())).mappings()]


def rows_remembered(store: Store) -> list[tuple[object, object, object]]:
    """Return feed, reference and person of each row that is remembered."""
    return [(row["feed"], row["reference"], row["person_id"]) for row in rows_of(store, SourceRow)]


def outcomes(report: Report) -> list[Outcome]:
    """Return what became of each row."""
    return [row.outcome for row in report.rows]


def test_a_row_becomes_a_person_with_numbers_phone_and_referral(take: Importer, store: Store, worker: str) -> None:
    """Every part of the row is a record of its own, and each is in the journal."""
    assert outcomes(take(ALI)) == [Outcome.TAKEN]
    (person,) = rows_of(store, Person)
    assert (person["name"], person["date_of_birth"]) == ("Ali Morgan", date(2007, 8, 6))
    assert rows_remembered(store) == [("fenwick", "A1", person["id"])]
    assert (person["release_date"], person["release_known"]) == (date(2027, 3, 1), "known")
    assert person["worker_id"] == worker
    numbers = {(row["scheme"], row["value"], row["warning"]) for row in rows_of(store, Identifier)}
    assert numbers == {("nhs", "9990000018", None), ("prison-number", "A1234AA", None)}
    (referral,) = rows_of(store, ReferralIn)
    assert (referral["received_on"], referral["source"]) == (date(2026, 7, 1), "probation")
    assert referral["decision"] == "waiting"
    (contact,) = rows_of(store, ContactDetail)
    assert (contact["channel"], contact["value"], contact["safe"]) == ("phone", "01632 960001", "not-asked")


def test_a_second_import_is_the_same_as_before(take: Importer, store: Store) -> None:
    """Nobody is doubled and nothing is overwritten; where the file now says otherwise, that is said."""
    take(ALI)
    report = take(ALI.replace("1 March 2027", "1 April 2027"))
    assert outcomes(report) == [Outcome.SAME]
    assert report.rows[0].notes == ("The file says otherwise about: release date. The record was left as it is.",)
    assert [row["release_date"] for row in rows_of(store, Person)] == [date(2027, 3, 1)]


def test_a_row_without_a_reference_is_known_again(take: Importer, store: Store) -> None:
    """What the row says is its identity where it has no reference."""
    row = ",Bea Lind,,,,,,,\n"
    assert outcomes(take(row)) == [Outcome.TAKEN]
    assert outcomes(take(row)) == [Outcome.SAME]
    assert len(rows_of(store, Person)) == 1


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("B7,Somebody Else,,9990000018,,,,,\n", "same NHS number"),
        ("B7,Somebody Else,7/9/2001,9990000018,,,,,\n", "same NHS number"),
        ("B7,ALI  MORGAN,6/8/2007,,,,,,\n", "same name and date of birth"),
        ('B7,"Morgan, Ali",,,,,,,\n', "same name"),
        ("B7,Ally Morgan,6/8/2007,,,,,,\n", "same date of birth and part of the name"),
        ("B7,Aly Morgans,6/8/2007,,,,,,\n", "same date of birth and a similar name"),
        ("B7,Ali Morgen,,,,,,,\n", "a similar name"),
    ],
)
def test_a_row_like_somebody_already_there_asks(take: Importer, store: Store, row: str, why: str) -> None:
    """Same number, same name and birth date, same name with no date, or a name like it: left out and listed."""
    take(ALI)
    report = take(row)
    assert outcomes(report) == [Outcome.ASK]
    ((_, name, said),) = report.rows[0].may_be
    assert (name, said) == ("Ali Morgan (born 6 August 2007)", why)
    assert f"It may be {name}: {why} (" in report.rows[0].line()
    assert (report.rows[0].key, len(rows_of(store, Person))) == ("B7", 1)


def test_the_same_name_with_another_birth_date_is_somebody_else(take: Importer, store: Store) -> None:
    """Two known dates of birth that differ are two people."""
    take(ALI)
    assert outcomes(take("B7,Ali Morgan,7/9/2001,,,,,,\n")) == [Outcome.TAKEN]
    assert len(rows_of(store, Person)) == 2


def test_a_decision_that_it_is_somebody_new_is_done(take: Importer, store: Store) -> None:
    """The worker knows both of them."""
    take(ALI)
    assert outcomes(take("B7,Ali Morgan,,,,,,,\n", B7="new")) == [Outcome.TAKEN]
    assert outcomes(take("B7,Ali Morgan,,,,,,,\n")) == [Outcome.SAME]
    assert len(rows_of(store, Person)) == 2


def test_a_decision_that_it_is_the_same_adds_only_what_is_new(take: Importer, store: Store, worker: str) -> None:
    """New numbers are added to the person chosen, the reference is remembered, and nothing is overwritten."""
    with store.unit_of_work(worker) as uow:
        person_id = uow.add(Person(name="Ali Morgan")).id
    row = "B7,Ali Morgan,6/8/2007,999 000 0018,,,,,\n"
    report = take(row, B7=f"same:{person_id}")
    assert outcomes(report) == [Outcome.SAME]
    assert report.rows[0].notes[0] == "Its numbers were added to the person you chose."
    assert [row["date_of_birth"] for row in rows_of(store, Person)] == [None]
    assert rows_remembered(store) == [("fenwick", "B7", person_id)]
    assert outcomes(take(row)) == [Outcome.SAME]
    assert len(rows_of(store, Identifier)) == 1


@pytest.mark.parametrize("row", ["B7,Ally Morgen,,,,,,,\n", ",Ali Morgan,,,,,,,\n"])
def test_a_decision_is_asked_for_once(take: Importer, store: Store, row: str) -> None:
    """Also for a person who came with another reference, another name, or a row that has no reference at all."""
    take(ALI)
    (ali,) = rows_of(store, Person)
    key = "B7" if row.startswith("B7") else "2"
    assert outcomes(take(row, **{key: f"same:{ali['id']}"})) == [Outcome.SAME]
    assert outcomes(take(row)) == [Outcome.SAME]
    assert outcomes(take(ALI, row)) == [Outcome.SAME, Outcome.SAME]
    assert {person for _, _, person in rows_remembered(store)} == {ali["id"]}
    assert len(rows_of(store, Person)) == 1


def test_a_decision_that_came_too_late_is_said(take: Importer, store: Store) -> None:
    """What was decided before stays; saying the same again is no news."""
    take(ALI)
    (ali,) = rows_of(store, Person)
    row = "B7,Ali Morgan,,,,,,,\n"
    same = f"same:{ali['id']}"
    take(row, B7=same)
    assert take(row, B7="new").rows[0].notes == (
        "Your decision was not used: this row was taken in before, as Ali Morgan.",
    )
    assert take(row, B7=same).rows[0].notes == ()
    assert take(ALI, A1="new").rows[0].notes == ()
    assert take(ALI, row, A1="new", B7=same).rows[1].notes == ()
    assert len(rows_of(store, Person)) == 1


def test_a_decision_entered_in_error_is_asked_for_again(take: Importer, store: Store, worker: str) -> None:
    """The row was somebody else after all."""
    take(ALI)
    (ali,) = rows_of(store, Person)
    row = "B7,Ali Morgan,,,,,,,\n"
    take(row, B7=f"same:{ali['id']}")
    (decided,) = [one for one in rows_of(store, SourceRow) if one["reference"] == "B7"]
    with store.unit_of_work(worker) as uow:
        uow.enter_in_error(uow.get_of(SourceRow, str(ali["id"]), str(decided["id"])), "another Ali")
    assert outcomes(take(row)) == [Outcome.ASK]


def test_a_reference_of_another_list_is_another_row(take: Importer, tmp_path: Path, store: Store, today: date) -> None:
    """Two teams number their people from 1."""
    take(ALI)
    other = tmp_path / "lewes.csv"
    other.write_text(HEAD + "A1,Bea Lind,,,,,,,\n", encoding="utf-8", newline="")
    with store.unit_of_work(None) as uow:
        assert outcomes(import_caseload(uow, other, {}, today)) == [Outcome.TAKEN]
    assert sorted(feed for feed, _, _ in rows_remembered(store)) == ["fenwick", "lewes"]


def test_a_row_is_checked_as_one_added_by_hand(take: Importer, store: Store) -> None:
    """What cannot be so is refused with the sentence of the form; what wants a look is said; nobody is half there."""
    head = "Reference,Name,Date of birth,Setting,Release date,Referred on,Referred by\n"
    report = take("D1,Cy Dow,1/2/2001,,1/2/2001,,\n", "D2,Bea Lind,,custody,,7/9/2026,self\n", head=head)
    assert outcomes(report) == [Outcome.REFUSED, Outcome.WARNED]
    assert report.rows[0].notes == ("Release date must be after 1 February 2001, the date of birth.",)
    assert report.rows[1].notes == (
        "Say which prison they are in.",
        "The referral was left out. The date received must be on or before 6 August 2026.",
    )
    assert [person["name"] for person in rows_of(store, Person)] == ["Bea Lind"]
    assert rows_of(store, ReferralIn) == []


def test_a_number_that_somebody_else_has_is_said(take: Importer, store: Store) -> None:
    """When the worker knows that it is somebody new all the same."""
    report = take(ALI, "B7,Cy Dow,,999 000 0018,,,,,\n", B7="new")
    doubled = "Ali Morgan has this number too. Check which of the two it belongs to."
    assert report.rows[1].notes == (doubled,)
    assert doubled in [row["warning"] for row in rows_of(store, Identifier)]


def test_two_rows_alike_in_one_file_ask_about_the_second(take: Importer) -> None:
    """A list that holds somebody twice is as likely as one that holds them again."""
    report = take(ALI, "A2,Ali Morgan,6/8/2007,,,,,,\n")
    assert outcomes(report) == [Outcome.TAKEN, Outcome.ASK]


def test_rows_that_cannot_be_taken_in_say_why(take: Importer, store: Store) -> None:
    """No name, and a reference twice; the others go in."""
    report = take(ALI, "A1,Cy Dow,,,,,,,\n", "A3,,6/8/2007,,,,,,\n")
    assert [row.notes[0] for row in report.rows[1:]] == ["A row above has the same reference.", "It has no name."]
    assert outcomes(report) == [Outcome.TAKEN, Outcome.REFUSED, Outcome.REFUSED]
    assert len(rows_of(store, Person)) == 1


def test_a_wrong_number_is_kept_and_warned_of(take: Importer, store: Store) -> None:
    """People arrive with wrong numbers: the row goes in and the number carries its warning."""
    report = take("C1,Cy Dow,32/1/2001,9990000019,,,,probation,\n")
    assert outcomes(report) == [Outcome.WARNED]
    notes = " ".join(report.rows[0].notes)
    for said in ("check in this NHS number", "Date of birth was left out", "referral was left out"):
        assert said in notes
    (number,) = rows_of(store, Identifier)
    assert number["value"] == "9990000019"
    assert number["warning"]
    assert rows_of(store, ReferralIn) == []


def test_names_in_two_columns_are_one_name(take: Importer, store: Store) -> None:
    """Lists of other systems keep names apart; other headings go by their usual names."""
    take("Cy,Dow,7/9/2001,fnw,green\n", head="Forename,Surname,DOB,Prison,Colour\n")
    (person,) = rows_of(store, Person)
    assert (person["name"], person["establishment"]) == ("Cy Dow", "FNW")


def test_a_person_entered_in_error_does_not_come_back(take: Importer, store: Store, worker: str) -> None:
    """The row stays out, and a person in error is like nobody."""
    take(ALI)
    (person,) = rows_of(store, Person)
    with store.unit_of_work(worker) as uow:
        uow.enter_in_error(uow.get(Person, str(person["id"])), "typed twice")
    report = take(ALI, "B7,Ali Morgan,6/8/2007,,,,,,\n")
    assert outcomes(report) == [Outcome.SAME, Outcome.TAKEN]
    assert report.rows[0].notes == ("The record here was entered in error, so it was left.",)


@pytest.mark.parametrize(
    ("decision", "error"),
    [({"Z9": "new"}, BadInput), ({"A1": "perhaps"}, BadInput), ({"A1": "same:nobody"}, NotFound)],
)
def test_a_decision_about_nothing_changes_nothing(
    take: Importer, counted: Callable[[], dict[str, int]], decision: dict[str, str], error: type[Exception]
) -> None:
    """A row, a word or a person that is not there is said before anything is done."""
    before = counted()
    with pytest.raises(error):
        take(ALI, **decision)
    assert counted() == before


def test_two_tables_are_not_a_caseload(tmp_path: Path, store: Store, today: date) -> None:
    """A folder of several sheets is asked for one at a time."""
    for name in ("a.csv", "b.csv"):
        (tmp_path / "two").mkdir(exist_ok=True)
        (tmp_path / "two" / name).write_text(HEAD, encoding="utf-8")
    with pytest.raises(BadInput, match="not one table of people"), store.unit_of_work(None) as uow:
        import_caseload(uow, tmp_path / "two", {}, today)
