"""Places: the order in which entries came to the hub, and who they are about."""

from sqlalchemy import Connection, bindparam, func, insert, literal, select, text, update

from linkworker.hub.tables import HUB_FACT, TOUCHED
from linkworker.journal.tables import ENTRY
from linkworker.records.types import ID_TYPE

PLACE = "place"
# Any number does, as long as nothing else in the database takes it; drawn once at random.
_QUEUE = 7_203_441_918

_LAST = select(HUB_FACT.c.value).where(HUB_FACT.c.name == PLACE)
_MOVE = update(HUB_FACT).where(HUB_FACT.c.name == PLACE).values(value=bindparam("to"))


# Of two entries about one person: the first came with a later place than the second. PostgreSQL's rows have no order.
# Each came when it came first: a copied or restored laptop brings once more what was here.
_FIRST_PLACE = (
    "(SELECT min(came.place) FROM touched AS came WHERE came.person_id = {0}.person_id"
    " AND came.device_id = {0}.device_id AND {0}.seq BETWEEN came.first_seq AND came.last_seq)"
)
LATER_PLACE = text(f"{_FIRST_PLACE.format('later')} > {_FIRST_PLACE.format('removal')}")


def stand_in_queue(connection: Connection) -> None:
    """Let no other transaction keep entries until this one ends, so that places follow the order of commits.

    PostgreSQL by one advisory lock; SQLite has its one writer.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"SELECT pg_advisory_xact_lock({_QUEUE})"))


def last_place(connection: Connection) -> int:
    """Return the newest place."""
    return int(connection.execute(_LAST).scalar_one())


def next_place(connection: Connection) -> int:
    """Take the next place. The caller stands in the queue."""
    place = last_place(connection) + 1
    connection.execute(_MOVE, {"to": str(place)})
    return place


def note_touched(connection: Connection, place: int, line_id: str, first: int, last: int) -> None:
    """Note who the entries of a line, from one number to another, are about."""
    chosen = (
        select(
            ENTRY.c.person_id, literal(place), literal(line_id, ID_TYPE), func.min(ENTRY.c.seq), func.max(ENTRY.c.seq)
        )
        .where(ENTRY.c.device_id == line_id, ENTRY.c.seq.between(first, last))
        .group_by(ENTRY.c.person_id)
    )
    columns = ["person_id", "place", "device_id", "first_seq", "last_seq"]
    connection.execute(insert(TOUCHED).from_select(columns, chosen))
