"""A form as a thing said once: its fields, and what is done with the answers. No screen is known here."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Generic, TypeAlias, TypeVar

from linkworker.base.errors import LinkworkerError
from linkworker.ui.forms.field import Field, Typed
from linkworker.ui.forms.parsing import value_of

T = TypeVar("T")
Values: TypeAlias = Mapping[str, Any]
"""The value of each field that is a question, by name; None (or ()) for one that is empty or not asked."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What stands in the way of saving: the field's name ("" for the whole form), and the sentence shown."""

    field: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a form's text came to: the values, or the problems in the order of the fields."""

    values: Values = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Form(Generic[T]):
    """The questions of one form and the saving of its answers.

    `name` is the key of its draft, with the person where there is one: f"note:{person_id}".
    `save` is awaited with the values once all can be read; what it returns is the result of the screen. A
    LinkworkerError that it raises is shown at the field named by the error's `field` attribute, if it has one.
    `check` looks across fields after each was read alone, and gives the problems it finds.
    """

    name: str
    title: str
    fields: tuple[Field, ...]
    save: Callable[[Values], Awaitable[T]]
    submit_label: str = "Save"
    check: Callable[[Values], Iterable[Problem]] | None = None

    def initial(self) -> dict[str, str]:
        """Return what stands in each field when the form opens and there is no draft."""
        return {each.name: each.default for each in self.fields}

    def parse(self, typed: Typed, today: date) -> Parsed:
        """Read every field that is asked; the check across fields is made only when each could be read."""
        values: dict[str, Any] = {}
        problems = []
        for each in self.fields:
            text = typed.get(each.name, "") if each.is_asked(typed) else None
            try:
                values[each.name] = value_of(each, text, today) if text is not None else None
            except LinkworkerError as error:
                problems.append(Problem(each.name, str(error)))
        if not problems and self.check is not None:
            problems = list(self.check(values))
        return Parsed({}, tuple(problems)) if problems else Parsed(values)

    def problem_of(self, error: LinkworkerError) -> Problem:
        """Return a failed save as a problem: at the field that the error names, else of the whole form."""
        named = getattr(error, "field", "")
        return Problem(named if any(each.name == named for each in self.fields) else "", str(error))

    def to_keep(self, typed: Typed) -> dict[str, str]:
        """Return what a draft keeps of what is typed: all but secrets, or {} when nothing differs from the start."""
        start = self.initial()
        kept = {each.name: typed.get(each.name, "") for each in self.fields if each.may_be_kept}
        return kept if any(text != start[name] for name, text in kept.items()) else {}

    def from_draft(self, kept: Typed) -> dict[str, str]:
        """Return what stands in each field when a draft is taken up: fields the draft does not know start as new."""
        known = {each.name for each in self.fields if each.may_be_kept}
        return self.initial() | {name: text for name, text in kept.items() if name in known}
