"""Rows and their entries: all of a unit of work, or none."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from linkworker.base.errors import NotFound, Refused
from linkworker.journal import history
from linkworker.journal.actions import Action
from linkworker.journal.tables import ENTRY, HEAD
from linkworker.journal.unit_of_work import live
from linkworker.records.appointment import Appointment
from linkworker.records.need import Need
from linkworker.records.note import Note
from linkworker.records.person import Person
from linkworker.records.record import NumberTooLarge
from linkworker.records.referral_in import ReferralIn


@pytest.fixture
def ali(store, worker):
    """The id of Ali Mansour, who is in the store."""
    with store.unit_of_work(worker) as uow:
        return uow.add(Person(name="Ali Mansour", known_as="Ali")).id


def entries(store):
    with store.reading() as connection:
        return connection.execute(select(func.count()).select_from(ENTRY)).scalar_one()


def test_a_new_record_has_one_entry_with_the_values_it_was_given(store, worker, ali):
    """Empty fields are left out; defaults that mean something are kept."""
    with store.reading() as connection:
        (line,) = history.of_record(connection, ali)
    assert (line.entry.action, line.entry.kind, line.entry.person, line.entry.worker) == (
        "created",
        "person",
        ali,
        worker,
    )
    assert line.values["name"] == "Ali Mansour"
    assert line.values["ethnicity"] == "not-asked"
    assert "address" not in line.values
    assert "adjustments" not in line.values


def test_a_change_names_the_entry_that_it_replaces(store, worker, ali):
    """The first change replaces the making, the second the first."""
    with store.unit_of_work(worker) as uow:
        assert uow.change(uow.get(Person, ali), known_as="Al", wing="B2")
    with store.unit_of_work(worker) as uow:
        assert uow.change(uow.get(Person, ali), "he asked", known_as="Ally")
    with store.reading() as connection:
        made, first, second = history.of_record(connection, ali)
    assert {f.field: f.replaces for f in first.entry.fields} == {"known_as": made.entry.id, "wing": made.entry.id}
    assert {f.field: f.replaces for f in second.entry.fields} == {"known_as": first.entry.id}
    assert second.reason == "he asked"


def test_a_change_that_changes_nothing_writes_nothing(store, worker, ali):
    """Saving a form untouched leaves no trace."""
    before = entries(store)
    with store.unit_of_work(worker) as uow:
        assert not uow.change(uow.get(Person, ali), known_as="Ali")
    assert entries(store) == before


def test_text_is_kept_composed(store, worker, ali):
    """The row and the journal spell a name the same way, whichever keyboard typed it."""
    with store.unit_of_work(worker) as uow:
        uow.change(uow.get(Person, ali), known_as="Sia\u0302n")
    with store.reading() as connection:
        assert connection.execute(select(Person.table().c.known_as)).scalar_one() == "Si\u00e2n"


def test_text_in_lists_and_maps_is_kept_composed_too(store, worker, ali):
    """As the journal spells it, made or changed."""
    with store.unit_of_work(worker) as uow:
        made = uow.add(Person(name="Bea", reachable_areas=["Ynys Mo\u0302n"]))
        uow.change(uow.get(Person, ali), reachable_areas=["Ynys Mo\u0302n"])
    with store.reading() as connection:
        table = Person.table()
        areas = connection.execute(select(table.c.reachable_areas).where(table.c.id.in_([made.id, ali]))).scalars()
        assert list(areas) == [["Ynys M\u00f4n"]] * 2


def test_an_unfinished_unit_leaves_nothing(store, worker):
    """A failure half-way undoes rows and entries alike."""
    before = entries(store)
    with pytest.raises(RuntimeError), store.unit_of_work(worker) as uow:
        uow.add(Person(name="Nobody"))
        _ = uow.connection
        raise RuntimeError
    with store.reading() as connection:
        assert connection.execute(live(Person)).all() == []
    assert entries(store) == before


def test_what_was_done_so_far_can_be_read_in_the_same_unit(store, worker):
    """`connection` sees what was added, before it is committed."""
    with store.unit_of_work(worker) as uow:
        person = uow.add(Person(name="Bea Okafor"))
        assert uow.connection.execute(select(Person.table().c.name)).scalar_one() == "Bea Okafor"
        uow.change(person, wing="A1")


def test_what_was_added_in_the_unit_is_found_by_its_id(store, worker, ali):
    """The very record, before anything is written out; changed, it is what is kept. Another kind does not find it."""
    with store.unit_of_work(worker) as uow:
        bea = uow.add(Person(name="Bea"))
        came = uow.add(ReferralIn(person_id=ali, received_on=date(2026, 8, 1)))
        assert uow.get(Person, bea.id) is bea
        assert uow.get_of(ReferralIn, ali, came.id) is came
        for kind, key in ((ReferralIn, (bea.id, came.id)), (Note, (ali, came.id))):
            with pytest.raises(NotFound):
                uow.get_of(kind, *key)
        uow.change(uow.get(Person, bea.id), name="Bea Lind")
    with store.unit_of_work(worker) as uow:
        assert uow.get(Person, bea.id).name == "Bea Lind"


def test_a_fact_is_never_edited(store, worker, ali):
    """A note is corrected by another note."""
    with store.unit_of_work(worker) as uow:
        note = uow.add(Note(person_id=ali, on=date(2026, 8, 6), words="Talked about football"))
    with store.unit_of_work(worker) as uow, pytest.raises(Refused, match="Correct it"):
        uow.change(uow.get_of(Note, ali, note.id), words="Talked about boxing")


def test_entered_in_error_stays_and_says_why(store, worker, ali):
    """The row is marked, the reason is in the journal, and it can be taken back."""
    with store.unit_of_work(worker) as uow:
        need = uow.add(Need(person_id=ali, plan_id=ali, domain="sleep", words="Cannot sleep"))
    with store.unit_of_work(worker) as uow:
        uow.enter_in_error(uow.get_of(Need, ali, need.id), "Wrong person")
    with store.reading() as connection:
        assert connection.execute(live(Need)).all() == []
        assert history.of_record(connection, need.id)[-1].reason == "Wrong person"
    with store.unit_of_work(worker) as uow:
        uow.reinstate(uow.get_of(Need, ali, need.id))
    with store.reading() as connection:
        assert len(connection.execute(live(Need)).all()) == 1


def test_entered_in_error_needs_a_reason(store, worker, ali):
    """Blank is not a reason."""
    with store.unit_of_work(worker) as uow, pytest.raises(Refused, match="Say why"):
        uow.enter_in_error(uow.get(Person, ali), "  ")


def test_a_code_that_its_list_has_not_is_refused(store, worker):
    """Nothing is kept of it."""
    with pytest.raises(NotFound, match="risk-level"), store.unit_of_work(worker) as uow:
        uow.add(Person(name="Cai", risk_level="dreadful"))
    with store.unit_of_work(worker) as uow:
        cai = uow.add(Person(name="Cai"))
    with pytest.raises(NotFound, match="adjustment"), store.unit_of_work(worker) as uow:
        uow.change(uow.get(Person, cai.id), adjustments=["levitation"])


def test_an_unknown_field_is_a_fault_of_ours(store, worker, ali):
    """Not a thing a user can do."""
    with pytest.raises(TypeError, match="has no field"), store.unit_of_work(worker) as uow:
        uow.change(uow.get(Person, ali), shoe_size=9)


def test_a_field_called_reason_is_not_taken_for_the_journals(store, worker, ali):
    """A referral in has a reason of its own."""
    with store.unit_of_work(worker) as uow:
        referral = uow.add(ReferralIn(person_id=ali, received_on=date(2026, 8, 1)))
        uow.change(referral, "He rang", reason="Sleep")
    with store.reading() as connection:
        newest = history.of_record(connection, referral.id)[-1]
    assert (newest.reason, dict(newest.values)) == ("He rang", {"reason": "Sleep"})


@pytest.mark.parametrize("kind", [Person, Need])
def test_what_is_not_there_is_not_found(store, worker, ali, kind):
    """One plain sentence."""
    with store.unit_of_work(worker) as uow, pytest.raises(NotFound):
        uow.get(kind, "none") if kind is Person else uow.get_of(kind, ali, "none")


def test_an_event_changes_no_record(store, worker, ali):
    """Printing is in the journal, with what was printed."""
    with store.unit_of_work(worker) as uow:
        uow.event(Action.PRINTED, "person", ali, person_id=ali, values={"pages": 2}, reason="for Ali")
    with store.reading() as connection:
        line = history.of_person(connection, ali)[0]
    assert (line.entry.action, dict(line.values), line.reason) == ("printed", {"pages": 2}, "for Ali")


def test_heads_hold_one_row_for_the_making_and_one_for_each_field_changed_since(store, worker, ali):
    """So that they do not grow with every field of every record."""
    with store.unit_of_work(worker) as uow:
        person = uow.get(Person, ali)
        uow.change(person, wing="B2")
        uow.change(person, wing="B3")
    with store.reading() as connection:
        fields = connection.execute(select(HEAD.c.field).where(HEAD.c.record_id == ali)).scalars().all()
    assert sorted(fields) == ["", "wing"]


def test_the_clock_going_back_a_year_keeps_the_order(store, worker, ali, clock):
    """Entries are ordered by the hybrid clock, and keep what the wall said."""
    clock.advance(timedelta(days=-365))
    with store.unit_of_work(worker) as uow:
        uow.change(uow.get(Person, ali), wing="B2")
    with store.reading() as connection:
        newest = history.of_person(connection, ali)[0].entry
    assert (newest.action, newest.at) == ("changed", "2025-08-06T12:00:00.000Z")


def test_a_number_that_no_hub_could_keep_is_not_taken(store, worker, ali):
    """PostgreSQL holds 32 bits: a telephone number among the minutes would keep all behind it from coming in."""
    before = entries(store)
    with store.unit_of_work(worker) as uow:
        with pytest.raises(NumberTooLarge, match="number for minutes is larger"):
            uow.add(Note(person_id=ali, on=date(2026, 8, 6), words="Rang them", minutes=7_700_900_123))
        visit = uow.add(Appointment(person_id=ali, on=date(2026, 8, 6), minutes=2_147_483_647))
        with pytest.raises(NumberTooLarge):
            uow.change(visit, minutes=2_147_483_648)
        assert visit.minutes == 2_147_483_647
    assert entries(store) == before + 1
