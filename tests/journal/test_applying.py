"""Taking in what other laptops wrote: rows, values that come late, erasures, people who come and go."""

import json
import time
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select, text

from linkworker.base.clock import FixedClock
from linkworker.base.ids import new_id
from linkworker.journal.actions import Action
from linkworker.journal.applying import apply, known_since, rebuild_person, settle
from linkworker.journal.canonical import canonical
from linkworker.journal.chain import verify_chains, verify_values
from linkworker.journal.conflicts import conflicts
from linkworker.journal.entry import read_header
from linkworker.journal.erasing import erase_person, erase_record
from linkworker.journal.history import of_person, of_person_after
from linkworker.journal.hybrid_clock import a_day_ahead
from linkworker.journal.incoming import Incoming, Late
from linkworker.journal.outbox import lines, unsent
from linkworker.journal.tables import ENTRY, ENTRY_VALUES, GONE, HEAD, UNKNOWN_KIND, WAITING
from linkworker.journal.taking_in import take_in
from linkworker.journal.taking_out import take_out_person
from linkworker.records.activity import Activity
from linkworker.records.contact_detail import ContactDetail
from linkworker.records.goal import Goal, Step
from linkworker.records.keep_apart import KeepApart
from linkworker.records.money import MoneyRequest
from linkworker.records.note import Note
from linkworker.records.person import Person
from linkworker.records.plan import Plan
from linkworker.records.plan_version import PlanVersion
from linkworker.records.withholding import Withholding
from linkworker.records.worker import Team, Worker
from memory_laptops import Laptop, entry_id

DAY = date(2026, 8, 6)


@pytest.fixture
def desks():
    """Jo's and Sam's laptops in memory; Jo wrote of Ali Mansour."""
    clock = FixedClock(datetime(2026, 8, 6, 12, 0, tzinfo=UTC))
    jo, sam = Laptop(clock), Laptop(clock)
    with jo.unit() as uow:
        jo.ali = uow.add(
            Person(name="Ali Mansour", date_of_birth=date(2001, 2, 3), exclusions=["groups"], safeguarding=True)
        ).id
        jo.plan = uow.add(Plan(person_id=jo.ali)).id
        jo.goal = uow.add(Goal(person_id=jo.ali, plan_id=jo.plan, words="Get a CSCS card")).id
        jo.step = uow.add(Step(person_id=jo.ali, goal_id=jo.goal, words="Book the test")).id
    yield jo, sam
    jo.close()
    sam.close()


def row(laptop, kind, record_id):
    with laptop.engine.connect() as connection:
        return connection.execute(select(kind.table()).where(kind.table().c.id == record_id)).mappings().first()


def of_record(laptop, record_id):
    return [one for one in laptop.sent() if read_header(one.header).record == record_id]


def bare(thing):
    return Incoming(thing.header, thing.hash, None)


def test_rows_come_as_they_were_written(desks):
    """Dates, lists, flags and defaults; the second time all of it is known."""
    jo, sam = desks
    applied = sam.take(jo.sent())
    assert (applied.new, applied.known, applied.refused, applied.people) == (4, 0, 0, {jo.ali})
    for kind, record_id in ((Person, jo.ali), (Plan, jo.plan), (Goal, jo.goal), (Step, jo.step)):
        assert row(sam, kind, record_id) == row(jo, kind, record_id)
    again = sam.take(jo.sent())
    assert (again.new, again.known) == (0, 4)
    assert again.newest_hlc == "0" * 16
    assert jo.state() == sam.state()


def test_what_is_written_after_taking_in_follows_it(desks):
    """A change replaces the entry that came, and goes back as a fast forward."""
    jo, sam = desks
    sam.take(jo.sent())
    with sam.unit() as uow:
        uow.change(uow.get(Person, jo.ali), wing="B2")
    applied = jo.take(sam.sent())
    assert (applied.new, applied.known, applied.conflicts, applied.waiting) == (1, 4, 0, 0)
    assert row(jo, Person, jo.ali)["wing"] == "B2"


