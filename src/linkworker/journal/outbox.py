"""What has been sent, what has been receipted, and what travelled without its values."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, bindparam, delete, exists, func, insert, literal, or_, select, update

from linkworker.journal.actions import STAYS_HERE, Action
from linkworker.journal.canonical import canonical
from linkworker.journal.chain import hash_at, last_of
from linkworker.journal.entry import FIRST_HASH, read_header
from linkworker.journal.tables import BUNDLE, ENTRY, ENTRY_VALUES, VALUES_OF_ENTRY, WITHHELD
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
    instead_of: tuple[str, ...] = ()

    @property
    def names(self) -> frozenset[str]:
        """Return every hash by which the bundle may be known at the centre."""
        return frozenset({self.hash, *self.instead_of})


_NEVER = 0  # stands for a bundle's number where an entry's values are to leave in none
_AT_ONCE = 2000  # rows held at a time, so that memory stays flat however long a bundle is

_LATEST = select(BUNDLE).where(BUNDLE.c.device_id == bindparam("device")).order_by(BUNDLE.c.number.desc()).limit(1)
_SENT = select(BUNDLE).where(BUNDLE.c.device_id == bindparam("device")).order_by(BUNDLE.c.number)
_LINES = (
    select(ENTRY.c.header, ENTRY.c.hash, ENTRY_VALUES.c.content, WITHHELD.c.entry_id.label("withheld"))
    .select_from(ENTRY.outerjoin(ENTRY_VALUES, VALUES_OF_ENTRY).outerjoin(WITHHELD, WITHHELD.c.entry_id == ENTRY.c.id))
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
        Sent(
            row.number,
            row.first_seq,
            row.last_seq,
            row.hash,
            row.made_at,
            row.written_at,
            row.receipted_at,
            tuple(row.instead_of.split()),
        )
        for row in connection.execute(_SENT, {"device": device_id})
    ]


def unsent(connection: Connection, device_id: str, *, most: int | None = None, up_to: int | None = None) -> Span | None:
    """Return the span of the next bundle: all that the last one did not hold. None when there is nothing.

    `most` limits how many entries that may be, and `up_to` is the number of the last entry that is to go in.
    """
    head = last_of(connection, device_id)
    latest = connection.execute(_LATEST, {"device": device_id}).first()
    first = 1 if latest is None else latest.last_seq + 1
    last = min(head.seq, head.seq if up_to is None else up_to, head.seq if most is None else first + most - 1)
    if last < first:
        return None
    # The oldest name of the one before: whichever making of it the centre has, that one says or is this.
    number, previous = (
        (1, None) if latest is None else (latest.number + 1, [*latest.instead_of.split(), latest.hash][0])
    )
    before = _hash_at(connection, device_id, first - 1)
    return Span(number, first, last, previous, before, _hash_at(connection, device_id, last))


def only_exports(connection: Connection, device_id: str, span: Span) -> bool:
    """Say whether a span holds nothing but notes that something was exported."""
    chosen = ENTRY.c.device_id == device_id, ENTRY.c.seq.between(span.first, span.last)
    other = select(ENTRY.c.id).where(*chosen, ENTRY.c.action != Action.EXPORTED).limit(1)
    return connection.execute(other).first() is None


def cut(connection: Connection, device_id: str, span: Span, count: int) -> Span:
    """Return the first `count` entries of a span that `withhold` has seen; the rest is unsent, and nothing is released.

    For a bundle that would not fit its medium. `count` is 1 or above.
    """
    last = span.first + count - 1
    beyond = select(ENTRY.c.id).where(ENTRY.c.device_id == device_id, ENTRY.c.seq > last)
    own = WITHHELD.c.device_id == device_id, WITHHELD.c.bundle == span.number, WITHHELD.c.entry_id.in_(beyond)
    connection.execute(delete(WITHHELD).where(*own))
    keep_back(connection, device_id, span.number, 0)
    return replace(span, last=last, head=_hash_at(connection, device_id, last))


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
    """Note which entries of a span travel as bare headers; return how many were not noted before.

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
        ENTRY.c.device_id == device_id,
        ENTRY.c.seq.between(span.first, span.last),
        stays,
        _has_values(),
        ~exists().where(WITHHELD.c.entry_id == ENTRY.c.id),
    )
    columns = ["entry_id", "person_id", "device_id", "bundle"]
    return connection.execute(insert(WITHHELD).from_select(columns, chosen)).rowcount


def _has_values() -> Any:
    return exists().where(ENTRY_VALUES.c.person_id == ENTRY.c.person_id, ENTRY_VALUES.c.entry_id == ENTRY.c.id)


def release(
    connection: Connection,
    device_id: str,
    span: Span,
    *,
    people: Iterable[str],
    records: Iterable[str],
    most: int | None = None,
) -> int:
    """Let the values go in this bundle that were withheld before and may leave now; return how many entries.

    `people` and `records` are, as for `withhold`, those that may not leave. `most` limits how many go; the rest goes in
    a later one. What was withheld by a device that this store was before waits for the receipt of its entry: that
    device's bundle may come after this one, or never.
    """
    kept = exists().where(_VALUES_OF_WITHHELD)  # of what was erased since there is nothing to let go
    may = (
        WITHHELD.c.released_in.is_(None),
        WITHHELD.c.bundle > _NEVER,
        kept,
        or_(and_(WITHHELD.c.device_id == device_id, WITHHELD.c.bundle < span.number), _entry_is_there()),
        ~_may_not_leave(people, records),
    )
    change = update(WITHHELD).values(released_by=device_id, released_in=span.number)
    if most is None:
        return connection.execute(change.where(*may)).rowcount
    first = select(WITHHELD.c.entry_id).where(*may).order_by(WITHHELD.c.entry_id).limit(most)
    return connection.execute(change.where(WITHHELD.c.entry_id.in_(first))).rowcount


