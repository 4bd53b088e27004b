"""What was typed and not saved about somebody who is leaving: read, so that a colleague can be told, then dropped."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from linkworker.base.errors import Refused
from linkworker.casework.access.held import ACCESS
from linkworker.casework.people.naming import shown_name
from linkworker.journal.tables import ENTRY
from linkworker.records.person import Person
from linkworker.records.worker import Worker
from linkworker.vault.drafts import Draft, drafts_of, drop_draft
from linkworker.vault.moving import people_leaving

_P, _W, _E = Person.table().c, Worker.table().c, ENTRY.c


class Stays(Refused):
    """Only a draft about somebody who is moving to another worker can be dropped here."""


@dataclass(frozen=True, slots=True)
class LeftDraft:
    """One draft. `by` is who typed it, "" where nobody knows; `lines` are a field's name and what was typed in it."""

    person_id: str
    person: str
    worker_id: str
    by: str
    form: str
    kept: datetime
    lines: tuple[tuple[str, str], ...]


def waiting_drafts(connection: Connection, person_id: str) -> list[tuple[str, Draft]]:
    """Return anybody's drafts about a person that must not be lost, each with whose it is, the newest first.

    What was decided about a copy of everything held is none: it is kept after the copy was given, and ends with the
    record.
    """
    return [one for one in _drafts(connection, person_id) if not _is_of_access(one[1])]


def left_drafts(connection: Connection, person_id: str | None = None) -> tuple[LeftDraft, ...]:
    """Return what any worker of this laptop typed about everybody who is leaving, or about one of them."""
    found: list[LeftDraft] = []
    leaving = [each for each in people_leaving(connection) if person_id in {None, each}]
    people = connection.execute(select(_P.id, _P.name, _P.known_as).where(_P.id.in_(leaving)).order_by(_P.name, _P.id))
    for person in people.all():
        who = shown_name(person.name, person.known_as)
        for worker_id, draft in waiting_drafts(connection, person.id):
            by = connection.execute(select(_W.name).where(_W.id == worker_id)).scalar() or ""
            found.append(LeftDraft(person.id, who, worker_id, by, draft.form, draft.saved_at, _lines(draft)))
    return tuple(found)


def drop_left(connection: Connection, left: LeftDraft) -> None:
    """Forget such a draft, whosever it is. Raises Stays for one about somebody who is not leaving (any more)."""
    if left.person_id not in people_leaving(connection):
        raise Stays
    drop_draft(connection, left.worker_id, left.form)


def drop_all_left(connection: Connection, person_id: str) -> None:
    """Forget every draft about a person who is let go of."""
    for worker_id, draft in _drafts(connection, person_id):
        drop_draft(connection, worker_id, draft.form)


def _drafts(connection: Connection, person_id: str) -> list[tuple[str, Draft]]:
    records = connection.execute(select(_E.record_id).where(_E.person_id == person_id).distinct()).scalars()
    return drafts_of(connection, {person_id, *records})


def _is_of_access(draft: Draft) -> bool:
    return draft.form.partition(":")[0] == ACCESS


def _lines(draft: Draft) -> tuple[tuple[str, str], ...]:
    typed = ((name, str(words).strip()) for name, words in draft.fields.items())
    return tuple((_label(name), words) for name, words in typed if words and not name.startswith("@"))


def _label(name: str) -> str:
    words = name.replace("_", " ").replace("-", " ").strip()
    return f"{words[:1].upper()}{words[1:]}"