def test_what_replaces_something_missing_waits(desks):
    """It is stored and not shown, until the missing one comes."""
    jo, sam = desks
    for wing in ("A1", "B2"):
        with jo.unit() as uow:
            uow.change(uow.get(Person, jo.ali), wing=wing)
    *first, middle, last = sorted(jo.sent(), key=lambda one: read_header(one.header).seq)
    assert sam.take([*first, last]).waiting == 1
    assert row(sam, Person, jo.ali)["wing"] is None
    with sam.engine.connect() as connection:
        assert connection.execute(select(WAITING.c.device_id)).scalars().all() == [jo.device]
    assert sam.take([middle]).waiting == 0
    assert row(sam, Person, jo.ali)["wing"] == "B2"


def test_nothing_of_a_person_has_a_row_before_the_person(desks):
    """Then all of it is built at once."""
    jo, sam = desks
    person, rest = of_record(jo, jo.ali), [one for one in jo.sent() if read_header(one.header).record != jo.ali]
    sam.take([*rest, *map(bare, person)])
    assert row(sam, Person, jo.ali) is row(sam, Step, jo.step) is None
    applied = sam.take([Late(entry_id(one), one.content) for one in person])
    assert (applied.late, applied.people) == (1, {jo.ali})
    assert sam.state() == jo.state()


def test_a_record_that_came_bare_has_no_row_until_its_values_come(desks):
    """The other records of the person do."""
    jo, sam = desks
    step = of_record(jo, jo.step)
    sam.take([bare(one) if one in step else one for one in jo.sent()])
    assert row(sam, Goal, jo.goal) is not None
    assert row(sam, Step, jo.step) is None
    assert sam.take(step).late == 1
    assert sam.state() == jo.state()


def test_late_values_are_proved(desks):
    """Others' words, values of an unknown entry, and what is not even of the form, are left out and counted."""
    jo, sam = desks
    step = of_record(jo, jo.step)[0]
    sam.take([bare(one) if one == step else one for one in jo.sent()])
    other = json.loads(step.content)
    other["words"][1] = "Buy a yacht"
    for content in (canonical(other), '{"words":["zz","Hm"]}', "[1]", "not even this"):
        assert sam.take([Late(entry_id(step), content)]).refused == 1
    assert sam.take([Late(new_id(), step.content)]).refused == 1
    assert row(sam, Step, jo.step) is None
    assert sam.take([Late(entry_id(step), step.content)] * 2).late == 1


@pytest.mark.parametrize("known", [True, False])
def test_late_values_find_their_entry_wherever_it_stands(desks, known):
    """In the chain in which it is looked for first, or, when it is not there, in any other."""
    jo, sam = desks
    step = of_record(jo, jo.step)[0]
    sam.take([bare(one) if one == step else one for one in jo.sent()])
    applied = sam.take([Late(entry_id(step), step.content, (jo.device if known else new_id(),))])
    assert (applied.late, applied.refused) == (1, 0)
    assert sam.state() == jo.state()


def test_a_number_that_another_entry_has_is_kept_apart(desks):
    """What a copied laptop wrote under its twin's number stands beside the twin's, each once; the two conflict."""
    jo, sam = desks
    sam.take(jo.sent())
    with jo.unit() as uow:
        uow.change(uow.get(Person, jo.ali), wing="A1")
    last = max(jo.sent(), key=lambda one: read_header(one.header).seq)
    fork = Incoming(last.header.replace(entry_id(last), new_id()), last.hash, None)
    first = sam.take([last, fork])
    assert (first.new, first.refused, first.conflicts) == (2, 0, 1)
    again = sam.take([fork])
    assert (again.new, again.known) == (0, 1)
    assert row(sam, Person, jo.ali)["wing"] == "A1"


def test_what_a_newer_version_wrote_is_kept_and_flagged(desks):
    """A kind, an action and a field that are not known here, and a value of another type."""
    jo, sam = desks
    person = of_record(jo, jo.ali)[0]
    held, began = json.loads(person.header), entry_id(person)

    def newer(number, **other):
        fields = [{"field": name, "replaces": began, "commit": "0" * 64} for name in other.pop("named", ["wing"])]
        written = {**held, "id": new_id(), "seq": number, "hlc": f"{number:016x}", "fields": fields, **other}
        values = {field["field"]: ["0" * 32, "one"] for field in fields}
        return Incoming(canonical(written), "0" * 64, canonical(values))

    things = [
        newer(101, kind="crystal_ball", record=new_id(), action="created"),
        newer(102, action="foretold"),
        newer(103, action="changed", named=["star_sign", "wing"]),
        newer(104, action="changed", named=["release_date"]),
    ]
    applied = sam.take([*jo.sent(), *things])
    assert applied.unknown == 4
    with sam.engine.connect() as connection:
        found = {(each.kind, each.action, each.field) for each in connection.execute(select(UNKNOWN_KIND))}
    assert found == {
        ("crystal_ball", "created", ""),
        ("person", "foretold", ""),
        ("person", "changed", "star_sign"),
        ("person", "changed", "release_date"),
    }
    assert row(sam, Person, jo.ali)["release_date"] is None
    with sam.engine.begin() as connection:
        assert known_since(connection) == {jo.ali}  # this version knows the field, though not what was written in it
        assert settle(connection, known_since(connection)).unknown  # it still does not know them
        assert len(connection.execute(select(ENTRY)).all()) == 8


