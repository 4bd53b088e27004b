"""Days as the data files write them: counted from the day on which the demonstration is made."""

import calendar
import re
from datetime import date, timedelta

from linkworker.base.dates import add_months
from linkworker.base.lists import coded
from linkworker.demo.fault import DemonstrationFault

_DAY = re.compile(r"(?P<sign>[+-])(?:(?P<years>\d+)y)?-?(?P<days>\d+)?(?: (?P<weekday>[a-z]+))?")
_WEEK = 7
_FRIDAY = calendar.FRIDAY


def day(text: str, today: date) -> date:
    """Return the day that a text means: "0", "-14", "+30 tuesday", "-19y-70" (19 years and 70 days ago).

    With a weekday it is the last one on or before a day gone, the first one on or after a day to come. A count of days
    alone that meets a weekend goes back to Friday when it has gone and on to Monday when it is to come, as work does.
    Raises DemonstrationFault for any other text.
    """
    if text == "0":
        return today
    found = _DAY.fullmatch(text)
    if found is None or not (found["years"] or found["days"]):
        raise DemonstrationFault(f"'{text}' is not a day")
    sign = -1 if found["sign"] == "-" else 1
    at = add_months(today, sign * 12 * int(found["years"] or 0)) + timedelta(days=sign * int(found["days"] or 0))
    if found["weekday"]:
        return _to_weekday(at, (coded("weekday")[found["weekday"]].number("number") or 1) - 1, sign)
    return at if found["years"] else _working_day(at, sign)


def _to_weekday(at: date, weekday: int, sign: int) -> date:
    return at + timedelta(days=sign * (sign * (weekday - at.weekday()) % _WEEK))


def _working_day(at: date, sign: int) -> date:
    if at.weekday() <= _FRIDAY:
        return at
    return _to_weekday(at, calendar.MONDAY if sign > 0 else _FRIDAY, sign)
