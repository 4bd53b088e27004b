"""Long histories by chance, through the pure decision alone: what it keeps, beside what the last writer would win.

Each device holds entries; what it shows follows by `journal.decision.state_of`. Entries are written as the unit of work
writes them: naming what was shown. Bundles and what comes down are lost, late, doubled and out of order, clocks are
wrong by up to years, laptops are put back to backups. Two other ways are run beside it on the same meetings and the
same clocks: whole rows, and single fields, of which the one with the later time of day counts.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from convergence.last_writer import LastWriter
from convergence.model import IN_ERROR, Held, Model, Typed, look, spelt
from convergence.world import NOON
from linkworker.journal.decision import state_of
from linkworker.journal.entry_facts import MADE, EntryFacts, RecordState
from linkworker.journal.hybrid_clock import HybridClock, a_day_ahead

SKEWS = (0, 0, 0, 1, -20, 90, 60 * 26, -60 * 24 * 40, 60 * 24 * 400, -60 * 24 * 3000)
"""By how many minutes a device's clock is wrong."""
FIELDS = {"person": ("wing", "address", "risk_level", "safeguarding_note"), "goal": ("words", "state", "position")}
LEVELS = ("low", "medium", "high", "very-high")
HUB = "hub"


@dataclass(slots=True)
class Figures:
    """What was counted over some histories."""

    histories: int = 0
    edits: int = 0
    contended: int = 0
    conflicts: int = 0
    asked: int = 0
    chosen: int = 0
    lost: int = 0
    row: int = 0
    row_contended: int = 0
    each: int = 0
    each_contended: int = 0

    def add(self, other: "Figures") -> None:
        """Add another's figures to these."""
        for name in self.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))

    def lines(self) -> list[str]:
        """Return the table that is printed."""
        return [
            f"  {self.histories:,} histories: {self.edits:,} edits, {self.contended:,} of them contended",
            f"  {self.conflicts:,} conflicts shown, {self.asked:,} contended edits as a side, {self.chosen:,} chosen",
            "  silently lost:            of all edits   of contended edits",
            _line("linkworker", self.lost, self.edits, self.lost, self.contended),
            _line("last writer, by field", self.each, self.edits, self.each_contended, self.contended),
            _line("last writer, by row", self.row, self.edits, self.row_contended, self.contended),
        ]


def _line(name: str, lost: int, edits: int, contended: int, of: int) -> str:
    every, some = 100 * lost / max(edits, 1), 100 * contended / max(of, 1)
    return f"  {name:<22} {lost:>8,} ({every:4.1f}%) {contended:>8,} ({some:4.1f}%)"


@dataclass(slots=True)
class Device:
    """One device: the entries it has by record, its clock, and how the other ways would have it."""

    name: str
    id: str
    skew: timedelta = timedelta()
    hybrid: HybridClock = field(default_factory=HybridClock)
    entries: dict[str, dict[str, EntryFacts]] = field(default_factory=dict)
    states: dict[str, RecordState] = field(default_factory=dict)
    others: tuple[LastWriter, LastWriter] = field(
        default_factory=lambda: (LastWriter(by_row=False), LastWriter(by_row=True))
    )
    backup: "tuple[dict[str, dict[str, EntryFacts]], tuple[LastWriter, LastWriter], str] | None" = None
    numbers: int = 0

    def state(self, record: str) -> RecordState:
        """Return what its entries say of a record."""
        if record not in self.states:
            self.states[record] = state_of(list(self.entries[record].values()))
        return self.states[record]

    def keep(self, entries: "list[EntryFacts]") -> set[str]:
        """Keep entries; return the records of which there is something new."""
        new = set()
        for each in entries:
            of_record = self.entries.setdefault(each.record, {})
            if each.id not in of_record:
                of_record[each.id] = each
                self.states.pop(each.record, None)
                new.add(each.record)
        return new

    def every(self) -> list[EntryFacts]:
        """Return all its entries."""
        return [each for of_record in self.entries.values() for each in of_record.values()]

    def shows(self, record: str, name: str) -> Any:
        """Return what it shows of a field."""
        state = self.state(record)
        return bool(state.shown.get(IN_ERROR)) if name == IN_ERROR else state.shown.get(name)


