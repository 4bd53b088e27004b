"""The words `--set FIELD=VALUE`: any field of a record, typed."""

from collections.abc import Iterable
from typing import Any

from linkworker.casework.history.field_words import field_named, read_value
from linkworker.cli.desk import Desk
from linkworker.records.record import Record


def set_fields(typed: Iterable[str], kind: type[Record], desk: Desk) -> dict[str, Any]:
    """Return the typed values of `field=value` texts for a record's fields; raises BadInput."""
    found: dict[str, Any] = {}
    for text in typed:
        name, _, value = text.partition("=")
        field = field_named(kind, name)
        found[field] = read_value(kind, field, value, today=desk.today)
    return found
