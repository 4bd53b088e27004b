"""How a person is named to a worker: what they like to be called, where they are, and how to tell two apart."""

import unicodedata
from datetime import date

from linkworker.base.dates import age_on, show_date


def shown_name(name: str, known_as: str | None) -> str:
    """Return what the person likes to be called with their name behind it: "Ali (Alistair Marsh)"."""
    if known_as is None or folded(known_as) == folded(name) or not known_as.strip():
        return name
    return f"{known_as} ({name})"


def place_words(establishment: str | None, wing: str | None, address: str | None, area: str | None) -> str | None:
    """Return where a person is, in one line: establishment and wing, or address and area; None if nothing is known."""
    parts = (establishment, wing) if establishment else (address, area)
    return ", ".join(part for part in parts if part) or None


def age_words(born: date | None, day: date) -> str | None:
    """Return the date of birth with the age on a day: "3 May 2007 (19)"; None if it is not known."""
    return None if born is None else f"{show_date(born)} ({age_on(born, day)})"


def told_apart(name: str, born: date | None, place: str | None) -> str:
    """Return a name with what tells its bearer from another: "Ali Marsh (born 3 May 2007, FWK, B wing)"."""
    known = [f"born {show_date(born)}" if born else None, place]
    more = ", ".join(part for part in known if part)
    return f"{name} ({more})" if more else name


def folded(name: str) -> str:
    """Return a name for comparing: no accents, no capitals, one space between words, no other marks."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() else " " for c in bare.casefold()).split())
