"""Print the tables as they stand, as SQL: what a new migration's author starts from.

Run: python -m linkworker.journal.draft_step sqlite  (or postgresql)
"""

import sys

from sqlalchemy import create_mock_engine
from sqlalchemy.schema import CreateIndex, CreateTable
from sqlmodel import SQLModel

from linkworker.journal import tables
from linkworker.records import registry


def statements(dialect: str) -> str:
    """Return every CREATE TABLE and CREATE INDEX of records and journal for `sqlite` or `postgresql`."""
    drivers = {"sqlite": "sqlite://", "postgresql": "postgresql+psycopg://"}
    engine = create_mock_engine(drivers[dialect], executor=lambda *_: None)
    parts = []
    for table in SQLModel.metadata.sorted_tables:
        parts.append(str(CreateTable(table).compile(dialect=engine.dialect)))
        parts += [
            str(CreateIndex(i).compile(dialect=engine.dialect))
            for i in sorted(table.indexes, key=lambda i: str(i.name))
        ]
    tidy = ["\n".join(line.rstrip() for line in part.strip().splitlines()) for part in parts]
    return ";\n\n".join(tidy) + ";\n\n"


if __name__ == "__main__":
    _ = tables, registry  # imported so that every table is known
    sys.stdout.write(statements(sys.argv[1]))