# Erasing ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("first", [True, False])
def test_an_erasure_wins_in_any_order(desks, first):
    """The goal and its step go, and a step that another laptop added meanwhile, with what says something about it."""
    jo, sam = desks
    sam.take(jo.sent())
    with sam.unit() as uow:
        step = uow.add(Step(person_id=jo.ali, goal_id=jo.goal, words="Ring them")).id
        uow.add(Withholding(person_id=jo.ali, record_id=step, why="He asked"))
        frozen = {"goals": [{"id": jo.goal, "words": "Get a CSCS card"}]}
        about = {"person_id": jo.ali, "plan_id": jo.plan, "agreed_on": DAY, "sha256": "0"}
        version = PlanVersion(number=1, snapshot=frozen, **about)
        other = PlanVersion(number=2, snapshot={"goals": []}, **about)
        uow.add(version)
        uow.add(other)
        uow.change(uow.get_of(Goal, jo.ali, jo.goal), words="Get two cards")
    edits = sam.sent()
    with jo.unit() as uow:
        erase_record(uow, jo.ali, "goal", jo.goal, "asked")
    if first:
        applied = sam.take(jo.sent())
        jo.take(edits)
    else:
        applied = jo.take(edits)
        sam.take(jo.sent())
    assert jo.state() == sam.state()
    assert step in applied.erased
    for kind, record_id in ((Goal, jo.goal), (Step, jo.step), (Step, step), (PlanVersion, version.id)):
        assert row(sam, kind, record_id) is None
        assert {one.content for one in of_record(sam, record_id) if "erased" not in one.header} == {None}
    assert row(sam, PlanVersion, other.id) is not None
    with sam.engine.connect() as connection:
        words = str(connection.execute(select(ENTRY_VALUES.c.content)).all())
        assert "cards" not in words
        assert "Ring them" not in words
        assert len(connection.execute(select(GONE)).all()) == 3
    again = sam.take([*edits, *jo.sent()])
    assert again.erased == frozenset()
    assert sam.state() == jo.state()


@pytest.mark.parametrize("first", [True, False])
def test_an_erased_person_is_gone_everywhere(desks, first):
    """With all that others wrote of them meanwhile, under another person's name too."""
    jo, sam = desks
    with jo.unit() as uow:
        bea = uow.add(Person(name="Bea Lund")).id
    sam.take(jo.sent())
    with sam.unit() as uow:
        note = uow.add(Note(person_id=jo.ali, on=DAY, words="Rang.")).id
        apart = uow.add(KeepApart(person_id=bea, other_id=jo.ali, why="A debt")).id
    edits = sam.sent()
    with jo.unit() as uow:
        erase_person(uow, jo.ali, "asked")
    if first:
        assert {note, apart, jo.ali} <= sam.take(jo.sent()).erased
        jo.take(edits)
    else:
        assert {apart} <= jo.take(edits).erased
        sam.take(jo.sent())
    assert jo.state() == sam.state()
    assert row(sam, Person, jo.ali) is row(sam, Note, note) is row(sam, KeepApart, apart) is None
    assert row(sam, Person, bea) is not None
    with sam.engine.connect() as connection:
        assert connection.execute(text("PRAGMA foreign_key_check")).all() == []


# Who comes and goes -----------------------------------------------------------------------------------------------


