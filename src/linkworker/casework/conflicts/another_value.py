"""How another value than those of a conflict is typed: by which list, yes or no, or in words."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Boolean, Column, Date

from linkworker.casework.conflicts.conflict_view import Asks, ConflictView
from linkworker.records.record import named_by
from linkworker.records.registry import KINDS


class TypedAs(StrEnum):
    """The sort of answer."""

    WORDS = "words"
    DAY = "day"
    YES_NO = "yes-no"
    ONE_OF = "one-of"
    SEVERAL_OF = "several-of"


@dataclass(frozen=True, slots=True)
class HowTyped:
    """The sort of answer; `code_list` names the coded list of ONE_OF and SEVERAL_OF."""

    sort: TypedAs
    code_list: str = ""


def how_typed(conflict: ConflictView) -> HowTyped | None:
    """Return how another value is typed; None where only one of the sides can be chosen."""
    kind = KINDS.get(conflict.kind)
    column = None if kind is None else kind.table().columns.get(conflict.field)
    if conflict.asks != Asks.VALUE or column is None or _is_id(column):
        return None  # the id of another record is nothing that anybody types
    code_list = str(column.info.get("list", ""))
    if isinstance(column.type, JSON):
        return HowTyped(TypedAs.SEVERAL_OF, code_list) if code_list else None
    if code_list:
        return HowTyped(TypedAs.ONE_OF, code_list)
    if isinstance(column.type, Boolean):
        return HowTyped(TypedAs.YES_NO)
    return HowTyped(TypedAs.DAY if isinstance(column.type, Date) else TypedAs.WORDS)


def _is_id(column: Column[Any]) -> bool:
    return named_by(column) is not None or column.name.endswith("_id")
