"""`linkworker hub export` as typed: what is written, what is said, what is refused, and what the hub notes of it."""

import io
import json

import pytest
from sqlalchemy import select

from exported import sheet
from linkworker.cli.desk import Desk
from linkworker.cli.running import run
from linkworker.hub.opening import open_folder
from linkworker.journal.actions import Action
from linkworker.journal.tables import ENTRY
from linkworker.records.goal import Goal
from linkworker.records.person import Person
from linkworker.records.plan import Plan
from linkworker.records.worker import Worker
from made_once import copied_hub


@pytest.fixture
def hub(tmp_path, clock, monkeypatch):
    """A trial hub with one fictional person and a plan; its folder and the person's id."""
    settings = tmp_path / "settings.toml"
    settings.write_text("", encoding="utf-8", newline="\n")
    monkeypatch.setenv("LINKWORKER_SETTINGS", str(settings))
    made = copied_hub(tmp_path / "hub", "Marlshire hub", clock, teams=("Leaving care",))
    with made, made.unit_of_work(None) as uow:
        person = uow.add(Person(name="Ida Marsh", sex="female")).id
        plan = uow.add(Plan(person_id=person)).id
        uow.add(Goal(person_id=person, plan_id=plan, words="Row with Ida's brother"))
    return tmp_path / "hub", person


@pytest.fixture
def typed(hub, clock, capsys):
    """Type a command at the hub; return its exit code, what it said, and what it said beside that."""

    def type_it(*words):
        out = io.StringIO()
        desk = Desk(clock=clock, out=out)
        capsys.readouterr()
        code = run(["hub", "export", *map(str, words), "--hub", str(hub[0]), "--by", "Mo Hart"], desk)
        desk.close()
        return code, out.getvalue(), capsys.readouterr().err

    return type_it


def test_csv_has_pseudonyms_by_default_and_the_same_ones_again(typed, hub, tmp_path):
    """The key is made in the hub's folder at first; a second export of another day joins the first."""
    code, said, beside = typed("csv", tmp_path / "one")
    assert (code, beside) == (0, "")
    assert "1 person." in said
    assert "hide counts of 1 to 4" in said
    assert "Ida" not in "".join(file.read_text("utf-8") for file in (tmp_path / "one").iterdir())
    assert typed("csv", tmp_path / "two")[0] == 0
    (first,), (second,) = sheet(tmp_path / "one" / "people.csv"), sheet(tmp_path / "two" / "people.csv")
    assert first == second
    assert first["person"] != hub[1]
    assert (hub[0] / "pseudonym.key").stat().st_size == 65


def test_names_only_where_they_are_asked_for(typed, hub, tmp_path):
    """With --named the ids are as they are, and words stand in."""
    assert typed("csv", tmp_path / "out", "--named")[0] == 0
    (person,) = sheet(tmp_path / "out" / "people.csv")
    assert (person["person"], person["name"]) == (hub[1], "Ida Marsh")
    assert sheet(tmp_path / "out" / "goals.csv")[0]["words"] == "Row with Ida's brother"


def test_fhir_and_the_journal_go_out_whole(typed, hub, tmp_path):
    """All as lines, one person as a Bundle, the hub's own chain as a file."""
    assert typed("fhir", tmp_path / "all")[0] == 0
    assert len((tmp_path / "all" / "Patient.ndjson").read_text("utf-8").splitlines()) == 1
    assert typed("fhir", tmp_path / "one", "--person", hub[1])[0] == 0
    bundle = json.loads((tmp_path / "one" / f"person-{hub[1]}.json").read_text("utf-8"))
    assert bundle["resourceType"] == "Bundle"
    code, said, _ = typed("journal", tmp_path / "journal")
    assert code == 0
    assert "destroy the old one" in said
    (chain,) = json.loads((tmp_path / "journal" / "manifest.json").read_text("utf-8"))["chains"]
    assert (chain["first"], chain["unproved"]) == (1, 0)


def test_a_script_gets_json(typed, tmp_path):
    """Each file with its rows, size and sum."""
    code, said, _ = typed("csv", tmp_path / "out", "--json")
    answer = json.loads(said)
    assert (code, answer["what"], answer["people"]) == (0, "csv", 1)
    assert {each["name"]: each["rows"] for each in answer["files"]}["people.csv"] == 1


def test_the_hub_notes_that_it_gave_something_out(typed, hub, clock, tmp_path):
    """What, of how many, with names or not; about the one person where it was one."""
    typed("csv", tmp_path / "csv")
    typed("fhir", tmp_path / "fhir", "--person", hub[1])
    with open_folder(hub[0], clock) as opened, opened.reading() as connection:
        asked = select(ENTRY.c.person_id).where(ENTRY.c.action == Action.EXPORTED).order_by(ENTRY.c.hlc)
        assert connection.execute(asked).scalars().all()[-1] == hub[1]
        assert len(connection.execute(asked).all()) == 2
        headers = connection.execute(select(ENTRY.c.header).where(ENTRY.c.action == Action.EXPORTED)).scalars().all()
        names = dict(connection.execute(select(Worker.table().c.id, Worker.table().c.name)).all())
    assert {names[json.loads(header)["worker"]] for header in headers} == {"Mo Hart"}


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("fhir", "out", "--named"), 3, "Leave --named out"),
        (("journal", "out", "--person", "x"), 3, "Leave --person out"),
        (("csv", "out", "--person", "Ida"), 3, "by the id of their record"),
        (("fhir", "out", "--key", "k"), 3, "Leave --key out"),
        (("csv", "out", "--key", "out/key"), 3, "must not lie in the folder"),
        (("csv", "out", "--since", "someday"), 3, "Enter"),
        (("xml", "out"), 2, "is not one of"),
        (("fhir", "hub"), 5, "has files in it"),
        (("fhir", "hub", "--replace"), 5, "no export of ours"),
        (("fhir", "out", "--person", "0198a5c8-0000-7000-8000-000000000001"), 4, "no person with that id"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(typed, tmp_path, monkeypatch, words, code, sentence):
    """The exit code is its kind's, and nothing is left behind."""
    monkeypatch.chdir(tmp_path)
    found, _, beside = typed(*words)
    assert (found, sentence in " ".join(beside.split())) == (code, True), beside
    assert not (tmp_path / "out").exists()
    assert not list(tmp_path.glob(".linkworker-export-*"))
