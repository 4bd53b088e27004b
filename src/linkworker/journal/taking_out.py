"""Taking out rows, heads and values of records: what an erasure does here, and what it does where one hears of it."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, delete, select

from linkworker.journal.actions import Action
from linkworker.journal.facts import in_turn
from linkworker.journal.tables import ENTRY, ENTRY_VALUES, HEAD, TIP, UNKNOWN_KIND, WAITING
from linkworker.journal.ties import Piece, of_people
from linkworker.records.person import Person
from linkworker.records.registry import KINDS


def take_out_records(connection: Connection, person_id: str, pieces: Iterable[Piece]) -> None:
    """Delete rows, heads and journal values of some records of a person. Headers stay, and what `erased` says."""
    by_kind: dict[str, list[str]] = {}
    for piece in pieces:
        by_kind.setdefault(piece.kind, []).append(piece.id)
    for kind, ids in by_kind.items():
        for some in in_turn(ids):
            if kind in of_people():  # one that only a newer version knows has entries here, and no row
                table = KINDS[kind].table()
                connection.execute(delete(table).where(table.c.person_id == person_id, table.c.id.in_(some)))
            _take_out_values(connection, person_id, ENTRY.c.record_id.in_(some))
            _take_out_state(connection, some)


def take_out_person(connection: Connection, person_id: str) -> None:
    """Delete every row, head and journal value of a person. What other people's records say of them is not touched."""
    known = select(ENTRY.c.record_id).where(ENTRY.c.person_id == person_id).distinct()
    for some in in_turn(list(connection.execute(known).scalars())):
        _take_out_state(connection, some)
    for name in of_people():
        table = KINDS[name].table()
        connection.execute(delete(table).where(table.c.person_id == person_id))
    connection.execute(delete(Person.table()).where(Person.table().c.id == person_id))
    _take_out_values(connection, person_id, ENTRY.c.person_id == person_id)


def _take_out_state(connection: Connection, record_ids: list[str]) -> None:
    for table in (HEAD, TIP, WAITING, UNKNOWN_KIND):
        connection.execute(delete(table).where(table.c.record_id.in_(record_ids)))


def _take_out_values(connection: Connection, person_id: str, about: Any) -> None:
    chosen = select(ENTRY.c.id).where(ENTRY.c.person_id == person_id, about, ENTRY.c.action != Action.ERASED)
    connection.execute(
        delete(ENTRY_VALUES).where(ENTRY_VALUES.c.person_id == person_id, ENTRY_VALUES.c.entry_id.in_(chosen))
    )
