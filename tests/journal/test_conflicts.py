"""Conflicts as a person is shown them, and the choices that settle them."""

from datetime import UTC, date, datetime

import pytest

from linkworker.base.clock import FixedClock
from linkworker.base.errors import NotFound, Refused
from linkworker.journal.conflicts import choose_correction, conflicts, count_conflicts
from linkworker.journal.history import of_record
from linkworker.journal.undo import undo
from linkworker.records.activity import Activity
from linkworker.records.appointment import Appointment
from linkworker.records.note import Note
from linkworker.records.person import Person
from linkworker.records.record import NumberTooLarge
from memory_laptops import Laptop


class Two:
    """Two laptops that both know Ali Mansour."""

    def __init__(self) -> None:
        self.clock = FixedClock(datetime(2026, 8, 6, 12, 0, tzinfo=UTC))
        self.jo, self.sam = Laptop(self.clock), Laptop(self.clock)
        with self.jo.unit() as uow:
            self.ali = uow.add(Person(name="Ali Mansour")).id
            self.note = uow.add(Note(person_id=self.ali, on=date(2026, 8, 6), words="Rang.")).id
        self.tell()

    def tell(self) -> None:
        """Let both take in all that the other has."""
        for one, other in ((self.jo, self.sam), (self.sam, self.jo)):
            one.take(other.sent())

    def change(self, laptop, **fields):
        with laptop.unit() as uow:
            uow.change(uow.get(Person, self.ali), **fields)

    def found(self, laptop, **asked):
        with laptop.engine.connect() as connection:
            assert asked or count_conflicts(connection) == len(conflicts(connection))
            return conflicts(connection, **asked)

    def ali_on(self, laptop):
        with laptop.unit() as uow:
            return uow.get(Person, self.ali)


@pytest.fixture
def two():
    """Two laptops in memory."""
    made = Two()
    yield made
    made.jo.close()
    made.sam.close()


def test_both_sides_are_told(two):
    """What each wrote, who and where, and which of them is shown."""
    two.change(two.jo, wing="A1")
    two.change(two.sam, wing="B2")
    two.tell()
    (one,) = two.found(two.jo)
    assert (one.kind, one.record_id, one.person_id, one.field) == ("person", two.ali, two.ali, "wing")
    assert [side.shown for side in one.sides] == [True, False]
    assert {(side.value, side.device_id, side.worker_id) for side in one.sides} == {
        ("A1", two.jo.device, two.jo.worker),
        ("B2", two.sam.device, two.sam.worker),
    }
    assert two.found(two.sam) == (one,)
    assert two.ali_on(two.jo).wing == one.sides[0].value


def test_a_choice_settles_it_everywhere(two):
    """It travels as any other entry, and nobody is asked again."""
    two.change(two.jo, date_of_birth=date(2000, 1, 2))
    two.change(two.sam, date_of_birth=date(2000, 2, 1))
    two.tell()
    (one,) = two.found(two.jo)
    with two.jo.unit() as uow:
        record = uow.get(Person, two.ali)
        uow.choose(record, "date_of_birth", "2000-01-02", [side.entry_id for side in one.sides], "It is on the form")
        assert record.date_of_birth == date(2000, 1, 2)
    two.tell()
    for laptop in (two.jo, two.sam):
        assert two.found(laptop) == ()
        assert two.ali_on(laptop).date_of_birth == date(2000, 1, 2)
    with two.sam.engine.connect() as connection:
        last = of_record(connection, two.ali)[-1]
    assert (last.entry.action, last.reason) == ("chosen", "It is on the form")
    assert {change.replaces for change in last.entry.fields} == {side.entry_id for side in one.sides}
    with two.sam.unit() as uow, pytest.raises(Refused, match="a choice between two"):
        undo(uow, two.ali, last.entry.id)


def test_a_side_that_was_not_seen_stops_the_choice(two):
    """Somebody else's edit came in between; and where there is no conflict there is no choice."""
    two.change(two.jo, wing="A1")
    two.change(two.sam, wing="B2")
    two.tell()
    (one,) = two.found(two.jo)
    with two.jo.unit() as uow:
        with pytest.raises(Refused, match="Another side"):
            uow.choose(uow.get(Person, two.ali), "wing", "A1", [one.sides[0].entry_id])
        with pytest.raises(Refused, match="nothing to choose"):
            uow.choose(uow.get(Person, two.ali), "area", "Leeds", [])


def test_a_choice_knows_its_codes(two):
    """A code that the list has not is refused, and nothing is written."""
    two.change(two.jo, language="ar")
    two.change(two.sam, language="ti")
    two.tell()
    (one,) = two.found(two.jo)
    with two.jo.unit() as uow:
        record = uow.get(Person, two.ali)
        before = record.language
        with pytest.raises(NotFound):
            uow.choose(record, "language", "klingon", [side.entry_id for side in one.sides])
        assert record.language == before
        assert not uow.written


def test_a_choice_of_a_number_that_no_hub_could_keep_is_refused(two):
    """Whether it is a side that came from elsewhere, or another value that somebody types."""
    with two.jo.unit() as uow:
        visit = uow.add(Appointment(person_id=two.ali, on=date(2026, 8, 6), minutes=30)).id
    two.tell()
    for laptop, minutes in ((two.jo, 40), (two.sam, 50)):
        with laptop.unit() as uow:
            uow.change(uow.get_of(Appointment, two.ali, visit), minutes=minutes)
    two.tell()
    (one,) = two.found(two.jo)
    with two.jo.unit() as uow:
        record = uow.get_of(Appointment, two.ali, visit)
        before = record.minutes
        with pytest.raises(NumberTooLarge):
            uow.choose(record, "minutes", 7_700_900_123, [side.entry_id for side in one.sides])
        with pytest.raises(Refused, match="cannot keep that value"):
            uow.choose(record, "minutes", "forty", [side.entry_id for side in one.sides])
        assert (record.minutes, uow.written) == (before, [])


