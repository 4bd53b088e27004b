"""Tidy CSV of the fictional people: what the columns say, what no spreadsheet may run, and who cannot be known."""

import csv
import json
import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from exported import NOON, demonstration_store, odd_person, sheet
from linkworker.base.errors import BadInput
from linkworker.base.lists import coded
from linkworker.casework.consent.withholding import let_leave
from linkworker.casework.money.money_reading import pots as pots_of
from linkworker.hub.engine import open_hub
from linkworker.hub.enrolment import enrol
from linkworker.hub.exports.archive.writing import write_journal
from linkworker.hub.exports.fhir.writing import write_fhir
from linkworker.hub.exports.people import ends_in
from linkworker.hub.exports.tables.cells import escaped
from linkworker.hub.exports.tables.commissioner import COLUMNS as COMMISSIONER
from linkworker.hub.exports.tables.declared import WORKED_OUT, all_tables, tables
from linkworker.hub.exports.tables.long_form import LINES
from linkworker.hub.exports.tables.pseudonym import NotAKey, Pseudonyms
from linkworker.hub.exports.tables.worked_out import COLUMNS, Around, age_band
from linkworker.hub.exports.tables.writing import write_csv
from linkworker.hub.receiving import receive
from linkworker.records.activity import Gap
from linkworker.records.identifier import Identifier
from linkworker.records.person import Person
from linkworker.records.withholding import Withholding
from linkworker.sync.trust import trust
from linkworker.wellbeing.packs import instrument

PSEUDONYMS = Pseudonyms(b"k" * 32)
ISO = re.compile(r"\d{4}-\d{2}-\d{2}")


def exported_to(store, folder, pseudonyms=PSEUDONYMS, **options):
    """Write all as CSV and read it back: rows by file."""
    with store.reading() as connection:
        write_csv(connection, folder, made_at=NOON, pseudonyms=pseudonyms, **options)
    return {file.name: sheet(file) for file in sorted(folder.glob("*.csv"))}


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """The fictional people under pseudonyms, and everything that could name them."""
    folder = tmp_path_factory.mktemp("csv")
    with demonstration_store(folder / "store") as store:
        found = exported_to(store, folder / "out")
        with store.reading() as connection:
            names = connection.execute(select(Person.table().c.name)).scalars().all()
            numbers = connection.execute(select(Identifier.table().c.value)).scalars().all()
            ids = connection.execute(select(Person.table().c.id)).scalars().all()
    return folder / "out", found, [*names, *numbers, *ids]


@pytest.fixture
def odd(store, worker):
    """The odd person's ids."""
    return odd_person(store, worker)


def test_the_dictionary_says_every_column_and_every_code(told):
    """Each column of each file has a meaning and a type; each code that stands in one is in codes.csv."""
    _, found, _ = told
    said = {(row["file"], row["column"]): row for row in found["dictionary.csv"]}
    codes = {(row["list"], row["code"]): row["label"] for row in found["codes.csv"]}
    assert all(row["meaning"] and row["type"] for row in said.values())
    for file, rows in found.items():
        if file in {"dictionary.csv", "codes.csv"} or not rows:
            continue
        assert list(rows[0]) == [column for name, column in said if name == file]
        for row in rows:
            for column, cell in row.items():
                of = said[file, column]
                for code in cell.split("; ") if of["codes"] and cell else ():
                    assert (of["codes"], code) in codes, (file, column, code)
                assert of["type"] != "date" or not cell or ISO.fullmatch(cell), (file, column, cell)
                assert of["type"] not in {"decimal", "whole number"} or not cell or Decimal(cell) is not None


def test_nobody_is_named_unless_names_are_asked_for(told):
    """Neither name nor number nor id nor a day of birth; the same person has one pseudonym in every file."""
    folder, found, telling = told
    for file in folder.glob("*"):
        text = file.read_text("utf-8")
        assert not [word for word in telling if word in text], file.name
    assert "identifiers.csv" not in found
    assert not {"name", "date_of_birth", "words", "matters"} & set(found["people.csv"][0]) & set(found["plans.csv"][0])
    people = {row["person"] for row in found["people.csv"]}
    for file, rows in found.items():
        assert {row["person"] for row in rows if "person" in row} <= people, file
    assert len(people) == len(found["people.csv"]) == 37


