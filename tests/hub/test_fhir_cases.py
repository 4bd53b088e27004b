"""The odd cases as FHIR: entered in error, corrected, withheld, erased, joined, in part, not known here."""

import json
from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import insert

from exported import NOON, checked, fhir, odd_person
from linkworker.base.errors import NotFound
from linkworker.base.lists import coded
from linkworker.hub.exports.fhir.writing import write_fhir
from linkworker.hub.exports.json_text import json_text
from linkworker.hub.exports.people import people
from linkworker.journal.erasing import erase_person
from linkworker.journal.tables import TIP
from linkworker.records.note import Note
from linkworker.records.person import Person
from linkworker.records.registry import KINDS
from linkworker.records.withholding import Withholding


@pytest.fixture
def ids(store, worker):
    """The odd person's ids."""
    return odd_person(store, worker)


@pytest.fixture
def made(store, ids, tmp_path):
    """Their resources by type and id, each checked by the library of R4B."""
    found = fhir(store, tmp_path / "out")
    for kind in found:
        for line in (tmp_path / "out" / f"{kind}.ndjson").read_text("utf-8").splitlines():
            checked(kind, line)
    return {kind: {each["id"]: each for each in all_of} for kind, all_of in found.items()}


def test_two_records_of_one_person_point_to_each_other(made, ids):
    """The one that ended is not active; the one that goes on says which it replaces."""
    twin, ida = made["Patient"][ids["twin"]], made["Patient"][ids["ida"]]
    assert (twin["active"], ida["active"]) == (False, True)
    assert twin["link"] == [{"other": {"reference": f"Patient/{ids['ida']}"}, "type": "replaced-by"}]
    assert ida["link"] == [{"other": {"reference": f"Patient/{ids['twin']}"}, "type": "replaces"}]


def test_a_person_entered_in_error_says_nothing_more(made, ids):
    """Neither name nor numbers."""
    assert made["Patient"][ids["wrong"]] == {"resourceType": "Patient", "id": ids["wrong"], "active": False}


def test_only_a_number_that_can_be_one_is_an_nhs_number(made, ids):
    """Others look people up by it; a wrong one goes without the system, and no flag of the record is lost."""
    found = made["Patient"][ids["ida"]]["identifier"]
    nhs = [each for each in found if each.get("system") == "https://fhir.nhs.uk/Id/nhs-number"]
    assert [each["value"] for each in nhs] == ["9990000018"]
    assert {each["value"]: each["use"] for each in found} == {
        "9990000018": "usual", "9990000019": "temp", "A1234BC": "old",
    }  # fmt: skip


def test_only_safe_ways_to_reach_somebody_go_out(made, ids):
    """What is not safe, or was never asked, stays."""
    ida = made["Patient"][ids["ida"]]
    assert [each["value"] for each in ida["telecom"]] == ["01632 960102"]
    assert [each["text"] for each in ida["address"]] == ["2 Quay", "3 Quay"]
    assert ida["generalPractitioner"] == [{"display": "Dr Amin, Quay surgery"}]
    assert (ida["gender"], ida["birthDate"]) == ("other", "2001-03-04")


def test_what_was_entered_in_error_keeps_its_status_and_no_content(made, ids):
    """A consent, a goal, and a check-in with its scores."""
    consent, goal = made["Consent"][ids["bad_consent"]], made["Goal"][ids["wrong_goal"]]
    assert (consent["status"], goal["lifecycleStatus"]) == ("entered-in-error", "entered-in-error")
    assert "provision" not in consent
    assert goal["description"] == {"text": "Entered in error"}
    response = made["QuestionnaireResponse"][ids["gone"]]
    assert response["status"] == "entered-in-error"
    assert "item" not in response
    scores = _derived(made, ids["gone"])
    assert len(scores) == 2
    assert {each["status"] for each in scores} == {"entered-in-error"}
    assert all("valueQuantity" not in each for each in scores)


