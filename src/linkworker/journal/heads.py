"""Which entries last wrote each field: what the next change says it replaces."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import bindparam, delete, insert, select, update
from sqlmodel import Session

from linkworker.journal.entry_facts import IN_ERROR, MADE, Tip
from linkworker.journal.tables import HEAD, TIP

_OF_RECORD = select(HEAD.c.field, HEAD.c.entry_id).where(HEAD.c.record_id == bindparam("record"))
_TIPS = select(TIP.c.field, TIP.c.entry_id, TIP.c.agreed).where(TIP.c.record_id == bindparam("record"))
_MOVE = (
    update(HEAD)
    .where(HEAD.c.record_id == bindparam("of_record"), HEAD.c.field == bindparam("of_field"))
    .values(entry_id=bindparam("to_entry"))
)
_SETTLED = delete(TIP).where(
    TIP.c.record_id == bindparam("of_record"), TIP.c.field == bindparam("of_field"), TIP.c.entry_id == bindparam("tip")
)


class Heads:
    """The heads of the records that one unit of work touches, written at its commit."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._known: dict[str, dict[str, str]] = {}
        self._tips: dict[str, tuple[Tip, ...]] = {}
        self._new: dict[tuple[str, str], str] = {}
        self._moved: dict[tuple[str, str], str] = {}
        self._settled: list[dict[str, str]] = []

    def of_record(self, record_id: str) -> dict[str, str]:
        """Return the entry shown of each field that changed since the record was made; "" is its making."""
        if record_id not in self._known:
            connection = self._session.connection()
            rows = connection.execute(_OF_RECORD, {"record": record_id})
            self._known[record_id] = {row.field: row.entry_id for row in rows}
            tips = connection.execute(_TIPS, {"record": record_id})
            self._tips[record_id] = tuple(Tip(row.field, row.entry_id, row.agreed) for row in tips)
        return self._known[record_id]

    def of(self, record_id: str, field: str) -> str | None:
        """Return the entry whose value of a field is shown; None when it stands as a directory had it."""
        held = self.of_record(record_id)
        return held.get(field, held.get(MADE))

    def tips(self, record_id: str) -> tuple[Tip, ...]:
        """Return the further tips of a record's fields: those that agree with what is shown, and those that do not."""
        self.of_record(record_id)
        return self._tips[record_id]

    def agreed(self, record_id: str, field: str) -> frozenset[str | None]:
        """Return what a change of a field replaces: the entry shown, and those whose value is the same."""
        same = (tip.entry_id for tip in self.tips(record_id) if tip.field == field and tip.agreed)
        return frozenset({self.of(record_id, field), *same})

    def settled(self, record_id: str, field: str) -> frozenset[str | None]:
        """Return what a choice for a field replaces: every tip of it."""
        every = (tip.entry_id for tip in self.tips(record_id) if tip.field == field)
        return frozenset({self.of(record_id, field), *every})

    def every(self, record_id: str) -> frozenset[str | None]:
        """Return what 'entered in error' replaces: every head and tip of the record."""
        heads = {*self.of_record(record_id).values(), *(tip.entry_id for tip in self.tips(record_id))}
        return frozenset({self.of(record_id, IN_ERROR), *heads})

    def made(self, record_id: str, entry_id: str) -> None:
        """Note the entry that made a record."""
        self._known[record_id], self._tips[record_id] = {MADE: entry_id}, ()
        self._new[record_id, MADE] = entry_id

    def move(self, record_id: str, field: str, entry_id: str, replaced: Iterable[str | None]) -> None:
        """Note that an entry wrote a field, and what it replaced there."""
        held, place, gone = self.of_record(record_id), (record_id, field), frozenset(replaced)
        if field in held and place not in self._new:
            self._moved[place] = entry_id
        else:
            self._new[place] = entry_id
        held[field] = entry_id
        over = [tip for tip in self._tips[record_id] if tip.field == field and tip.entry_id in gone]
        self._settled += [{"of_record": record_id, "of_field": field, "tip": tip.entry_id} for tip in over]
        self._tips[record_id] = tuple(tip for tip in self._tips[record_id] if tip not in over)

    def forget(self, record_ids: Iterable[str]) -> None:
        """Read these records' heads anew when they are next asked for."""
        for record_id in record_ids:
            self._known.pop(record_id, None)
            self._tips.pop(record_id, None)

    def flush(self) -> None:
        """Write what was noted."""
        connection = self._session.connection()
        if self._settled:
            connection.execute(_SETTLED, self._settled)
        if self._new:
            rows = [
                {"record_id": record, "field": field, "entry_id": entry} for (record, field), entry in self._new.items()
            ]
            self._session.execute(insert(HEAD), rows)
        if self._moved:
            moves: list[dict[str, Any]] = [
                {"of_record": record, "of_field": field, "to_entry": entry}
                for (record, field), entry in self._moved.items()
            ]
            connection.execute(_MOVE, moves)
        self._new, self._moved, self._settled = {}, {}, []
