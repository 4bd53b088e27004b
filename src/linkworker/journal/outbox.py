"""What has been sent, what has been receipted, and what travelled without its values."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, exists, func, insert, literal, or_, select, update

from linkworker.journal.actions import STAYS_HERE
from linkworker.journal.canonical import canonical
from linkworker.journal.chain import last_of
from linkworker.journal.entry import FIRST_HASH, read_header
from linkworker.journal.tables import BUNDLE, ENTRY, ENTRY_VALUES, WITHHELD
from linkworker.records.types import ID_TYPE


@dataclass(frozen=True, slots=True)
class Span:
    """The entries that a bundle holds, both ends included, and what came before it."""

    number: int
    first: int
    last: int
    previous: str | None  # SHA-256 of the previous bundle's manifest
    head_before: str  # chain hash before the first entry
    head: str  # chain hash after the last

    @property
    def count(self) -> int:
        """Return how many entries that is."""
        return self.last - self.first + 1


@dataclass(frozen=True, slots=True)
class Sent:
    """A bundle that was made."""

    number: int
    first: int
    last: int
    hash: str
    made_at: datetime
    written_at: datetime | None
    receipted_at: datetime | None


_NEVER = 0  # stands for a bundle's number where an entry's values are to leave in none
_AT_ONCE = 2000  # rows held at a time, so that memory stays flat however long a bundle is

_LATEST = select(BUNDLE).where(BUNDLE.c.device_id == bindparam("device")).order_by(BUNDLE.c.number.desc()).limit(1)
_SENT = select(BUNDLE).where(BUNDLE.c.device_id == bindparam("device")).order_by(BUNDLE.c.number)
_LINES = (
    select(ENTRY.c.header, ENTRY.c.hash, ENTRY_VALUES.c.content, WITHHELD.c.entry_id.label("withheld"))
    .select_from(
        ENTRY.outerjoin(
            ENTRY_VALUES, (ENTRY.c.person_id == ENTRY_VALUES.c.person_id) & (ENTRY.c.id == ENTRY_VALUES.c.entry_id)
        ).outerjoin(WITHHELD, WITHHELD.c.entry_id == ENTRY.c.id)
    )
    .where(ENTRY.c.device_id == bindparam("device"), ENTRY.c.seq.between(bindparam("first"), bindparam("last")))
    .order_by(ENTRY.c.seq)
)
_VALUES_OF_WITHHELD = (WITHHELD.c.person_id == ENTRY_VALUES.c.person_id) & (
    WITHHELD.c.entry_id == ENTRY_VALUES.c.entry_id
)
_RELEASED = (
    select(ENTRY_VALUES.c.entry_id, ENTRY_VALUES.c.content)
    .join_from(WITHHELD, ENTRY_VALUES, _VALUES_OF_WITHHELD)
    .where(WITHHELD.c.released_by == bindparam("device"), WITHHELD.c.released_in == bindparam("number"))
    .order_by(ENTRY_VALUES.c.entry_id)
)


def sent(connection: Connection, device_id: str) -> list[Sent]:
    """Return every bundle that this device made, oldest first."""
    return [
        Sent(row.number, row.first_seq, row.last_seq, row.hash, row.made_at, row.written_at, row.receipted_at)
        for row in connection.execute(_SENT, {"device": device_id})
    ]


def unsent(connection: Connection, device_id: str) -> Span | None:
    """Return the span of the next bundle: all that the last one did not hold. None when there is nothing."""
    head = last_of(connection, device_id)
    latest = connection.execute(_LATEST, {"device": device_id}).first()
    first = 1 if latest is None else latest.last_seq + 1
    if head.seq < first:
        return None
    number, previous = (1, None) if latest is None else (latest.number + 1, latest.hash)
    return Span(number, first, head.seq, previous, _hash_at(connection, device_id, first - 1), head.hash)


def span_of(connection: Connection, device_id: str, number: int) -> Span | None:
    """Return the span of a bundle that was already made, so that it can be made again to the byte inside."""
    chosen = BUNDLE.c.device_id == device_id, BUNDLE.c.number == number
    row = connection.execute(select(BUNDLE).where(*chosen)).first()
    if row is None:
        return None
    before = _hash_at(connection, device_id, row.first_seq - 1)
    return Span(
        row.number, row.first_seq, row.last_seq, row.previous, before, _hash_at(connection, device_id, row.last_seq)
    )


def _hash_at(connection: Connection, device_id: str, seq: int) -> str:
    if seq == 0:
        return FIRST_HASH
    chosen = ENTRY.c.device_id == device_id, ENTRY.c.seq == seq
    return str(connection.execute(select(ENTRY.c.hash).where(*chosen)).scalar_one())


def written_at(connection: Connection, device_id: str, seq: int) -> str:
    """Return when an entry was written by the wall clock, as UTC text."""
    chosen = ENTRY.c.device_id == device_id, ENTRY.c.seq == seq
    return read_header(connection.execute(select(ENTRY.c.header).where(*chosen)).scalar_one()).at


def manifest_of(connection: Connection, device_id: str, number: int) -> str | None:
    """Return the text of a bundle's manifest as it was made, or None."""
    chosen = BUNDLE.c.device_id == device_id, BUNDLE.c.number == number
    return connection.execute(select(BUNDLE.c.manifest).where(*chosen)).scalar()


