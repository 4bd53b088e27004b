"""What Today lists and the days that decide, read from a file that a team may change."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from linkworker.base.errors import LinkworkerError

GROUPS = frozenset(
    {
        "reviews-unfinished", "reviews-overdue", "reviews-due", "reviews-on-hold", "oversight", "referrals-in",
        "plans-to-agree", "check-ins", "referrals", "revisit", "goals", "releases", "requests", "checks", "agreements",
        "unsent", "retention", "choices",
    }
)  # fmt: skip


class DueFault(LinkworkerError):
    """The file of what is due cannot be used: {}."""


@dataclass(frozen=True, slots=True)
class GroupRule:
    """One group of Today: its code and title, and its days ahead of a day or after it."""

    code: str
    title: str
    ahead: int = 0
    after: int = 0


@dataclass(frozen=True, slots=True)
class DueRules:
    """All of them, groups in the order shown."""

    release_review_months: int
    check_in_again_days: int
    groups: tuple[GroupRule, ...]

    def group(self, code: str) -> GroupRule | None:
        """Return the rule of a group, or None where the team left it out."""
        return next((group for group in self.groups if group.code == code), None)


@cache
def due_rules() -> DueRules:
    """Return the rules that came with the program; raises DueFault."""
    return read_due_rules((files("linkworker.casework.day") / "data" / "due.toml").read_text(encoding="utf-8"))


def read_due_rules(text: str) -> DueRules:
    """Read and check the rules in a TOML text; raises DueFault naming what is wrong."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DueFault(str(error)) from error
    months = _days(table.get("review", {}), "release_review_months")
    again = _days(table.get("check_in", {}), "again_days")
    groups = tuple(_group(row) for row in table.get("group", []))
    if len({group.code for group in groups}) != len(groups):
        raise DueFault("a group stands in it twice")
    return DueRules(months, again, groups)


def _group(row: dict[str, Any]) -> GroupRule:
    code, title = row.get("code"), row.get("title")
    if code not in GROUPS or not isinstance(title, str) or not title.strip():
        raise DueFault(f"'{code}' is no group, or has no title")
    for key in row.keys() - {"code", "title", "ahead", "after"}:
        raise DueFault(f"'{code}' does not know '{key}'")
    return GroupRule(code, title, _days(row, "ahead", 0), _days(row, "after", 0))


def _days(row: dict[str, Any], key: str, default: int | None = None) -> int:
    value = row.get(key, default)
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise DueFault(f"'{key}' must be a whole number")
    return value