def test_the_commissioners_row_holds_the_dates_and_what_was_reached(told):
    """One row a referral received; the dates are the episode's, the score is of its goals."""
    _, found, _ = told
    rows = found["commissioner.csv"]
    assert len(rows) == len(found["referrals_in.csv"])
    episodes = {row["referral_in"]: row for row in found["episodes.csv"]}
    ended = [row for row in rows if row["end_state"] == "ended"]
    assert ended
    for row in ended:
        episode = episodes[row["reference"]]
        assert (row["end_date"], row["plan_agreed"]) == (episode["ended_on"], episode["plan_agreed_on"])
        assert row["end_reasons"] == episode["end_reasons"]
    plans = {row["plan"]: row["episode"] for row in found["plans.csv"]}
    for row in rows:
        episode = episodes.get(row["reference"])
        goals = [goal for goal in found["goals.csv"] if episode and plans[goal["plan"]] == episode["episode"]]
        scores = [Decimal(goal["score"]) for goal in goals if goal["score"]]
        assert row["outcomes_set"] == str(len(scores))
        assert Decimal(row["outcome_score"] or 0) == sum(scores)


def test_check_ins_stand_in_long_form(told):
    """Fourteen answers and four figures of a whole WEMWBS; the raw sum is the answers'; no statement is written."""
    folder, found, _ = told
    by_check_in = {}
    for row in found["check_ins.csv"]:
        by_check_in.setdefault(row["check_in"], []).append(row)
    whole = [rows for rows in by_check_in.values() if rows[0]["instrument"] == "wemwbs" and len(rows) == 18]
    assert whole
    for rows in whole:
        values = {row["measure"]: row["value"] for row in rows}
        answers = sum(int(value) for name, value in values.items() if name.startswith("item-"))
        assert int(values["raw-wemwbs"]) == answers == int(values["score-wemwbs"])
        assert Decimal(values["score-swemwbs"]) == instrument("swemwbs").value_of(int(values["raw-swemwbs"]))
    text = "".join(file.read_text("utf-8") for file in folder.glob("*"))
    assert not [item.text for item in instrument("wemwbs").items if item.text in text]
    assert "NHS Health Scotland" in (folder / "README.txt").read_text("utf-8")


def test_a_change_names_its_threshold(told):
    """At or past the figure it is improved or worsened; under it, neither."""
    _, found, _ = told
    assert {row["class"] for row in found["check_in_changes.csv"]} >= {"improved", "no reliable change"}
    for row in found["check_in_changes.csv"]:
        change, figure = Decimal(row["change"]), Decimal(row["threshold_points"])
        by_rule = "no reliable change" if abs(change) < figure else "improved" if change > 0 else "worsened"
        assert row["class"] == by_rule


def test_the_files_open_in_a_spreadsheet_and_in_a_program(told):
    """A byte order mark, commas, CR LF, one line a row; sums that `sha256sum -c` reads."""
    folder, found, _ = told
    data = (folder / "people.csv").read_bytes()
    assert data.startswith("\N{ZERO WIDTH NO-BREAK SPACE}".encode())
    assert data.count(b"\r\n") == data.count(b"\n") == 38
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    assert {each["name"]: each["rows"] for each in manifest["files"] if each["name"] in found} == {
        name: len(rows) for name, rows in found.items()
    }
    assert "hide counts of 1 to 4" in manifest["notes"][0]
    assert "people.csv" in (folder / "SHA256SUMS").read_text("utf-8")


