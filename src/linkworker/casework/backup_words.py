"""How backups are spoken of: how old, how large."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from linkworker.base.times import show_instant
from linkworker.base.words import count
from linkworker.vault.backups import Backup
from linkworker.vault.medium import megabytes

_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True, slots=True)
class BackupLine:
    """One backup in words: when it was made, how long ago, how large."""

    made: str
    age: str
    size: str

    def sentence(self) -> str:
        """Return it in one line."""
        return f"{self.made}, {self.age}, {self.size}"


def in_words(backup: Backup, now: datetime) -> BackupLine:
    """Return a backup in words; `now` is UTC."""
    return BackupLine(show_instant(backup.made_at), age_in_words(backup.made_at, now), megabytes(backup.size))


def age_in_words(made_at: datetime, now: datetime) -> str:
    """Return how long ago an instant was: "3 hours ago"; one to come says that a clock was wrong."""
    age = now - made_at
    if age < -_HOUR:
        return "dated in the future"
    if age < _HOUR:
        return "just now"
    if age < _DAY:
        return f"{count(age // _HOUR, 'hour')} ago"
    return f"{count(age // _DAY, 'day')} ago"
