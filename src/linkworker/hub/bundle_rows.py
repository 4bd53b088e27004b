"""The hub's rows about bundles: one for each that came, under every name it goes by."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select

from linkworker.hub.tables import HUB_BUNDLE, HUB_REFUSED
from linkworker.sync.manifest import Manifest, names_of

_B = HUB_BUNDLE.c


def note(
    connection: Connection, line_id: str, manifest: Manifest, state: str, received_at: datetime, **more: Any
) -> None:
    """Note what became of a bundle, in the place of what was noted of it before; it came when it came first."""
    facts = manifest.facts
    first = _first_received(connection, manifest, {manifest.hash}, received_at)
    row = {
        "line_id": line_id, "number": facts.number, "hash": manifest.hash, "device_id": facts.device, "state": state,
        "previous": facts.previous, "first_seq": facts.first, "last_seq": facts.last, "entries": facts.count,
        "head": facts.head, "made_at": datetime.fromisoformat(facts.made_at), "received_at": first, **more,
    }  # fmt: skip
    _forget(connection, facts.device, facts.number, manifest.hash)
    connection.execute(insert(HUB_BUNDLE).values(row))


def note_names(connection: Connection, line_id: str, manifest: Manifest, received_at: datetime) -> None:
    """Note the other names of a bundle that was taken in, so that whichever of them comes later is known."""
    facts = manifest.facts
    chosen = _B.line_id == line_id, _B.number == facts.number, _B.state.in_(("taken-in", "known"))
    there = set(connection.execute(select(_B.hash).where(*chosen)).scalars())
    for name in sorted(names_of(manifest) - there):
        _forget(connection, facts.device, facts.number, name)
        row = {
            "line_id": line_id, "number": facts.number, "hash": name, "device_id": facts.device, "state": "known",
            "previous": facts.previous, "entries": 0, "head": facts.head,
            "made_at": datetime.fromisoformat(facts.made_at), "received_at": received_at,
        }  # fmt: skip
        connection.execute(insert(HUB_BUNDLE).values(row))


def first_received(connection: Connection, manifest: Manifest, received_at: datetime) -> datetime:
    """Return when a bundle first came, under any of its names: however often it comes again, it waits from then."""
    return _first_received(connection, manifest, names_of(manifest), received_at)


def _first_received(
    connection: Connection, manifest: Manifest, names: Collection[str], received_at: datetime
) -> datetime:
    facts = manifest.facts
    own = _B.device_id == facts.device, _B.number == facts.number, _B.hash.in_(sorted(names))
    before: datetime | None = connection.execute(select(func.min(_B.received_at)).where(*own)).scalar()
    return received_at if before is None else min(before, received_at)


def kept_file(connection: Connection, device_id: str, number: int, digest: str) -> Mapping[str, str]:
    """Return the state and file of a bundle that the hub keeps sealed; empty where it keeps none."""
    chosen = _B.device_id == device_id, _B.number == number, _B.hash == digest, _B.file.is_not(None)
    row = connection.execute(select(_B.state, _B.file).where(*chosen)).first()
    return {} if row is None else {"state": row.state, "file": row.file}


def _forget(connection: Connection, device_id: str, number: int, digest: str) -> None:
    gone = _B.device_id == device_id, _B.number == number, _B.hash == digest
    connection.execute(delete(HUB_BUNDLE).where(*gone))


def note_refused(connection: Connection, sha256: str, why: str, file: str, received_at: datetime) -> None:
    """Note a file that is no bundle of a laptop known here."""
    forget_refused(connection, sha256)
    row = {"sha256": sha256, "why": why, "file": file, "received_at": received_at}
    connection.execute(insert(HUB_REFUSED).values(row))


def forget_refused(connection: Connection, sha256: str) -> None:
    """Take back what was noted of a file that can be read after all: its laptop was enrolled meanwhile, say."""
    connection.execute(delete(HUB_REFUSED).where(HUB_REFUSED.c.sha256 == sha256))
