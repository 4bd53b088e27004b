"""Whether the organisation may use an instrument with real people, and what it can use until then."""

from dataclasses import dataclass
from datetime import date

from linkworker.wellbeing.instrument import Instrument
from linkworker.wellbeing.packs import instruments
from linkworker.wellbeing.parts import LicenceKind


@dataclass(frozen=True, slots=True)
class Licence:
    """The organisation's own licence for an instrument, from its settings."""

    holder: str
    reference: str
    granted: date
    expiry: date | None
    """The last day it holds; None if it does not end."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether an instrument may be used, in a sentence, and the codes of those to offer instead."""

    allowed: bool
    sentence: str
    offers: tuple[str, ...] = ()


def may_use(instrument: Instrument, licence: Licence | None, on: date, demonstration: bool) -> Verdict:
    """Say whether an instrument may be used on a day.

    A free one always may. One that needs a licence may in the demonstration store, or from the day the licence was
    granted to its last day, both included; a licence with no holder or no reference is none. Otherwise the verdict
    offers the instruments that are free.
    """
    name = instrument.short_name
    if instrument.licence is LicenceKind.FREE:
        return Verdict(allowed=True, sentence=f"{name} is free to use.")
    if demonstration:
        return Verdict(allowed=True, sentence=f"{name} is shown with fictional people only.")
    if licence is None or not licence.holder.strip() or not licence.reference.strip():
        return _refusal(f"{name} needs your organisation's licence before it is used with real people.")
    if on < licence.granted:
        return _refusal(f"The licence for {name} begins on {_in_words(licence.granted)}.")
    if licence.expiry is not None and on > licence.expiry:
        return _refusal(f"The licence for {name} ended on {_in_words(licence.expiry)}.")
    ends = "" if licence.expiry is None else f", until {_in_words(licence.expiry)}"
    held = f"{name} is licensed to {licence.holder.strip()} ({licence.reference.strip()}){ends}."
    return Verdict(allowed=True, sentence=held)


def _refusal(sentence: str) -> Verdict:
    free = [each for each in instruments() if each.licence is LicenceKind.FREE]
    offer = "".join(f" You can use {each.short_name} now, from age {each.least_age}." for each in free)
    return Verdict(allowed=False, sentence=sentence + offer, offers=tuple(each.code for each in free))


def _in_words(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"
