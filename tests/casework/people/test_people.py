"""Adding and changing people."""

from datetime import date

import pytest

from linkworker.base.errors import BadInput, NotFound
from linkworker.base.ids import imported_id
from linkworker.casework.people.look_alikes import KnownPeople
from linkworker.casework.people.people import (
    add_new_person,
    add_person,
    change_person,
    live_person,
    read_fields,
    worth_checking,
)
from linkworker.records.person import Person
from linkworker.records.worker import Worker


@pytest.fixture
def ali(store, worker):
    """Ali Marsh's id."""
    with store.unit_of_work(worker) as uow:
        return add_person(uow, "Ali Marsh", date_of_birth=date(2007, 5, 3)).person_id


def test_only_a_name_is_needed_and_the_worker_is_ones_own(store, worker):
    """Every other field stays unknown, said as such: not asked is no answer."""
    with store.unit_of_work(worker) as uow:
        added = add_person(uow, "  Bea Nowak ")
        person = live_person(uow, added.person_id)
        assert (person.name, person.worker_id, person.release_known) == ("Bea Nowak", worker, "not-known")
        assert {person.sex, person.gender, person.ethnicity, person.interpreter} == {"not-asked"}
        with pytest.raises(BadInput, match="Enter a name"):
            add_person(uow, " ")


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"date_of_birth": date(2026, 8, 7)}, "Date of birth must be on or before 6 August 2026."),
        ({"release_date": date(2007, 5, 3)}, "Release date must be after 3 May 2007"),
        ({"arrived_on": date(2026, 8, 7)}, "Arrival date must be"),
        ({"arrived_on": date(2026, 8, 1), "release_date": date(2026, 7, 31)}, "on or after 1 August 2026"),
        ({"risk_date": date(2027, 1, 1)}, "The date of the risk level must be"),
        ({"name": "  "}, "Enter a name"),
    ],
)
def test_what_cannot_be_so_is_refused(store, worker, ali, fields, sentence):
    """In one sentence with the date that it is about; nothing is changed."""
    with pytest.raises(BadInput, match=sentence), store.unit_of_work(worker) as uow:
        change_person(uow, ali, area="Lewes", **fields)
    with store.unit_of_work(worker) as uow:
        assert live_person(uow, ali).area is None


def test_somebody_from_a_file_is_added_as_one_by_hand(store, worker):
    """The same checks and warnings, under the id that the file gives; who has the number already is named."""
    with store.unit_of_work(worker) as uow:
        add_person(uow, "Ali Marsh", numbers=[("nhs", "9990000018")])
        known, file_id = KnownPeople.read(uow.connection), imported_id("list", "7")
        fields = {"setting": "custody", "release_date": date(2027, 1, 1), "record_id": file_id}
        added = add_new_person(uow, "Bea Nowak", numbers=[("nhs", "999 000 0018")], known=known, **fields)
        assert (added.person_id, added.look_alikes) == (file_id, ())
        assert added.warnings == ("Ali Marsh has this number too. Check which of the two it belongs to.",)
        assert added.checks == ("Say which prison they are in.",)
        assert live_person(uow, file_id).release_known == "known"
        with pytest.raises(BadInput, match="Date of birth must be"):
            add_new_person(uow, "Cy Dow", known=known, date_of_birth=date(2026, 8, 7))
        assert [one.why for one in known.like("Bea Nowak")] == ["same name"]
        assert known.like("Cy Dow") == ()


def test_a_release_date_and_whether_it_is_known_agree(store, worker, ali):
    """Either decides the other."""
    with store.unit_of_work(worker) as uow:
        person = live_person(uow, ali)
        change_person(uow, ali, release_date=date(2027, 1, 1))
        assert person.release_known == "known"
        change_person(uow, ali, release_known="none")
        assert (person.release_date, person.release_known) == (None, "none")
        change_person(uow, ali, release_date=date(2027, 1, 1))
        change_person(uow, ali, release_date=None)
        assert person.release_known == "not-known"


@pytest.mark.practice(19)
def test_fields_are_read_as_typed(store, worker, ali):
    """By name or label, any case; codes by label; several with commas; days first; the worker by name."""
    with store.unit_of_work(worker) as uow:
        sam = uow.add(Worker(name="Sam Hill")).id
        fields = read_fields(
            uow,
            [
                "Legal stage=out of court",
                "asked for=Football; gym",
                "release date=6/8/27",
                "reachable areas=Lewes, Hove",
                "no_under_18s=Yes",
                "worker=sam hill",
                "establishment=fwk",
                "ethnicity=prefers not to say",
            ],
        )
        assert change_person(uow, ali, **fields)
        person = live_person(uow, ali)
    assert person.legal_stage == "out-of-court-disposal"
    assert person.asked_for == ["football", "gym"]
    assert person.release_date == date(2027, 8, 6)
    assert person.reachable_areas == ["Lewes", "Hove"]
    assert (person.no_under_18s, person.worker_id, person.establishment) == (True, sam, "FWK")
    assert person.ethnicity == "prefers-not-to-say"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("area", "field=value"),
        ("shoe size=9", "not one field"),
        ("risk level=extreme", "Choose a risk level: Low, Medium"),
        ("safeguarding=perhaps", "Answer yes or no"),
        ("date of birth=soon", "Enter a date of birth"),
        ("source ref=1", "not one field"),
        ("risk=high", "Choose risk level, source of risk level"),
    ],
)
def test_what_cannot_be_read_says_what_can(store, worker, ali, typed, sentence):
    """One sentence with the choices."""
    with pytest.raises(BadInput, match=sentence), store.unit_of_work(worker) as uow:
        read_fields(uow, [typed])


def test_an_unknown_worker_is_named_with_those_there_are(store, worker, ali):
    """So that the right one can be typed."""
    with pytest.raises(NotFound, match="Choose Jo Brand-Taylor"), store.unit_of_work(worker) as uow:
        read_fields(uow, ["worker=Nobody"])


def test_a_field_is_emptied_by_nothing(store, worker, ali):
    """Text and dates become unknown; a coded field goes back to what it says unasked."""
    with store.unit_of_work(worker) as uow:
        change_person(uow, ali, area="Lewes", risk_level="high", asked_for=["gym"])
        change_person(uow, ali, **read_fields(uow, ["area=", "risk level=", "asked for=", "date of birth="]))
        person = live_person(uow, ali)
    assert (person.area, person.risk_level, person.asked_for, person.date_of_birth) == (None, "not-assessed", [], None)


def test_what_is_worth_checking_is_said_and_blocks_nothing():
    """Each in a sentence; a record that fits together has none."""
    odd = Person(
        name="Cy", release_date=date(2026, 8, 5), setting="custody", risk_level="high", safeguarding=True,
        interpreter="yes",
    )  # fmt: skip
    assert len(worth_checking(odd, date(2026, 8, 6))) == 5
    assert worth_checking(Person(name="Cy"), date(2026, 8, 6)) == ()
    said = worth_checking(Person(name="Cy", setting="custody", establishment="Lewes"), date(2026, 8, 6))
    assert said == ("Match knows a prison by its code of three letters, like LWI for Lewes.",)


def test_somebody_entered_in_error_is_changed_no_more(store, worker, ali):
    """Reinstate them first."""
    with store.unit_of_work(worker) as uow:
        uow.enter_in_error(live_person(uow, ali), "twice")
        with pytest.raises(NotFound, match="entered in error"):
            change_person(uow, ali, area="Lewes")
