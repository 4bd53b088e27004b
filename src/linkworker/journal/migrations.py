"""Ordered, named, recorded steps that bring a database from any earlier shape to this one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.resources import files

from sqlalchemy import Connection, inspect, text

from linkworker.base.errors import LinkworkerError


class NewerStore(LinkworkerError):
    """This store was last used by a newer linkworker (it has '{}'). Install that version, then open it again."""

    exit_code = 7


@dataclass(frozen=True, slots=True)
class Step:
    """One change of shape. `run` gets a connection inside a transaction that the caller commits."""

    name: str
    run: Callable[[Connection], None]


_MAKE = "CREATE TABLE IF NOT EXISTS migration (name VARCHAR(64) PRIMARY KEY, position INTEGER NOT NULL)"


def sql_step(name: str, package: str) -> Step:
    """Return a step whose statements stand in `NAME.DIALECT.sql` of a package, each ending in `;` and an empty line."""

    def run(connection: Connection) -> None:
        script = (files(package) / f"{name}.{connection.dialect.name}.sql").read_text("utf-8")
        for statement in script.split(";\n\n"):
            if statement.strip():
                connection.exec_driver_sql(statement.strip().removesuffix(";"))

    return Step(name, run)


JOURNAL_STEPS: tuple[Step, ...] = (
    sql_step("0001-records", "linkworker.journal.steps"),
    sql_step("0002-append-only", "linkworker.journal.steps"),
)


def applied(connection: Connection) -> list[str]:
    """Return the names of the steps that this database has had, in order."""
    if not inspect(connection).has_table("migration"):
        return []
    return list(connection.execute(text("SELECT name FROM migration ORDER BY position")).scalars())


def pending(connection: Connection, steps: Sequence[Step]) -> list[Step]:
    """Return the steps still to run. Raises NewerStore when the database has had one that this program lacks."""
    had = applied(connection)
    known = {step.name for step in steps}
    for name in had:
        if name not in known:
            raise NewerStore(name)
    return [step for step in steps if step.name not in had]


def migrate(connection: Connection, steps: Sequence[Step]) -> list[str]:
    """Run and record the pending steps in order; return their names. The caller commits, so all or none is kept."""
    todo = pending(connection, steps)
    connection.exec_driver_sql(_MAKE)
    for step in todo:
        step.run(connection)
        place = {"name": step.name, "position": len(applied(connection)) + 1}
        connection.execute(text("INSERT INTO migration (name, position) VALUES (:name, :position)"), place)
    return [step.name for step in todo]
