"""Forms begun and not saved: what each is called, and what opens it again."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Opener:
    """How a form is called, and what opens it again.

    A form about a person is opened from their screen: `tab` and the name of an action there (of the screen, or of
    what stands under the tab; "" where the tab is as near as one gets). One that is about nobody has a `place`, and an
    action of that place's first screen.
    """

    words: str
    action: str
    tab: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Begun:
    """One form that was begun: its name, whom it is about, what it is called, and when it was kept."""

    form: str
    who: str
    what: str
    kept: str
    person_id: str | None = None
    leaving: bool = False
    """Whether the person is moving to another worker, so that it can only be read and dropped."""


OPENERS: Mapping[str, Opener] = MappingProxyType(
    {
        "new-person": Opener("A new person", "new_person", place="people"),
        "import-caseload": Opener("Bringing in a list of people", "import_people", place="people"),
        "begin-plan": Opener("A new plan", "new", tab="plan"),
        "own-words": Opener("Their own words", "own_words", tab="plan"),
        "need": Opener("A new need", "need", tab="plan"),
        "goal": Opener("A new goal", "goal", tab="plan"),
        "agree": Opener("What they say of the plan", "agree", tab="plan"),
        "meeting": Opener("A meeting", "meeting", tab="plan"),
        "note": Opener("A note of a contact", "note", tab="notes"),
        "consent": Opener("An answer about consent", "consent(True)", tab="summary"),
        "hold": Opener("Keeping the record here", "consent", tab="summary"),
        "appointment": Opener("An appointment", "appointment", tab="notes"),
        "check-in": Opener("A check-in", "check_in", tab="check_ins"),
        "check-in-when": Opener("A check-in", "check_in", tab="check_ins"),
        "words": Opener("Their own words in the plan", "own_words", tab="plan"),
        "step": Opener("A step in the plan", "", tab="plan"),
        "request": Opener("A request for money", "new_request", tab="money"),
        "budget": Opener("A budget", "budget", tab="money"),
    }
)
"""By the first word of a form's name. The name goes on with a person's id: "note:<person>"."""

_EDIT = "edit-"


def split(form: str) -> tuple[str, str, str]:
    """Return the first word of a form's name, the person's id and what follows that, each "" for none."""
    name, _, rest = form.partition(":")
    person_id, _, more = rest.partition(":")
    return name, person_id, more


def opener(form: str) -> Opener | None:
    """Return what opens a form again, or None when its name does not tell.

    "edit-reach:<person>:new" is the part `reach` of what is written of a person, going on with a new one there.
    """
    name, _, more = split(form)
    if name.startswith(_EDIT):
        return Opener("A change to the record", f"edit('{name.removeprefix(_EDIT)}', '{more}')", tab="summary")
    return OPENERS.get(name)
