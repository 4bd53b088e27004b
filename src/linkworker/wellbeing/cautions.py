"""What to stop at, or to bear in mind, before a check-in is recorded."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from linkworker.wellbeing.check_in_codes import Mode
from linkworker.wellbeing.instrument import Instrument


class Weight(StrEnum):
    """What a caution does: stop the check-in, or only say something."""

    STOP = "stop"
    WARN = "warn"


@dataclass(frozen=True, slots=True)
class Caution:
    """One thing to know about a check-in, as a code, its weight and the sentence the worker reads."""

    code: str
    weight: Weight
    sentence: str


def cautions(
    instrument: Instrument,
    *,
    age: int | None,
    taken_on: date,
    today: date,
    mode: Mode,
    other_dates: Iterable[date] = (),
    earlier_mode: Mode | None = None,
) -> tuple[Caution, ...]:
    """Return every caution about a check-in, those that stop it first.

    `age` is in whole years on the day it was taken, None if not known; `other_dates` are the days of the person's other
    check-ins of the same family; `earlier_mode` is the mode of the one it will be compared with. Too young and a date
    after today stop; the rest warn and never block.
    """
    found = (
        age_caution(instrument, age),
        future_caution(taken_on, today),
        nearness_caution(instrument, taken_on, other_dates),
        mode_caution(mode),
        mode_change_caution(mode, earlier_mode),
    )
    return tuple(sorted((each for each in found if each), key=lambda each: each.weight is Weight.WARN))


def may_record(found: Iterable[Caution]) -> bool:
    """Say whether none of the cautions stops the check-in."""
    return all(each.weight is not Weight.STOP for each in found)


def age_caution(instrument: Instrument, age: int | None) -> Caution | None:
    """Stop below the instrument's least age (13 for WEMWBS, 16 for ONS4); warn where the age is not known."""
    rule = f"{instrument.short_name} is for people aged {instrument.least_age} or over"
    if age is None:
        return Caution("age-not-known", Weight.WARN, f"{rule}, and the age is not known.")
    return Caution("too-young", Weight.STOP, f"{rule}.") if age < instrument.least_age else None


def future_caution(taken_on: date, today: date) -> Caution | None:
    """Stop a check-in dated after today."""
    if taken_on <= today:
        return None
    return Caution("after-today", Weight.STOP, "The date of the check-in must not be after today.")


def nearness_caution(instrument: Instrument, taken_on: date, other_dates: Iterable[date]) -> Caution | None:
    """Warn where another check-in, before or after, is nearer than the time the items ask about (14 days)."""
    if instrument.least_days_between is None:
        return None
    nearest = min((abs((taken_on - other).days) for other in other_dates), default=None)
    if nearest is None or nearest >= instrument.least_days_between:
        return None
    gap = {0: "on the same day", 1: "1 day away"}.get(nearest, f"{nearest} days away")
    about = f"The {instrument.item_nouns} ask about {instrument.recall}."
    return Caution("too-near", Weight.WARN, f"Another check-in is {gap}. {about}")


def mode_caution(mode: Mode) -> Caution | None:
    """Warn where somebody helped, since that biases answers upward (the scale is made for self-completion)."""
    return Caution("helped", Weight.WARN, mode.report) if mode.helped else None


def mode_change_caution(mode: Mode, earlier_mode: Mode | None) -> Caution | None:
    """Warn where this check-in and the one it is compared with were completed in different ways."""
    if earlier_mode is None or earlier_mode.code == mode.code:
        return None
    was = f"The earlier check-in was completed differently: {earlier_mode.label}."
    return Caution("mode-changed", Weight.WARN, f"{was} Compare the two with care.")
