"""What must hold of a laptop after any fault: read as the next start would, proved whole, and nothing half left."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Connection, inspect, select

from faults.laptop import DANA, Laptop
from linkworker.journal.chain import BrokenChain, verify_chain, verify_values
from linkworker.records.note import Note
from linkworker.records.person import Person
from linkworker.vault.engine import StoreDamaged
from linkworker.vault.store import Store

# What may lie in a store's folder once it is closed; all else is half of something.
_WHOLE = re.compile(
    r"store\.(db|lock|ballast|slots\.json(\.bak)?|before-[0-9a-z-]+\.db)"
    r"|store\.damaged-\d{8}T\d{6}Z(-\d+)?\.db(-wal)?|store\.slots\.before-restoring\.json"  # put aside whole
    r"|prints(/[a-z]+-\d+\.pdf)?"
    r"|backups(/[0-9TZ]+\.(db|slots\.json))?"
)


@dataclass(frozen=True)
class Held:
    """What a store held when it was read."""

    notes: Mapping[str, str] = field(default_factory=dict)
    """The words of each note by its id."""
    wing: str = ""
    people: Mapping[str, int] = field(default_factory=dict)
    """How many people have each team-made name's first word: an import gives its people one."""
    steps: tuple[str, ...] = ()


def read_whole(store: Store) -> Held:
    """Prove everything in an open store and return what it holds.

    Raises BrokenChain, StoreDamaged, or AssertionError when a unit of work was parted.
    """
    with store.reading() as connection:
        prove(connection, store.device_id)
        notes = {row.id: row.words for row in connection.execute(select(Note.table().c.id, Note.table().c.words))}
        table = Person.table()
        people: dict[str, int] = {}
        for row in connection.execute(select(table.c.name)):
            people[row.name.split()[0]] = people.get(row.name.split()[0], 0) + 1
        wing = str(connection.execute(select(table.c.wing).where(table.c.name == DANA)).scalar_one())
        steps = tuple(connection.exec_driver_sql("SELECT name FROM migration ORDER BY position").scalars())
    return Held(notes, wing, people, steps)


def prove(connection: Connection, device_id: str) -> None:
    """Prove the chain, the values, every page's seal and SQLite's own structure; raises BrokenChain, StoreDamaged."""
    if verify_chain(connection, device_id) < 1:
        raise BrokenChain(0, "there is no journal")
    verify_values(connection)
    pages = connection.exec_driver_sql("PRAGMA cipher_integrity_check").scalars().all()
    if [*pages, *connection.exec_driver_sql("PRAGMA integrity_check").scalars()] != ["ok"]:
        raise StoreDamaged


def every_row(connection: Connection) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every table, for a comparison."""
    names = sorted(inspect(connection).get_table_names())
    return {
        name: sorted(map(tuple, connection.exec_driver_sql(f'SELECT * FROM "{name}"').all()), key=repr)
        for name in names
    }


def half_files(laptop: Laptop) -> list[str]:
    """Return what lies about that is no whole thing: in the store's folder, on the stick, among the choices."""
    found = [name for name in _names(laptop.store) if not _WHOLE.fullmatch(name)]
    backups = [name.split("/")[1] for name in _names(laptop.store) if name.startswith("backups/")]
    stamps = {name.split(".")[0] for name in backups}
    found += [f"backups/{stamp}" for stamp in stamps if sum(name.startswith(f"{stamp}.") for name in backups) != 2]
    found += [f"stick/{name}" for name in _names(laptop.stick) if not re.fullmatch(r"linkworker-[\w-]+\.age", name)]
    found += [f"choices/{name}" for name in _names(laptop.choices) if not name.endswith(".toml")]
    return found


def _names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))
