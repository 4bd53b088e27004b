"""Which records of a batch can be brought forward as they lie: one line of changes that begins at what stands here.

It is the case of `journal.decision` in which every field has one tip before and after, so nothing has to be looked at
but what stands. Whatever is not plainly that is left to the decision itself.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from linkworker.hub.set_shapes import Shape, shape_of
from linkworker.hub.set_state import SetState
from linkworker.hub.staging import Staged
from linkworker.journal.actions import Action
from linkworker.journal.entry_facts import IN_ERROR, MADE
from linkworker.journal.typed import NotOfItsType
from linkworker.records.person import Person
from linkworker.records.record import OfPerson, Record
from linkworker.records.registry import KINDS

_CHANGES = frozenset({Action.CHANGED, Action.UNDONE})


@dataclass(slots=True)
class Line:
    """What a batch brings of one record: where its heads stand after it, and the values it gives, as COPY takes them.

    `values` are a whole row where the record is new, else those that change.
    """

    kind: str
    record: str
    person: str | None
    entries: list[Staged]
    is_new: bool
    heads: dict[str, str] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)


def lines_of(batch: Iterable[Staged], state: SetState) -> dict[str, Line]:
    """Return the records of a batch that can be brought forward as they lie, by id."""
    groups: dict[str, list[Staged]] = defaultdict(list)
    for each in batch:
        groups[each.record].append(each)
    found = {}
    for record, entries in groups.items():
        if record in state.apart or entries[0].said["person"] in state.apart:
            continue
        line = _line(record, entries, state)
        if line is not None:
            found[record] = line
    made = {one for one, line in found.items() if line.kind == Person.kind()}
    return {one: line for one, line in found.items() if _can_have_a_row(line, state.here, made)}


def _can_have_a_row(line: Line, here: Collection[str], made: Collection[str]) -> bool:
    """Say whether the person is here whose record it is, before or with this batch."""
    return not issubclass(KINDS[line.kind], OfPerson) or line.person in here or line.person in made


def _line(record: str, entries: list[Staged], state: SetState) -> Line | None:
    first = entries[0].said
    kind, person = KINDS.get(first["kind"]), first["person"]
    if kind is None or not _belongs(kind, record, person):
        return None
    stands = state.heads.get(record)
    line = Line(first["kind"], record, person, entries, is_new=stands is None)
    if stands is None and kind is Person and record in state.heard_of:
        return None  # with the person come the rows of all that was heard of them before
    shape = shape_of(kind)
    for each in entries:
        said = each.said
        if said["kind"] != line.kind or said["person"] != person or not _add(line, each, stands, shape):
            return None
    return line if _fits(line, shape, state) else None


def _belongs(kind: type[Record], record: str, person: str | None) -> bool:
    if kind is Person:
        return person == record
    return (person is not None and person != record) if issubclass(kind, OfPerson) else person is None


def _add(line: Line, each: Staged, stands: Mapping[str, str] | None, shape: Shape) -> bool:
    """Lay one more entry on a line; say whether it follows there.

    It must name each field once, know only fields that we know, bring all their values, and replace in each the one
    entry that stands there.
    """
    said, values = each.said, each.values or {}
    begins = not line.heads and stands is None
    if begins:
        if said["action"] != Action.CREATED:
            return False
        line.heads[MADE] = each.id
    elif said["action"] not in _CHANGES or (stands and (MADE not in stands or IN_ERROR in stands)):
        return False
    before = ""
    for row in said["fields"]:
        name = row["field"]
        if name <= before or name not in shape.fields or name not in values:
            return False
        if row["replaces"] != (None if begins else _standing(name, line, stands)):
            return False
        before = name
        line.values[name] = values[name]
        if not begins:
            line.heads[name] = each.id
    return True


def _standing(name: str, line: Line, stands: Mapping[str, str] | None) -> str:
    found = line.heads.get(name) or (stands or {}).get(name)
    return found or line.heads.get(MADE) or (stands or {})[MADE]


def _fits(line: Line, shape: Shape, state: SetState) -> bool:
    """Bring the values to what the table takes; say whether each is of its type and names nothing erased."""
    if any(str(line.values.get(name)) in state.apart for name in shape.ties):
        return False
    try:
        fitted = {name: shape.fitted(name, value) for name, value in line.values.items()}
    except NotOfItsType:
        return False
    line.values = {**shape.begins, **fitted} if line.is_new else fitted
    return not line.is_new or shape.needed <= fitted.keys()


def links_of(batch: Iterable[Staged]) -> set[str]:
    """Return the ids in the values of a batch that a record could not stand without."""
    return {
        each.values[name]
        for each in batch
        if each.values and each.said["kind"] in KINDS
        for name in shape_of(KINDS[each.said["kind"]]).ties
        if isinstance(each.values.get(name), str)
    }
