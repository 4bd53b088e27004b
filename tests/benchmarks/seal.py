"""A bundle of journal entries beside json, gzip and age of the very same bytes; and whether memory stays flat."""

import gzip
import json
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pyrage

from benchmarks.child import in_child, peak_megabytes
from benchmarks.journal_store import journal, span
from benchmarks.measuring import Figures, Ground, Line, always, interleaved
from linkworker.journal import outbox
from linkworker.journal.outbox import Span
from linkworker.sync.identity import HubIdentity
from linkworker.sync.making import facts_of
from linkworker.sync.own_identities import device
from linkworker.sync.seal import manifest_of, shipped_readme, write_bundle
from linkworker.vault.devices import own_devices
from linkworker.vault.store import Store

BAR = 1.5
FLAT = 1.1
ENTRIES, SMALL = 200_000, 400  # the store's, shared with the row that proves the chain


def measure(ground: Ground) -> Iterator[Line]:
    """Yield sealing beside the plainest way to the same bytes, and the most memory of a small and a large bundle."""
    with journal(ground, ground.size(ENTRIES, SMALL)) as store:
        yield _beside_plain(store, ground)
    yield from _memory(ground)


def _beside_plain(store: Store, ground: Ground) -> Line:
    wanted = span(store, ground.size(100_000, 200))
    hub = HubIdentity.make("Fictional hub")
    with store.reading() as connection:
        lines = list(outbox.lines(connection, store.device_id, wanted))
    held = [json.loads(line) for line in lines]
    assert b"".join(map(_line, held)) == b"".join(lines), "the plain way must come to the same bytes"
    with tempfile.TemporaryDirectory() as folder:
        ways = partial(_seal, store, wanted, hub, Path(folder)), partial(_plainly, held, hub, Path(folder))
        ours, theirs = interleaved(ground.size(5, 2), *map(always, ways))
    note = f"{len(lines)} entries, {sum(map(len, lines)) / 1e6:.0f} MB; ours from the store and read back"
    return Line("seal a bundle", ours, "json, gzip 6 and age", theirs, most_ratio=BAR, note=note)


def _seal(store: Store, wanted: Span, hub: HubIdentity, folder: Path) -> None:
    """Do what an export does from the store's lines to the file that was read back."""
    identity, readme, recipients = device(store), shipped_readme(), [hub.recipient]
    *_, own = own_devices(store)
    with store.reading() as connection:
        facts = facts_of(connection, store, own, wanted, store.clock.now())

        def lines() -> Iterator[bytes]:
            return outbox.lines(connection, store.device_id, wanted)

        manifest = manifest_of(lines, facts, recipients, readme)
        write_bundle(manifest, lines, identity.signing_key, recipients, out=folder / "ours.age", readme=readme)


def _plainly(held: list[object], hub: HubIdentity, folder: Path) -> None:
    """Do the same to values that lie in memory already, with nothing checked, signed or read back."""
    packed = gzip.compress(b"".join(map(_line, held)), compresslevel=6)
    recipient = pyrage.x25519.Recipient.from_str(hub.recipient)
    (folder / "theirs.age").write_bytes(pyrage.encrypt(packed, [recipient]))


def _line(value: object) -> bytes:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode() + b"\n"


def _memory(ground: Ground) -> Iterator[Line]:
    few, many = ground.size(20_000, 100), ground.size(100_000, 200)
    peaks = [in_child("benchmarks.seal", "peak_of", str(ground.folder), ground.small, count) for count in (many, few)]
    if None not in peaks:
        large, small = (Figures((peak,), "MB") for peak in peaks)
        yield Line(f"most memory, {many} entries", large, f"{few} entries", small, most_ratio=FLAT)


def peak_of(folder: str, small: bool, count: int) -> float | None:
    """Seal so many entries and return the most memory that took, in MB; called in a process of its own."""
    ground = Ground(Path(folder), small)
    with journal(ground, ground.size(ENTRIES, SMALL)) as store, tempfile.TemporaryDirectory() as out:
        _seal(store, span(store, count), HubIdentity.make("Fictional hub"), Path(out))
        return peak_megabytes()
