"""Fields that stand with two values which nobody has chosen between: an export says that there are some."""

from sqlalchemy import Connection, func, select

from linkworker.base.words import count
from linkworker.journal.tables import TIP


def undecided(connection: Connection) -> tuple[str, ...]:
    """Return a sentence where fields wait for somebody's choice, of all people here, and else nothing."""
    waiting = select(TIP.c.record_id, TIP.c.field).where(TIP.c.agreed.is_(False)).distinct().subquery()
    found = connection.execute(select(func.count()).select_from(waiting)).scalar_one()
    if not found:
        return ()
    has = "has" if found == 1 else "have"
    return (f"{count(found, 'field')} {has} two values that nobody chose between yet. The one shown is given.",)