class History:
    """One history: some devices, a hub between them, and so many steps."""

    def __init__(self, seed: int, steps: int | None = None) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - chance for a test
        self.now, self.numbers, self.seed = NOON, 0, seed
        self.model, self.figures = Model(), Figures(histories=1)
        self.hub = Device(HUB, self._id())
        self.devices = [
            Device(f"laptop {n}", self._id(), timedelta(minutes=self.chance.choice(SKEWS)))
            for n in range(self.chance.randint(2, 5))
        ]
        self.up: list[tuple[list[EntryFacts], tuple[LastWriter, LastWriter]]] = []
        self.down: list[tuple[Device, list[EntryFacts], tuple[LastWriter, LastWriter], str]] = []
        self.asked: set[str] = set()
        self.shown: set[tuple[str, str, frozenset[str]]] = set()
        self.edits: list[Typed] = []
        self._begin()
        kinds = (self.edit, self.send, self.arrive, self.fetch, self.take, self.choose, self.mark, self.put_back)
        often = (40, 14, 18, 14, 18, 3, 2, 1)
        for step in self.chance.choices(kinds, often, k=steps or self.chance.randint(200, 400)):
            self.now += timedelta(minutes=self.chance.choice((0, 1, 30, 600)))
            step(self.chance.choice(self.devices))
        self.end()

    # Steps -----------------------------------------------------------------------------------------------------------

    def _begin(self) -> None:
        """Let everybody have some people and goals."""
        for _ in range(4):
            person = self._id()
            self._write(self.devices[0], "created", "person", person, {"name": "Ali Mansour"}, None)
            begun = {"plan_id": self._id(), "words": "A CSCS card", "position": 1, "state": "active"}
            self._write(self.devices[0], "created", "goal", self._id(), begun, None, person)
        for device in (self.hub, *self.devices[1:]):
            device.keep(self.devices[0].every())

    def edit(self, device: Device) -> None:
        """Type another value into a field; a few fields are everybody's favourites."""
        record = self.chance.choice(sorted(device.entries)[: self.chance.randint(1, 8)])
        kind = next(iter(device.entries[record].values())).kind
        name = self.chance.choice(FIELDS[kind][: self.chance.randint(1, 8)])
        value: Any = self.chance.choice(LEVELS) if name == "risk_level" else f"{device.name} {self.numbers}"
        value = self.numbers if name == "position" else value
        if spelt(device.shows(record, name)) == spelt(value):
            return
        state = device.state(record)
        head = state.heads.get(name, state.heads[MADE])
        replaces = {head, *(tip.entry_id for tip in state.tips if tip.field == name and tip.agreed)}
        if device.shows(record, IN_ERROR):
            replaces |= _settled(state, IN_ERROR) - (_settled(state, name) - replaces)
        typed = self._write(device, "changed", kind, record, {name: value}, replaces)
        self.edits.append(typed)
        for other in device.others:
            other.type(record, name, typed.id, self.now + device.skew)

    def choose(self, device: Device) -> None:
        """Choose in one of the conflicts that a device shows."""
        found = [(record, name) for record in sorted(device.entries) for name in sorted(device.state(record).conflicts)]
        found = [place for place in found if place[1] != IN_ERROR]
        if not found:
            return
        record, name = self.chance.choice(found)
        state = device.state(record)
        entries, settled = device.entries[record], _settled(state, name)
        value = entries[self.chance.choice(sorted(settled))].values.get(name)
        kind = next(iter(entries.values())).kind
        marks = _settled(state, IN_ERROR) if device.shows(record, IN_ERROR) else set()
        self._write(device, "chosen", kind, record, {name: value}, settled | marks)
        self.figures.chosen += 1

    def mark(self, device: Device) -> None:
        """Mark a goal as entered in error, or take that back."""
        record = self.chance.choice([one for one in sorted(device.entries) if self._kind(device, one) == "goal"])
        state = device.state(record)
        if device.shows(record, IN_ERROR):
            settled = _settled(state, IN_ERROR)
            self._write(device, "reinstated", "goal", record, {IN_ERROR: False}, settled)
        else:
            every = {*state.heads.values(), *(tip.entry_id for tip in state.tips)}
            self._write(device, "entered-in-error", "goal", record, {IN_ERROR: True}, every)

    def send(self, device: Device) -> None:
        """A laptop writes a bundle: all it wrote itself (what is known there already does no harm)."""
        own = [each for each in device.every() if each.device == device.id]
        self.up.append((own[-self.chance.randint(3, 40) :] if self.chance.random() < 0.3 else own, _copied(device)))

    def arrive(self, _device: Device) -> None:
        """Any bundle comes to the hub: once, twice or never."""
        if self.up:
            entries, others = self.up[self.chance.randrange(len(self.up))]
            if self.chance.random() < 0.85:
                self._keep(self.hub, entries, others, "")
            if self.chance.random() < 0.7:
                self.up.remove((entries, others))

    def fetch(self, device: Device) -> None:
        """The hub writes a receipt."""
        self.down.append((device, self.hub.every(), _copied(self.hub), device.id))

    def take(self, _device: Device) -> None:
        """Any receipt comes to its laptop: once, twice or never."""
        if self.down:
            at = self.chance.randrange(len(self.down))
            device, entries, others, _ = self.down[at]
            if self.chance.random() < 0.85:
                some = entries if self.chance.random() < 0.8 else self.chance.sample(entries, len(entries) // 2)
                self._keep(device, some, others, device.id)
            if self.chance.random() < 0.7:
                del self.down[at]

    def put_back(self, device: Device) -> None:
        """Keep a backup, or put the laptop back to the one it has: it is another device then."""
        if device.backup is None or self.chance.random() < 0.5:
            device.backup = ({one: dict(each) for one, each in device.entries.items()}, _copied(device), device.id)
            return
        entries, others, was = device.backup
        there = {each.id for each in self.hub.every()}
        kept = {one for each in entries.values() for one in each}
        on_the_way = {each.id for some, _ in self.up for each in some}
        gone = {each.id for each in device.every() if each.device == device.id} - kept - there - on_the_way
        self.model.let_go_with_the_disk |= gone
        own = [each for of_record in entries.values() for each in of_record.values() if each.device in {was, device.id}]
        self.up.append((own, others))  # what it has no receipt for goes again
        device.entries, device.states = {one: dict(each) for one, each in entries.items()}, {}
        device.others, device.id = (others[0].copy(), others[1].copy()), self._id()

    def end(self) -> None:
        """Carry all until everybody has everything; then hold it against the model, and count."""
        for entries, others in self.up:
            self._keep(self.hub, entries, others, "")
        for device in self.devices:
            self._keep(self.hub, device.every(), _copied(device), "")
        for device in self.devices:
            self._keep(device, self.hub.every(), _copied(self.hub), device.id)
        for device in self.devices:
            for record in device.entries:
                assert device.state(record) == self.hub.state(record), f"history {self.seed}: {device.name} differs"
        found = look(self.model, self._held(self.hub), f"history {self.seed}")
        assert not found.wrong, found.wrong[:5]
        self._count(found.counted.get("silently lost", 0))

    # Small steps -----------------------------------------------------------------------------------------------------

    def _write(
        self, device: Device, action: str, kind: str, record: str, values: dict[str, Any], replaces: set[str] | None,
        person: str | None = None,
    ) -> Typed:  # fmt: skip
        device.numbers += 1
        person = person or next((each.person for each in device.entries.get(record, {}).values()), record)
        entry = EntryFacts(
            self._id(), device.hybrid.tick(self.now + device.skew), device.id, action, kind, record,
            person, {name: frozenset(replaces) if replaces else frozenset({None}) for name in values}, values,
        )  # fmt: skip
        there = device.entries.get(record, {})
        saw = dict(device.state(record).shown) if there else {}
        knew = frozenset(each.id for each in self.model.entries(record, there))
        typed = Typed(
            entry.id, device.name, device.id, device.numbers, kind, record, person, action, values,
            frozenset(replaces or ()), saw, knew,
        )  # fmt: skip
        self.model.note(typed)
        device.keep([entry])
        return typed

    def _keep(self, device: Device, entries: list[EntryFacts], others: tuple[LastWriter, LastWriter], _to: str) -> None:
        new = device.keep(entries)
        newest = max((each.hlc for each in entries), default="")
        if newest <= a_day_ahead(self.now + device.skew):
            device.hybrid.follow(newest)
        for mine, theirs in zip(device.others, others, strict=True):
            mine.merge(theirs)
        for record in new:
            state = device.state(record)
            for name in state.conflicts:
                sides = frozenset(_settled(state, name))
                self.asked |= sides
                self.shown.add((record, name, sides))

    def _held(self, device: Device) -> Held:
        held = Held()
        for record, entries in device.entries.items():
            state = device.state(record)
            held.entries |= entries.keys()
            held.rows[record] = {**state.shown, IN_ERROR: bool(state.shown.get(IN_ERROR))}
            for name in state.conflicts:
                sides = _settled(state, name)
                held.sides[record, name] = {one: spelt(entries[one].values.get(name)) for one in sides}
        held.with_values = set(held.entries)
        return held

    def _count(self, lost: int) -> None:
        there = {each.id for each in self.hub.every()}
        edits = [each for each in self.edits if each.id in there]
        contended = set(self._contended(edits))
        by_field, by_row = self.hub.others
        figures = self.figures
        figures.edits, figures.contended, figures.lost = len(edits), len(contended), lost
        figures.asked = len(contended & self.asked)
        figures.conflicts = len(self.shown)
        for each in edits:
            for other, name in ((by_field, "each"), (by_row, "row")):
                if other.has_lost(each.record, next(iter(each.values)), each.id):
                    setattr(figures, name, getattr(figures, name) + 1)
                    if each.id in contended:
                        setattr(figures, f"{name}_contended", getattr(figures, f"{name}_contended") + 1)

    def _contended(self, edits: list[Typed]) -> Iterator[str]:
        """Yield the edits of a field beside which another one stood whose writer knew as little of it."""
        by_field: dict[tuple[str, str], list[Typed]] = {}
        for each in edits:
            by_field.setdefault((each.record, next(iter(each.values))), []).append(each)
        for (_, name), some in by_field.items():
            for one in some:
                if any(
                    one.id not in other.knew and other.id not in one.knew and one.values[name] != other.values[name]
                    for other in some
                    if other is not one
                ):
                    yield one.id

    def _kind(self, device: Device, record: str) -> str:
        return next(iter(device.entries[record].values())).kind

    def _id(self) -> str:
        self.numbers = getattr(self, "numbers", 0) + 1
        return f"{self.numbers:08d}-0000-7000-8000-000000000000"


def _settled(state: RecordState, name: str) -> set[str]:
    """Return every tip of a field."""
    return {state.heads.get(name, state.heads[MADE]), *(tip.entry_id for tip in state.tips if tip.field == name)}


def _copied(device: Device) -> tuple[LastWriter, LastWriter]:
    return device.others[0].copy(), device.others[1].copy()


def histories(count: int, *, first: int = 0) -> Figures:
    """Run so many histories; return their figures together. Raises AssertionError for one that does not hold."""
    every = Figures()
    for seed in range(first, first + count):
        every.add(History(seed).figures)
    return every
