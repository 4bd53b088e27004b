"""The hub's own tables: laptops, their bundles, who has whose record, and what receipts have said.

A **place** is a number that grows by one with each transaction that keeps entries. All such transactions stand in one
queue (see `hub.writing`), so places follow the order of commits: whoever has seen place 40 has missed nothing below it.
"""

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, MetaData, String, Table, Text

from linkworker.records.types import ID_TYPE, Instant

METADATA = MetaData()

# What the hub knows of itself: its device in the journal, the last place.
HUB_FACT = Table(
    "hub_fact", METADATA, Column("name", String(40), primary_key=True), Column("value", Text, nullable=False)
)

HUB_DEVICE = Table(
    "hub_device",
    METADATA,
    Column("device_id", ID_TYPE, primary_key=True),
    Column("public", String(64), nullable=False),  # its Ed25519 key, in hexadecimal
    Column("short", String(8), nullable=False, index=True),  # of its key, as in the names of its files
    Column("recipient", String(80), nullable=False),  # the age key that receipts are sealed to
    Column("store_id", ID_TYPE, nullable=False),
    Column("state", String(12), nullable=False),  # enrolled, suspended, ended, retired
    Column("state_at", Instant, nullable=False),
    Column("heir", ID_TYPE),  # the device that the same laptop is since it was restored
    Column("team_id", ID_TYPE),
    Column("worker_id", ID_TYPE),
    Column("key_id", String(16), nullable=False),  # which of the hub's keys the laptop trusts
    Column("receipts", Integer, nullable=False),  # the number of the newest receipt made
    Column("acknowledged", Integer, nullable=False),  # the newest receipt that the laptop says it has taken in
    Column("acknowledged_place", BigInteger, nullable=False),  # and up to which place that one told
    Index("hub_device_worker", "worker_id"),
)

# A fork that was accepted goes on as a line of its own. The first line of a device goes by the device's id.
HUB_LINE = Table(
    "hub_line",
    METADATA,
    Column("line_id", ID_TYPE, primary_key=True),
    Column("device_id", ID_TYPE, nullable=False),
    Column("number", Integer, nullable=False),  # the first bundle of it
    Column("hash", String(64), nullable=False),
    Index("hub_line_device", "device_id"),
)

HUB_BUNDLE = Table(
    "hub_bundle",
    METADATA,
    Column("line_id", ID_TYPE, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("hash", String(64), primary_key=True),
    Column("device_id", ID_TYPE, nullable=False),
    Column("state", String(12), nullable=False),  # taken-in, known, waiting, held, fork, refused
    Column("why", String(24)),
    Column("file", String(120)),  # its name in the inbox or in quarantine
    Column("previous", String(64)),
    Column("first_seq", BigInteger),
    Column("last_seq", BigInteger),
    Column("entries", BigInteger, nullable=False),
    Column("head", String(64), nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("received_at", Instant, nullable=False),
    Column("clock", String(8)),  # ahead, behind
    Column("place", BigInteger),
    Index("hub_bundle_device", "device_id", "state"),
)

# Files that are no bundle of a laptop known here, by the SHA-256 of the file.
HUB_REFUSED = Table(
    "hub_refused",
    METADATA,
    Column("sha256", String(64), primary_key=True),
    Column("why", String(24), nullable=False),
    Column("file", String(120), nullable=False),
    Column("received_at", Instant, nullable=False),
)

# Which entries of a line a transaction brought, by whom they are about; the nil id where they are about nobody.
TOUCHED = Table(
    "touched",
    METADATA,
    Column("person_id", ID_TYPE, primary_key=True),
    Column("place", BigInteger, primary_key=True),
    Column("device_id", ID_TYPE, primary_key=True),
    Column("first_seq", BigInteger, nullable=False),
    Column("last_seq", BigInteger, nullable=False),
    Index("touched_place", "place"),
)

# Values that came after their entry.
LATE_VALUE = Table(
    "late_value",
    METADATA,
    Column("person_id", ID_TYPE, primary_key=True),
    Column("place", BigInteger, primary_key=True),
    Column("entry_id", ID_TYPE, primary_key=True),
    Column("device_id", ID_TYPE, nullable=False),
)

ASSIGNMENT = Table(
    "assignment",
    METADATA,
    Column("person_id", ID_TYPE, primary_key=True),
    Column("device_id", ID_TYPE, primary_key=True),
    Column("state", String(8), nullable=False),  # here, leaving, let-go
    Column("since_place", BigInteger, nullable=False),  # a laptop that has seen less gets the whole story
    Column("told_in", Integer),  # the first receipt that says leaving
    Column("may_have", Boolean, nullable=False, default=False),  # a receipt with the whole story was made
    Index("assignment_device", "device_id"),
)

HUB_RECEIPT = Table(
    "hub_receipt",
    METADATA,
    Column("device_id", ID_TYPE, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("previous", String(64)),
    Column("hash", String(64), nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("after_place", BigInteger, nullable=False),  # what it tells begins behind this
    Column("place", BigInteger, nullable=False),  # and ends with this
    Column("key_id", String(16), nullable=False),  # the hub's key that the laptop trusts once it has taken it in
    Column("acknowledged_at", Instant),
)

# Rows of the centre's directory, as they go down to laptops.
DIRECTORY_ROW = Table(
    "directory_row",
    METADATA,
    Column("feed", String(200), primary_key=True),
    Column("kind", String(40), primary_key=True),
    Column("record_id", ID_TYPE, primary_key=True),
    Column("content", Text, nullable=False),  # canonical JSON: {field: value}
    Column("place", BigInteger, nullable=False),
    Index("directory_row_place", "place"),
)