def test_what_was_entered_in_error_or_corrected_is_not_counted(store, odd, tmp_path):
    """A check-in counts once; a person entered in error not at all; a second record says which to count."""
    found = exported_to(store, tmp_path / "out")
    wanted = {PSEUDONYMS.of(odd[name]) for name in ("base", "right", "part", "ons", "newer")}
    assert {row["check_in"] for row in found["check_ins.csv"]} == wanted
    assert {row["person"]: row["joined_with"] for row in found["people.csv"]} == {
        PSEUDONYMS.of(odd["ida"]): "", PSEUDONYMS.of(odd["twin"]): PSEUDONYMS.of(odd["ida"]),
    }  # fmt: skip
    assert PSEUDONYMS.of(odd["bad_consent"]) not in {row["consent"] for row in found["consents.csv"]}
    assert PSEUDONYMS.of(odd["withheld"]) not in {row["consent"] for row in found["consents.csv"]}
    assert {row["person"] for row in found["plans.csv"]} == {PSEUDONYMS.of(odd["ida"])}
    scores = {row["state"]: row["score"] for row in found["goals.csv"]}
    assert scores == {"active": "0.5", "future": "0", "achieved": "1", "removed": ""}
    first, second = sorted(found["commissioner.csv"], key=lambda row: row["received"], reverse=True)
    assert (first["end_state"], first["outcomes_set"], first["outcomes_removed"]) == ("open", "3", "1")
    assert (first["outcome_score"], first["accepted"]) == ("1.5", "2026-04-03")
    assert (second["end_state"], second["accepted"], second["outcome_score"]) == ("not accepted", "", "")


def test_no_cell_begins_a_formula(store, odd, tmp_path):
    """Names and words that begin with = + - @ have an apostrophe; a number below zero stays a number."""
    found = exported_to(store, tmp_path / "out", pseudonyms=None)
    ida = next(row for row in found["people.csv"] if row["person"] == odd["ida"])
    assert (ida["name"], ida["other_names"]) == ("Ida Marsh", "'@Ida")
    assert {row["name"] for row in found["activities.csv"]} == {"'=Rowing"}
    assert found["referrals_in.csv"][0]["reason"] == "'-lonely"
    assert found["plans.csv"][0]["matters"] == "The sea and quiet"
    assert {row["value"] for row in found["identifiers.csv"]} == {"9990000018", "9990000019", "A1234BC"}


@given(st.text())
def test_no_text_whatever_begins_a_formula_or_a_line(text):
    """Whatever was typed: the first letter runs nothing, and a row stays a line."""
    cell = escaped(text)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert not {"\n", "\r"} & set(cell)


def test_a_key_gives_the_same_pseudonyms_and_another_gives_others(tmp_path):
    """It is made once, for its owner alone, and what is no key is refused."""
    one, person = Pseudonyms.read(tmp_path / "key"), "0198a5c8-0000-7000-8000-000000000001"
    assert one.of(person) == Pseudonyms.read(tmp_path / "key").of(person)
    assert one.of(person) != Pseudonyms.read(tmp_path / "other").of(person)
    assert re.fullmatch(r"[A-Z2-7]{20}", one.of(person))
    for text in ("short", "ab" * 31, "é" * 64):
        (tmp_path / "bad").write_text(text, encoding="utf-8")
        with pytest.raises(NotAKey):
            Pseudonyms.read(tmp_path / "bad")
    assert issubclass(NotAKey, BadInput)


def test_each_column_that_is_worked_out_has_its_rule_and_each_rule_its_column():
    """The data file and the code name the same; the types are known, or reading it would have failed."""
    named = {
        column.source.removeprefix(WORKED_OUT)
        for table in all_tables()
        for column in table.columns
        if column.source.startswith(WORKED_OUT) and not table.rows
    }
    assert named == set(COLUMNS) | set(COMMISSIONER)
    assert {table.rows for table in all_tables() if table.rows} == set(LINES)
    free = {"address", "words", "reason", "why", "note", "matters", "what_for", "name", "value", "where"}
    shown = {(table.kind.kind(), column.source) for table in tables(named=False) for column in table.shown(named=False)}
    own = {"team", "provider", "activity", "pot", "review"}  # names of things; a review's is what the team calls it
    assert not [(kind, field) for kind, field in shown if field in free and kind not in own]


