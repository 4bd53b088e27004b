"""The set-by-set applier arrives at exactly what the row-by-row one does, whatever comes and in whatever order."""

import json
import random
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select, text
from sqlmodel import Session

from linkworker.base.clock import FixedClock
from linkworker.base.errors import LinkworkerError
from linkworker.base.ids import new_id
from linkworker.hub import set_applier
from linkworker.hub.appliers import applier_for
from linkworker.hub.proved import proved_things
from linkworker.hub.set_applier import apply_set
from linkworker.journal import settling
from linkworker.journal.actions import Action
from linkworker.journal.canonical import canonical
from linkworker.journal.conflicts import conflicts
from linkworker.journal.entry import FieldChange, chain_hash, commit_to, read_header
from linkworker.journal.erasing import erase_person, erase_record
from linkworker.journal.incoming import Incoming, Late
from linkworker.journal.tables import ENTRY, TIP
from linkworker.journal.undo import undo
from linkworker.journal.unit_of_work import UnitOfWork
from linkworker.records.activity import Activity
from linkworker.records.check_in import CheckIn
from linkworker.records.contact_detail import ContactDetail
from linkworker.records.goal import Goal, Step
from linkworker.records.keep_apart import KeepApart
from linkworker.records.note import Note
from linkworker.records.person import Person
from linkworker.records.plan import Plan
from linkworker.sync.lines import check_lines
from memory_laptops import Laptop, entry_id, mixed, state_in

DAY = datetime(2026, 8, 6, 12, 0, tzinfo=UTC)
EDITED = (Person, Person, ContactDetail, Goal, Step, Activity, KeepApart)


