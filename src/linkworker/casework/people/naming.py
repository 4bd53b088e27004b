"""How a person is named to a worker: what they like to be called, where they are, and how to tell two apart."""

import unicodedata
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from linkworker.base.dates import age_on, show_date

CODES_ONLY: Mapping[str, str] = MappingProxyType({})
"""No names of establishments: they are shown by code."""


def shown_name(name: str, known_as: str | None) -> str:
    """Return what the person likes to be called with their name behind it: "Ali (Alistair Marsh)"."""
    if known_as is None or folded(known_as) == folded(name) or not known_as.strip():
        return name
    return f"{known_as} ({name})"


def place_words(
    establishment: str | None,
    wing: str | None,
    address: str | None,
    area: str | None,
    names: Mapping[str, str] = CODES_ONLY,
) -> str | None:
    """Return where a person is, in one line: establishment and wing, or address and area; None if nothing is known.

    `names` are those of establishments, by code; one that has none stays a code.
    """
    wing = f"{wing} wing" if wing is not None and len(wing) == 1 else wing
    if address and area and folded(address).endswith(folded(area)):
        area = None  # an address that ends with the area says it already
    parts = (names.get(establishment, establishment), wing) if establishment else (address, area)
    return ", ".join(part for part in parts if part) or None


def age_words(born: date | None, day: date) -> str | None:
    """Return the date of birth with the age on a day: "3 May 2007 (19)"; None if it is not known."""
    return None if born is None else f"{show_date(born)} ({age_on(born, day)})"


def told_apart(name: str, born: date | None, place: str | None) -> str:
    """Return a name with what tells its bearer from another: "Ali Marsh (born 3 May 2007, HMP Fenwick, B wing)"."""
    known = [f"born {show_date(born)}" if born else None, place]
    more = ", ".join(part for part in known if part)
    return f"{name} ({more})" if more else name


def folded(name: str) -> str:
    """Return a name for comparing: no accents, no capitals, one space between words, no other marks."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() else " " for c in bare.casefold()).split())
