"""The forms beside erasing: keeping a record longer, and the passphrase of whoever finishes."""

from collections.abc import Callable

from linkworker.base.dates import show_date
from linkworker.casework.erasure.holds import keep_until
from linkworker.casework.erasure.retention import Due
from linkworker.ui.desk import Desk
from linkworker.ui.forms.field import Field, Kind
from linkworker.ui.forms.form import Form, Values


def keep_form(desk: Desk, one: Due, say: Callable[[str], None]) -> Form[bool]:
    """Return the form that keeps a person's record until a day, with a reason."""

    async def save(values: Values) -> bool:
        await desk.change(
            lambda uow: keep_until(uow, one.person_id, values["until"], values["why"]), "keeping the record longer"
        )
        say(f"{one.name}: kept until {show_date(values['until'])}. u takes it back.")
        return True

    fields = (
        Field("said", one.ends.why, Kind.NOTE),
        Field("until", "Keep it until", Kind.DATE, needed="Enter a day, for example 6 August 2030.", what="a day"),
        Field("why", "Why is it kept?", hint="For example: an inquest is open", needed="Say why the record is kept."),
    )
    return Form(f"keep-longer:{one.person_id}", "Keep a record longer", fields, save, "Keep it")


def finish_form() -> Form[str]:
    """Return the form that asks for the passphrase of whoever finishes; it ends with what was typed."""

    async def save(values: Values) -> str:
        return str(values["passphrase"])

    said = "The store is written anew under another key, and then the program locks."
    fields = (
        Field("said", said, Kind.NOTE),
        Field("passphrase", "Your own passphrase", Kind.SECRET, needed="Enter your own passphrase."),
    )
    return Form("finish-erasures", "Finish erasures", fields, save, "Finish them")
