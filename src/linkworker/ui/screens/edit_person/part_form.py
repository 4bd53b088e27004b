"""The form of one part of a person: saved, it changes what differs and says what does not fit together."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from linkworker.casework.people.as_kept import as_kept, workers_here
from linkworker.casework.people.asking_for import Asked
from linkworker.casework.people.people import change_person, live_person, worth_checking
from linkworker.journal.unit_of_work import UnitOfWork
from linkworker.ui.desk import Desk
from linkworker.ui.forms.form import Form, Values
from linkworker.ui.forms.form_screen import FormScreen
from linkworker.ui.screens.edit_person.parts import Part
from linkworker.ui.screens.edit_person.questions import Kept, asked_words

_UNSAID: Mapping[str, Any] = MappingProxyType(
    {
        "sex": "not-asked",
        "gender": "not-asked",
        "ethnicity": "not-asked",
        "interpreter": "not-asked",
        "release_known": "not-known",
        "risk_level": "not-assessed",
        "no_under_18s": False,
        "safeguarding": False,
    }
)
"""What an answer that was taken away means, where a field always has one."""


class PartForm(FormScreen[bool]):
    """Ends with whether anything was changed, or None if the worker went back."""


async def part_form(desk: Desk, person_id: str, part: Part, about: str) -> PartForm:
    """Return the form of a part with what is kept standing in it. Raises NotFound."""
    kept, workers = await desk.read(lambda connection: (as_kept(connection, person_id), workers_here(connection)))
    fields = part.questions(kept, desk, workers) if part.questions else ()
    screen: PartForm | None = None

    async def save(values: Values) -> bool:
        given = fields_of(values, kept)

        def change(uow: UnitOfWork) -> tuple[bool, tuple[str, ...]]:
            changed = change_person(uow, person_id, **given)
            return changed, worth_checking(live_person(uow, person_id), desk.today)

        changed, checks = await desk.change(change, f"the change of: {part.title.lower()}")
        if screen is not None:
            screen.say(_said(part, changed=changed, checks=checks, values=values))
        return changed

    screen = PartForm(Form(f"edit-{part.code}:{person_id}", part.title, fields, save), about=about)
    return screen


def fields_of(values: Values, kept: Kept) -> dict[str, Any]:
    """Return a form's values as fields of a person: lists for codes, and what an empty answer means.

    What a list held already keeps its order, and what they ask for stays as it was kept while its words do.
    """
    fields: dict[str, Any] = {}
    for name, value in values.items():
        if name == "asked_for":
            fields |= _asked(value, kept)
        elif isinstance(value, tuple):
            before = [code for code in kept[name] if code in value]
            fields[name] = [*before, *(code for code in value if code not in before)]
        else:
            fields[name] = _UNSAID.get(name) if value is None else value
    return fields


def _asked(asked: Asked | None, kept: Kept) -> dict[str, Any]:
    if (asked.words if asked else "") == asked_words(kept):
        return {}
    return {"asked_for": list(asked.kinds) if asked else [], "asked_for_words": asked.words if asked else None}


def _said(part: Part, *, changed: bool, checks: tuple[str, ...], values: Values) -> str:
    warned = [warning for value in values.values() if isinstance(value, Asked) for warning in value.warnings()]
    done = f"{part.title}: saved. u takes it back." if changed else "Nothing differed, so nothing was changed."
    return " ".join((done, *checks[:1], *warned[:1]))
