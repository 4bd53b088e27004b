"""Today: records that were kept long enough, and erasures that are not finished in the backups."""

from collections.abc import Iterable

from sqlalchemy import Connection

from linkworker.base.words import count
from linkworker.casework.day.today_parts import Asked, Item
from linkworker.casework.erasure.retention import retention_count
from linkworker.vault.erasure import waiting

_OPENS = "retention"


def kept_long_enough(connection: Connection, asked: Asked) -> Iterable[Item]:
    """Yield one line for all whose time for keeping has ended, and one for erasures that wait to be finished."""
    number, since = retention_count(connection, asked.today)
    if number:
        said = count(number, "record has", "records have")
        yield Item("retention", f"Kept long enough: {said} reached the end of the time.", since, _OPENS, "due")
    unfinished = waiting(connection)
    if unfinished:
        said = count(unfinished, "erasure waits", "erasures wait")
        yield Item("retention", f"Erased: {said} to be finished in the backups.", None, _OPENS, "waiting")
