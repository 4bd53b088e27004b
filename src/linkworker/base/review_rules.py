"""The rule table of review timing: its rows, read from a data file and checked."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from linkworker.base.dates import add_months
from linkworker.base.errors import LinkworkerError
from linkworker.base.toml_lines import NOT_TOML, syntax_line

_FILE = "review_timing.toml"
_SPAN = re.compile(r"(?:(\d+) months?)? ?(?:(\d+) days?)?")
_MOMENT = re.compile(r"(today|release)(?: ([+-]) (.+))?")
_CONDITIONS = ("transferred", "care-leaver", "legal-stage", "release-date", "left")
_BOUNDS = {"from", "over", "to", "under"}


class RuleFault(LinkworkerError):
    """The review timing file cannot be used: {}."""


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time in calendar months and then days."""

    months: int
    days: int

    def after(self, day: date) -> date:
        """Return the day this long after another."""
        return add_months(day, self.months) + timedelta(days=self.days)

    def before(self, day: date) -> date:
        """Return the day this long before another."""
        return add_months(day, -self.months) - timedelta(days=self.days)


@dataclass(frozen=True, slots=True)
class Moment:
    """A day counted from today or from release."""

    base: str
    later: bool
    span: Span

    def day(self, today: date, release: date | None) -> date:
        """Return the day it means; counted from today where there is no release date."""
        base = release if self.base == "release" and release else today
        return self.span.after(base) if self.later else self.span.before(base)


@dataclass(frozen=True, slots=True)
class Rule:
    """One row: whom it fits, and the window it gives. Exactly one of the conditions is set."""

    code: str
    earliest: Moment
    latest: Moment
    why: str
    transferred: bool = False
    care_leaver: bool = False
    legal_stages: frozenset[str] = frozenset()
    release_date: frozenset[str] = frozenset()
    left: Mapping[str, Span] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class HoldReason:
    """A reason to put a review on hold, and the days it has once the hold is cleared."""

    code: str
    """Code of the list review-hold, which has its label."""
    group: str
    days: int


@cache
def rules() -> tuple[Rule, ...]:
    """Return the rules in order; raises RuleFault."""
    return read_rules(_shipped())


@cache
def hold_reasons() -> tuple[HoldReason, ...]:
    """Return the reasons for a hold in the order shown; raises RuleFault."""
    return read_holds(_shipped())


def read_rules(text: str) -> tuple[Rule, ...]:
    """Read and check the rules in a TOML text; raises RuleFault naming the row."""
    return tuple(_rule(f"rule {number}", row) for number, row in enumerate(_rows(text, "rule"), 1))


def read_holds(text: str) -> tuple[HoldReason, ...]:
    """Read and check the reasons for a hold in a TOML text; raises RuleFault naming the row."""
    reasons = []
    for number, row in enumerate(_rows(text, "hold"), 1):
        days = row.get("days")
        if row.keys() != {"code", "group", "days"} or not isinstance(days, int) or days < 0:
            raise RuleFault(f"hold {number} needs a code, a group and a number of days")
        reasons.append(HoldReason(str(row["code"]), str(row["group"]), days))
    return tuple(reasons)


def _shipped() -> str:
    return (files("linkworker.base") / "data" / _FILE).read_text(encoding="utf-8")


def _rows(text: str, kind: str) -> list[dict[str, Any]]:
    try:
        rows = tomllib.loads(text).get(kind, [])
    except tomllib.TOMLDecodeError as error:
        raise RuleFault(f"line {syntax_line(str(error), text)}, {NOT_TOML}") from error
    if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
        raise RuleFault(f"it has no [[{kind}]] rows")
    return rows


def _rule(where: str, row: dict[str, Any]) -> Rule:
    code, why = row.get("code"), row.get("why")
    if not (isinstance(code, str) and isinstance(why, str)):
        raise RuleFault(f"{where} needs a code and a why")
    where = f"{where} ({code})"
    for key in row.keys() - {"code", "why", "earliest", "latest", *_CONDITIONS}:
        raise RuleFault(f"{where} does not know '{key}'")
    if sum(key in row for key in _CONDITIONS) != 1:
        raise RuleFault(f"{where} needs exactly one condition")
    return Rule(
        code,
        _moment(where, row.get("earliest")),
        _moment(where, row.get("latest")),
        why,
        transferred=row.get("transferred") is True,
        care_leaver=row.get("care-leaver") is True,
        legal_stages=_codes(where, row.get("legal-stage", [])),
        release_date=_codes(where, row.get("release-date", [])),
        left=_left(where, row.get("left", {})),
    )


def _codes(where: str, value: object) -> frozenset[str]:
    if not isinstance(value, list):
        raise RuleFault(f"{where} needs a list of codes")
    return frozenset(map(str, value))


def _left(where: str, value: object) -> Mapping[str, Span]:
    if not isinstance(value, dict) or value.keys() - _BOUNDS:
        raise RuleFault(f"{where} may only say from, over, to and under of the time left")
    return {bound: _span(where, text) for bound, text in value.items()}


def _moment(where: str, text: object) -> Moment:
    found = _MOMENT.fullmatch(str(text))
    if found is None:
        raise RuleFault(f"{where} has a day it cannot read: '{text}'")
    return Moment(found[1], found[2] != "-", _span(where, found[3] or "0 days"))


def _span(where: str, text: object) -> Span:
    found = _SPAN.fullmatch(str(text))
    if found is None or not (found[1] or found[2]):
        raise RuleFault(f"{where} has a length of time it cannot read: '{text}'")
    return Span(int(found[1] or 0), int(found[2] or 0))
