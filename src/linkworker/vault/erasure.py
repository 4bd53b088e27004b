"""What is left of erased things beside the records: drafts, the write-ahead log, and until a rotation the backups.

Backups and copies made before a migration hold what was erased under the old key. They go when the data key is
rotated; several erasures can wait for one rotation.
"""

import json
import re
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from sqlalchemy import Connection, delete, select

from linkworker.journal.erasing import Gone
from linkworker.vault.data_key import DataKey
from linkworker.vault.slots import Slots
from linkworker.vault.store import Store, remember_in
from linkworker.vault.tables import DRAFT, STORE_FACT

OUTBOX = "outbox"
"""Where sealed bundles lie in the store's folder until the hub has them whole."""
_FACT = "erasures_waiting"  # "SALT:NUMBER": of another salt they are done, for the key was rotated since


def drop_traces(connection: Connection, gone: Gone, names: Iterable[str] = ()) -> int:
    """In the transaction of an erasure, drop drafts about what went and note that a rotation is to come.

    A draft goes, whosever it is, when it belongs to one of the records that went or holds one of the names whole.
    Sealed bundles that were still to be sent go too: any may hold what went, and those that do not are sealed again.
    So do those that are kept aside in there, of which nobody can say what they hold.
    Return how many drafts went.
    """
    dropped = drop_drafts(connection, gone, names)
    _drop_sealed(connection)
    remember_in(connection, _FACT, f"{_salt(connection)}:{_waiting(connection) + 1}")
    return dropped


def waiting(connection: Connection) -> int:
    """Return how many erasures wait for the rotation: backups still hold what they took."""
    return _waiting(connection)


def finish(store: Store, slots: Slots, key: DataKey) -> tuple[Slots, DataKey]:
    """Rotate the data key, so that no backup is left that holds what was erased; the folder is closed afterwards.

    Raises what `rotate` raises. Where nothing waits it rotates all the same.
    """
    from linkworker.vault.rotation import rotate  # noqa: PLC0415 - loaded only when a key is rotated

    store.empty_wal()
    return rotate(store, slots, key)


def _drop_sealed(connection: Connection) -> None:
    store = next(row.file for row in connection.exec_driver_sql("PRAGMA database_list") if row.name == "main")
    for path in (Path(store).parent / OUTBOX).rglob("*") if store else ():
        with suppress(OSError):  # it is being sent, say: whoever sends looks before each file what may go
            path.unlink(missing_ok=True)


def _waiting(connection: Connection) -> int:
    kept = connection.execute(select(STORE_FACT.c.value).where(STORE_FACT.c.name == _FACT)).scalar()
    salt, _, number = (kept or "").partition(":")
    return int(number) if salt and salt == _salt(connection) else 0


def _salt(connection: Connection) -> str:
    """Return the salt of the store's file: every rotation gives it another."""
    return str(connection.exec_driver_sql("PRAGMA cipher_salt").scalar())


def drop_drafts(connection: Connection, gone: Gone, names: Iterable[str] = ()) -> int:
    """Drop drafts that belong to one of the records that went, or hold one of the full names; return how many.

    A name of one word is no full name: it may be somebody else's, or no name at all ("He will be released").
    """
    dropped = 0
    full = [name.split() for name in names]
    patterns = [
        re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, words)) + r"(?!\w)", re.IGNORECASE)
        for words in full
        if len(words) > 1
    ]
    rows = connection.execute(select(DRAFT.c.worker_id, DRAFT.c.form, DRAFT.c.content)).all()
    for row in rows:
        typed = "\n".join(map(str, json.loads(row.content).values()))
        about = any(one in row.form or one in typed for one in gone.ids)
        if about or any(pattern.search(typed) for pattern in patterns):
            own = DRAFT.c.worker_id == row.worker_id, DRAFT.c.form == row.form
            dropped += connection.execute(delete(DRAFT).where(*own)).rowcount
    return dropped