class Lives:
    """Some laptops that write about some people at random, and now and then tell each other all they know."""

    def __init__(self, seed, laptops, steps):
        self.chance, self.clock = random.Random(seed), FixedClock(DAY)  # noqa: S311 - chance for a test
        self.laptops = [Laptop(self.clock) for _ in range(laptops)]
        for laptop in self.laptops:
            with laptop.unit() as uow:
                self.somebody(uow)
        self.steps = [self.tell, self.change, self.change, self.change, self.add, self.mark, self.undo, self.choose,
                      self.look, self.erase, self.many, self.somebody_else]  # fmt: skip
        for _ in range(steps):
            self.clock.advance(timedelta(seconds=self.chance.choice((0, 0, 1, 60))))
            with suppress(LinkworkerError):
                self.chance.choice(self.steps)(self.chance.choice(self.laptops))

    def somebody(self, uow):
        """Add a person with a plan and what hangs on it."""
        person = uow.add(Person(name=self.chance.choice(("Ali Mansour", "Bo Lindqvist")), date_of_birth=DAY.date()))
        goal = uow.add(Goal(person_id=person.id, plan_id=uow.add(Plan(person_id=person.id)).id, words="A CSCS card"))
        uow.add(Step(person_id=person.id, goal_id=goal.id, words="Book the test"))
        uow.add(ContactDetail(person_id=person.id, value="07700 900123"))
        uow.add(Activity(name="Walking group"))
        uow.add(CheckIn(person_id=person.id, instrument="wemwbs", on=DAY.date(), moment="baseline", mode="self",
                        answers={"1": 3}, raw=42))  # fmt: skip

    def somebody_else(self, laptop):
        with laptop.unit() as uow:
            self.somebody(uow)

    def tell(self, laptop):
        other = self.chance.choice(self.laptops)
        if other is not laptop:
            laptop.take(other.sent())

    def pick(self, uow, kinds):
        kind = self.chance.choice(kinds)
        ids = sorted(map(tuple, uow.connection.execute(select(*kind.table().primary_key.columns)).all()))
        if not ids:
            return None
        place = self.chance.choice(ids)
        return uow.get(kind, *place) if len(place) == 1 else uow.get_of(kind, *place)

    def change(self, laptop):
        with laptop.unit() as uow:
            self.edit(uow, self.pick(uow, EDITED))

    def many(self, laptop):
        """Change one record several times over: one line within a bundle."""
        for _ in range(3):
            self.change(laptop)

    def edit(self, uow, record):
        pick = self.chance.choice
        if isinstance(record, Person):
            some = {"wing": pick(("A1", "B2", None)), "risk_level": pick(("low", "very-high", "not-assessed")),
                    "exclusions": self.chance.sample(["alcohol", "groups"], self.chance.randrange(3)),
                    "date_of_birth": pick((DAY.date(), None)), "safeguarding": pick((True, False))}  # fmt: skip
            uow.change(record, **{name: some[name] for name in self.chance.sample(sorted(some), 2)})
        elif isinstance(record, ContactDetail):
            uow.change(record, safe=pick(("yes", "no")))
        elif isinstance(record, Activity):
            uow.change(record, cost_pence=pick((None, 0, 500)), areas=pick(([], ["North"])))
        elif isinstance(record, KeepApart):
            uow.change(record, why=pick(("They fell out", None)))
        elif record is not None:
            uow.change(record, words=pick(("Try again", "Rest")))

    def add(self, laptop):
        with laptop.unit() as uow:
            person, goal = self.pick(uow, (Person,)), self.pick(uow, (Goal,))
            other = self.pick(uow, (Person,))
            what = self.chance.randrange(3)
            if goal is not None and what == 0:
                uow.add(Step(person_id=goal.person_id, goal_id=goal.id, words="Ring them"), "He asked")
            elif person is not None and what == 1 and other.id != person.id:
                uow.add(KeepApart(person_id=person.id, other_id=other.id))
            elif person is not None:
                old = self.pick(uow, (Note,)) if self.chance.random() < 0.4 else None
                uow.add(Note(person_id=person.id, on=DAY.date(), words="Rang.", corrects=old.id if old else None))

    def mark(self, laptop):
        with laptop.unit() as uow:
            record = self.pick(uow, (ContactDetail, Goal, Note, Activity))
            if record is not None and record.in_error:
                uow.reinstate(record)
            elif record is not None:
                uow.enter_in_error(record, "Wrong person")

    def undo(self, laptop):
        entry = read_header(self.chance.choice(laptop.sent()).header)
        with laptop.unit() as uow:
            undo(uow, entry.person, entry.id)

    def choose(self, laptop):
        with laptop.unit() as uow:
            found = [
                one for one in conflicts(uow.connection) if one.person_id and one.field not in {"corrects", "in_error"}
            ]
            if found:
                one = self.chance.choice(found)
                kind = settling.KINDS[one.kind]
                key = (one.record_id,) if kind is Person else (one.person_id, one.record_id)
                record = uow.get(kind, *key) if kind is Person else uow.get_of(kind, *key)
                uow.choose(record, one.field, one.sides[-1].value, [side.entry_id for side in one.sides])

    def look(self, laptop):
        with laptop.unit() as uow:
            person = self.pick(uow, (Person,))
            if person is not None:
                uow.event(Action.VIEWED, "person", person.id, person_id=person.id)

    def erase(self, laptop):
        if self.chance.random() < 0.4:
            return
        with laptop.unit() as uow:
            if self.chance.random() < 0.3:
                person = self.pick(uow, (Person,))
                if person is not None:
                    erase_person(uow, person.id, "asked")
                return
            record = self.pick(uow, (ContactDetail, Goal, Step, Note))
            if record is not None:
                erase_record(uow, record.person_id, record.kind(), record.id, "asked")

    def entries(self):
        """Return every entry, once, with its values where any laptop has them; and what is out of the ordinary."""
        found = {}
        for laptop in self.laptops:
            for thing in laptop.sent():
                if found.get(entry_id(thing), thing).content is None or entry_id(thing) not in found:
                    found[entry_id(thing)] = thing
            laptop.engine.dispose()
        return list(found.values())

    def odd(self, things):
        """Return entries that a newer version might write, and some that nobody should."""
        headers = [read_header(self.chance.choice(things).header) for _ in range(4)]
        kinds = (
            {"kind": "star_sign", "record": new_id()},
            {"action": "sung"},
            {"action": "changed"},
            {"action": "chosen"},
        )
        names = ("sign", "sign", "mood", "wing")
        device = new_id()
        return [
            _entry(header, device, seq, {name: self.chance.choice(("x", 5, None))}, **changes)
            for seq, (header, changes, name) in enumerate(zip(headers, kinds, names, strict=True), 1)
        ]

    def bundles(self, things):
        """Return the entries as bundles, each of one device with its numbers in order; the bundles in any order."""
        by_device = {}
        for thing in things:
            entry = read_header(thing.header)
            by_device.setdefault(entry.device, []).append((entry.seq, thing))
        found = []
        for chain in by_device.values():
            chain.sort(key=lambda each: each[0])
            while chain:
                size = self.chance.randrange(1, 40)
                found.append([thing for _, thing in chain[:size]])
                del chain[:size]
        self.chance.shuffle(found)
        return found


def _entry(like, device, seq, values, **changes):
    commits, content = commit_to(values)
    fields = tuple(FieldChange(name, None, commits[name]) for name in sorted(values))
    entry = replace(like, id=new_id(), device=device, seq=seq, fields=fields, reason=None, **changes)
    return Incoming(entry.header(), chain_hash("0" * 64, entry.header()), content)


@contextmanager
def undone(engine):
    """Give a connection whose changes are all taken back at the end, so that the next example begins anew."""
    with engine.connect() as connection, connection.begin() as transaction:
        yield connection
        transaction.rollback()


def state(connection):
    """Return everything in the tables, as two databases can be compared."""
    entries = connection.execute(select(*[column for column in ENTRY.columns if column.name != "header"]))
    every = {**state_in(connection), "entry": sorted(map(tuple, entries))}
    return json.loads(json.dumps({name: sorted(map(list, rows)) for name, rows in every.items()}, default=str))


