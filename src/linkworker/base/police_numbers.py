"""Police national computer and criminal records office numbers: their shapes and check letters."""

import re
from dataclasses import dataclass

_LETTERS = "ZABCDEFGHJKLMNPQRTUVWXY"
_PNC_SLASHED = re.compile(r"(\d{4}|\d{2})/(\d{1,7})([A-Z])", re.ASCII)
_PNC_JOINED = re.compile(r"(\d{3,11})([A-Z])", re.ASCII)
_CRO = re.compile(r"(\d{1,6})/(\d{2})([A-Z])", re.ASCII)
_CRO_SEARCH = re.compile(r"SF(\d{2})/(\d{1,6})([A-Z])", re.ASCII)
_SERIAL = 7
_SHORT_YEAR, _LONG_YEAR = 2, 4
# The computer began in 1974 and took in older files: a short year from 50 is of the last century.
_FIRST_SHORT_YEAR = 50


@dataclass(frozen=True, slots=True)
class PoliceNumber:
    """A number as it is written in full, and whether its check letter fits."""

    text: str
    fits: bool


def read_pnc(text: str) -> PoliceNumber | None:
    """Read a PNC number (capitals, no spaces) as YYYY/NNNNNNNX, or None if it has not that shape.

    The check letter is at (short year + 7-digit serial) mod 23. Without a slash the year may have two digits or four:
    the reading whose letter fits is taken, two digits first.
    """
    if found := _PNC_SLASHED.fullmatch(text):
        return _pnc(found[1], found[2], found[3])
    found = _PNC_JOINED.fullmatch(text)
    if found is None:
        return None
    digits, letter = found[1], found[2]
    readings = [
        _pnc(digits[:years], digits[years:], letter)
        for years in (_SHORT_YEAR, _LONG_YEAR)
        if 1 <= len(digits) - years <= _SERIAL and (years == _SHORT_YEAR or digits[:2] in {"19", "20"})
    ]
    return next((reading for reading in readings if reading.fits), readings[0] if readings else None)


def read_cro(text: str) -> PoliceNumber | None:
    """Read a CRO number (capitals, no spaces), or None if it has not its shape.

    The standard form NNNNNN/YYX is checked over (year + serial padded to six); the search file form SFYY/NX over
    (year + serial as it stands).
    """
    if found := _CRO.fullmatch(text):
        serial, year, letter = found[1].zfill(6), found[2], found[3]
        return PoliceNumber(f"{serial}/{year}{letter}", _letter(year + serial) == letter)
    if found := _CRO_SEARCH.fullmatch(text):
        return PoliceNumber(text, _letter(found[1] + found[2]) == found[3])
    return None


def _pnc(year: str, serial: str, letter: str) -> PoliceNumber:
    short, padded = year[-_SHORT_YEAR:], serial.zfill(_SERIAL)
    if len(year) == _SHORT_YEAR:
        year = f"{19 if int(year) >= _FIRST_SHORT_YEAR else 20}{year}"
    return PoliceNumber(f"{year}/{padded}{letter}", _letter(short + padded) == letter)


def _letter(digits: str) -> str:
    return _LETTERS[int(digits) % len(_LETTERS)]
