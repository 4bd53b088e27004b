"""The directory's facts and their index, kept while nothing is saved, so that one person after another is quick."""

from datetime import date

from sqlalchemy import Connection

from linkworker.casework.matches.matching import directory
from linkworker.matching.directory import Directory


class KeptDirectory:
    """What one program keeps between matches. It holds who has a place where, so a save makes it read again."""

    def __init__(self) -> None:
        self._of: tuple[int, date] | None = None
        self._held: Directory | None = None

    def at(self, connection: Connection, revision: int, today: date) -> Directory:
        """Return the directory of a day; it is read only if `revision`, which counts saves, or the day is another."""
        if self._held is None or self._of != (revision, today):
            self._held, self._of = directory(connection, today), (revision, today)
        return self._held
