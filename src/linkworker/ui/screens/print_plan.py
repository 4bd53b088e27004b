"""Printing the person's own copy of their plan: which wording, how it looks, then where it is."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from linkworker.base.dates import show_date
from linkworker.base.errors import LinkworkerError
from linkworker.base.lists import coded
from linkworker.casework.plans import agreeing
from linkworker.casework.plans.agreeing import VersionView
from linkworker.casework.plans.plan_reading import current_plan, plan_view
from linkworker.printing.from_plan import Wishes
from linkworker.printing.language import other_languages
from linkworker.ui.desk import Desk
from linkworker.ui.forms.field import NO, Field, Kind, Option
from linkworker.ui.forms.form import Form, Values
from linkworker.ui.forms.form_screen import FormScreen
from linkworker.ui.screens.place import Place
from linkworker.ui.screens.printed import PrintedCopy
from linkworker.ui.screens.printing import MadeCopy, print_copy

_NOW, _AGREED = "now", "agreed"
_NO_PLAN = "There is no plan to print yet. Press 2, then n, to begin one."
_HOLDS = "It holds their words, goals and dates. Needs, risks and orders are never on it."


@dataclass(frozen=True, slots=True)
class ToPrint:
    """What can be printed: the newest version, and whether the plan was changed after it."""

    version: VersionView | None
    changed: bool


async def open_print(place: Place[Any], person_id: str, about: str = "") -> None:
    """Ask how the copy is to be, over a screen, make it, and show where it is; says what stands in the way."""
    try:
        found = await place.desk.read(lambda connection: to_print(connection, person_id))
    except LinkworkerError as error:
        place.trouble(str(error))
        return
    if found is None:
        place.say(_NO_PLAN)
        return

    def made(copy: MadeCopy | None) -> None:
        if copy is not None:
            place.say("The copy is made.")
            place.app.push_screen(PrintedCopy(copy, about))

    await place.app.push_screen(FormScreen(print_form(place.desk, person_id, found, place.say), about=about), made)


def to_print(connection: Connection, person_id: str) -> ToPrint | None:
    """Return what can be printed of a person's open plan, or None without one."""
    plan_id = current_plan(connection, person_id)
    if plan_id is None:
        return None
    frozen = agreeing.latest(connection, person_id, plan_id)
    changed = frozen is not None and agreeing.changed_since(frozen, plan_view(connection, person_id, plan_id))
    return ToPrint(frozen, changed)


def print_form(desk: Desk, person_id: str, found: ToPrint, say: Callable[[str], None]) -> Form[MadeCopy]:
    """Return the form; saving it makes the copy, and says so while it goes on."""

    async def save(values: Values) -> MadeCopy:
        version = found.version.number if found.version and values.get("which") == _AGREED else None
        say("Making the copy. It takes a moment.")
        return await print_copy(desk, person_id, _wishes(values), version=version)

    fields = (Field("holds", _HOLDS, Kind.NOTE), *_which(found), *_looks())
    return Form(f"print:{person_id}", "Print their own copy", fields, save, "Make the copy")


def _wishes(values: Values) -> Wishes:
    return Wishes(
        hide_staff=bool(values["hide_staff"]),
        scores=bool(values["scores"]),
        large=bool(values["large"]),
        second_language=values.get("second") or "",
    )


def _which(found: ToPrint) -> Iterator[Field]:
    """Yield the choice of wording, where there are two."""
    frozen = found.version
    if frozen is None:
        yield Field("which", "The plan is not agreed yet. The copy says that it is not finished.", Kind.NOTE)
        return
    answer = f"{coded('agreement').label(frozen.agreement).lower()}, {show_date(frozen.agreed_on)}"
    if not found.changed:
        yield Field("which", f"The plan stands as it was answered: {answer}.", Kind.NOTE)
    else:
        options = (
            Option(_NOW, "As it stands", "The copy says that it is not finished"),
            Option(_AGREED, f"Version {frozen.number}", answer),
        )
        yield Field(
            "which", "The plan was changed since it was agreed. Print which?", Kind.CHOICE, options=options,
            default=_NOW, needed="Choose one.",
        )  # fmt: skip


def _looks() -> Iterator[Field]:
    yield Field("large", "Extra large type?", Kind.YES_NO, hint="20 point instead of 16", default=NO)
    yield Field("hide_staff", "Hide the names of staff?", Kind.YES_NO, hint="What they do stands instead", default=NO)
    yield Field("scores", "Print the check-in scores?", Kind.YES_NO, hint="Only if the person asks", default=NO)
    languages = other_languages()
    if languages:
        options = tuple(Option(each.code, each.name) for each in languages)
        yield Field("second", "A second language under each heading", Kind.PICK, options=options, what="a language")
