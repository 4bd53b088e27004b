"""Fields of records in words: what a field is called, what its value says, and a value read from what was typed."""

import re
import tomllib
import types
from collections.abc import Mapping
from datetime import date, time
from functools import cache
from importlib.resources import files
from typing import Any, Union, get_args, get_origin

from linkworker.base.dates import Years, parse_date, show_date
from linkworker.base.errors import BadInput
from linkworker.base.lists import coded
from linkworker.base.money import parse_money, show_money
from linkworker.base.times import parse_time, show_time
from linkworker.base.words import listed
from linkworker.casework.history.check_in_words import check_in_words
from linkworker.records.check_in import CheckIn
from linkworker.records.record import Record

NOTHING = "nothing"
_YES_NO = {"yes": True, "y": True, "true": True, "no": False, "n": False, "false": False}
_PENCE = "_pence"
_MOST_DIGITS = 9
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_CLOCK = re.compile(r"\d{2}:\d{2}", re.ASCII)
_TIMES = frozenset({"at", "starts", "ends"})


def field_label(kind: str, field: str) -> str:
    """Return what people read for a field, in the middle of a sentence: "release date"."""
    table = _labels()
    own = table.get(kind, {}).get(field) or table["fields"].get(field)
    return own or field.removesuffix("_id").removesuffix(_PENCE).replace("_", " ")


def kind_words(kind: str) -> str:
    """Return what people read for a kind of record: "a contact detail"."""
    return _labels()["kinds"].get(kind) or f"{'an' if kind[0] in 'aeiou' else 'a'} {kind.replace('_', ' ')}"


def value_words(kind: type[Record] | None, field: str, value: Any) -> str:  # noqa: PLR0911 - a line for each type
    """Return a value, typed or as the journal holds it, as people read it; NOTHING where there is none."""
    if value is None or value in ("", [], {}):
        return NOTHING
    if isinstance(value, bool):
        return "yes" if value else "no"
    code_list = _code_list(kind, field)
    if isinstance(value, list | tuple):
        return listed(_coded_label(code_list, str(one)) for one in value)
    if isinstance(value, int) and field.endswith(_PENCE):
        return show_money(value)
    if isinstance(value, date):
        return show_date(value)
    if isinstance(value, str) and _ISO_DAY.fullmatch(value):
        return show_date(date.fromisoformat(value))
    if isinstance(value, str) and field in _TIMES and _CLOCK.fullmatch(value):
        return show_time(time.fromisoformat(value))
    return check_in_words(field, str(value)) if kind is CheckIn else _coded_label(code_list, str(value))


def read_value(  # noqa: PLR0911 - a line for each type
    kind: type[Record], field: str, typed: str, *, today: date
) -> Any:
    """Return what was typed as the field holds it: a code of its list, a day (day first), yes or no, whole numbers.

    Nothing typed means nothing is there any more. Several codes stand with commas between. Raises BadInput.
    """
    text = typed.strip()
    code_list, kinds = _code_list(kind, field), _annotated(kind, field)
    if list in kinds:
        return _several(code_list, text)
    if not text:
        return _emptied(kind, field, code_list, kinds)
    if code_list:
        return coded(code_list).find(text).code
    if date in kinds:
        years = Years.BIRTH if field == "date_of_birth" else Years.NEAR
        return parse_date(text, today=today, what=f"a {field_label(kind.kind(), field)}", years=years)
    if bool in kinds:
        return _yes_no(kind, field, text)
    if int in kinds:
        return parse_money(text) if field.endswith(_PENCE) else _number(kind, field, text)
    if field in _TIMES:
        return parse_time(text).strftime("%H:%M")
    return text


def field_named(kind: type[Record], typed: str) -> str:
    """Return the field that a name or a label means, whatever its case, spaces and hyphens; raises BadInput."""
    wanted = _plain(typed)
    fields = {name: {_plain(name), _plain(field_label(kind.kind(), name))} for name in kind.value_fields()}
    exact = [name for name, words in fields.items() if wanted in words]
    near = exact or [name for name, words in fields.items() if any(word.startswith(wanted) for word in words)]
    if wanted and len(near) == 1:
        return near[0]
    shown = near if wanted and near else sorted(fields)
    labels = (field_label(kind.kind(), name) for name in shown)
    raise BadInput(f"'{typed.strip()}' is not one field. Choose {listed(labels, 'or')}.")


def _several(code_list: str | None, text: str) -> list[str]:
    parts = [part.strip() for part in re.split(r"[;,]", text) if part.strip()]
    if code_list is None or not parts:
        return parts
    known = coded(code_list)
    try:
        return [known.find(text).code]  # a label may hold a comma of its own
    except BadInput:
        return list(dict.fromkeys(known.find(part).code for part in parts))


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[-_\s]+", " ", text.casefold()).split())


def _code_list(kind: type[Record] | None, field: str) -> str | None:
    column = None if kind is None else kind.table().columns.get(field)
    return None if column is None else column.info.get("list")


def _coded_label(code_list: str | None, code: str) -> str:
    if code_list is None:
        return code
    known = coded(code_list)
    return known.label(code) if known.has(code) else code  # a team may have taken a row out since


def _annotated(kind: type[Record], field: str) -> set[Any]:
    annotation = kind.model_fields[field].annotation
    parts = get_args(annotation) if get_origin(annotation) in (types.UnionType, Union) else (annotation,)
    return {get_origin(part) or part for part in parts}


def _emptied(kind: type[Record], field: str, code_list: str | None, kinds: set[Any]) -> Any:
    if types.NoneType in kinds:
        return None
    if bool in kinds:
        return False
    default = kind.model_fields[field].default
    if code_list and isinstance(default, str):
        return default
    raise BadInput(f"Enter a {field_label(kind.kind(), field)}.")


def _yes_no(kind: type[Record], field: str, text: str) -> bool:
    answer = _YES_NO.get(text.casefold())
    if answer is None:
        raise BadInput(f"Answer yes or no: {field_label(kind.kind(), field)}.")
    return answer


def _number(kind: type[Record], field: str, text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise BadInput(f"Enter a whole number: {field_label(kind.kind(), field)}.")
    if len(text) > _MOST_DIGITS:
        raise BadInput(f"Enter a number of {_MOST_DIGITS} digits at most: {field_label(kind.kind(), field)}.")
    return int(text)


@cache
def _labels() -> Mapping[str, Mapping[str, str]]:
    file = files("linkworker.casework.history") / "data" / "field_labels.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))
