"""What people typed, kept beside the program: who knew what when they typed it, and what must follow from that alone.

Nothing here asks the program which entry replaces which. A value that somebody typed goes when a later one is typed
over it by somebody who saw it, or chosen by somebody who knew of it; until then it stands. Where several stand with
different values, a person has to be asked.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

IN_ERROR, CORRECTS = "in_error", "corrects"
CHOICES = frozenset({"chosen"})
TYPES = frozenset({"created", "changed", "undone", "entered-in-error", "reinstated", "chosen"})
MARKS = frozenset({"entered-in-error", "reinstated"})
NEEDS = {"goal_id", "corrects", "other_id"}
"""Links without which a record cannot stand: what they name was erased, so it goes too."""


@dataclass(frozen=True, slots=True)
class Typed:
    """One entry that a person wrote. `saw` is what the record showed then, `knew` the entries that were there."""

    id: str
    place: str
    device: str
    seq: int
    kind: str
    record: str
    person: str | None
    action: str
    values: Mapping[str, Any]
    replaces: frozenset[str]
    saw: Mapping[str, Any]
    knew: frozenset[str]

    @property
    def made(self) -> bool:
        """Say whether it made the record: it then says of every field what it began as."""
        return self.action == "created"

    def speaks_of(self, name: str) -> bool:
        """Say whether it gives a field a value."""
        return name in self.values or self.made or (name == IN_ERROR and self.action in MARKS)

    def is_readable(self, name: str, with_values: Collection[str]) -> bool:
        """Say whether what it says of a field can be read; a mark as in error shows in the header."""
        return self.id in with_values or (name == IN_ERROR and self.action in MARKS)

    def value(self, name: str) -> Any:
        """Return what it says of a field."""
        if name == IN_ERROR and name not in self.values:
            return self.action == "entered-in-error"
        return self.values.get(name)


def spelt(value: Any) -> str:
    """Return a value as it is compared: nothing, an empty list and an empty map are the same."""
    return json.dumps(None if value in (None, [], {}) else value, sort_keys=True)


@dataclass(slots=True)
class Model:
    """All that was typed anywhere, and what was erased."""

    typed: dict[str, Typed] = field(default_factory=dict)
    of_record: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    erased: dict[str, str] = field(default_factory=dict)
    """Ids of records and people of which somebody wrote that they were erased, by the entry that says so."""
    heard: set[str] = field(default_factory=set)
    """Entries that the centre has: an erasure that went with a disk, or lies in quarantine, is none."""
    let_go_with_the_disk: set[str] = field(default_factory=set)
    """Entries that a backup did not hold: gone with the laptop, unless they had been carried away."""

    def note(self, typed: Typed) -> None:
        """Keep one entry."""
        if typed.id not in self.typed:
            self.typed[typed.id] = typed
            self.of_record[typed.record].append(typed.id)

    def entries(self, record: str, among: Collection[str]) -> Iterator[Typed]:
        """Yield what was typed of a record and is there, and stands on what is there."""
        there = {one for one in self.of_record[record] if one in among}
        placed = set[str]()
        more = True
        while more:
            found = {one for one in there - placed if self.typed[one].replaces <= placed | {""}}
            placed |= found
            more = bool(found)
        yield from (self.typed[one] for one in self.of_record[record] if one in placed)

    def gone(self) -> set[str]:
        """Return ids of all that was erased, with what cannot stand without it."""
        going = {record for entry, record in self.erased.items() if entry in self.heard}
        more = True
        while more:
            found = {
                each.record
                for each in self.typed.values()
                if each.record not in going
                and (each.person in going or any(each.values.get(name) in going for name in NEEDS))
            }
            going |= found
            more = bool(found)
        return going

    def standing(self, record: str, name: str, among: Collection[str]) -> list[Typed]:
        """Return the entries whose value of a field nobody typed over knowingly; `among` are the entries there."""
        about = [each for each in self.entries(record, among) if each.speaks_of(name)]
        over = {one for each in about for one in _typed_over(each, name, about)}
        return [each for each in about if each.id not in over]

    def fields(self, record: str, among: Collection[str]) -> set[str]:
        """Return the fields that were typed since a record was made."""
        found = {name for each in self.entries(record, among) if not each.made for name in each.values}
        return found | {IN_ERROR for each in self.entries(record, among) if each.action in MARKS}


def _typed_over(each: Typed, name: str, about: Iterable[Typed]) -> Iterator[str]:
    """Yield the entries whose value the writer of one saw and typed over, or chose between."""
    if each.made:
        return
    for other in about:
        if other.id in each.knew and (
            name == IN_ERROR or each.action in CHOICES or spelt(other.value(name)) == spelt(each.saw.get(name))
        ):
            yield other.id


@dataclass(slots=True)
class Held:
    """What lies at one place: entries, those with values, rows by kind and id, conflicts by (record, field).

    `sides` has the values of a conflict; one that is not known here is None, and `bare` says that there is one.
    """

    entries: set[str] = field(default_factory=set)
    with_values: set[str] = field(default_factory=set)
    rows: dict[str, dict[str, Any]] = field(default_factory=dict)
    sides: dict[tuple[str, str], dict[str, str | None]] = field(default_factory=dict)
    """By place of the conflict: entry id to its spelt value, or None where it is not known here."""


@dataclass(slots=True)
class Findings:
    """What a look at one place found wrong, each with what it is about; and how many values were accounted for how."""

    wrong: list[str] = field(default_factory=list)
    counted: dict[str, int] = field(default_factory=lambda: defaultdict(int))


def look(model: Model, held: Held, where: str) -> Findings:
    """Hold one place against the model: shown values, conflicts, and every typed value accounted for."""
    found, gone = Findings(), model.gone()
    for record in list(model.of_record):
        if record in gone:
            found.counted["erased"] += len(model.of_record[record])
            if record in held.rows:
                found.wrong.append(f"{where}: {record} was erased and has a row")
        elif record in held.rows:
            _look_at_record(model, held, record, where, found)
    _look_at_corrections(model, held, gone, where, found)
    return found


def _look_at_record(model: Model, held: Held, record: str, where: str, found: Findings) -> None:
    for name in sorted(model.fields(record, held.entries)):
        live = model.standing(record, name, held.entries)
        bare = [each for each in live if not each.is_readable(name, held.with_values)]
        values = {spelt(each.value(name)) for each in live if each not in bare}
        told = f"{where}: {live[0].kind} {record} {name}" if live else f"{where}: {record} {name}"
        sides = held.sides.get((record, name))
        shown = spelt(held.rows[record].get(name))
        if not live:
            found.wrong.append(f"{told}: nothing stands")
        elif bare:
            if len(live) > 1 and sides is None:
                found.wrong.append(f"{told}: {len(live)} stand, one of them bare, and nobody is asked")
        elif name == IN_ERROR:
            _look_at_removal(model, held, record, live, told, found)
        else:
            _look_at_values(values, sides, shown, told, found)
        _count(model, held, record, name, live, sides, shown, told, found)


def _look_at_values(
    values: set[str], sides: Mapping[str, str | None] | None, shown: str, told: str, found: Findings
) -> None:
    if shown not in values:
        found.wrong.append(f"{told}: shows {shown}, and {sorted(values)} stand")
    if len(values) > 1 and sides is None:
        found.wrong.append(f"{told}: {sorted(values)} stand, and nobody is asked")
    elif len(values) > 1 and sides is not None and not values <= set(sides.values()):
        found.wrong.append(f"{told}: {sorted(values)} stand, and {sorted(map(str, sides.values()))} are asked about")
    elif len(values) == 1 and sides is not None:
        found.wrong.append(f"{told}: only {sorted(values)} stands, and somebody is asked about {dict(sides)}")


def _look_at_removal(model: Model, held: Held, record: str, live: list[Typed], told: str, found: Findings) -> None:
    """Hold that an edit which a removal did not know of, and which did not know of the removal, is asked about."""
    asked = held.sides.get((record, IN_ERROR), {})
    removals = [each for each in live if each.value(IN_ERROR)]
    for name in model.fields(record, held.entries) - {IN_ERROR}:
        for edit in model.standing(record, name, held.entries):
            unseen = [x for x in removals if not _knew(edit, x) and not edit.made]
            if removals and len(unseen) == len(removals) and edit.id not in asked:
                found.wrong.append(f"{told}: removed without knowing of {name}, and nobody is asked")


def _knew(one: Typed, other: Typed) -> bool:
    return one.id in other.knew or other.id in one.knew


def _look_at_corrections(model: Model, held: Held, gone: set[str], where: str, found: Findings) -> None:
    by_fact: dict[str, list[str]] = defaultdict(list)
    for record, row in held.rows.items():
        if row.get(CORRECTS) and not row[IN_ERROR] and record not in gone:
            by_fact[row[CORRECTS]].append(record)
    for fact, records in by_fact.items():
        if len(records) > 1 and len(held.sides.get((fact, CORRECTS), {})) != len(records):
            found.wrong.append(f"{where}: {fact} was corrected {len(records)} times, and nobody is asked")


def _count(
    model: Model, held: Held, record: str, name: str, live: list[Typed],
    sides: Mapping[str, str | None] | None, shown: str, told: str, found: Findings,
) -> None:  # fmt: skip
    """Account for every value that was typed of a field: shown, asked about, known to who typed after, or lost."""
    about = [each for each in model.entries(record, held.entries) if each.speaks_of(name)]
    known = {one for each in about for one in each.knew}
    for each in about:
        if not each.is_readable(name, held.with_values):
            found.counted["bare"] += 1
        elif spelt(each.value(name)) == shown:
            found.counted["shown"] += 1
        elif sides is not None and (each.id in sides or spelt(each.value(name)) in sides.values()):
            found.counted["asked about"] += 1
        elif each.id in known:
            found.counted["typed over by somebody who knew"] += 1
        else:
            found.counted["silently lost"] += 1
            found.wrong.append(f"{told}: {each.value(name)!r} by {each.place} is silently lost")
