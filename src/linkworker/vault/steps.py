"""Every migration of a laptop's store, in order: the journal's and the store's own."""

from sqlalchemy import Connection
from sqlalchemy.schema import CreateTable

from linkworker.journal.migrations import JOURNAL_STEPS, Step
from linkworker.vault.search_step import make_search
from linkworker.vault.tables import METADATA


def _make_own_tables(connection: Connection) -> None:
    for table in METADATA.sorted_tables:
        connection.execute(CreateTable(table))


STEPS: tuple[Step, ...] = (
    *JOURNAL_STEPS,
    Step("0003-store-facts-and-drafts", _make_own_tables),
    Step("0004-search", make_search),
)
