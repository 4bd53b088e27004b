"""The fictional people as FHIR: what every resource must be, and that the handbook's table is what is done."""

import json
import re
from decimal import Decimal

import pytest
from sqlalchemy import select

from exported import NOON, checked, demonstration_store, fhir, odd_person
from linkworker.base.guide import topic
from linkworker.base.lists import coded
from linkworker.hub.exports.fhir.codes import coding, fhir_table, state
from linkworker.hub.exports.fhir.person import TYPES, references
from linkworker.hub.exports.fhir.writing import write_fhir
from linkworker.hub.exports.manifest import FORMAT
from linkworker.records.person import Person
from linkworker.records.registry import KINDS
from linkworker.wellbeing.packs import instrument

LICENSED = [item.text for code in ("wemwbs", "swemwbs") for item in instrument(code).items]


@pytest.fixture(scope="module")
def exported(tmp_path_factory):
    """All fictional people, written once and read back."""
    folder = tmp_path_factory.mktemp("fhir")
    with demonstration_store(folder / "store") as store:
        return folder / "out", fhir(store, folder / "out")


def test_every_resource_is_as_the_standard_has_it(exported):
    """Each line of each file is read by the library of R4B."""
    folder, found = exported
    assert set(found) == set(TYPES)
    for kind in found:
        for line in (folder / f"{kind}.ndjson").read_text("utf-8").splitlines():
            checked(kind, line)


def test_every_reference_finds_its_resource(exported):
    """Nothing points to what is not there, and no id stands twice."""
    _, found = exported
    named = [f"{kind}/{each['id']}" for kind, made in found.items() for each in made]
    assert len(set(named)) == len(named)
    assert {one for made in found.values() for each in made for one in references(each)} <= set(named)


def test_no_word_of_a_licensed_questionnaire_goes_out(exported):
    """Answers stand beside numbers; the owners' notice goes with each; ONS4 is free, so its words may stand."""
    folder, found = exported
    whole = "".join(file.read_text("utf-8") for file in folder.glob("*"))
    assert not [words for words in LICENSED if words in whole]
    scales = {each["url"].rpartition(":")[2]: each for each in found["Questionnaire"]}
    assert "NHS Health Scotland" in scales["wemwbs"]["copyright"]
    assert all("text" not in item for item in scales["swemwbs"]["item"])
    assert "satisfied" in scales["ons4"]["item"][0]["text"]


def test_scores_are_decimals_that_come_from_their_answers(exported):
    """SWEMWBS 24.11 is 24.11 to the digit; a score derives from a form, a change from two scores."""
    _, found = exported
    by_id = {each["id"]: each for each in found["Observation"]}
    metric = [each for each in by_id.values() if each["code"]["text"] == "SWEMWBS score"]
    assert metric
    assert all(isinstance(each["valueQuantity"]["value"], Decimal) for each in metric)
    assert any(each["valueQuantity"]["value"].as_tuple().exponent == -2 for each in metric)
    changes = [each for each in by_id.values() if each["code"]["text"].startswith("Change in ")]
    assert changes
    for each in changes:
        earlier, later = (by_id[ref["reference"].partition("/")[2]] for ref in each["derivedFrom"])
        amount = Decimal(later["valueQuantity"]["value"]) - Decimal(earlier["valueQuantity"]["value"])
        assert amount == Decimal(each["valueQuantity"]["value"])
        assert all("threshold of" in one["text"] for one in each["interpretation"])


def test_whoever_stays_on_the_laptop_is_not_there(exported, tmp_path):
    """One fictional person withholds their whole record and two said no; their names are in no file."""
    folder, found = exported
    with demonstration_store(tmp_path / "store") as store, store.reading() as connection:
        names = dict(connection.execute(select(Person.table().c.id, Person.table().c.name)).all())
    away = set(names) - {each["id"] for each in found["Patient"]}
    assert len(away) == 3
    whole = "".join(file.read_text("utf-8") for file in folder.glob("*"))
    assert not [one for one in away if names[one] in whole]


def test_one_person_is_one_bundle(tmp_path):
    """All that the record points to is inside, by its address there."""
    with demonstration_store(tmp_path / "store") as store, store.reading() as connection:
        one = connection.execute(select(Person.table().c.id).order_by(Person.table().c.id)).scalars().first()
        made = write_fhir(connection, tmp_path / "out", made_at=NOON, person_id=one)
    text = (tmp_path / "out" / f"person-{one}.json").read_text("utf-8")
    checked("Bundle", text)
    bundle = json.loads(text)
    assert (bundle["type"], made.people) == ("collection", 1)
    inside = {entry["fullUrl"] for entry in bundle["entry"]}
    assert len(inside) == len(bundle["entry"])
    assert {ref for entry in bundle["entry"] for ref in references(entry["resource"])} <= inside
    assert [entry["resource"]["resourceType"] for entry in bundle["entry"]].count("Patient") == 1
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text("utf-8"))
    assert (manifest["format"], manifest["fhir_version"]) == (FORMAT, "4.0.1")


def test_the_same_store_gives_the_same_files(exported, tmp_path):
    """Ids are the records' own or drawn from them, so an export may be compared with the last."""
    folder, _ = exported
    with demonstration_store(tmp_path / "store") as store:
        fhir(store, tmp_path / "out")
    for file in folder.glob("*.ndjson"):
        assert file.read_bytes() == (tmp_path / "out" / file.name).read_bytes()


ROW = re.compile(r"^\| (\w+)\.(\w+) \| (.+) \|$", re.MULTILINE)
FROM = re.compile(r"(\w+): ([\w, ]+)")


def test_the_handbook_says_what_is_done(exported, store, worker, tmp_path):
    """Its table has each element that is written and no other, and names only fields that there are."""
    odd_person(store, worker)
    _, told = exported
    odd = fhir(store, tmp_path / "out")
    written = {
        (kind, element) for found in (told, odd) for kind, made in found.items() for each in made for element in each
    }
    rows = ROW.findall(topic("what-the-centre-gets").text)
    documented = {(kind, element) for kind, element, _ in rows}
    assert written - documented == {(kind, name) for kind in TYPES for name in ("resourceType", "id")}
    assert documented - written == set()
    for _, _, said in rows:
        for kind, fields in FROM.findall(said):
            assert set(fields.split(", ")) <= {*KINDS[kind].table().columns.keys()}, said


CODES = {row["code"] for row in fhir_table()["codes"].values()}


def test_every_state_of_ours_has_one_of_theirs():
    """Each code of our lists has a row; one that a newer program brings has `other`."""
    for table in (
        "referral-state",
        "referral-in-decision",
        "goal-state",
        "step-state",
        "agreement",
        "identifier-status",
    ):
        rows = fhir_table()["states"][table]
        assert set(coded(table).codes()) <= set(rows), table
    for code in ("no-such-code", "brought-by-a-newer-program"):
        assert state("referral-state", code)["request"] == "unknown"


def test_codes_of_others_name_their_source():
    """A code system, a code and where it is from; our own code holds none."""
    for name, row in fhir_table()["codes"].items():
        assert row["source"], name
        assert coding(name)["system"].startswith("http")
    assert {"871731000000106", "871711000000103", "59284-0"} <= CODES
