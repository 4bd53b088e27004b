"""Reading contacts for the screens: one note, how many there are, those that hold some words, and the usual kind."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, func, select, tuple_

from linkworker.base.errors import NotFound
from linkworker.casework.support.contacts import CORRECTED, NOTES, NoteView, note_view, search_notes
from linkworker.records.note import Note

_N = Note.table().c
_ONE = NOTES.where(_N.id == bindparam("note"))
_SOME = NOTES.where(_N.id.in_(bindparam("notes", expanding=True)))
_COUNT = (
    select(func.count())
    .select_from(Note.table())
    .where(_N.person_id == bindparam("person"), _N.in_error.is_(False), _N.id.not_in(CORRECTED))
)
_NEWER = _COUNT.where(tuple_(_N.on, _N.id) > tuple_(bindparam("on"), bindparam("note")))
_CODES = select(_N.about, _N.mode).where(_N.person_id == bindparam("person"), _N.in_error.is_(False))
_LAST = _CODES.order_by(_N.id.desc()).limit(1)
_OF_NOTE = _CODES.where(_N.id == bindparam("note"))


@dataclass(frozen=True, slots=True)
class Codes:
    """The kind of a contact and how it was made, as codes: what a new note begins with."""

    about: str = "meeting"
    mode: str = "in-person"


@dataclass(frozen=True, slots=True)
class Held:
    """A note that holds the words looked for. `around` is what stands around them, they in [brackets]."""

    note: NoteView
    around: str


def note(connection: Connection, person_id: str, note_id: str) -> NoteView:
    """Return one note of a person, one that was corrected too; raises NotFound."""
    row = connection.execute(_ONE, {"person": person_id, "note": note_id}).first()
    if row is None:
        raise NotFound("This note is not here any more.")
    return note_view(row)


def codes_of(connection: Connection, person_id: str, note_id: str) -> Codes:
    """Return the codes of one note; raises NotFound."""
    row = connection.execute(_OF_NOTE, {"person": person_id, "note": note_id}).first()
    if row is None:
        raise NotFound("This note is not here any more.")
    return Codes(row.about, row.mode)


def usual(connection: Connection, person_id: str) -> Codes:
    """Return the codes of the note written last of this person, or of a meeting in person."""
    row: Any = connection.execute(_LAST, {"person": person_id}).first()
    return Codes() if row is None else Codes(row.about, row.mode)


def count_contacts(connection: Connection, person_id: str) -> int:
    """Return how many contacts `contact_log` would give."""
    return int(connection.execute(_COUNT, {"person": person_id}).scalar_one())


def contact_place(connection: Connection, person_id: str, note_id: str) -> int | None:
    """Return where a note stands in the log, 0 being the newest; None if it is not there."""
    row = connection.execute(_ONE, {"person": person_id, "note": note_id}).first()
    if row is None:
        return None
    return int(connection.execute(_NEWER, {"person": person_id, "note": note_id, "on": row.on}).scalar_one())


def contacts_holding(connection: Connection, person_id: str, typed: str, most: int = 100) -> tuple[Held, ...]:
    """Return the contacts of a person in which the words stand, newest first."""
    hits = search_notes(connection, typed, person_id=person_id, most=most)
    around = {hit.record_id: hit.snippet for hit in hits if hit.kind == Note.kind()}
    if not around:
        return ()
    rows = connection.execute(_SOME, {"person": person_id, "notes": sorted(around)})
    return tuple(Held(note_view(row), around[row.id]) for row in rows)
