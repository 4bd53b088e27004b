"""The form for another value than those that were written: asked as the field is asked elsewhere."""

from collections.abc import Awaitable, Callable
from typing import Any

from linkworker.base.errors import BadInput
from linkworker.base.words import sentence
from linkworker.casework.conflicts.another_value import HowTyped, TypedAs
from linkworker.casework.conflicts.conflict_view import ConflictView
from linkworker.ui.forms.as_typed import as_typed
from linkworker.ui.forms.field import Field, Kind
from linkworker.ui.forms.form import Form, Values
from linkworker.ui.forms.options import from_list

_KINDS = {
    TypedAs.WORDS: Kind.TEXT,
    TypedAs.DAY: Kind.DATE,
    TypedAs.YES_NO: Kind.YES_NO,
    TypedAs.ONE_OF: Kind.PICK,
    TypedAs.SEVERAL_OF: Kind.CHOICES,
}
_LONG = 60


class _NotThat(BadInput):
    """{}"""  # noqa: D400 - the whole sentence is the detail

    field = "value"


def another_form(conflict: ConflictView, how: HowTyped, choose: Callable[[str], Awaitable[None]]) -> Form[bool]:
    """Return the form; `choose` is given what was typed, and its errors are shown at the question."""

    async def save(values: Values) -> bool:
        try:
            await choose(_text(values["value"]))
        except BadInput as error:
            raise _NotThat(str(error)) from error
        return True

    kind = _KINDS[how.sort]
    longest = max((len(side.words) for side in conflict.sides), default=0)
    if kind is Kind.TEXT and longest > _LONG:
        kind = Kind.LONG
    written = "\n".join(f"{side.words}  ({side.by})" for side in conflict.sides)
    fields = (
        Field("written", f"Written in two places:\n{written}", Kind.NOTE),
        Field(
            "value",
            sentence(conflict.label)[:-1],
            kind,
            options=(lambda: from_list(how.code_list)) if how.code_list else (),
            needed=f"Enter the {conflict.label} that counts.",
        ),
    )
    return Form(f"choose:{'/'.join(conflict.place)}", "Write what counts", fields, save, "This counts")


def _text(value: Any) -> str:
    return as_typed(value).replace("\n", ", ") if isinstance(value, list | tuple) else as_typed(value)
