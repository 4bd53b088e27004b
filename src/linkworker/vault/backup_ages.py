"""Which backups are kept, and when the next is due: pure rules over the times they were made."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import date, datetime, timedelta

from linkworker.base.clock import london_day

DAILY = 3
WEEKLY = 2
_DAY = timedelta(days=1)


def is_due(made: Iterable[datetime], now: datetime) -> bool:
    """Say whether a backup is due: none was made within a day of now.

    One that is dated next year, by a clock that was wrong then, does not count: or none would be made until then.
    """
    return not any(abs(now - each) < _DAY for each in made)


def kept(made: Iterable[datetime], today: date) -> frozenset[datetime]:
    """Return which backups to keep: the newest of each of 3 days, and of each of 2 weeks before those.

    Days and weeks (from Monday, in London) are those on which there are backups, so that a laptop which lay in a drawer
    loses none. Those dated after tomorrow are judged by themselves: either they or `today` come from a clock that is
    wrong, and then nothing good may go for it. `today` is the calendar day.
    """
    every = sorted(set(made), reverse=True)
    to_come = [each for each in every if london_day(each) > today + _DAY]
    return _rolling(to_come) | _rolling(every[len(to_come) :])


def _rolling(newest_first: Sequence[datetime]) -> frozenset[datetime]:
    daily = _newest_of_each(newest_first, london_day, DAILY)
    weekly = []
    if daily:
        oldest = _week(daily[-1])
        weekly = _newest_of_each([each for each in newest_first if _week(each) < oldest], _week, WEEKLY)
    return frozenset((*daily, *weekly))


def _newest_of_each(
    newest_first: Sequence[datetime], period: Callable[[datetime], Hashable], most: int
) -> list[datetime]:
    found: dict[Hashable, datetime] = {}
    for each in newest_first:
        found.setdefault(period(each), each)
    return list(found.values())[:most]


def _week(instant: datetime) -> tuple[int, int]:
    year, week, _ = london_day(instant).isocalendar()
    return year, week
