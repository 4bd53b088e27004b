"""Whatever laptops write, and in whatever order it comes: everybody arrives at the same, and nothing is lost."""

import json
import random
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from linkworker.base.clock import FixedClock
from linkworker.base.errors import LinkworkerError
from linkworker.journal.actions import WRITES
from linkworker.journal.applying import apply
from linkworker.journal.conflicts import conflicts
from linkworker.journal.entry import read_header
from linkworker.journal.erasing import erase_person, erase_record
from linkworker.journal.incoming import Incoming
from linkworker.journal.tables import ENTRY, HEAD, TIP, WAITING
from linkworker.journal.undo import undo
from linkworker.records.contact_detail import ContactDetail
from linkworker.records.goal import Goal, Step
from linkworker.records.note import Note
from linkworker.records.person import Person
from linkworker.records.plan import Plan
from linkworker.records.registry import KINDS
from memory_laptops import Laptop, entries_of, entry_id, mixed, state_in

DAY = datetime(2026, 8, 6, 12, 0, tzinfo=UTC)
WINGS = ("A1", "B2", None)
RISKS = ("low", "medium", "very-high", "not-assessed")


class World:
    """Some laptops that write at random, and now and then tell each other all they know."""

    def __init__(self, seed: int, laptops: int, *, erasing: bool) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - the same worlds on every run
        self.clock = FixedClock(DAY)
        self.laptops = [Laptop(self.clock) for _ in range(laptops)]
        self.erasing = erasing
        self.seen: dict[str, frozenset[str]] = {}
        self.written: dict[str, Incoming] = {}

    def live(self, steps: int) -> None:
        with self.laptops[0].unit() as uow:
            person = uow.add(Person(name="Ali Mansour"))
            plan = uow.add(Plan(person_id=person.id))
            goal = uow.add(Goal(person_id=person.id, plan_id=plan.id, words="Get a CSCS card"))
            uow.add(ContactDetail(person_id=person.id, value="07700 900123"))
            uow.add(Step(person_id=person.id, goal_id=goal.id, words="Book the test"))
        self.note(self.laptops[0], frozenset())
        for laptop in self.laptops[1:]:
            laptop.take(self.laptops[0].sent())
        for _ in range(steps):
            self.clock.instant += timedelta(seconds=self.chance.choice((0, 0, 1, 60)))
            laptop = self.chance.choice(self.laptops)
            before = self.ids(laptop)
            with suppress(LinkworkerError):
                self.step(laptop)
            self.note(laptop, before)

    def ids(self, laptop: Laptop) -> frozenset[str]:
        with laptop.engine.connect() as connection:
            return frozenset(connection.execute(select(ENTRY.c.id)).scalars())

    def note(self, laptop: Laptop, before: frozenset[str]) -> None:
        for thing in laptop.sent():
            if entry_id(thing) not in before and entry_id(thing) not in self.seen:
                self.seen[entry_id(thing)] = before
                self.written[entry_id(thing)] = thing

    def step(self, laptop: Laptop) -> None:
        does = [
            self.tell,
            self.tell,
            self.change,
            self.change,
            self.change,
            self.add,
            self.mark,
            self.undo,
            self.choose,
        ]
        if self.erasing:
            does += [self.erase]
        self.chance.choice(does)(laptop)

    def tell(self, laptop: Laptop) -> None:
        other = self.chance.choice(self.laptops)
        if other is not laptop:
            laptop.take(other.sent())

    def pick(self, uow, kinds):
        kind = self.chance.choice(kinds)
        ids = sorted(map(tuple, uow.connection.execute(select(*kind.table().primary_key.columns)).all()))
        if not ids:
            return None
        place = self.chance.choice(ids)
        return uow.get(kind, *place) if kind is Person else uow.get_of(kind, *place)

    def change(self, laptop: Laptop) -> None:
        with laptop.unit() as uow:
            record = self.pick(uow, (Person, Person, ContactDetail, Goal, Step))
            if isinstance(record, Person):
                some = {"wing": self.chance.choice(WINGS), "risk_level": self.chance.choice(RISKS)}
                some["exclusions"] = self.chance.sample(["alcohol", "groups", "internet"], self.chance.randrange(3))
                some["date_of_birth"] = self.chance.choice((DAY.date(), None))
                names = self.chance.sample(sorted(some), self.chance.randrange(1, 3))
                uow.change(record, **{name: some[name] for name in names})
            elif isinstance(record, ContactDetail):
                uow.change(record, safe=self.chance.choice(("yes", "no")), value=self.chance.choice(("1", "2")))
            elif record is not None:
                uow.change(record, words=self.chance.choice(("Try again", "Ask Mo", "Rest")))

    def add(self, laptop: Laptop) -> None:
        with laptop.unit() as uow:
            person = self.pick(uow, (Person,))
            goal = self.pick(uow, (Goal,))
            if goal is not None and self.chance.random() < 0.5:
                uow.add(Step(person_id=goal.person_id, goal_id=goal.id, words="Ring them"))
            elif person is not None:
                old = self.pick(uow, (Note,)) if self.chance.random() < 0.4 else None
                uow.add(Note(person_id=person.id, on=DAY.date(), words="Rang.", corrects=old.id if old else None))

    def mark(self, laptop: Laptop) -> None:
        with laptop.unit() as uow:
            record = self.pick(uow, (ContactDetail, Goal, Step, Note))
            if record is not None and record.in_error:
                uow.reinstate(record)
            elif record is not None:
                uow.enter_in_error(record, "Wrong person")

    def undo(self, laptop: Laptop) -> None:
        entries = [read_header(each.header) for each in laptop.sent()]
        if entries:
            entry = self.chance.choice(sorted(entries, key=lambda each: each.id))
            with laptop.unit() as uow:
                undo(uow, entry.person, entry.id)

    def choose(self, laptop: Laptop) -> None:
        with laptop.unit() as uow:
            found = [each for each in conflicts(uow.connection) if each.field != "corrects"]
            if not found:
                return
            one = self.chance.choice(found)
            kind = KINDS[one.kind]
            record = uow.get(kind, one.record_id) if kind is Person else uow.get_of(kind, one.person_id, one.record_id)
            value = self.chance.choice((True, False)) if one.field == "in_error" else one.sides[-1].value
            if one.field == "in_error" or one.sides[-1].known:
                uow.choose(record, one.field, value, [side.entry_id for side in one.sides])

    def erase(self, laptop: Laptop) -> None:
        with laptop.unit() as uow:
            if self.chance.random() < 0.15:
                person = self.pick(uow, (Person,))
                if person is not None:
                    erase_person(uow, person.id, "asked")
                return
            record = self.pick(uow, (ContactDetail, Goal, Step, Note))
            if record is not None:
                erase_record(uow, record.person_id, record.kind(), record.id, "asked")

    def all(self) -> list[Incoming]:
        """Return every entry that any laptop wrote, with its values as they were written."""
        return list(self.written.values())

    def close(self) -> None:
        for laptop in self.laptops:
            laptop.close()