def test_a_person_who_was_let_go_comes_back_whole(desks):
    """Headers stay; values, rows and heads come again with what was written meanwhile."""
    jo, sam = desks
    sam.take(jo.sent())
    with sam.unit() as uow:
        uow.event(Action.LET_GO, "person", jo.ali, person_id=jo.ali)
        take_out_person(uow.connection, jo.ali)
        uow.forget()
    assert row(sam, Step, jo.step) is None
    assert {one.content for one in sam.sent()} == {None}
    with jo.unit() as uow:
        uow.change(uow.get(Person, jo.ali), wing="B2")
    applied = sam.take(jo.sent())
    assert (applied.new, applied.known, applied.late) == (1, 4, 4)
    jo.take(sam.sent())
    assert sam.state() == jo.state()


def test_a_person_is_built_anew_from_the_entries(desks):
    """Rows that went missing stand as before."""
    jo, _ = desks
    before = jo.state()
    with jo.engine.begin() as connection:
        for table in ("step", "goal", "plan", "person"):
            connection.execute(text(f"DELETE FROM {table}"))
        connection.execute(HEAD.delete())
        rebuild_person(connection, jo.ali)
    assert jo.state() == before


def test_a_tie_to_what_is_not_here_holds_nothing_up(desks):
    """A referral can name an activity of a directory that this laptop has not read."""
    jo, sam = desks
    with jo.unit() as uow:
        gone = uow.add(
            MoneyRequest(person_id=jo.ali, activity_id=new_id(), amount_pence=500, what_for="Bus", state_on=DAY)
        ).id
    sam.take(jo.sent())
    assert row(sam, MoneyRequest, gone) == row(jo, MoneyRequest, gone)


@pytest.mark.parametrize("first", [True, False])
def test_what_was_written_over_a_directory_holds_in_either_order(desks, first):
    """The directory read before or after: the worker's word stands, and the rest is the directory's."""
    jo, sam = desks
    records = [Activity(id=new_id(), name="Walking football", places=8)]
    activity = records[0].id
    with jo.unit() as uow:
        take_in(uow, "feed", records, {})
        uow.change(uow.get(Activity, activity), places=5)
    written = of_record(jo, activity)

    def read(uow):
        take_in(uow, "feed", [Activity(id=activity, name="Walking football", places=8)], {})

    if first:
        with sam.unit() as uow:
            read(uow)
    sam.take(written)
    if not first:
        assert row(sam, Activity, activity) is None
        with sam.unit() as uow:
            read(uow)
    assert row(sam, Activity, activity) == row(jo, Activity, activity)
    assert row(sam, Activity, activity)["places"] == 5


# Time -------------------------------------------------------------------------------------------------------------


def test_what_a_worker_does_next_is_later_than_what_they_saw(desks):
    """A laptop whose clock is ahead by some hours is followed, one that is ahead by years is not."""
    jo, sam = desks
    jo.clock = FixedClock(sam.clock.now() + timedelta(hours=5))
    with jo.unit() as uow:
        uow.change(uow.get(Person, jo.ali), wing="A1")
    jo.clock = FixedClock(sam.clock.now() + timedelta(days=800))
    with jo.unit() as uow:
        uow.change(uow.get(Person, jo.ali), area="Leeds")
    hours, years = sorted(read_header(one.header).hlc for one in jo.sent())[-2:]
    with sam.unit() as uow:
        applied = apply(uow.connection, jo.sent(), until=a_day_ahead(sam.clock.now()))
        assert applied.newest_hlc == hours
        uow.event(Action.TAKEN_IN, "receipt", new_id(), values={"number": 1}, later_than=applied.newest_hlc)
        uow.change(uow.get(Person, jo.ali), wing="B2")
    own = sorted(read_header(one.header).hlc for one in sam.sent() if read_header(one.header).device == sam.device)
    assert hours < own[0] < own[1] < years
    with sam.engine.begin() as connection:
        span = unsent(connection, sam.device)
        assert span.count == 2
        assert len(list(lines(connection, sam.device, span))) == 2


def test_a_new_device_follows_what_is_there_but_no_clock_that_is_years_ahead(desks):
    """Unless everything is ahead: then it is this laptop's own clock that is wrong."""
    jo, sam = desks
    jo.clock = FixedClock(sam.clock.now() + timedelta(days=800))
    with jo.unit() as uow:
        uow.change(uow.get(Person, jo.ali), wing="A1")
    *_, right, years = sorted(read_header(one.header).hlc for one in jo.sent())
    sam.take(jo.sent())
    first = _first_reading(sam, jo.ali)
    assert right < first < years
    late = Laptop(FixedClock(datetime(1970, 1, 1, tzinfo=UTC)))
    late.take(jo.sent())
    assert _first_reading(late, jo.ali) > years
    late.close()


