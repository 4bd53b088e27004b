"""What a store should hold, kept plainly: records with their history, and drafts. No encryption, no SQL, no hashes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


class No(Exception):
    """The store must refuse this."""


@dataclass(slots=True)
class Line:
    """One entry about a record: what was done, the values given, and why; `replaces` is the line before of each."""

    action: str
    values: dict[str, Any]
    reason: str | None = None
    replaces: dict[str, "int | None"] = field(default_factory=dict)
    fields: frozenset[str] = frozenset()


@dataclass(slots=True)
class Held:
    """One record: its kind and whose it is, what it says now, what became of it, and its lines, oldest first."""

    kind: str
    person: str
    now: dict[str, Any]
    lines: list[Line]
    in_error: bool = False
    erased: bool = False
    heads: dict[str, int] = field(default_factory=dict)

    def write(self, action: str, values: Mapping[str, Any], reason: str | None = None) -> None:
        """Write a line that gives values, and take them over."""
        at = len(self.lines)
        replaces = {name: self.heads.get(name, 0) for name in values}
        self.lines.append(Line(action, dict(values), reason, replaces, frozenset(values)))
        self.heads |= dict.fromkeys(values, at)
        self.in_error = values.get("in_error", self.in_error)
        self.now |= {name: value for name, value in values.items() if name != "in_error"}


class Model:
    """All of it, by record id."""

    def __init__(self) -> None:
        self.records: dict[str, Held] = {}
        self.drafts: dict[str, dict[str, str]] = {}

    def standing(self, kind: str | None = None) -> list[str]:
        """Return the ids of what is there, of one kind or all."""
        return [i for i, held in self.records.items() if not held.erased and kind in {None, held.kind}]

    def add(self, kind: str, record_id: str, person: str, values: Mapping[str, Any]) -> None:
        """Keep a new record."""
        given = {name: value for name, value in values.items() if value is not None}
        self.records[record_id] = Held(kind, person, dict(values), [Line("created", given, fields=frozenset(given))])

    def change(self, record_id: str, reason: str | None, **values: Any) -> None:
        """Give new values; what is the same already is no change, and nothing at all writes no line."""
        held = self.records[record_id]
        if held.kind == "note":
            raise No
        differs = {name: value for name, value in values.items() if held.now[name] != value}
        if differs:
            held.write("changed", differs, reason)

    def mark(self, record_id: str, reason: str | None, *, in_error: bool) -> None:
        """Mark as entered in error, or take that back."""
        self.records[record_id].write("entered-in-error" if in_error else "reinstated", {"in_error": in_error}, reason)

    def undo(self, record_id: str, at: int) -> None:
        """Undo one line of a record; raises No where something has moved on, or what was there was erased."""
        held = self.records[record_id]
        line = held.lines[at]
        if held.erased or line.action in {"erased", "viewed"}:
            raise No
        if line.action == "created":
            if held.in_error or held.heads:
                raise No
            self.mark(record_id, "Undone", in_error=True)
            return
        if any(held.heads[name] != at for name in line.fields):
            raise No
        if "in_error" in line.fields:
            self.mark(record_id, "Undone", in_error=line.action == "reinstated")
            return
        before = {name: held.lines[line.replaces[name] or 0].values.get(name) for name in line.fields}
        if any(value in self.records and self.records[value].erased for value in before.values()):
            raise No
        held.write("undone", before)

    # Erasing ---------------------------------------------------------------------------------------------------------

    def goes_with(self, record_id: str) -> set[str]:
        """Return what goes with a record: steps with their goal, and notes with those that they correct."""
        going = {record_id}
        while True:
            more = {
                i
                for i in self.standing()
                if i not in going
                and (
                    self.records[i].now.get("corrects") in going
                    or (self.records[i].now.get("goal_id") in going and self.records[i].kind == "step")
                )
            }
            more |= {c for i in going if (c := self.records[i].now.get("corrects")) and c not in going}
            if not more:
                return going
            going |= more

    def erase(self, record_id: str, because: str) -> None:
        """Erase a record with what goes with it; other records let go of it first."""
        going = self.goes_with(record_id)
        for i in self.standing():
            if i not in going and self.records[i].now.get("goal_id") in going:
                self.records[i].write("changed", {"goal_id": None})
        for i in going:
            self._gone(i, because)

    def erase_person(self, person: str, because: str) -> None:
        """Erase a person, all of theirs, and what other people's records say of them; only the person is marked."""
        for i in self.standing("keep_apart"):
            if self.records[i].now["other_id"] == person and self.records[i].person != person:
                self.erase(i, because)
        for held in self.records.values():
            if held.person == person:
                _empty(held)
        self._gone(person, because)

    def _gone(self, record_id: str, because: str) -> None:
        held = self.records[record_id]
        _empty(held)
        held.lines.append(Line("erased", {"because": because}, fields=frozenset({"because"})))


def _empty(held: Held) -> None:
    held.erased, held.now, held.heads = True, {}, {}
    for line in held.lines:
        if line.action != "erased":
            line.values, line.reason = {}, None
