"""Entries of one batch as the set-by-set applier looks at them: read once, in plain shape, and put in by COPY."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar, cast

import psycopg
from psycopg import sql
from sqlalchemy import Connection

from linkworker.base.ids import NO_PERSON
from linkworker.hub.proved import ProvedEntry
from linkworker.journal.incoming import Incoming

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Staged:
    """One entry of a batch. `said` is its header; `values` are plain values by field, None when it came bare.

    `key` is the person as the tables keep them (the nil id for nobody), `place` the device with the entry's number in
    its chain.
    """

    thing: Incoming
    said: dict[str, Any]
    values: dict[str, Any] | None
    id: str
    record: str
    key: str
    place: tuple[str, int]


def batches(things: Iterable[T], size: int) -> Iterator[list[T]]:
    """Yield things so many at a time."""
    every = iter(things)
    while batch := list(islice(every, size)):
        yield batch


def staged(thing: Incoming) -> Staged:
    """Return an entry as the set-by-set applier takes it."""
    if isinstance(thing, ProvedEntry):
        said, salted = thing.said, thing.salted
    else:
        said = json.loads(thing.header)
        salted = None if thing.content is None else json.loads(thing.content)
    values = None if salted is None else {name: pair[1] for name, pair in salted.items()}
    place = said["device"], said["seq"]
    return Staged(thing, said, values, said["id"], said["record"], said["person"] or NO_PERSON, place)


def id_array(ids: Iterable[str]) -> str:
    """Return ids as PostgreSQL writes an array of them: what is no id is refused when it is read there."""
    return f"{{{','.join(ids)}}}"


def driver(connection: Connection) -> psycopg.Connection[Any]:
    """Return psycopg's own connection, for what only it has."""
    return cast("psycopg.Connection[Any]", connection.connection.driver_connection)


def copy_in(connection: Connection, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Put rows into a table by COPY."""
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), names)
    with driver(connection).cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)
