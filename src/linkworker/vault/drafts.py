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


def drafts_of(connection: Connection, ids: Collection[str]) -> list[tuple[str, Draft]]:
    """Return anybody's drafts of forms that belong to one of some records, each with whose it is, the newest first.

    The name of such a form holds the id.
    """
    rows = connection.execute(select(DRAFT).order_by(DRAFT.c.saved_at.desc(), DRAFT.c.form, DRAFT.c.worker_id))
    return [
        (row.worker_id, Draft(row.form, json.loads(row.content), row.saved_at))
        for row in rows
        if any(part in ids for part in re.split("[:/]", row.form))
    ]
