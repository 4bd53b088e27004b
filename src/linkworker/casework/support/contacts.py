"""The contact log: notes with kind, length and place; corrected by a new one, searched by their words."""

from dataclasses import dataclass
from datetime import date, time
from typing import Any

from sqlalchemy import Connection, bindparam, select

from linkworker.base.dates import show_date
from linkworker.base.errors import BadInput, Refused
from linkworker.base.lists import coded
from linkworker.base.times import show_time
from linkworker.casework.ask import live_of, maybe
from linkworker.casework.ask import words as asked_words
from linkworker.casework.people.naming import shown_name
from linkworker.casework.people.people import live_person
from linkworker.casework.people.stands import STANDS
from linkworker.casework.support.corrections import without_corrected
from linkworker.casework.support.episodes import reached
from linkworker.journal.unit_of_work import UnitOfWork
from linkworker.records.goal import Goal
from linkworker.records.note import Note
from linkworker.records.person import Person
from linkworker.records.worker import Worker
from linkworker.vault.search import find_words

# These are about a person, not with them, so that the clock of first contact does not stop for them.
_WITHOUT_THE_PERSON = frozenset(
    {"attempted", "mdt", "risk-meeting", "with-family", "with-provider", "with-professional"}
)
_DAY_MINUTES = 24 * 60


@dataclass(frozen=True, slots=True)
class NoteView:
    """One contact as the log shows it. `about` and `mode` are labels; `at` is HH:MM."""

    id: str
    on: date
    at: str | None
    about: str
    mode: str
    minutes: int | None
    where: str | None
    words: str
    goal_id: str | None
    worker: str | None
    corrects: str | None

    @property
    def heading(self) -> str:
        """Return when and what, in one line: "6 August 2026 2:00pm, Visit, In person, 40 minutes, B wing"."""
        at = f" {show_time(time.fromisoformat(self.at))}" if self.at else ""
        length = f"{self.minutes} minutes" if self.minutes else None
        parts = (f"{show_date(self.on)}{at}", self.about, self.mode, length, self.where, self.worker)
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class NoteFound:
    """A record in which the words stand, and whose it is. `kind` is as the journal names it."""

    person_id: str
    name: str
    record_id: str
    kind: str
    snippet: str


_N, _W, _P = Note.table().c, Worker.table().c, Person.table().c
_NEWER = Note.table().alias("newer")
CORRECTED = select(_NEWER.c.corrects).where(
    _NEWER.c.person_id == bindparam("person"), _NEWER.c.corrects.is_not(None), _NEWER.c.in_error.is_(False)
)
NOTES = (
    select(
        _N.id, _N.on, _N.at, _N.about, _N.mode, _N.minutes, _N.where, _N.words, _N.goal_id, _W.name.label("worker"),
        _N.corrects,
    )
    .join_from(Note.table(), Worker.table(), _W.id == _N.worker_id, isouter=True)
    .where(_N.person_id == bindparam("person"), _N.in_error.is_(False))
    .order_by(_N.on.desc(), _N.id.desc())
)  # fmt: skip
"""The notes of a `person`, newest first, those among them that a later one corrects."""
_LOG = NOTES.where(_N.id.not_in(CORRECTED)).limit(bindparam("most")).offset(bindparam("skip"))
_NAMES = select(_P.id, _P.name, _P.known_as).where(_P.id.in_(bindparam("people", expanding=True)), STANDS)


def write_note(
    uow: UnitOfWork,
    person_id: str,
    text: str,
    *,
    on: date | None = None,
    at: time | None = None,
    about: str = "meeting",
    mode: str = "in-person",
    minutes: int | None = None,
    where: str | None = None,
    goal_id: str | None = None,
    corrects: str | None = None,
) -> str:
    """Write down a contact; return its id. The first one with the person dates the open episode's first contact.

    `about` and `mode` are codes or labels. Raises BadInput for no words, a day to come or a length that cannot be;
    Refused for correcting a note that was corrected already.
    """
    live_person(uow, person_id)
    today = uow.clock.today()
    day = on or today
    if day > today:
        raise BadInput(f"The date of the contact must be on or before {show_date(today)}.")
    if minutes is not None and not 0 < minutes <= _DAY_MINUTES:
        raise BadInput("Enter how long it took in minutes, for example 40.")
    if goal_id is not None:
        live_of(uow, Goal, person_id, goal_id)
    kind = coded("contact-kind").find(about).code
    record = Note(
        person_id=person_id,
        on=day,
        at=None if at is None else at.strftime("%H:%M"),
        about=kind,
        mode=coded("contact-mode").find(mode).code,
        minutes=minutes,
        where=maybe(where),
        words=asked_words(text, "Write what was said or done."),
        goal_id=goal_id,
        worker_id=uow.worker_id,
        corrects=corrects,
    )
    uow.add(record)
    if kind not in _WITHOUT_THE_PERSON:
        reached(uow, person_id, "first_contact_on", day)
    return record.id


def correct_note(uow: UnitOfWork, person_id: str, note_id: str, text: str, **others: Any) -> str:
    """Put a new note in the place of one that is wrong; the old one is kept. Return the new one's id.

    `others` are what `write_note` takes and is to differ too; the rest stays as it was. Raises as that does, and
    Refused when the note was corrected before: correct the newer one.
    """
    old = live_of(uow, Note, person_id, note_id)
    if note_id in set(uow.connection.execute(CORRECTED, {"person": person_id}).scalars()):
        raise Refused("This note was corrected already. Correct the newer one.")
    kept = {
        "on": old.on, "at": None if old.at is None else time.fromisoformat(old.at), "about": old.about,
        "mode": old.mode, "minutes": old.minutes, "where": old.where, "goal_id": old.goal_id,
    }  # fmt: skip
    return write_note(uow, person_id, text, **{**kept, **others}, corrects=note_id)


def contact_log(connection: Connection, person_id: str, *, most: int = 50, skip: int = 0) -> tuple[NoteView, ...]:
    """Return a page of a person's contacts, newest first; those that a later one corrects are left out."""
    rows = connection.execute(_LOG, {"person": person_id, "most": most, "skip": skip})
    return tuple(note_view(row) for row in rows)


def search_notes(
    connection: Connection, typed: str, *, person_id: str | None = None, most: int = 50
) -> tuple[NoteFound, ...]:
    """Return where the words stand (notes, plans, goals, reviews), newest first; of one person if one is named."""
    # The index knows no people, so that a search within one person looks through more of it.
    hits = without_corrected(connection, find_words(connection, typed, most=most if person_id is None else 5000))
    chosen = [hit for hit in hits if person_id in (None, hit.person_id)][:most]
    people = sorted({hit.person_id for hit in chosen})
    rows = connection.execute(_NAMES, {"people": people}) if people else ()
    names = {row.id: shown_name(row.name, row.known_as) for row in rows}
    return tuple(
        NoteFound(hit.person_id, names[hit.person_id], hit.record_id, hit.kind, hit.snippet.strip())
        for hit in chosen
        if hit.person_id in names
    )


def note_view(row: Any) -> NoteView:
    """Return a row of NOTES as the log shows it."""
    kinds, modes = coded("contact-kind"), coded("contact-mode")
    return NoteView(row.id, row.on, row.at, kinds.label(row.about), modes.label(row.mode), *row[5:])
