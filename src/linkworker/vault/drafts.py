"""Drafts: what has been typed and not yet saved, kept encrypted so that no lock or crash loses it."""

import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert

from linkworker.vault.tables import DRAFT


@dataclass(frozen=True, slots=True)
class Draft:
    """The text of each field of a form as it was typed, and when it was kept."""

    form: str
    fields: Mapping[str, str]
    saved_at: datetime


def save_draft(connection: Connection, worker_id: str, form: str, fields: Mapping[str, str], now: datetime) -> None:
    """Keep what is typed in a form; a later draft of the same form takes its place."""
    content = json.dumps(dict(fields), ensure_ascii=False)
    row = insert(DRAFT).values(worker_id=worker_id, form=form, content=content, saved_at=now)
    fresh = {"content": row.excluded.content, "saved_at": row.excluded.saved_at}
    connection.execute(row.on_conflict_do_update(index_elements=["worker_id", "form"], set_=fresh))


def draft(connection: Connection, worker_id: str, form: str) -> Draft | None:
    """Return a worker's draft of a form, or None."""
    chosen = DRAFT.c.worker_id == worker_id, DRAFT.c.form == form
    row = connection.execute(select(DRAFT).where(*chosen)).first()
    return None if row is None else Draft(row.form, json.loads(row.content), row.saved_at)


def drafts(connection: Connection, worker_id: str) -> list[Draft]:
    """Return all of a worker's drafts, newest first."""
    chosen = select(DRAFT).where(DRAFT.c.worker_id == worker_id).order_by(DRAFT.c.saved_at.desc(), DRAFT.c.form)
    return [Draft(row.form, json.loads(row.content), row.saved_at) for row in connection.execute(chosen)]


def drop_draft(connection: Connection, worker_id: str, form: str) -> None:
    """Forget a draft: its form was saved or given up. `secure_delete` overwrites it."""
    connection.execute(delete(DRAFT).where(DRAFT.c.worker_id == worker_id, DRAFT.c.form == form))


def has_draft_of(connection: Connection, ids: Collection[str]) -> bool:
    """Say whether anybody's draft is of a form that belongs to one of some records: its name holds the id."""
    forms = connection.execute(select(DRAFT.c.form)).scalars()
    return any(part in ids for form in forms for part in re.split("[:/]", form))
