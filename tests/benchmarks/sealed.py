"""Sealing the first entries of a benchmark's store into a bundle, as its first export would."""

from collections.abc import Iterator
from pathlib import Path

from linkworker import __version__
from linkworker.journal import outbox
from linkworker.journal.canonical import instant_text
from linkworker.journal.outbox import Span
from linkworker.sync.identity import HubIdentity
from linkworker.sync.manifest import BundleFacts
from linkworker.sync.own_identities import device
from linkworker.sync.seal import seal, shipped_readme
from linkworker.vault.steps import STEPS
from linkworker.vault.store import Store


def seal_first(store: Store, wanted: Span, hub: HubIdentity, out: Path) -> None:
    """Write the bundle of a span that begins with the first entry."""
    made_at = instant_text(store.clock.now())
    facts = BundleFacts(
        schema=len(STEPS), program=__version__, store=store.id, device=store.device_id, number=wanted.number,
        previous=wanted.previous, first=wanted.first, last=wanted.last, count=wanted.count, withheld=0, released=0,
        head_before=wanted.head_before, head=wanted.head, made_at=made_at,
    )  # fmt: skip
    key = device(store).signing_key
    with store.reading() as connection:

        def lines() -> Iterator[bytes]:
            return outbox.lines(connection, store.device_id, wanted)

        seal(lines, facts, key, [hub.recipient], out=out, readme=shipped_readme())