def test_a_corrected_check_in_gives_way_to_the_one_that_corrects_it(made, ids):
    """The slip is in error; what corrects it is amended and its scores corrected; change is measured on it alone."""
    responses = made["QuestionnaireResponse"]
    assert [responses[ids[name]]["status"] for name in ("base", "slip", "right", "part", "ons")] == [
        "completed", "entered-in-error", "amended", "stopped", "completed",
    ]  # fmt: skip
    assert {each["status"] for each in _derived(made, ids["right"])} == {"corrected"}
    changes = [each for each in made["Observation"].values() if each["code"]["text"].startswith("Change in WEMWBS")]
    assert [(each["valueQuantity"]["value"], each["effectiveDateTime"]) for each in changes] == [(4, "2026-07-01")]
    assert changes[0]["interpretation"][0]["text"].startswith("Improved: WEMWBS up 4, at or past the meaningful")


def test_answers_in_part_give_no_score(made, ids):
    """Skipped items are absent, never made up; an instrument that is not known here keeps its answers."""
    part = made["QuestionnaireResponse"][ids["part"]]
    assert len(part["item"]) == 13
    assert _derived(made, ids["part"]) == []
    newer = made["QuestionnaireResponse"][ids["newer"]]
    assert newer["item"] == [{"linkId": "1", "answer": [{"valueInteger": 2}]}]
    assert made["QuestionnaireResponse"][ids["ons"]]["item"][0]["text"].startswith("Overall")


def _derived(made, check_in):
    wanted = f"QuestionnaireResponse/{check_in}"
    return [one for one in made["Observation"].values() if {"reference": wanted} in one["derivedFrom"]]


def test_a_refusal_is_not_a_consent(made, ids):
    """Rejected with a denial; what was withdrawn is inactive and ends on its day; what is withheld is absent."""
    by_status = {each["status"]: each for each in made["Consent"].values()}
    assert set(by_status) == {"inactive", "rejected", "entered-in-error"}
    assert by_status["rejected"]["provision"]["type"] == "deny"
    assert by_status["inactive"]["provision"]["period"]["end"] == "2026-06-01"
    assert ids["withheld"] not in made["Consent"]


def test_a_referral_says_where_it_stands_and_why(made, ids):
    """Declined carries the standard code beside our reason; one taken up again names the earlier; paused is on hold."""
    request = made["ServiceRequest"][ids["referral"]]
    task = next(each for each in made["Task"].values() if each["focus"]["reference"].endswith(ids["referral"]))
    assert (request["status"], request["intent"], task["status"]) == ("revoked", "proposal", "cancelled")
    assert [each["code"] for each in task["statusReason"]["coding"]] == ["871711000000103", "money"]
    assert task["note"] == [{"time": "2026-05-09", "text": "Too dear"}]
    again = made["ServiceRequest"][ids["again"]]
    assert again["status"] == "on-hold"
    assert again["replaces"] == [{"reference": f"ServiceRequest/{ids['referral']}"}]


def test_the_plan_keeps_the_persons_own_words(made, ids):
    """What matters first, then needs, then what they say of it; steps name who does them."""
    plan = made["CarePlan"][ids["plan"]]
    texts = [each["text"] for each in plan["note"]]
    assert texts[0] == "What matters to me: The sea\nand quiet"
    assert texts[-1] == "The person: Agreed. Gladly"
    (step,) = [each["detail"] for each in plan["activity"] if "detail" in each]
    assert (step["status"], step["description"], step["scheduledPeriod"]) == (
        "completed",
        "Ring",
        {"end": "2026-06-01"},
    )
    assert len(plan["goal"]) == 4


def test_who_changed_what_last_comes_from_the_journal(made, ids, worker):
    """Each record of the person has its provenance, by the worker who wrote it."""
    found = {each["target"][0]["reference"]: each for each in made["Provenance"].values()}
    goal = found[f"Goal/{ids['wrong_goal']}"]
    assert goal["activity"]["coding"][0]["code"] == "NULLIFY"
    assert goal["agent"][0]["who"]["reference"] == f"Practitioner/{worker}"
    assert goal["recorded"].startswith("2026-08-06T12:00")


