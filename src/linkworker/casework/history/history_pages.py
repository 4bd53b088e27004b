"""A person's history by place instead of by time: what a list that is scrolled asks for."""

from sqlalchemy import Connection, bindparam, func, select, tuple_

from linkworker.base.errors import NotFound
from linkworker.casework.history.histories import HistoryLine, person_history, told
from linkworker.journal.history import entry
from linkworker.journal.tables import ENTRY
from linkworker.records.types import ID_TYPE

# An entry written while somebody scrolls must not move the lines: places are counted below a newest entry `top`.
_OF_PERSON = ENTRY.c.person_id == bindparam("person")
_TOP = select(func.max(ENTRY.c.hlc)).where(_OF_PERSON)
_HELD = (_OF_PERSON, ENTRY.c.hlc <= bindparam("top"))
_COUNT = select(func.count()).select_from(ENTRY).where(*_HELD)
_BEFORE = (
    select(ENTRY.c.hlc, ENTRY.c.id)
    .where(*_HELD)
    .order_by(ENTRY.c.hlc.desc(), ENTRY.c.id.desc())
    .limit(1)
    .offset(bindparam("skip"))
)
_HLC = select(ENTRY.c.hlc).where(_OF_PERSON, ENTRY.c.id == bindparam("entry"))
_LATER = _COUNT.where(tuple_(ENTRY.c.hlc, ENTRY.c.id) > tuple_(bindparam("hlc"), bindparam("entry", type_=ID_TYPE)))
_AFTER = "z"  # sorts after every hexadecimal reading that it stands behind


def newest(connection: Connection, person_id: str) -> str:
    """Return the reading of the newest entry, from which places are counted; "" where there is none."""
    return connection.execute(_TOP, {"person": person_id}).scalar() or ""


def count_history(connection: Connection, person_id: str, top: str) -> int:
    """Return how many entries a person's history had when `top` was the newest."""
    return int(connection.execute(_COUNT, {"person": person_id, "top": top}).scalar_one())


def history_page(connection: Connection, person_id: str, top: str, offset: int, most: int) -> tuple[HistoryLine, ...]:
    """Return up to `most` lines from the one at `offset`, `top` being the first."""
    before: str | None = f"{top}{_AFTER}"
    if offset:
        given = {"person": person_id, "top": top, "skip": offset - 1}
        row = connection.execute(_BEFORE, given).first()
        before = None if row is None else f"{row.hlc}/{row.id}"
    return () if before is None else person_history(connection, person_id, before=before, most=most)


def history_place(connection: Connection, person_id: str, top: str, entry_id: str) -> int | None:
    """Return where an entry stands, `top` being at 0; None if it is not there."""
    hlc = connection.execute(_HLC, {"person": person_id, "entry": entry_id}).scalar_one_or_none()
    if hlc is None or hlc > top:
        return None
    given = {"person": person_id, "top": top, "hlc": hlc, "entry": entry_id}
    return int(connection.execute(_LATER, given).scalar_one())


def history_entry(connection: Connection, person_id: str, entry_id: str) -> HistoryLine:
    """Return one entry in words; raises NotFound."""
    line = entry(connection, person_id, entry_id)
    if line is None:
        raise NotFound("This entry is not in the history any more.")
    (found,) = told(connection, [line])
    return found
