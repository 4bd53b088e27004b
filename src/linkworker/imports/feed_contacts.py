"""How to reach a service or organisation: numbers, addresses and names as feeds have them, made usable."""

import re
from dataclasses import dataclass

from linkworker.imports.loose import Item, name_of, objects_of, text_of

_NUMBER = re.compile(r"\+?\(?\d[\d ().\-/]{6,}\d(?:\s*(?:ext\.?|extension|x)\s*\d{1,6})?", re.IGNORECASE)
_EMAIL = re.compile(r"[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>.]{2,}")
# ".invalid" can never be an address (RFC 2606); some systems write one where the field may not stay empty.
_NO_MAIL = (".invalid", "@noemail.com", "@none.com", "@example.invalid")
_EDGES = " -:;,()./"


@dataclass(frozen=True, slots=True)
class Reach:
    """Ways to reach somebody; each None if there is none."""

    name: str | None = None
    phone: str | None = None
    email: str | None = None
    website: str | None = None

    def sentence(self) -> str | None:
        """Return whom to ask for, or None; phone, email and website are kept and shown as themselves."""
        return f"Ask for: {self.name}." if self.name else None


def reach_of(item: Item, notes: list[str]) -> Reach:
    """Return the ways to reach a service or organisation; adds to `notes` what could not be used."""
    contacts = objects_of(item.get("contacts"))
    names = [" ".join(filter(None, (name_of(c), _title(c)))) for c in contacts]
    return Reach(
        next(filter(None, names), None),
        _first_phone(item, contacts, notes),
        _email(item, contacts, notes),
        text_of(item, "url", "website"),
    )


def phone_of(text: str) -> tuple[str | None, str]:
    """Return the number inside a text ("Tel: 01632 960001 (ask for Ann)") and the words around it."""
    found = _NUMBER.search(text)
    if found is None:
        return None, text.strip(_EDGES)
    around = (
        re.sub(r"(?i)\b(tel|telephone|phone|call)\b\.?", "", part)
        for part in (text[: found.start()], text[found.end() :])
    )
    words = " ".join(part.strip(_EDGES) for part in around).strip()
    return " ".join(found[0].split()), words


def email_of(text: str | None) -> str | None:
    """Return the address inside a text, or None if there is none that can be written to."""
    found = _EMAIL.search(text or "")
    if found is None or found[0].casefold().endswith(_NO_MAIL):
        return None
    return found[0].removeprefix("mailto:").rstrip(".")


def _title(contact: Item) -> str | None:
    title = text_of(contact, "title")
    return f"({title})" if title and text_of(contact, "name") else title


def _first_phone(item: Item, contacts: list[Item], notes: list[str]) -> str | None:
    phones = [phone for owner in (item, *contacts) for phone in objects_of(owner.get("phones"))]
    texts = [text_of(phone, "number") for phone in phones] + [text_of(item, "phone", "telephone")]
    for text in filter(None, texts):
        number, words = phone_of(text)
        if number is None:
            notes.append("Its phone number has no number in it.")
        else:
            return f"{number} ({words})" if words else number
    return None


def _email(item: Item, contacts: list[Item], notes: list[str]) -> str | None:
    said = [text_of(owner, "email") for owner in (item, *contacts)]
    for text in filter(None, said):
        if address := email_of(text):
            return address
    if any(said):
        notes.append("Its email address is not one that can be written to.")
    return None