def take_back(
    connection: Connection, device_id: str, number: int, *, people: Iterable[str], records: Iterable[str]
) -> int:
    """Let no values go in this bundle that may not leave any more, though they did when it was made; return how many.

    Nor those whose entry may come to the centre after them. They can go in a later one, when they may again.
    """
    too_early = and_(WITHHELD.c.device_id != device_id, ~_entry_is_there())
    own = WITHHELD.c.released_by == device_id, WITHHELD.c.released_in == number
    gone = *own, or_(_may_not_leave(people, records), too_early)
    return connection.execute(update(WITHHELD).where(*gone).values(released_by=None, released_in=None)).rowcount


def take_back_lost(connection: Connection, device_id: str) -> int:
    """Let values go once more that came to the centre without their entry, and so were lost there; return how many.

    They went in a bundle of this device that has a receipt, and their entry's bundle, of a former device, has none.
    """
    received = exists().where(
        BUNDLE.c.device_id == device_id, BUNDLE.c.number == WITHHELD.c.released_in, BUNDLE.c.receipted_at.is_not(None)
    )
    own = WITHHELD.c.released_by == device_id, WITHHELD.c.device_id != device_id, received, ~_entry_is_there()
    return connection.execute(update(WITHHELD).where(*own).values(released_by=None, released_in=None)).rowcount


def _entry_is_there() -> Any:
    """Say of something withheld whether the bundle that brought its entry bare has a receipt."""
    return exists().where(
        BUNDLE.c.device_id == WITHHELD.c.device_id,
        BUNDLE.c.number == WITHHELD.c.bundle,
        BUNDLE.c.receipted_at.is_not(None),
    )


def keep_back(connection: Connection, device_id: str, number: int, count: int) -> None:
    """Let only the first `count` of the earlier values go that were to go in this bundle; the rest waits."""
    own = WITHHELD.c.released_by == device_id, WITHHELD.c.released_in == number
    first = select(WITHHELD.c.entry_id).where(*own).order_by(WITHHELD.c.entry_id).limit(count)
    rest = WITHHELD.c.entry_id.not_in(first)
    connection.execute(update(WITHHELD).where(*own, rest).values(released_by=None, released_in=None))


def _may_not_leave(people: Iterable[str], records: Iterable[str]) -> Any:
    stays = exists().where(
        ENTRY.c.person_id == WITHHELD.c.person_id,
        ENTRY.c.id == WITHHELD.c.entry_id,
        ENTRY.c.action.in_([str(action) for action in STAYS_HERE]),
    )
    on_records = select(ENTRY.c.id).where(ENTRY.c.record_id.in_(list(records)))
    return or_(WITHHELD.c.person_id.in_(list(people)), WITHHELD.c.entry_id.in_(on_records), stays)


def keep_here(connection: Connection, device_id: str, entry_id: str, person_id: str) -> None:
    """Let an entry travel as a bare header for good: the person whose it is cannot agree to more any more."""
    row = {"entry_id": entry_id, "person_id": person_id, "device_id": device_id, "bundle": _NEVER}
    connection.execute(insert(WITHHELD).values(row))


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


def receipted(connection: Connection, device_id: str, number: int, digest: str, now: datetime) -> bool:
    """Note that the centre has all bundles of a device up to this one; False when it is not one that was made here.

    `digest` may be any of the bundle's hashes: what was taken out since, the centre may have from before.
    """
    made = next((each for each in sent(connection, device_id) if each.number == number), None)
    if made is None or digest not in made.names:
        return False
    _note_receipted(connection, device_id, BUNDLE.c.number <= number, now)
    return True


def receipted_entries(
    connection: Connection, device_id: str, seq: int, head: str, now: datetime, *, but: Collection[int] = ()
) -> bool:
    """Note that the centre has the entries of a device up to `seq`, in whatever bundles; False when it has others.

    For a device that this store was before it was restored: bundles of it arrived that this store never knew of. `head`
    is the chain hash after `seq`; it proves nothing when the store has no such entry, for its chain of that device ends
    before. Then only what once lay on a medium can be there, and not what the centre put aside (`but`: bundles'
    numbers), for the laptop may have been copied and the chain be its twin's.
    """
    held = hash_at(connection, device_id, seq)
    if held is not None and held != head:
        return False
    chosen = and_(BUNDLE.c.last_seq <= seq, BUNDLE.c.number.not_in(list(but)))
    if held is None:
        chosen = and_(chosen, BUNDLE.c.written_at.is_not(None))
    _note_receipted(connection, device_id, chosen, now)
    return True


def _note_receipted(connection: Connection, device_id: str, chosen: Any, now: datetime) -> None:
    own = BUNDLE.c.device_id == device_id, BUNDLE.c.receipted_at.is_(None), chosen
    connection.execute(update(BUNDLE).where(*own).values(receipted_at=now))


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


def keep_anew(
    connection: Connection, device_id: str, number: int, *, digest: str, manifest: str, instead_of: Sequence[str]
) -> None:
    """Note that a bundle was made anew, with less in it: it has another hash, and those it had before."""
    chosen = BUNDLE.c.device_id == device_id, BUNDLE.c.number == number
    change = {"hash": digest, "manifest": manifest, "instead_of": " ".join(instead_of)}
    connection.execute(update(BUNDLE).where(*chosen).values(change))