def withhold(
    connection: Connection, device_id: str, span: Span, *, people: Iterable[str], records: Iterable[str]
) -> int:
    """Note which entries of a span travel as bare headers; return how many.

    `people` and `records` are ids that may not leave. What describes an import stays here whatever they say. An entry
    without values (who looked) is bare in any case: nothing of it is held back, so nothing can be released later.
    """
    stays = or_(
        ENTRY.c.action.in_([str(action) for action in STAYS_HERE]),
        ENTRY.c.person_id.in_(list(people)),
        ENTRY.c.record_id.in_(list(records)),
    )
    bundle = literal(device_id, ID_TYPE), literal(span.number)
    chosen = select(ENTRY.c.id, ENTRY.c.person_id, *bundle).where(
        ENTRY.c.device_id == device_id, ENTRY.c.seq.between(span.first, span.last), stays, _has_values()
    )
    columns = ["entry_id", "person_id", "device_id", "bundle"]
    return connection.execute(insert(WITHHELD).from_select(columns, chosen)).rowcount


def _has_values() -> Any:
    return exists().where(ENTRY_VALUES.c.person_id == ENTRY.c.person_id, ENTRY_VALUES.c.entry_id == ENTRY.c.id)


def release(
    connection: Connection, device_id: str, span: Span, *, people: Iterable[str], records: Iterable[str]
) -> int:
    """Let the values go in this bundle that were withheld before and may leave now; return how many entries.

    `people` and `records` are, as for `withhold`, those that may not leave.
    """
    on_records = select(ENTRY.c.id).where(ENTRY.c.record_id.in_(list(records)))
    stays = exists().where(
        ENTRY.c.person_id == WITHHELD.c.person_id,
        ENTRY.c.id == WITHHELD.c.entry_id,
        ENTRY.c.action.in_([str(action) for action in STAYS_HERE]),
    )
    kept = exists().where(_VALUES_OF_WITHHELD)  # of what was erased since there is nothing to let go
    change = (
        update(WITHHELD)
        .where(
            WITHHELD.c.released_in.is_(None),
            WITHHELD.c.bundle > _NEVER,
            kept,
            or_(WITHHELD.c.device_id != device_id, WITHHELD.c.bundle < span.number),
            WITHHELD.c.person_id.not_in(list(people)),
            WITHHELD.c.entry_id.not_in(on_records),
            ~stays,
        )
        .values(released_by=device_id, released_in=span.number)
    )
    return connection.execute(change).rowcount


def keep_here(connection: Connection, device_id: str, entry_id: str, person_id: str) -> None:
    """Let an entry travel as a bare header for good: the person whose it is cannot agree to more any more."""
    row = {"entry_id": entry_id, "person_id": person_id, "device_id": device_id, "bundle": _NEVER}
    connection.execute(insert(WITHHELD).values(row))