worlds = st.tuples(st.integers(0, 10**9), st.integers(2, 4), st.integers(4, 30))


@settings(max_examples=12)
@given(worlds, st.booleans())
def test_any_order_and_any_duplication_gives_the_same(world, erasing):
    """Heads, tips, what waits, rows and values are the same at two readers and at every laptop."""
    seed, laptops, steps = world
    made = World(seed, laptops, erasing=erasing)
    made.live(steps)
    everything = made.all()
    first, second = Laptop(made.clock), Laptop(made.clock)
    first.take(everything)
    for part in mixed(everything, made.chance):
        second.take(part)
    assert second.state() == first.state()
    for laptop in made.laptops:
        laptop.take(everything)
        assert laptop.state() == first.state()
    made.close()


@settings(max_examples=12)
@given(worlds)
def test_no_value_is_ever_lost(world):
    """Every value written is the one shown, a tip, or was replaced by somebody who had it before them."""
    seed, laptops, steps = world
    made = World(seed, laptops, erasing=False)
    made.live(steps)
    reader = Laptop(made.clock)
    reader.take(made.all())
    entries = [read_header(thing.header) for thing in reader.sent()]
    writers = [entry for entry in entries if entry.action in WRITES]
    with reader.engine.connect() as connection:
        heads = {(row.record_id, row.field): row.entry_id for row in connection.execute(select(HEAD))}
        tips = {(row.record_id, row.field, row.entry_id) for row in connection.execute(select(TIP))}
        assert connection.execute(select(WAITING)).all() == []
    replaced = {}
    for entry in writers:
        for change in entry.fields:
            if change.replaces is not None:
                assert change.replaces in made.seen[entry.id], "it replaces what its writer had not seen"
                replaced[entry.record, change.field, change.replaces] = entry.id
    for entry in writers:
        for change in entry.once:
            place = entry.record, change.field
            shown = heads.get(place, heads[entry.record, ""])
            assert entry.id == shown or (*place, entry.id) in tips or (*place, entry.id) in replaced
    made.close()


@pytest.mark.parametrize("seed", range(6))
def test_postgresql_arrives_at_the_same(postgresql, seed):
    """The same applier at the centre gives the same heads, tips, rows and values."""
    made = World(seed, 3, erasing=seed % 2 == 1)
    made.live(25)
    everything = made.all()
    reader = Laptop(made.clock)
    reader.take(everything)
    with postgresql.begin() as connection:
        for part in mixed(everything, made.chance):
            apply(connection, part)
        found = state_in(connection)
        assert len(entries_of(connection)) == len(everything)
    assert {name: _in_common(rows) for name, rows in found.items()} == {
        name: _in_common(rows) for name, rows in reader.state().items()
    }
    made.close()


def _in_common(rows):
    return json.loads(json.dumps(sorted(map(list, rows))))
