"""What time it is, asked of an object so that tests and demonstrations can set it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import cache
from typing import Protocol


@cache
def london() -> tzinfo:
    """Return the time zone that days are counted and times are shown in (Europe/London)."""
    from zoneinfo import ZoneInfo  # noqa: PLC0415 - it loads a good deal, and the prompt for a passphrase shows no time

    return ZoneInfo("Europe/London")


def london_day(instant: datetime) -> date:
    """Return the calendar day in London at an aware instant."""
    return instant.astimezone(london()).date()


class Clock(Protocol):
    """Whoever can say what time it is."""

    def now(self) -> datetime:
        """Return this instant: aware, in UTC."""
        ...

    def today(self) -> date:
        """Return the calendar day in London."""
        ...


class SystemClock:
    """The laptop's own clock."""

    def now(self) -> datetime:
        """Return this instant: aware, in UTC."""
        return datetime.now(UTC)

    def today(self) -> date:
        """Return the calendar day in London."""
        return london_day(self.now())


@dataclass(slots=True)
class FixedClock:
    """A clock that stands still until it is advanced; `instant` must be aware."""

    instant: datetime

    def __post_init__(self) -> None:
        """Keep the instant in UTC; raise TypeError for one without a time zone (a fault in the calling code)."""
        if self.instant.tzinfo is None:
            message = "a fixed clock needs an aware instant"
            raise TypeError(message)
        self.instant = self.instant.astimezone(UTC)

    def now(self) -> datetime:
        """Return the instant it stands at: aware, in UTC."""
        return self.instant

    def today(self) -> date:
        """Return the calendar day in London."""
        return london_day(self.instant)

    def advance(self, by: timedelta) -> None:
        """Move the clock on (or back, if `by` is negative)."""
        self.instant += by
