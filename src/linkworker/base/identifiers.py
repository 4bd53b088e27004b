"""Numbers that other systems know a person by: read kindly, checked, warned of and never blocked."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from linkworker.base import police_numbers, pupil_numbers
from linkworker.base.errors import NotFound
from linkworker.base.lists import coded

_PRISON_NUMBER = re.compile(r"[A-Z]\d{4}[A-Z]{2}", re.ASCII)
_PRISON_CODE = re.compile(r"[A-Z]{3}", re.ASCII)
_CRN = re.compile(r"[A-Z]\d{6}", re.ASCII)
_NHS_DIGITS = 10
_ASK = "Check it, or keep it as it is."


@dataclass(frozen=True, slots=True)
class IdentifierCheck:
    """What became of a number that was typed."""

    canonical: str
    """What is stored and compared: no spaces, capitals, padded; as typed (trimmed) where it could not be read."""
    shown: str
    """What people read, for example 999 000 0018."""
    warning: str | None
    """Why it may be wrong, in a sentence or two; None if nothing speaks against it. It may always be kept."""


def check(scheme: str, text: str) -> IdentifierCheck:
    """Check a typed number against its scheme, a code of the list identifier-scheme; raises NotFound for another."""
    if not coded("identifier-scheme").has(scheme):
        raise NotFound(f"There is no kind of number called '{scheme}'.")
    typed = unicodedata.normalize("NFKC", text).strip()
    if not typed:
        return IdentifierCheck("", "", "Nothing was entered. Leave it out if there is none.")
    reader = _READERS.get(scheme)
    if reader is None:
        return IdentifierCheck(typed, typed, None)
    found = reader(re.sub(r"[\s-]+", "", typed).upper())
    if found is None:
        return IdentifierCheck(typed, typed, f"{_SHAPES[scheme]} {_ASK}")
    if found.warning is None and any(letter.islower() for letter in typed):
        # Systems that compare by letter would not find it as typed, so what was made of it is said.
        return IdentifierCheck(found.canonical, found.shown, f"Read with capital letters: {found.shown}.")
    return found


def is_prison_code(text: str) -> bool:
    """Say whether the text has the shape of an establishment's code: three capital letters."""
    return bool(_PRISON_CODE.fullmatch(text))


def _nhs(text: str) -> IdentifierCheck | None:
    """Read an NHS number: weights 10 to 2, check digit 11 - (sum mod 11), 11 is 0, and 10 cannot be."""
    if not (len(text) == _NHS_DIGITS and text.isascii() and text.isdigit()):
        return None
    total = sum(int(digit) * weight for digit, weight in zip(text, range(_NHS_DIGITS, 1, -1), strict=False))
    fits = (11 - total % 11) % 11 == int(text[-1])
    return _checked(text, f"{text[:3]} {text[3:6]} {text[6:]}", "NHS number", fits=fits)


def _prison_number(text: str) -> IdentifierCheck | None:
    return IdentifierCheck(text, text, None) if _PRISON_NUMBER.fullmatch(text) else None


def _crn(text: str) -> IdentifierCheck | None:
    return IdentifierCheck(text, text, None) if _CRN.fullmatch(text) else None


def _pnc(text: str) -> IdentifierCheck | None:
    found = police_numbers.read_pnc(text)
    return None if found is None else _checked(found.text, found.text, "PNC number", fits=found.fits)


def _cro(text: str) -> IdentifierCheck | None:
    found = police_numbers.read_cro(text)
    return None if found is None else _checked(found.text, found.text, "CRO number", fits=found.fits)


def _upn(text: str) -> IdentifierCheck | None:
    if text in pupil_numbers.UNKNOWN_CODES:
        return IdentifierCheck(text, f"{text} (not known)", None)
    found = pupil_numbers.read_upn(text)
    if found is None:
        return None
    shown = f"{found.text} (temporary)" if found.temporary else found.text
    return _checked(found.text, shown, "UPN", fits=found.fits)


def _checked(canonical: str, shown: str, name: str, *, fits: bool) -> IdentifierCheck:
    warning = None if fits else f"The check in this {name} does not fit, so one character may be wrong. {_ASK}"
    return IdentifierCheck(canonical, shown, warning)


_READERS: dict[str, Callable[[str], IdentifierCheck | None]] = {
    "nhs": _nhs,
    "prison-number": _prison_number,
    "crn": _crn,
    "pnc": _pnc,
    "cro": _cro,
    "upn": _upn,
}
_SHAPES = {
    "nhs": "An NHS number has 10 digits.",
    "prison-number": "A prison number is a letter, 4 digits and 2 letters, like A1234BC.",
    "crn": "A case reference number is a letter and 6 digits, like X123456.",
    "pnc": "A PNC number is a year, a number and a letter, like 2002/0073319Z.",
    "cro": "A CRO number looks like 123456/21A or SF05/123456A.",
    "upn": "A unique pupil number is a letter, 11 digits, then a digit or letter.",
}