def _first_reading(laptop, person):
    with laptop.unit() as uow:
        uow.add(Note(person_id=person, on=DAY, words="Said hello"))
    return min(each.hlc for each in (read_header(one.header) for one in laptop.sent()) if each.device == laptop.device)


@pytest.mark.parametrize("first", ["removal", "edit"])
def test_a_copied_laptop_removes_what_its_twin_edits(desks, first):
    """Both write under one device's name; somebody is asked all the same, and a change after a removal is none."""
    jo, sam = desks
    sam.take(jo.sent())
    sam.device = jo.device
    with sam.unit() as uow:
        uow.change(uow.get_of(Goal, jo.ali, jo.goal), words="Get two cards")
    if first == "removal":
        jo.clock.advance(timedelta(hours=1))
    with jo.unit() as uow:
        uow.enter_in_error(uow.get_of(Goal, jo.ali, jo.goal), "Not his")
    with jo.unit() as uow:
        uow.enter_in_error(uow.get_of(Step, jo.ali, jo.step), "Not his")
        uow.change(uow.get_of(Step, jo.ali, jo.step), words="Book it")
    jo.take(of_record(sam, jo.goal))
    with jo.engine.connect() as connection:
        assert {(one.record_id, one.field) for one in conflicts(connection)} == {(jo.goal, "in_error")}


def test_two_devices_with_the_same_reading_are_paged_whole(desks):
    """The id decides between them, so that none is lost or told twice."""
    jo, sam = desks
    sam.take(jo.sent())
    for laptop in (jo, sam):
        with laptop.unit() as uow:
            for number in range(5):
                uow.add(Note(person_id=jo.ali, on=DAY, words=str(number)))
    sam.take(jo.sent())
    with sam.engine.connect() as connection:
        everything = of_person(connection, jo.ali, most=50)
        assert len({line.entry.hlc for line in everything}) < len(everything) == 14
        newest, oldest = [], []
        while page := of_person(connection, jo.ali, most=3, **({"before": newest[-1].place} if newest else {})):
            newest += page
        while page := of_person_after(connection, jo.ali, after=oldest[-1].place if oldest else "", most=3):
            oldest += page
    assert newest == everything
    assert oldest == everything[::-1]


# In an encrypted store --------------------------------------------------------------------------------------------


def test_what_came_in_is_found_and_proved_and_soon_done(store, clock):
    """Four thousand entries in a few seconds; search finds their words, before and after a change."""
    jo = Laptop(clock)
    with jo.unit() as uow:
        team = uow.add(Team(name="Leaving care")).id
        worker = uow.add(Worker(name="Jo Brand-Taylor", team_id=team)).id
        for number in range(40):
            person = uow.add(Person(name=f"Person {number}", worker_id=worker, team_id=team))
            detail = uow.add(ContactDetail(person_id=person.id, value="07700 900123"))
            for day in range(90):
                uow.add(Note(person_id=person.id, on=DAY, words=f"Rang about marmalade {day}.", worker_id=worker))
            uow.change(detail, safe="yes")
            uow.change(person, wing="A1", known_as="Pip")
            for _ in range(6):
                uow.event(Action.VIEWED, "person", person.id, person_id=person.id)
    things = jo.sent()
    assert len(things) > 4000
    began = time.perf_counter()
    with store.unit_of_work(worker) as uow:
        applied = apply(uow.connection, things)
        uow.event(Action.TAKEN_IN, "receipt", new_id(), values={"number": 1}, later_than=applied.newest_hlc)
    took = time.perf_counter() - began
    assert applied.new == len(things)
    assert took < 30, f"{took:.1f} s"
    with store.reading() as connection:
        for index, word, number in (("search_words", "marmalade", 3600), ("search_people", "pip", 40)):
            found = f"SELECT count(*) FROM {index} WHERE {index} MATCH '{word}'"
            assert connection.execute(text(found)).scalar() == number
        assert verify_chains(connection, [store.device_id]) == 2
        assert verify_values(connection)
    print(f"{len(things)} entries in {took:.2f} s")
    jo.close()