def forget_unwritten(connection: Connection, device_id: str) -> None:
    """Take back the bundles that never lay whole on a medium: something in them was erased, and nobody has them.

    Their entries go in the next bundle, under the same number. Those that were written stand as they are.
    """
    of_device = BUNDLE.c.device_id == device_id
    last = connection.execute(
        select(func.max(BUNDLE.c.number)).where(of_device, BUNDLE.c.written_at.is_not(None))
    ).scalar()
    forget_after(connection, device_id, last or 0)


def forget_after(connection: Connection, device_id: str, after: int) -> None:
    """Take back every bundle above a number: their entries are unsent again. Never of those that the centre may have.

    But of a device that ended (see `vault.devices`): what is put aside at the centre then is there already.
    """
    of_device = BUNDLE.c.device_id == device_id
    gone = connection.execute(delete(BUNDLE).where(of_device, BUNDLE.c.number > after)).rowcount
    if gone:
        own = WITHHELD.c.device_id == device_id
        connection.execute(delete(WITHHELD).where(own, WITHHELD.c.bundle > after))
        late = WITHHELD.c.released_by == device_id, WITHHELD.c.released_in > after
        connection.execute(update(WITHHELD).where(*late).values(released_by=None, released_in=None))


def counts(connection: Connection, device_id: str, number: int) -> tuple[int, int]:
    """Return how many entries of a bundle are bare headers, and how many earlier values it brings after all."""
    bare = (
        select(func.count()).select_from(WITHHELD).where(WITHHELD.c.device_id == device_id, WITHHELD.c.bundle == number)
    )
    late = (  # as `lines` yields them: what was erased since has nothing to bring
        select(func.count())
        .select_from(WITHHELD.join(ENTRY_VALUES, _VALUES_OF_WITHHELD))
        .where(WITHHELD.c.released_by == device_id, WITHHELD.c.released_in == number)
    )
    return connection.execute(bare).scalar_one(), connection.execute(late).scalar_one()


def lines(connection: Connection, device_id: str, span: Span) -> Iterator[bytes]:
    """Yield the bundle's lines: entries in order (values left out where withheld), then values released late."""
    given = {"device": device_id, "first": span.first, "last": span.last}
    with connection.execute(_LINES, given, execution_options={"yield_per": _AT_ONCE}) as rows:
        for header, digest, content, withheld in rows:
            start = f'{{"entry":{canonical(header)},"hash":"{digest}"'
            values = "" if content is None or withheld is not None else f',"values":{content}'
            yield f"{start}{values}}}\n".encode()
    number = {"device": device_id, "number": span.number}
    late = connection.execute(_RELEASED, number, execution_options={"yield_per": _AT_ONCE})
    with late as rows:
        for entry_id, content in rows:
            yield f'{{"values":{content},"values_of":"{entry_id}"}}\n'.encode()


def written(connection: Connection, device_id: str, number: int, now: datetime) -> None:
    """Note that a bundle lay whole on a medium; the first time stands."""
    chosen = BUNDLE.c.device_id == device_id, BUNDLE.c.number == number, BUNDLE.c.written_at.is_(None)
    connection.execute(update(BUNDLE).where(*chosen).values(written_at=now))


def unreceipted(connection: Connection, device_id: str) -> tuple[int, ...]:
    """Return the numbers of the bundles that no receipt has come for, in order."""
    chosen = BUNDLE.c.device_id == device_id, BUNDLE.c.receipted_at.is_(None)
    return tuple(connection.execute(select(BUNDLE.c.number).where(*chosen).order_by(BUNDLE.c.number)).scalars())


def keep(connection: Connection, device_id: str, span: Span, *, digest: str, manifest: str, made_at: datetime) -> None:
    """Note that a bundle was made: the next one begins where it ends."""
    row = {
        "device_id": device_id, "number": span.number, "first_seq": span.first, "last_seq": span.last,
        "previous": span.previous, "hash": digest, "manifest": manifest, "made_at": made_at,
    }  # fmt: skip
    connection.execute(insert(BUNDLE), row)