def both(postgresql, clock, parts, monkeypatch_size):
    """Apply parts in both ways; hold that counts and tables are the same, and return what the set-by-set way made."""
    by_rows = Laptop(clock)
    set_applier.AT_ONCE = monkeypatch_size
    with undone(postgresql) as connection:
        for part in parts:
            assert apply_set(connection, iter(part)) == by_rows.take(part)
        connection.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))
        with by_rows.engine.connect() as other:
            expected = state(other)
        found = state(connection)
        assert found == expected
    by_rows.engine.dispose()
    return found


@pytest.fixture(autouse=True)
def _size_again():
    before = set_applier.AT_ONCE
    yield
    set_applier.AT_ONCE = before


lives = st.builds(Lives, st.integers(0, 10**9), st.integers(2, 4), st.integers(4, 40))
sizes = st.sampled_from((3, 20, 1000))


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(lives, sizes)
def test_bundles_in_any_order_come_to_the_same_both_ways(postgresql, made, size):
    """Concurrent edits, removals, choices, erasures, unknown kinds; each bundle whole, the bundles in any order."""
    things = made.entries()
    both(postgresql, made.clock, made.bundles([*things, *made.odd(things)]), size)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(lives, sizes)
def test_entries_in_any_order_and_any_number_of_times_come_to_the_same_both_ways(postgresql, made, size):
    """Some bare at first with their values later, some twice, each entry anywhere."""
    things = made.entries()
    odd = made.odd(things)
    late = [Late(entry_id(odd[0]), odd[1].content), Late(new_id(), odd[0].content)]
    another = [replace(odd[0], header=odd[0].header.replace(entry_id(odd[0]), new_id()))]
    both(postgresql, made.clock, [*mixed([*things, *odd], made.chance), late, another], size)


def test_a_line_of_changes_is_put_in_without_being_looked_at_one_by_one(postgresql, clock, monkeypatch):
    """The fast way is taken: no record is settled, though it was made and changed several times in two bundles."""
    laptop = Laptop(clock)
    with laptop.unit() as uow:
        person = uow.add(Person(name="Ali Mansour", date_of_birth=DAY.date(), exclusions=["groups"]))
        uow.change(person, wing="A1")
        uow.change(person, wing="A2", exclusions=[])
        uow.add(Note(person_id=person.id, on=DAY.date(), words="Café, 'quoted'\\ \t and \n more"), "He asked")
    first = laptop.sent()
    with laptop.unit() as uow:
        uow.change(uow.get(Person, person.id), wing=None, date_of_birth=None, safeguarding=True)
    second = [thing for thing in laptop.sent() if thing not in first]
    settled = []
    real = set_applier.settle
    monkeypatch.setattr(set_applier, "settle", lambda connection, ids: settled.extend(ids) or real(connection, ids))
    found = both(postgresql, clock, [first, second, first], 1000)
    assert settled == []
    assert any("wing=None" in str(row) for row in found["person"])


def test_what_two_changed_at_once_is_looked_at(postgresql, clock):
    """And the others in the bundle are put in all the same."""
    one, other = Laptop(clock), Laptop(clock)
    with one.unit() as uow:
        person = uow.add(Person(name="Ali Mansour")).id
    other.take(one.sent())
    for laptop, wing in ((one, "A1"), (other, "B2")):
        with laptop.unit() as uow:
            uow.change(uow.get(Person, person), wing=wing)
            uow.add(Note(person_id=person, on=DAY.date(), words="Rang."))
    found = both(postgresql, clock, [one.sent(), other.sent()], 1000)
    assert len(found[TIP.name]) == 1
    assert len(found["note"]) == 2


def test_lines_that_were_proved_are_not_read_again(postgresql, clock):
    """What the check of a bundle's lines yields is applied as it is."""
    laptop = Laptop(clock)
    with laptop.unit() as uow:
        uow.add(Person(name="Ali Mansour"))
    (thing,) = laptop.sent()
    line = canonical({"entry": thing.header, "hash": thing.hash, "values": json.loads(thing.content)}).encode()
    late = canonical({"values": json.loads(thing.content), "values_of": entry_id(thing)}).encode()
    things = list(proved_things(check_lines([line, late])))
    assert things == [replace(things[0]), Late(entry_id(thing), thing.content)]
    with undone(postgresql) as connection:
        assert applier_for(connection) is apply_set
        applied = apply_set(connection, things)
        assert (applied.new, applied.late, applied.refused) == (1, 0, 0)
        assert connection.execute(select(func.count()).select_from(Person.table())).scalar_one() == 1


def test_what_was_applied_by_sets_is_changed_by_a_unit_of_work(postgresql, clock):
    """Rows, heads and values are such as the hub's own changes stand on."""
    laptop = Laptop(clock)
    with laptop.unit() as uow:
        person = uow.add(Person(name="Ali Mansour", wing="A1")).id
    with undone(postgresql) as connection:
        apply_set(connection, laptop.sent())
        with Session(connection, expire_on_commit=False, join_transaction_mode="create_savepoint") as session:
            uow = UnitOfWork(session, worker_id=None, device_id=new_id(), clock=clock)
            uow.change(uow.get(Person, person), wing="B2")
            uow.commit()
        (head,) = [row for row in state(connection)["head"] if "field='wing'" in row]
        assert head