def test_what_is_erased_or_withheld_is_absent(store, ids, worker, tmp_path):
    """Nothing of an erased person is there; somebody who withholds all is not there at all."""
    with store.unit_of_work(worker) as uow:
        erase_person(uow, ids["ida"], coded("erasure-reason").codes()[0])
        uow.add(Withholding(person_id=ids["twin"]))
    found = fhir(store, tmp_path / "out")
    assert [each["id"] for each in found["Patient"]] == [ids["wrong"]]
    assert not {"Goal", "Consent", "CarePlan"} & set(found)
    assert "Ida" not in "".join(file.read_text("utf-8") for file in (tmp_path / "out").glob("*"))


def test_since_takes_only_who_changed(store, ids, worker, clock, tmp_path):
    """A look is no change; a note is."""
    clock.advance(timedelta(days=2))
    with store.unit_of_work(worker) as uow:
        uow.add(Note(person_id=ids["twin"], on=date(2026, 8, 8), words="Rang"))
    found = fhir(store, tmp_path / "out", since=date(2026, 8, 7))
    assert [each["id"] for each in found["Patient"]] == [ids["twin"]]
    with store.reading() as connection:
        assert len(list(people(connection, since=date(2026, 8, 6)))) == 3
        assert list(people(connection, since=date(2026, 8, 9))) == []


def test_a_person_who_is_not_here_is_not_found(store, worker, tmp_path):
    """And no folder is left behind."""
    with store.reading() as connection, pytest.raises(NotFound, match="no person with that id"):
        write_fhir(connection, tmp_path / "out", made_at=NOON, person_id="0198a5c8-0000-7000-8000-000000000001")
    assert not (tmp_path / "out").exists()
    assert not list(tmp_path.glob(".linkworker-export-*"))


def test_fields_that_nobody_chose_between_are_said(store, ids, worker, tmp_path):
    """The manifest counts them; the value shown is given."""
    with store.writing() as connection:
        tip = {"record_id": ids["ida"], "field": "area", "person_id": ids["ida"], "kind": "person", "agreed": False}
        connection.execute(insert(TIP), [{**tip, "entry_id": ids["twin"]}, {**tip, "entry_id": ids["wrong"]}])
    fhir(store, tmp_path / "out")
    notes = json.loads((tmp_path / "out" / "manifest.json").read_text("utf-8"))["notes"]
    assert notes[-1].startswith("1 field has two values")


def test_it_is_the_same_from_postgresql(postgresql, store, ids, tmp_path):
    """The same rows in the centre's database give the same files, to the byte."""
    with store.reading() as connection, postgresql.begin() as centre:
        for record in (Person, *(one for one in KINDS.values() if one is not Person)):
            rows = [dict(row) for row in connection.execute(record.table().select()).mappings()]
            if rows:
                centre.execute(insert(record.table()), rows)
        here = {one.id for one in people(connection)}
    fhir(store, tmp_path / "laptop")
    with postgresql.connect() as centre:
        write_fhir(centre, tmp_path / "centre", made_at=NOON)
        assert {one.id for one in people(centre)} == here
    for file in (tmp_path / "laptop").glob("*.ndjson"):
        if file.stem != "Provenance":  # its entries were not carried over
            assert file.read_bytes() == (tmp_path / "centre" / file.name).read_bytes(), file.name


def test_a_decimal_keeps_its_digits_and_a_float_is_refused():
    """21.50 stays 21.50."""
    assert json_text({"a": [Decimal("21.50"), 1, None, True, "é"]}) == '{"a": [21.50, 1, null, true, "é"]}'
    with pytest.raises(TypeError):
        json_text({"a": 0.1})
