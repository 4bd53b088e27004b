"""What the web service allows: sizes, rates and waiting times, all from one file."""

import functools
import tomllib
from dataclasses import asdict, dataclass, fields
from importlib import resources

from linkworker.base.errors import BadInput


class WrongLimits(BadInput):
    """The file of the web service's limits cannot be used: {}."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits, each as data/limits.toml says: counts, seconds, minutes, days and bytes."""

    clock_minutes: int
    nonces: int
    device_requests: int
    device_requests_a_minute: int
    address_requests: int
    address_requests_a_minute: int
    tables: int
    connections: int
    head_seconds: float
    quiet_seconds: float
    least_bytes_a_second: int
    files_coming: int
    days_coming: int
    free_bytes: int
    answer_seconds: float
    again_seconds: float
    receipt_minutes: int
    stop_seconds: int


def read_limits(text: str, others: Limits | None = None) -> Limits:
    """Return the limits that a TOML text sets; those that it does not name are as in `others`.

    Raises WrongLimits when one is missing, unknown or not above 0.
    """
    try:
        rows = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise WrongLimits("it is not TOML") from error
    rows = {**(asdict(others) if others else {}), **rows}
    if set(rows) != {field.name for field in fields(Limits)}:
        raise WrongLimits("it has other names than the program knows")
    if not all(type(each) is int and each > 0 for each in rows.values()):
        raise WrongLimits("one is not a whole number above 0")
    return Limits(**rows)


@functools.cache
def shipped_limits() -> Limits:
    """Return the limits of data/limits.toml."""
    return read_limits(shipped_text())


def shipped_text() -> str:
    """Return data/limits.toml as it is, which says what each limit is."""
    return resources.files("linkworker.hub.web").joinpath("data", "limits.toml").read_text("utf-8")