def test_two_choices_at_once_are_asked_about_again(two):
    """Each of two people settled it another way."""
    two.change(two.jo, wing="A1")
    two.change(two.sam, wing="B2")
    two.tell()
    for laptop, value in ((two.jo, "A1"), (two.sam, "B2")):
        (one,) = two.found(laptop)
        with laptop.unit() as uow:
            uow.choose(uow.get(Person, two.ali), "wing", value, [side.entry_id for side in one.sides])
    two.tell()
    (one,) = two.found(two.sam)
    assert {side.value for side in one.sides} == {"A1", "B2"}


def test_equal_edits_are_not_asked_about(two):
    """Both wrote the same; the next change replaces both."""
    two.change(two.jo, wing="A1")
    two.change(two.sam, wing="A1")
    two.tell()
    assert two.found(two.jo) == ()
    two.change(two.jo, wing="C3")
    two.tell()
    assert two.found(two.sam) == ()
    assert two.ali_on(two.sam).wing == "C3"


def test_a_change_does_not_settle_what_its_writer_was_not_asked(two):
    """The more cautious side stays shown until somebody chooses."""
    two.change(two.jo, risk_level="high")
    two.change(two.sam, risk_level="medium")
    two.tell()
    with two.sam.unit() as uow:
        record = uow.get(Person, two.ali)
        uow.change(record, risk_level="low")
        uow.flush()
        assert record.risk_level == "medium"
    assert two.ali_on(two.sam).risk_level == "medium"
    (one,) = two.found(two.sam)
    assert {side.value for side in one.sides} == {"medium", "low"}
    two.tell()
    assert two.jo.state() == two.sam.state()


def test_an_edit_against_a_removal_is_asked_about(two):
    """The person stays marked, the edit is shown as a side, and either can be chosen."""
    with two.jo.unit() as uow:
        uow.enter_in_error(uow.get(Person, two.ali), "Twice the same")
    two.change(two.sam, wing="B2", area="Leeds")
    two.tell()
    (one,) = two.found(two.jo)
    assert (one.field, one.sides[0].value, one.sides[1].value) == ("in_error", True, {"area": "Leeds", "wing": "B2"})
    assert two.ali_on(two.sam).in_error
    with two.sam.unit() as uow:
        uow.choose(uow.get(Person, two.ali), "in_error", False, [side.entry_id for side in one.sides])  # noqa: FBT003 - a value
    two.tell()
    assert two.found(two.jo) == ()
    assert not two.ali_on(two.jo).in_error
    assert two.ali_on(two.jo).wing == "B2"


def test_a_choice_to_leave_it_removed_names_all_that_it_saw(two):
    """So nothing that stood there is asked about again."""
    with two.jo.unit() as uow:
        uow.enter_in_error(uow.get(Person, two.ali), "Twice the same")
    two.change(two.sam, wing="B2")
    two.tell()
    (one,) = two.found(two.jo)
    with two.jo.unit() as uow:
        uow.choose(uow.get(Person, two.ali), "in_error", True, [side.entry_id for side in one.sides])  # noqa: FBT003 - a value
    two.tell()
    assert two.found(two.sam) == two.found(two.jo) == ()
    assert two.ali_on(two.sam).in_error


def test_two_corrections_of_one_fact_are_asked_about(two):
    """One is chosen; the other is marked as entered in error."""
    made = {}
    for laptop, words in ((two.jo, "Rang twice."), (two.sam, "Did not ring.")):
        with laptop.unit() as uow:
            made[laptop] = uow.add(Note(person_id=two.ali, on=date(2026, 8, 6), words=words, corrects=two.note)).id
    two.tell()
    (one,) = two.found(two.jo)
    assert (one.kind, one.record_id, one.field) == ("note", two.note, "corrects")
    assert {side.value for side in one.sides} == set(made.values())
    assert two.found(two.jo, after=one.place) == ()
    with two.jo.unit() as uow:
        choose_correction(uow, two.ali, "note", made[two.sam], [made[two.jo]], "She was there")
        with pytest.raises(Refused, match="marked as entered in error"):
            choose_correction(uow, two.ali, "note", made[two.jo], [], "No")
    two.tell()
    assert two.found(two.sam) == ()


def test_pages(two):
    """One after another, and those of one person; what is nobody's too."""
    with two.jo.unit() as uow:
        activity = uow.add(Activity(name="Walking football")).id
    two.tell()
    for laptop, word in ((two.jo, "A1"), (two.sam, "B2")):
        with laptop.unit() as uow:
            uow.change(uow.get(Person, two.ali), wing=word, area=word)
            uow.change(uow.get(Activity, activity), plain=word)
    two.tell()
    every = two.found(two.jo)
    assert sorted((each.kind, each.field) for each in every) == [
        ("activity", "plain"), ("person", "area"), ("person", "wing"),
    ]  # fmt: skip
    assert {each.person_id for each in every} == {None, two.ali}
    paged = []
    while page := two.found(two.jo, after=paged[-1].place if paged else None, most=1):
        paged += page
    assert tuple(paged) == every
    assert {each.field for each in two.found(two.jo, person_id=two.ali)} == {"area", "wing"}
