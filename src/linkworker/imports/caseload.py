"""Rows of our caseload template as people to be: fields, numbers, ways to reach them, and how they came."""

import re
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from linkworker.base import identifiers
from linkworker.imports.template_rows import Filled, TemplateRow
from linkworker.imports.word_map import folded

_FLIPPED = re.compile(r"([^,]+),\s*([^,]+)")
_CHANNELS = ("phone", "email")


@dataclass(frozen=True, slots=True)
class Number:
    """A number that others know the person by: scheme, as written, as stored, and what may be wrong with it."""

    scheme: str
    typed: str
    value: str
    warning: str | None = None


@dataclass(frozen=True, slots=True)
class ReferralGiven:
    """How the person came, as far as the row says."""

    received_on: date
    source: str | None = None
    source_name: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class CaseloadRow:
    """One row, typed. `refused` says why it cannot be taken in, or is None."""

    number: int
    source_ref: str | None
    person: dict[str, Any]
    identifiers: tuple[Number, ...] = ()
    contacts: tuple[tuple[str, str], ...] = ()
    """Ways to reach them: channel (a code of contact-channel) and value."""
    safe: str | None = None
    referral: ReferralGiven | None = None
    warnings: tuple[str, ...] = ()
    """What was odd about the row, but for its numbers: each of them carries its own."""
    refused: str | None = None

    @property
    def name(self) -> str:
        """Return the person's name, or "" if the row has none."""
        return str(self.person.get("name", ""))

    @property
    def born(self) -> date | None:
        """Return the date of birth, or None if it is not known."""
        return self.person.get("date_of_birth")

    def key(self) -> str:
        """Return what a decision about this row is kept under: its reference, or its row number."""
        return self.source_ref or str(self.number)

    def where(self) -> str:
        """Return where the row stood, for the report."""
        return f"row {self.number}"

    def odd_numbers(self) -> tuple[str, ...]:
        """Return what may be wrong with its numbers, in sentences."""
        return tuple(number.warning for number in self.identifiers if number.warning)

    def reference(self) -> str:
        """Return what the row is remembered by: its reference, or a fingerprint of who it says that it is."""
        return self.source_ref or f"sha256:{sha256(self._content().encode()).hexdigest()}"

    def _content(self) -> str:
        numbers = "|".join(sorted(f"{number.scheme}={number.value}" for number in self.identifiers))
        return f"row:{folded(self.name)}|{self.born}|{numbers}"


def caseload_rows(filled: Filled) -> tuple[CaseloadRow, ...]:
    """Return the rows of a filled-in caseload template. A reference used twice is refused the second time."""
    rows: list[CaseloadRow] = []
    seen: set[str] = set()
    for raw in filled.rows:
        row = _row(raw, seen)
        if row.source_ref:
            seen.add(row.source_ref)
        rows.append(row)
    return tuple(rows)


def _row(raw: TemplateRow, seen: set[str]) -> CaseloadRow:
    warnings = list(raw.warnings)
    person = raw.of("person")
    person["name"] = _name(raw, warnings)
    _check(person, warnings)
    reference = raw.values.get("row.reference")
    refused = None
    if not person["name"]:
        refused = "It has no name."
    elif reference in seen:
        refused = "A row above has the same reference."
    contact = raw.of("contact")
    return CaseloadRow(
        number=raw.number,
        source_ref=reference,
        person=person,
        identifiers=_numbers(raw),
        contacts=tuple((channel, contact[channel]) for channel in _CHANNELS if channel in contact),
        safe=contact.get("safe"),
        referral=_referral(raw, warnings),
        warnings=tuple(warnings),
        refused=refused,
    )


def _name(raw: TemplateRow, warnings: list[str]) -> str:
    """Return the name, first name first, from one column or two."""
    whole = str(raw.values.get("person.name", ""))
    if not whole:
        parts = (raw.values.get("row.first_name"), raw.values.get("row.family_name"))
        return " ".join(str(part) for part in parts if part)
    if flipped := _FLIPPED.fullmatch(whole):
        warnings.append("The name was turned round, because it had a comma in it.")
        return f"{flipped[2].strip()} {flipped[1].strip()}"
    return whole


def _check(person: dict[str, Any], warnings: list[str]) -> None:
    code = person.get("establishment")
    if code:
        person["establishment"] = code.upper()
        if not identifiers.is_prison_code(person["establishment"]):
            warnings.append("The establishment is not a code of three letters.")
    if person.get("release_date"):
        person["release_known"] = "known"


def _numbers(raw: TemplateRow) -> tuple[Number, ...]:
    found = []
    for scheme, typed in raw.of("identifier").items():
        checked = identifiers.check(scheme, str(typed))
        if checked.canonical:
            found.append(Number(scheme, str(typed), checked.canonical, checked.warning))
    return tuple(found)


def _referral(raw: TemplateRow, warnings: list[str]) -> ReferralGiven | None:
    values = raw.of("referral")
    if not values:
        return None
    if "received_on" not in values:
        warnings.append("The referral was left out, because it has no date.")
        return None
    return ReferralGiven(**values)
