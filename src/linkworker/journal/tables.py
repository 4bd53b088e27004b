"""The journal's own tables: entries, their values, heads and tips, what waits, and what has been sent."""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ColumnElement,
    Index,
    Integer,
    String,
    Table,
    Text,
    literal_column,
    text,
)
from sqlmodel import SQLModel

from linkworker.records.types import ID_TYPE, Instant

# Entries and values are wide: in a table without a rowid a row above a quarter of a page spills to a page of its own,
# which cost 40 per cent of the store and half the speed of sealing. The key's index still finds a person's in order.
#
# An entry about nobody carries the nil id here, because a key has no empty place; its header says null.
#
# An entry about what may be shared is known by its header, which holds nothing that was typed. By `replace`, for both
# databases have that, and it takes no per cent signs.
_SAYS_WHO_AGREES = " OR ".join(
    f"""replace(header, '"kind":"{kind}"', '') <> header""" for kind in ("consent", "withholding")
)
ENTRY = Table(
    "entry",
    SQLModel.metadata,
    Column("person_id", ID_TYPE, primary_key=True),
    Column("hlc", String(16), primary_key=True),
    Column("id", ID_TYPE, primary_key=True),
    Column("device_id", ID_TYPE, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("record_id", ID_TYPE, nullable=False),
    Column("action", String(24), nullable=False),
    Column("header", Text, nullable=False),  # the canonical bytes, stored as written
    Column("hash", String(64), nullable=False),  # SHA-256 of the previous hash's bytes and the header's
    Index("entry_chain", "device_id", "seq", unique=True),
    Index("entry_record", "record_id", "hlc"),
    # The few of each person's about what may be shared; by the same words too.
    Index(
        "entry_consent",
        "person_id",
        sqlite_where=text(_SAYS_WHO_AGREES),
        postgresql_where=text(_SAYS_WHO_AGREES),
    ),
    # The few erasures among all entries. A query finds it only by the same words, not by a bound value.
    Index("entry_erased", "hlc", sqlite_where=text("action = 'erased'"), postgresql_where=text("action = 'erased'")),
)

# Without a type: of a Boolean SQLAlchemy makes "(...) = 1" for SQLite, which then does not know its index again.
SAYS_WHO_AGREES: ColumnElement[Any] = literal_column(f"({_SAYS_WHO_AGREES.replace('header', 'entry.header')})")
"""The condition of `entry_consent`: an entry about what may be shared, whether its values are here or not."""

# Only these can be taken out: the commitments in the header still prove what was there.
ENTRY_VALUES = Table(
    "entry_values",
    SQLModel.metadata,
    Column("person_id", ID_TYPE, primary_key=True),
    Column("entry_id", ID_TYPE, primary_key=True),
    Column("content", Text, nullable=False),  # canonical JSON: {field: [salt, value]}
)

# How the two are joined: by the whole key of each, so that the database goes straight to a person's.
VALUES_OF_ENTRY = (ENTRY.c.person_id == ENTRY_VALUES.c.person_id) & (ENTRY.c.id == ENTRY_VALUES.c.entry_id)

# The entry whose value of a field is shown: the one that last wrote it, or one of several that nobody chose between.
# Field "" is the entry that made the record; it stands as writer of every field that has no row of its own.
HEAD = Table(
    "head",
    SQLModel.metadata,
    Column("record_id", ID_TYPE, primary_key=True),
    Column("field", String(64), primary_key=True),
    Column("entry_id", ID_TYPE, nullable=False),
    sqlite_with_rowid=False,
)

# The other tips of a field that has several: entries that write it and that no entry replaces. `agreed`: its value is
# the one shown, so nobody is asked. Under field "in_error" stands too an edit that a removal had not seen.
TIP = Table(
    "tip",
    SQLModel.metadata,
    Column("record_id", ID_TYPE, primary_key=True),
    Column("field", String(64), primary_key=True),
    Column("entry_id", ID_TYPE, primary_key=True),
    Column("person_id", ID_TYPE, nullable=False),  # as in `entry`: the nil id for nobody
    Column("kind", String(64), nullable=False),
    Column("agreed", Boolean, nullable=False),
    Index("tip_person", "person_id"),
    sqlite_with_rowid=False,
)

# Entries that are kept but not placed: what they replace has not come yet.
WAITING = Table(
    "waiting",
    SQLModel.metadata,
    Column("entry_id", ID_TYPE, primary_key=True),
    Column("record_id", ID_TYPE, nullable=False, index=True),
    Column("person_id", ID_TYPE, nullable=False),
    Column("kind", String(64), nullable=False),
    Column("device_id", ID_TYPE, nullable=False),
    sqlite_with_rowid=False,
)

# What a newer linkworker wrote and this one does not know: kept, and applied by a version that does. `field` is "" when
# the kind of record or the action is unknown, so that nothing of the entry is placed.
UNKNOWN_KIND = Table(
    "unknown_kind",
    SQLModel.metadata,
    Column("entry_id", ID_TYPE, primary_key=True),
    Column("field", String(64), primary_key=True),
    Column("record_id", ID_TYPE, nullable=False, index=True),
    Column("person_id", ID_TYPE, nullable=False),
    Column("kind", String(64), nullable=False),
    Column("action", String(64), nullable=False),
    sqlite_with_rowid=False,
)

# Records that went because they could not stand without an erased one, though no entry says so of them.
GONE = Table(
    "gone",
    SQLModel.metadata,
    Column("record_id", ID_TYPE, primary_key=True),
    Column("person_id", ID_TYPE, nullable=False),
    sqlite_with_rowid=False,
)

BUNDLE = Table(
    "bundle",
    SQLModel.metadata,
    Column("device_id", ID_TYPE, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("first_seq", BigInteger, nullable=False),
    Column("last_seq", BigInteger, nullable=False),
    Column("previous", String(64)),  # SHA-256 of the previous bundle's manifest
    Column("hash", String(64), nullable=False),  # SHA-256 of this one's
    Column("instead_of", Text, nullable=False, server_default=""),  # hashes it had before, the oldest first
    Column("manifest", Text, nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("written_at", Instant),  # when it first lay whole on a medium; empty: it never did
    Column("receipted_at", Instant),
    sqlite_with_rowid=False,
)

# Entries that travelled as bare headers, and the bundle in which their values went after all. A store given a new
# device id counts its bundles from 1 again, so a number alone names none.
WITHHELD = Table(
    "withheld",
    SQLModel.metadata,
    Column("entry_id", ID_TYPE, primary_key=True),
    Column("person_id", ID_TYPE, nullable=False),
    Column("device_id", ID_TYPE, nullable=False),
    Column("bundle", Integer, nullable=False),
    Column("released_by", ID_TYPE),
    Column("released_in", Integer),
    Index("withheld_person", "person_id"),
    sqlite_with_rowid=False,
)

# Heads of the journal as they were signed on some day, with the words that somebody may have written down.
CHECKPOINT = Table(
    "checkpoint",
    SQLModel.metadata,
    Column("device_id", ID_TYPE, primary_key=True),
    Column("seq", BigInteger, primary_key=True),
    Column("words", String(120), nullable=False),
    Column("said", Text, nullable=False),  # the canonical bytes that were signed
    Column("signature", Text, nullable=False),
    sqlite_with_rowid=False,
)
