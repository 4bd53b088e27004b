"""Small parts that many resources have: references, periods, notes, and leaving out what is not known."""

from datetime import date
from typing import Any
from uuid import UUID, uuid5

from linkworker.hub.exports.fhir.codes import Resource

_EMPTY: tuple[Any, ...] = (None, "", [], {}, ())


def resource(kind: str, record_id: str, **parts: Any) -> Resource:
    """Return a resource of a kind with what is known of it. A trailing underscore keeps a name off Python's own."""
    return {"resourceType": kind, "id": record_id, **known(**parts)}


def known(**parts: Any) -> Resource:
    """Return the parts that say something: nothing empty stands in a resource."""
    return {name.rstrip("_"): value for name, value in parts.items() if value not in _EMPTY}


def ref(kind: str, record_id: str | None, display: str | None = None) -> Resource | None:
    """Return a reference to a resource, or None where there is nobody or nothing."""
    return known(reference=f"{kind}/{record_id}", display=display) if record_id else None


def second(record_id: str, what: str) -> str:
    """Return the id of another resource made of the same record: the same on every export."""
    return str(uuid5(UUID(record_id), what))


def day(value: date | None) -> str | None:
    """Return a day as FHIR writes it."""
    return value.isoformat() if value else None


def period(start: date | None, end: date | None) -> Resource:
    """Return a stretch of days; empty where neither end is known. A start after its end is left out."""
    if start and end and start > end:
        start = None
    return known(start=day(start), end=day(end))


def note(text: str | None, on: date | None = None, author: str | None = None) -> Resource | None:
    """Return an annotation, or None where nothing was written."""
    return known(authorString=author, time=day(on), text=text) if text and text.strip() else None


def listed(*parts: Any) -> list[Any]:
    """Return those that are there."""
    return [part for part in parts if part not in _EMPTY]
