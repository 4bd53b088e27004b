"""Every migration of a laptop's store, in order: the journal's and the store's own."""

from sqlalchemy import Connection

from linkworker.journal.migrations import JOURNAL_STEPS, Step
from linkworker.vault.search_step import make_search

# Frozen, as `tables` had them then: a later change of those is a later migration.
_OWN_TABLES = (
    """CREATE TABLE draft (
    worker_id VARCHAR(36) NOT NULL,
    form VARCHAR(200) NOT NULL,
    content TEXT NOT NULL,
    saved_at VARCHAR(27) NOT NULL,
    PRIMARY KEY (worker_id, form)
)""",
    """CREATE TABLE moving (
    person_id VARCHAR(36) NOT NULL,
    state VARCHAR(8) NOT NULL,
    since VARCHAR(27) NOT NULL,
    waits VARCHAR(16),
    PRIMARY KEY (person_id)
)""",
    """CREATE TABLE store_fact (
    name VARCHAR(40) NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (name)
)""",
)


def _make_own_tables(connection: Connection) -> None:
    for statement in _OWN_TABLES:
        connection.exec_driver_sql(statement)


_ALL = (
    *JOURNAL_STEPS,
    Step("0003-store-facts-and-drafts", _make_own_tables),
    Step("0004-search", make_search),
)
STEPS: tuple[Step, ...] = tuple(sorted(_ALL, key=lambda step: step.name))  # numbered across both rooms
