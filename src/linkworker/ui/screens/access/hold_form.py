"""Asking why something is held back: serious harm, and to whom."""

from linkworker.ui.forms.field import Field, Kind
from linkworker.ui.forms.form import Form, Values
from linkworker.ui.forms.form_screen import FormScreen

_WHEN = (
    "Hold back only what would cause serious harm to the person or to somebody else. It is left out without a word. "
    "Your reason goes to your manager."
)


class HoldBack(FormScreen[str]):
    """Ends with the reason, or None if the worker went back. `words` say what is held back, `about` whose record."""

    def __init__(self, person_id: str, words: str, *, about: str = "") -> None:
        fields = (
            Field("what", words, Kind.NOTE),
            Field("when", _WHEN, Kind.NOTE),
            Field(
                "reason",
                "What harm would it cause, and to whom?",
                Kind.LONG,
                hint="A professional's judgement",
                needed="Say what harm it would cause, and to whom.",
            ),
        )
        # The draft's name begins as the review's does, so that it is never part of what is given.
        form = Form(f"access:{person_id}:reason", "Hold back", fields, _reason, "Hold it back")
        super().__init__(form, about=about)


async def _reason(values: Values) -> str:
    return str(values["reason"])
