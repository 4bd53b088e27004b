"""How a check-in was completed, when in the support it was, and why answers are missing, as coded values."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType

from linkworker.base.errors import NotFound
from linkworker.wellbeing.pack_table import PackTable, open_pack


class NoSuchMode(NotFound):
    """There is no way of completing a check-in called {}. Choose one of: {}."""


class NoSuchMoment(NotFound):
    """There is no moment of a check-in called {}. Choose one of: {}."""


class NoSuchReason(NotFound):
    """There is no reason for missing answers called {}. Choose one of: {}."""


@dataclass(frozen=True, slots=True)
class Mode:
    """How a check-in was completed."""

    code: str
    label: str
    report: str
    """What every report says of it."""
    helped: bool
    """Whether somebody helped, which tends to raise the answers."""


@dataclass(frozen=True, slots=True)
class Moment:
    """When in the support a check-in was taken."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class PartialReason:
    """Why a check-in has no total."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class CheckInCodes:
    """The three lists, each by code in the order to offer them."""

    modes: Mapping[str, Mode]
    moments: Mapping[str, Moment]
    partial_reasons: Mapping[str, PartialReason]


def modes() -> tuple[Mode, ...]:
    """Return every way of completing a check-in, in the order to offer them."""
    return tuple(_shipped().modes.values())


def mode(code: str) -> Mode:
    """Return a mode by code, for example "on-paper"; raises NoSuchMode."""
    found = _shipped().modes.get(code)
    if found is None:
        raise NoSuchMode(code, ", ".join(_shipped().modes))
    return found


def moments() -> tuple[Moment, ...]:
    """Return every moment a check-in may be taken at, in the order to offer them."""
    return tuple(_shipped().moments.values())


def moment(code: str) -> Moment:
    """Return a moment by code, for example "baseline"; raises NoSuchMoment."""
    found = _shipped().moments.get(code)
    if found is None:
        raise NoSuchMoment(code, ", ".join(_shipped().moments))
    return found


def partial_reasons() -> tuple[PartialReason, ...]:
    """Return every reason for missing answers, in the order to offer them."""
    return tuple(_shipped().partial_reasons.values())


def partial_reason(code: str) -> PartialReason:
    """Return a reason for missing answers by code, for example "interrupted"; raises NoSuchReason."""
    found = _shipped().partial_reasons.get(code)
    if found is None:
        raise NoSuchReason(code, ", ".join(_shipped().partial_reasons))
    return found


def read_check_in_codes(file: Traversable) -> CheckInCodes:
    """Read and check the three lists of one file; raises BrokenPack naming the key."""
    table = open_pack(file)
    codes = CheckInCodes(
        MappingProxyType({row.text("code"): _mode(row) for row in _unique(table, "modes")}),
        MappingProxyType({row.text("code"): Moment(*_coded(row)) for row in _unique(table, "moments")}),
        MappingProxyType({row.text("code"): PartialReason(*_coded(row)) for row in _unique(table, "partial_reasons")}),
    )
    table.close()
    return codes


def _unique(table: PackTable, key: str) -> tuple[PackTable, ...]:
    rows = table.rows(key)
    seen: set[str] = set()
    for row in rows:
        if row.text("code") in seen:
            raise row.wrong("code", "another row has the same code")
        seen.add(row.text("code"))
    return rows


def _mode(row: PackTable) -> Mode:
    found = Mode(row.text("code"), row.text("label"), row.text("report"), row.yes_no("helped"))
    row.close()
    return found


def _coded(row: PackTable) -> tuple[str, str]:
    found = row.text("code"), row.text("label")
    row.close()
    return found


@cache
def _shipped() -> CheckInCodes:
    return read_check_in_codes(files("linkworker.wellbeing") / "check_in_codes.toml")