@pytest.mark.practice(87)
def test_the_tables_hold_demand_spend_and_unmet_need(tmp_path):
    """The pots of the export come to what the program says of them; a search in which nothing fitted is a row."""
    with demonstration_store(tmp_path / "store") as store:
        with store.unit_of_work(None) as uow:
            held = select(Withholding.table().c.person_id, Withholding.table().c.id)
            for person, withheld in uow.connection.execute(held).all():
                uow.change(uow.get_of(Withholding, person, withheld), lifted=True)
            uow.add(Gap(on=NOON.date(), domain="housing", area="Marl Cross", reasons=["none-near"]))
        with store.reading() as connection:
            pots = pots_of(connection, NOON.date())
        found = exported_to(store, tmp_path / "out")
    spent = {}
    for row in found["money_requests.csv"]:
        at = row["pot"], row["counts_as"]
        spent[at] = spent.get(at, 0) + int(row["amount_pence"])
    assert pots
    for pot in pots:
        assert spent.get((pot.id, "spent"), 0) == pot.balance.spent_pence
        assert spent.get((pot.id, "committed"), 0) == pot.balance.committed_pence
    assert found["gaps.csv"][0]["area"] == "Marl Cross"
    assert {row["decision"] for row in found["referrals_in.csv"]} >= {"accepted", "waiting"}


@pytest.mark.practice(1)
def test_a_worker_goes_by_the_title_that_the_team_uses(told):
    """One role, and the team's own word for it."""
    _, found, _ = told
    titles = {row["title"] for row in found["workers.csv"] if row["role"] == "worker"}
    assert {"personal adviser", "link worker"} <= titles


def test_joined_records_lead_to_one_even_where_they_lead_round():
    """Through several, and where two laptops joined each with the other."""
    assert ends_in("a", {"a": "b", "b": "c"}) == "c"
    assert ends_in("a", {}) == "a"
    assert {ends_in(each, {"b": "c", "c": "b", "a": "b"}) for each in "abc"} == {"b"}


@pytest.mark.parametrize(
    ("born", "band"), [("2010-08-07", "0-15"), ("2010-08-06", "16-17"), ("2001-08-07", "21-24"), ("1950-01-01", "65+")]
)
def test_an_age_is_a_band_on_the_day(born, band):
    """Counted to the birthday; not known stays empty."""
    row = Person(name="Ida", date_of_birth=NOON.date().fromisoformat(born))
    assert age_band(row, Around(None, None, NOON.date())) == band
    assert age_band(Person(name="Ida"), Around(None, None, NOON.date())) is None


def test_postgresql_gives_out_what_a_trial_does(trial, address, jo, clock, tmp_path):
    """The same bundle in both, taken in row by row and set by set: each file of CSV and FHIR, and Jo's chain."""
    ids = odd_person(jo.store, jo.worker)
    with jo.store.unit_of_work(jo.worker) as uow:  # an answer that came bare would hold her back whole
        let_leave(uow, ids["ida"], ids["withheld"])
    with open_hub(address, trial.identity, clock, folder=tmp_path / "other") as other:
        trust(jo.store, jo.worker, trial.identity.invitation)
        files, given = jo.send(), []
        for hub in (trial, other):
            enrol(hub, None, jo.public)
            assert [each.state for each in receive(hub, files)] == ["taken-in"]
            out = tmp_path / f"out-{len(given)}"
            with hub.reading() as connection:
                write_csv(connection, out / "csv", made_at=NOON, pseudonyms=PSEUDONYMS)
                write_csv(connection, out / "named", made_at=NOON, pseudonyms=None)
                write_fhir(connection, out / "fhir", made_at=NOON)
                write_journal(connection, out / "journal", made_at=NOON)
            every = {path.relative_to(out): path.read_bytes() for path in out.rglob("*") if path.is_file()}
            hubs_own = [name for name in every if name.parts[0] == "journal" and jo.id not in name.name]
            given.append({name: every[name] for name in every.keys() - hubs_own})
    assert len(sheet(out / "csv" / "people.csv")) > 1
    assert given[0] == given[1]


def test_labels_are_those_of_the_lists(told):
    """A code and its label stand beside each other."""
    _, found, _ = told
    for row in found["people.csv"]:
        assert row["sex_label"] == coded("sex").label(row["sex"])
    with (told[0] / "people.csv").open(encoding="utf-8-sig", newline="") as file:
        assert next(csv.reader(file))[0] == "person"
