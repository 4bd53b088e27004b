"""The journal's own tables: entries, their values, heads, and what has been sent."""

from sqlalchemy import BigInteger, Column, Index, Integer, String, Table, Text, text
from sqlmodel import SQLModel

from linkworker.records.types import ID_TYPE, Instant

# Entries and values are wide: in a table without a rowid a row above a quarter of a page spills to a page of its own,
# which cost 40 per cent of the store and half the speed of sealing. The key's index still finds a person's in order.
#
# An entry about nobody carries the nil id here, because a key has no empty place; its header says null.
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
    # The few erasures among all entries. A query finds it only by the same words, not by a bound value.
    Index("entry_erased", "hlc", sqlite_where=text("action = 'erased'"), postgresql_where=text("action = 'erased'")),
)

# Only these can be taken out: the commitments in the header still prove what was there.
ENTRY_VALUES = Table(
    "entry_values",
    SQLModel.metadata,
    Column("person_id", ID_TYPE, primary_key=True),
    Column("entry_id", ID_TYPE, primary_key=True),
    Column("content", Text, nullable=False),  # canonical JSON: {field: [salt, value]}
)

# The entry that last wrote a field; field "" is the entry that made the record.
HEAD = Table(
    "head",
    SQLModel.metadata,
    Column("record_id", ID_TYPE, primary_key=True),
    Column("field", String(64), primary_key=True),
    Column("entry_id", ID_TYPE, nullable=False),
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
