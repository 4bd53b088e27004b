"""The decision that both appliers carry out: what a set of entries says of a record, whatever order it came in.

Each entry names, for every field it writes, the entries that it replaces there. So which values nobody has replaced
(the tips) follows from the entries alone, and neither the order of arrival nor how often one arrives can change it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from heapq import heapify, heappop, heappush
from typing import Any, Final

from linkworker.base.cautious import caution_of
from linkworker.journal.actions import WRITES, Action
from linkworker.journal.entry_facts import IN_ERROR, MADE, Decision, EntryFacts, RecordState, Tip

_MISSING: Final = object()
_ACTIONS = frozenset(str(action) for action in Action)


def state_of(entries: Sequence[EntryFacts]) -> RecordState:
    """Return what these entries of one record say of it. Only those that write fields count, each id once."""
    writers = _each_once(entries)
    placed = _placed(writers)
    return _Record(placed, frozenset(writers.keys() - placed.keys())).state()


def decide(entry: EntryFacts, known: Sequence[EntryFacts], *, kinds: Collection[str]) -> Decision:
    """Return what an entry does among those of its record that are known; `kinds` are the record kinds of this version.

    CONFLICT: with it there is a field that somebody has to choose for, and it is one of the sides.
    """
    if any(each.id == entry.id for each in known):
        return Decision.KNOWN
    if entry.kind not in kinds or entry.action not in _ACTIONS:
        return Decision.UNKNOWN_KIND
    state = state_of([*known, entry])
    if entry.id in state.waiting:
        return Decision.WAITS
    sides = {(tip.field, tip.entry_id) for tip in state.tips if not tip.agreed}
    sides |= {(field, state.heads.get(field, "")) for field in state.conflicts}
    return Decision.CONFLICT if any(side == entry.id for _, side in sides) else Decision.FAST_FORWARD


def seen(entries: Sequence[EntryFacts], field: str) -> str | None:
    """Return the entry whose value of a field is shown; None where no value of it is here.

    It is not the latest one where that came without its value: what nobody here saw, nobody here writes over.
    """
    shown = _Record(_placed(_each_once(entries)), frozenset()).seen(field)
    return None if shown is None else shown.id


def _each_once(entries: Iterable[EntryFacts]) -> dict[str, EntryFacts]:
    found: dict[str, EntryFacts] = {}
    for entry in sorted(entries, key=lambda each: (each.order, each.device)):
        if entry.action in WRITES:
            found.setdefault(entry.id, entry)
    return found


def _placed(writers: Mapping[str, EntryFacts]) -> dict[str, EntryFacts]:
    """Return the entries all of whose replaced ones are here and placed too."""
    lacking: dict[str, int] = {}
    needed_by: dict[str, list[str]] = defaultdict(list)
    for entry in writers.values():
        needs = {replaced for each in entry.writes.values() for replaced in each if replaced is not None}
        lacking[entry.id] = len(needs)
        for replaced in needs:
            needed_by[replaced].append(entry.id)
    ready = [entry_id for entry_id, number in lacking.items() if number == 0]
    placed = set(ready)
    while ready:
        for entry_id in needed_by[ready.pop()]:
            lacking[entry_id] -= 1
            if lacking[entry_id] == 0:
                placed.add(entry_id)
                ready.append(entry_id)
    return {entry_id: entry for entry_id, entry in writers.items() if entry_id in placed}


class _Latest(tuple[str, str]):
    """An order that puts the later first."""

    __slots__ = ()

    def __lt__(self, other: tuple[str, ...]) -> bool:
        return tuple(self) > tuple(other)


class _Record:
    """The placed entries of one record, oldest first."""

    def __init__(self, placed: Mapping[str, EntryFacts], waiting: frozenset[str]) -> None:
        self.placed = placed
        self.waiting = waiting
        self.made = next((entry for entry in placed.values() if entry.action == Action.CREATED), None)
        self.writers: dict[str, list[EntryFacts]] = defaultdict(list)
        self.replaced: dict[str, set[str | None]] = defaultdict(set)
        for entry in placed.values():
            for field, replaces in entry.writes.items():
                if entry is not self.made:
                    self.writers[field].append(entry)
                    self.replaced[field] |= replaces
        self.heads: dict[str, str] = {}
        self.tips: list[Tip] = []
        self.shown: dict[str, Any] = {}

    def state(self) -> RecordState:
        bare = False
        if self.made is not None:
            self.heads[MADE] = self.made.id
            self.shown.update(self.made.values)
            bare = bool(self.made.writes) and not self.made.writes.keys() & self.made.values.keys()
        for field in self.writers:
            self._settle(field)
        self._settle_removal()
        return RecordState(self.heads, tuple(sorted(self.tips, key=_by_place)), self.shown, self.waiting, bare)

    def tips_of(self, field: str) -> list[EntryFacts]:
        every = [*self.writers[field], *([self.made] if self.made else [])]
        return [entry for entry in every if entry.id not in self.replaced[field]]

    def _settle(self, field: str) -> None:
        tips = self.tips_of(field)
        shown = self._of_tips(tips, field)
        if shown is not self.made:
            self.heads[field] = shown.id
        own = self._own_value(shown, field)
        for tip in tips:
            if tip is not shown:
                agreed = own is not _MISSING and _same(self._own_value(tip, field), own)
                self.tips.append(Tip(field, tip.id, agreed))
        before = shown if own is not _MISSING else self._before(shown, field)
        if before is None:
            self.shown.pop(field, None)
        else:
            self.shown[field] = self._own_value(before, field)

    def seen(self, field: str) -> EntryFacts | None:
        """Return the entry whose value is shown."""
        tips = self.tips_of(field)
        if not tips:
            return None
        shown = self._of_tips(tips, field)
        return shown if self._own_value(shown, field) is not _MISSING else self._before(shown, field)

    def _of_tips(self, tips: Sequence[EntryFacts], field: str) -> EntryFacts:
        if len(tips) == 1:
            return tips[0]
        return max(tips, key=lambda entry: (self._caution(entry, field), entry.order))

    def _settle_removal(self) -> None:
        """Add the edits that no removal had seen and that knew of none: nothing comes back, and nothing is lost."""
        if IN_ERROR not in self.writers:
            return
        removals = [entry for entry in self.tips_of(IN_ERROR) if _removes(entry)]
        if not removals:
            return
        edits = {tip.id: tip for field in self.writers if field != IN_ERROR for tip in self.tips_of(field)}
        for edit in edits.values():
            if edit is not self.made and not any(_aware(edit, removal) for removal in removals):
                self.tips.append(Tip(IN_ERROR, edit.id, agreed=False))

    def _caution(self, entry: EntryFacts, field: str) -> int:
        """Return how cautious it is to show what an entry says: a value that is not here is the last to be shown."""
        value = self._own_value(entry, field)
        if value is _MISSING:
            return -2
        caution = caution_of(entry.kind, field)
        return 0 if caution is None else caution.of(value)

    def _own_value(self, entry: EntryFacts, field: str) -> Any:
        """Return what an entry says of a field. One that made the record says of all it does not name: empty."""
        if field in entry.values:
            return entry.values[field]
        if field == IN_ERROR and entry.action in {Action.ENTERED_IN_ERROR, Action.REINSTATED, Action.CREATED}:
            return entry.action == Action.ENTERED_IN_ERROR
        return None if entry is self.made and field not in entry.writes else _MISSING

    def _before(self, entry: EntryFacts, field: str) -> EntryFacts | None:
        """Return the nearest replaced entry whose value is here."""
        seen: set[str] = set()
        nearest = self._replaced_by(entry, field, seen)
        heapify(nearest)
        while nearest:
            each = self.placed[heappop(nearest)[1]]
            if self._own_value(each, field) is not _MISSING:
                return each
            for further in self._replaced_by(each, field, seen):
                heappush(nearest, further)
        return None

    def _replaced_by(self, entry: EntryFacts, field: str, seen: set[str]) -> list[tuple[_Latest, str]]:
        found = []
        for replaced in entry.writes.get(field, ()):
            if replaced is None or replaced in seen:
                continue
            seen.add(replaced)
            each = self.placed[replaced]
            if field in each.writes or each is self.made:
                found.append((_Latest(each.order), replaced))
        return found


def _by_place(tip: Tip) -> tuple[str, str]:
    return tip.field, tip.entry_id


def _same(one: Any, other: Any) -> bool:
    """Say whether two values are the same. A record that was made without one holds nothing, or an empty list."""
    return one is not _MISSING and (one == other or (one in _NOTHING and other in _NOTHING))


_NOTHING: tuple[Any, ...] = (None, [], {})


def _removes(entry: EntryFacts) -> bool:
    return entry.action == Action.ENTERED_IN_ERROR or entry.values.get(IN_ERROR) is True


def _aware(edit: EntryFacts, removal: EntryFacts) -> bool:
    """Say whether one of two entries names the other, as it does wherever that was known.

    That both are of one device says nothing: its folder may have been copied, and both copies used.
    """
    return edit.id in removal.writes[IN_ERROR] or any(removal.id in replaces for replaces in edit.writes.values())
