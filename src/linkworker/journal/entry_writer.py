"""The end of a device's chain, where a unit of work adds its entries."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, insert, select
from sqlmodel import Session

from linkworker.base.clock import Clock
from linkworker.base.ids import NO_PERSON, new_id
from linkworker.journal.actions import Action
from linkworker.journal.canonical import instant_text, plain
from linkworker.journal.chain import last_of, newest_reading
from linkworker.journal.entry import REASON, Entry, FieldChange, chain_hash, commit_to
from linkworker.journal.hybrid_clock import HybridClock, a_day_ahead
from linkworker.journal.tables import ENTRY, ENTRY_VALUES

_HELD = select(ENTRY_VALUES.c.entry_id).where(
    ENTRY_VALUES.c.person_id == bindparam("person"),
    ENTRY_VALUES.c.entry_id.in_(bindparam("entries", expanding=True)),
)


@dataclass(frozen=True, slots=True)
class Written:
    """One entry that a unit of work wrote: enough to find it again, and to undo it."""

    entry_id: str
    action: Action
    kind: str
    record_id: str
    person_id: str | None


@dataclass(frozen=True, slots=True)
class About:
    """What an entry is about: a record, and whose it is (None: nobody's)."""

    kind: str
    record_id: str
    person_id: str | None


class EntryWriter:
    """Adds entries to one device's chain, each hashed onto the one before; `flush` puts them into the database."""

    def __init__(self, session: Session, *, worker_id: str | None, device_id: str, clock: Clock) -> None:
        """Begin at the end of the chain. A first entry is later than what it follows, but for clocks that are wrong."""
        self._session = session
        self._worker_id, self._device_id, self._clock = worker_id, device_id, clock
        connection = session.connection()
        last = last_of(connection, device_id)
        newest = last.hlc if last.seq else newest_reading(connection, not_above=a_day_ahead(clock.now()))
        self._seq, self._hash, self._hybrid = last.seq, last.hash, HybridClock(newest)
        self._entries: list[dict[str, Any]] = []
        self._values: list[dict[str, str]] = []
        self.written: list[Written] = []

    def follow(self, reading: str) -> None:
        """Let all that follows have a hybrid time above a reading that was taken in."""
        self._hybrid.follow(reading)

    def append(
        self,
        action: Action,
        about: About,
        values: dict[str, Any],
        replaces: Mapping[str, frozenset[str | None]],
        reason: str | None,
    ) -> str:
        """Add an entry and return its id. `replaces` names, for each field of `values`, what it takes the place of."""
        now = self._clock.now()
        kept = {**values, REASON: plain(reason)} if reason else values
        commits, content = commit_to(kept)
        self._seq += 1
        entry = Entry(
            id=new_id(),
            seq=self._seq,
            hlc=self._hybrid.tick(now),
            at=instant_text(now),
            worker=self._worker_id,
            device=self._device_id,
            action=action,
            kind=about.kind,
            record=about.record_id,
            person=about.person_id,
            reason=commits.get(REASON),
            fields=tuple(
                FieldChange(name, replaced, commits[name])
                for name in sorted(values)
                for replaced in sorted(replaces[name], key=lambda entry_id: entry_id or "")
            ),
        )
        header = entry.header()
        self._hash = chain_hash(self._hash, header)
        key = about.person_id or NO_PERSON
        self._entries.append(
            {
                "person_id": key,
                "hlc": entry.hlc,
                "id": entry.id,
                "device_id": self._device_id,
                "seq": entry.seq,
                "record_id": about.record_id,
                "action": str(action),
                "header": header,
                "hash": self._hash,
            }
        )
        if kept:
            self._values.append({"person_id": key, "entry_id": entry.id, "content": content})
        self.written.append(Written(entry.id, action, about.kind, about.record_id, about.person_id))
        return entry.id

    def bare(self, person_id: str | None, entries: frozenset[str | None]) -> frozenset[str | None]:
        """Return those of a record's entries whose values are not here: withheld where they were written."""
        asked = entries - {None} - {each["entry_id"] for each in self._values}
        if not asked:
            return frozenset()
        given = {"person": person_id or NO_PERSON, "entries": sorted(one for one in asked if one)}
        return asked - set(self._session.connection().execute(_HELD, given).scalars())

    def flush(self) -> None:
        """Write what was added, and commit nothing."""
        if self._entries:
            self._session.execute(insert(ENTRY), self._entries)
        if self._values:
            self._session.execute(insert(ENTRY_VALUES), self._values)
        self._entries, self._values = [], []
