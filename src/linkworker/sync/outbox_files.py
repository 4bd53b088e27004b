"""Which sealed files lie in the store's folder until they are delivered over a network, kept among the store's facts.

What is in a sealed file nobody here can read again. So its bundle's hash is kept beside its name: once the bundle was
made anew, or the file has gone, a new file is sealed before anything is sent.
"""

import json
import re
from pathlib import Path

from sqlalchemy import Connection, select

from linkworker.vault.erasure import OUTBOX
from linkworker.vault.store import Store, remember_in
from linkworker.vault.tables import STORE_FACT

__all__ = ["OUTBOX", "bundles_lying", "delivered", "files_to_send", "forget", "lies", "read_bundle_name"]
_FACT = "outbox"
_BUNDLE = re.compile(r"linkworker-([0-9a-f]{8})-(\d{6,12})\.age", re.ASCII)


def files_to_send(store: Store) -> dict[str, str]:
    """Return the names of files that are to be delivered, each with its bundle's hash; "" where that is not known."""
    lying = {path.name: "" for path in bundles_lying(store)}
    with store.reading() as connection:
        return {**lying, **_held(connection)}


def bundles_lying(store: Store) -> list[Path]:
    """Return the sealed bundles that lie there."""
    return [path for path in (store.folder / OUTBOX).glob("*.age") if read_bundle_name(path.name)]


def lies(connection: Connection, name: str, digest: str) -> None:
    """Note, in the connection's transaction, that a bundle was sealed into a file there."""
    remember_in(connection, _FACT, json.dumps({**_held(connection), name: digest}))


def delivered(store: Store, name: str) -> None:
    """Let go of a file that is delivered, or is not to be sent."""
    (store.folder / OUTBOX / name).unlink(missing_ok=True)
    forget(store, name)


def forget(store: Store, name: str) -> None:
    """Forget what is kept of a file that lies there no more."""
    with store.writing() as connection:
        held = _held(connection)
        if held.pop(name, None) is not None:
            remember_in(connection, _FACT, json.dumps(held))


def read_bundle_name(name: str) -> tuple[str, int] | None:
    """Return the short id and number that a bundle's file name says; None for any other name."""
    found = _BUNDLE.fullmatch(name)
    return None if found is None else (found[1], int(found[2]))


def _held(connection: Connection) -> dict[str, str]:
    text = connection.execute(select(STORE_FACT.c.value).where(STORE_FACT.c.name == _FACT)).scalar()
    return dict(json.loads(text)) if text else {}
