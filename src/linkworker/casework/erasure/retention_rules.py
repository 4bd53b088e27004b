"""How long records are kept, and what speaks against erasing them, read from a file that a team may change."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from linkworker.base.dates import add_months
from linkworker.base.errors import LinkworkerError
from linkworker.base.lists import coded

FITS = frozenset({"child", "care-leaver", "custody", "never-supported"})
_KEYS = {"code", "title", "fits", "birthday", "months_after_contact"}


class RetentionFault(LinkworkerError):
    """The file of how long records are kept cannot be used: {}."""


@dataclass(frozen=True, slots=True)
class RetentionRule:
    """One rule: whom it fits (any of `fits`; nobody named means everybody), and how long it keeps."""

    code: str
    title: str
    fits: frozenset[str]
    months: int
    birthday: int | None

    def fits_one(self, so: frozenset[str]) -> bool:
        """Say whether the rule fits somebody of whom these things are so."""
        return not self.fits or not self.fits.isdisjoint(so)

    def ends_on(self, last_contact: date, born: date | None) -> date:
        """Return the first day on which the time has ended."""
        ends = add_months(last_contact, self.months)
        if self.birthday is not None and born is not None:
            ends = max(ends, add_months(born, 12 * self.birthday))
        return ends


@dataclass(frozen=True, slots=True)
class RetentionRules:
    """All of them in order, whose they are, and the codes that speak against erasing."""

    rules: tuple[RetentionRule, ...]
    set_by: str
    legal_stages: frozenset[str]
    money_states: frozenset[str]

    def rule_for(self, so: frozenset[str]) -> RetentionRule:
        """Return the first rule that fits somebody of whom these things are so."""
        return next(rule for rule in self.rules if rule.fits_one(so))

    @property
    def shortest(self) -> int:
        """Return the fewest months that any rule keeps a record after the last contact."""
        return min(rule.months for rule in self.rules)


@cache
def retention_rules() -> RetentionRules:
    """Return the rules that came with the program; raises RetentionFault."""
    return read_retention_rules((files("linkworker.base") / "data" / "retention.toml").read_text(encoding="utf-8"))


def read_retention_rules(text: str) -> RetentionRules:
    """Read and check the rules in a TOML text; raises RetentionFault naming what is wrong."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RetentionFault(str(error)) from error
    rules = tuple(_rule(row) for row in table.get("rule", []))
    if len({rule.code for rule in rules}) != len(rules):
        raise RetentionFault("a rule stands in it twice")
    if not rules or rules[-1].fits:
        raise RetentionFault("its last rule must fit everybody")
    set_by, against = table.get("set_by"), table.get("against", {})
    if not isinstance(set_by, str) or not set_by.strip():
        raise RetentionFault("it must say whose times they are: set_by")
    return RetentionRules(
        rules,
        set_by.strip(),
        _codes(against, "legal_stages", "legal-stage"),
        _codes(against, "money_states", "money-state"),
    )


def _rule(row: dict[str, Any]) -> RetentionRule:
    code, title, fits = row.get("code"), row.get("title"), row.get("fits", [])
    if not isinstance(code, str) or not isinstance(title, str) or not code or not title.strip():
        raise RetentionFault("a rule has no code or no title")
    for key in row.keys() - _KEYS:
        raise RetentionFault(f"'{code}' does not know '{key}'")
    if not isinstance(fits, list) or not set(fits) <= FITS:
        raise RetentionFault(f"'{code}' fits something that is not known")
    months = _whole(code, row, "months_after_contact")
    birthday = _whole(code, row, "birthday") if "birthday" in row else None
    return RetentionRule(code, title, frozenset(fits), months, birthday)


def _whole(code: str, row: dict[str, Any], key: str) -> int:
    value = row.get(key)
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise RetentionFault(f"'{code}': '{key}' must be a whole number above 0")
    return value


def _codes(against: dict[str, Any], key: str, name: str) -> frozenset[str]:
    found = against.get(key, [])
    for code in found:
        if not coded(name).has(code):
            raise RetentionFault(f"'{key}': '{code}' is not in the list '{name}'")
    return frozenset(found)
