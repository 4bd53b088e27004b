"""Columns that no field holds: worked out from a person's records, each by the name that the data file calls it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from linkworker.base.dates import age_on
from linkworker.base.lists import coded
from linkworker.hub.exports.house import House, name_in
from linkworker.hub.exports.one_person import OnePerson

_BANDS = (("0-15", 15), ("16-17", 17), ("18-20", 20), ("21-24", 24), ("25-34", 34), ("35-49", 49), ("50-64", 64))
_OLDEST = "65+"


@dataclass(frozen=True, slots=True)
class Around:
    """What a column may look at beside its own row. `one` is None for a row of the directory."""

    one: OnePerson | None
    house: House
    today: date

    @property
    def person(self) -> OnePerson:
        """Return the person; only columns of people's tables ask."""
        if self.one is None:
            message = "this column stands only in a table of people"
            raise TypeError(message)
        return self.one


def age_band(row: Any, around: Around) -> str | None:
    """Return the band of a person's age on the day of the export."""
    if row.date_of_birth is None:
        return None
    age = age_on(row.date_of_birth, around.today)
    return next((name for name, oldest in _BANDS if age <= oldest), _OLDEST)


def goal_score(row: Any, around: Around) -> Decimal | None:
    """Return 1 for a goal achieved, 0.5 for one with a step completed, else 0; None for one removed."""
    if row.state == "removed":
        return None
    if row.state == "achieved":
        return Decimal(1)
    done = any(each.goal_id == row.id and each.state == "completed" for each in around.person.live("step"))
    return Decimal("0.5") if done else Decimal(0)


def _flag(list_name: str, code: str | None, flag: str) -> Any:
    known = coded(list_name)
    return known[code].flags.get(flag) if code is not None and known.has(code) else None


def _happened(row: Any, _: Around) -> bool | None:
    return None if row.outcome is None else bool(_flag("appointment-outcome", row.outcome, "happened"))


def _attended(row: Any, _: Around) -> bool | None:
    return None if row.outcome is None else bool(_flag("appointment-outcome", row.outcome, "attended"))


def _end_groups(row: Any, _: Around) -> list[str]:
    known = coded("end-reason")
    return sorted({known[code].group or "" for code in row.end_reasons if known.has(code)})


def _first(row: Any, around: Around, *states: str) -> date | None:
    told = (each for each in around.person.live("referral_state") if each.referral_id == row.id)
    return min((each.on for each in told if each.state in states), default=None)


COLUMNS: Mapping[str, Callable[[Any, Around], Any]] = {
    "age_band": age_band,
    "merged_into": lambda row, around: None if around.person.goes_on == row.id else around.person.goes_on,
    "happened": _happened,
    "attended": _attended,
    "whose": lambda row, _: _flag("appointment-outcome", row.outcome, "whose"),
    "end_groups": _end_groups,
    "goal_score": goal_score,
    "activity_name": lambda row, around: name_in(around.house.activities, row.activity_id),
    "provider": lambda row, around: around.house.provider_of(row.activity_id),
    "offered_on": lambda row, around: _first(row, around, "offered"),
    "started_on": lambda row, around: _first(row, around, "started"),
    "referral_ended_on": lambda row, around: _first(row, around, "completed", "ended-early"),
    "overridden": lambda row, _: bool(row.override_reason),
    "counts": lambda row, _: _flag("money-state", row.state, "counts"),
}
