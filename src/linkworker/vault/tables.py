"""The store's own tables: what it knows of itself, and drafts. They are not records and never travel."""

from sqlalchemy import Column, MetaData, String, Table, Text

from linkworker.records.types import ID_TYPE, Instant

METADATA = MetaData()

# What the store knows of itself: its id, this device's id and signing key, the hub it trusts.
STORE_FACT = Table(
    "store_fact", METADATA, Column("name", String(40), primary_key=True), Column("value", Text, nullable=False)
)

DRAFT = Table(
    "draft",
    METADATA,
    Column("worker_id", ID_TYPE, primary_key=True),
    Column("form", String(200), primary_key=True),
    Column("content", Text, nullable=False),
    Column("saved_at", Instant, nullable=False),
)

# People whose record moves to another worker: read-only here first, then let go of. Nobody else stands here.
MOVING = Table(
    "moving",
    METADATA,
    Column("person_id", ID_TYPE, primary_key=True),
    Column("state", String(8), nullable=False),  # leaving, let-go
    Column("since", Instant, nullable=False),
    Column("waits", String(16)),  # why they are not let go of yet, though the centre said so
)
