"""Everything given, as JSON for another program: documented, with a version, and a dictionary of its own fields."""

import json
from datetime import date, datetime
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

from linkworker.base.lists import coded
from linkworker.casework.access.held import Everything, HeldDraft, HeldEvent, HeldRecord, HeldValue
from linkworker.casework.access.kind_words import heading_of, why_held
from linkworker.casework.history.field_words import field_label, kind_words
from linkworker.journal.canonical import instant_text
from linkworker.records.record import Record, named_by
from linkworker.records.registry import KINDS

FORMAT = "linkworker-subject-access"
VERSION = 1
_TYPES = {"str": "text", "date": "date", "int": "whole number", "bool": "yes or no", "list": "list", "dict": "map"}


def as_data(held: Everything, organisation: str = "") -> dict[str, Any]:
    """Return the document: who, what is held and why, the journal, what left, drafts, and the dictionary of fields."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "made_on": held.made_on.isoformat(),
        "organisation": organisation,
        "person": {"id": held.person_id, "name": held.name, "called": held.called, "date_of_birth": _day(held.born)},
        "records": {kind.kind: [_record(record) for record in kind.records] for kind in held.kinds},
        "journal": [_event(event) for event in held.events],
        "sent_to_the_centre": [
            {
                "bundle": each.number, "made_at": instant_text(each.made_at), "written_at": _instant(each.written_at),
                "received_at": _instant(each.receipted_at), "entries": each.entries, "without_words": each.bare,
            }
            for each in held.bundles
        ],
        "not_saved_yet": [_draft(draft) for draft in held.drafts],
        "dictionary": {kind.kind: _dictionary(kind.kind, KINDS[kind.kind]) for kind in held.kinds},
    }  # fmt: skip


def as_text(held: Everything, organisation: str = "") -> str:
    """Return the document as text: keys sorted, letters as themselves, indented by one; written as UTF-8."""
    return json.dumps(as_data(held, organisation), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _record(record: HeldRecord) -> dict[str, Any]:
    return {
        "id": record.record_id,
        "number": record.number,
        "date": _day(record.on),
        "entered_in_error": record.in_error,
        "entered_in_error_because": record.error_reason or None,
        "corrects_number": record.corrects or None,
        "corrected_by_number": record.corrected_by or None,
        "in_the_record_of": record.of_another or None,
        "fields": {value.field: _value(value) for value in record.values},
    }


def _value(value: HeldValue) -> dict[str, Any]:
    return {"value": value.plain, "words": value.words}


def _event(event: HeldEvent) -> dict[str, Any]:
    return {
        "id": event.entry_id,
        "at": instant_text(event.at),
        "by": event.who.name,
        "role": event.who.role,
        "action": event.action,
        "kind": event.kind,
        "record": event.record_id,
        "words": event.did,
        "reason": event.reason or None,
        "erased_since": event.gone,
        "changes": [
            {"field": change.field, "label": change.label, "before": change.old, "after": change.new}
            for change in event.changes
        ],
    }


def _draft(draft: HeldDraft) -> dict[str, Any]:
    return {
        "form": draft.form.partition(":")[0],
        "by": draft.who.name,
        "kept_at": instant_text(draft.saved_at),
        "fields": {value.field: value.words for value in draft.values},
    }


def _dictionary(name: str, kind: type[Record]) -> dict[str, Any]:
    """Return what each field of a kind is called, what type it has, and what its codes mean."""
    return {
        "called": kind_words(name),
        "heading": heading_of(name),
        "why": why_held(name),
        "fields": {field: _field(name, kind, field) for field in kind.value_fields()},
    }


def _field(name: str, kind: type[Record], field: str) -> dict[str, Any]:
    column = kind.table().columns[field]
    found: dict[str, Any] = {"label": field_label(name, field), "type": _type(kind, field)}
    if code_list := column.info.get("list"):
        found["codes"] = {row.code: row.label for row in coded(code_list).rows}
    if tie := named_by(column):
        found["points_to"] = tie.partition(".")[0]
    return found


def _type(kind: type[Record], field: str) -> str:
    annotation = kind.model_fields[field].annotation
    parts = get_args(annotation) if get_origin(annotation) in {UnionType, Union} else (annotation,)
    named = (get_origin(part) or part for part in parts if part is not NoneType)
    return next((_TYPES[one.__name__] for one in named if getattr(one, "__name__", "") in _TYPES), "text")


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _instant(instant: datetime | None) -> str | None:
    return instant_text(instant) if instant else None
