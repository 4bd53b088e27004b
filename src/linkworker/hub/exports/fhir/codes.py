"""Code systems, codes and states of FHIR as the data file has them, and our own coded lists as codings."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, TypeAlias

from linkworker.base.errors import LinkworkerError
from linkworker.base.lists import coded, names

Resource: TypeAlias = dict[str, Any]
"""A resource or a part of one, as plain values that `json_text` writes."""

_OTHER = "other"


class MappingFault(LinkworkerError):
    """The table of FHIR codes has no {} '{}'. Put the file back as it came."""


def system(name: str) -> str:
    """Return the address of a code system or a kind of number; raises MappingFault."""
    return str(_row("systems", name))


def coding(name: str) -> Resource:
    """Return a code of the data file as a Coding; raises MappingFault."""
    row = _row("codes", name)
    return {"system": system(row["system"]), "code": row["code"], "display": row["display"]}


def concept(name: str) -> Resource:
    """Return a code of the data file as a CodeableConcept; raises MappingFault."""
    return {"coding": [coding(name)]}


def local_coding(name: str, code: str) -> Resource:
    """Return a code of one of our coded lists as a Coding."""
    return {"system": system("list") + name, "code": code, "display": label(name, code)}


def local(name: str, *codes: str) -> Resource:
    """Return codes of one of our coded lists as one CodeableConcept, with what people read for them."""
    return {
        "coding": [local_coding(name, code) for code in codes],
        "text": ", ".join(label(name, code) for code in codes),
    }


def label(name: str, code: str) -> str:
    """Return what people read for a code; the code itself where a newer program brought one that is not known here."""
    return coded(name).label(code) if name in names() and coded(name).has(code) else code


def state(table: str, code: str) -> dict[str, str]:
    """Return what one of our states is in FHIR, by the name of the place; raises MappingFault for an unknown table."""
    rows = _row("states", table)
    found: dict[str, str] = rows.get(code) or rows.get(_OTHER, {})
    return found


def _row(table: str, name: str) -> Any:
    rows = fhir_table()[table]
    if name not in rows:
        raise MappingFault(table, name)
    return rows[name]


@cache
def fhir_table() -> dict[str, Any]:
    """Return the data file, read once."""
    text = (files("linkworker.hub.exports") / "data" / "fhir.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
