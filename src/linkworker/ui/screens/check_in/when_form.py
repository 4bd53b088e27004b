"""Another day for a check-in, or another moment of the support."""

from dataclasses import dataclass
from datetime import date

from linkworker.base.dates import show_date
from linkworker.ui.forms.field import Field, Kind, Option
from linkworker.ui.forms.form import Form, Values
from linkworker.ui.forms.form_screen import FormScreen
from linkworker.wellbeing.check_in_codes import moments


@dataclass(frozen=True, slots=True)
class When:
    """The day the answers were given, and the code of the moment of the support."""

    on: date
    moment: str


class WhenForm(FormScreen[When]):
    """Ends with the day and the moment, or None where the worker went back."""

    def __init__(self, person_id: str, now: When, about: str) -> None:
        fields = (
            Field(
                "on",
                "Day the answers were given",
                Kind.DATE,
                default=show_date(now.on),
                needed="Enter the day the answers were given.",
            ),
            Field(
                "moment",
                "When in the support",
                Kind.CHOICE,
                options=[Option(each.code, each.label) for each in moments()],
                default=now.moment,
                needed="Choose when in the support it is.",
            ),
        )
        form = Form(f"check-in-when:{person_id}", "Day and moment", fields, self._said, "Use these")
        super().__init__(form, about=about)

    async def _said(self, values: Values) -> When:
        return When(values["on"], values["moment"])
