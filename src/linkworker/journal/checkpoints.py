"""Checkpoints as they are kept: which entry ended the journal on some day, signed, and the words for it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, bindparam, insert, select

from linkworker.journal.tables import CHECKPOINT


@dataclass(frozen=True, slots=True)
class Kept:
    """One checkpoint. `said` is the canonical text that was signed, `words` what a person writes down."""

    device: str
    seq: int
    words: str
    said: str
    signature: str


_LAST = (
    select(CHECKPOINT).where(CHECKPOINT.c.device_id == bindparam("device")).order_by(CHECKPOINT.c.seq.desc()).limit(1)
)
_WITH_WORDS = select(CHECKPOINT).where(CHECKPOINT.c.words == bindparam("words")).order_by(CHECKPOINT.c.seq)


def keep(connection: Connection, kept: Kept) -> None:
    """Keep a checkpoint, in the transaction of a connection."""
    row = {"device_id": kept.device, "seq": kept.seq, "words": kept.words, "said": kept.said}
    connection.execute(insert(CHECKPOINT).values(**row, signature=kept.signature))


def last_kept(connection: Connection, device_id: str) -> Kept | None:
    """Return a device's newest checkpoint, or None."""
    return next(_read(connection, _LAST, device=device_id), None)


def with_words(connection: Connection, words: str) -> tuple[Kept, ...]:
    """Return the checkpoints that stand under these words: one, unless somebody copied it."""
    return tuple(_read(connection, _WITH_WORDS, words=words))


def _read(connection: Connection, asked: Select[Any], **given: str) -> Iterator[Kept]:
    for row in connection.execute(asked, given):
        yield Kept(row.device_id, row.seq, row.words, row.said, row.signature)
