"""One question of a form: what it is called, how it is answered, and what is said when it is not."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeAlias


class Kind(StrEnum):
    """How a field is answered, and so what value it gives."""

    TEXT = "text"
    """One line of words: str, or None."""
    LONG = "long"
    """Several lines of words: str, or None."""
    DATE = "date"
    """A day near to today: date, or None."""
    BIRTH = "birth"
    """A day that is not after today, so that 6/8/31 is 1931: date, or None."""
    TIME = "time"
    """A time of day: time, or None."""
    MONEY = "money"
    """A sum: whole pence, or None."""
    NUMBER = "number"
    """A whole number, nought or more: int, or None."""
    CHOICE = "choice"
    """One of few, all of them in sight: the code, or None."""
    PICK = "pick"
    """One of many, found by typing: the code, or None."""
    CHOICES = "choices"
    """Any number of several: a tuple of codes."""
    YES_NO = "yes-no"
    """Yes or no: bool, or None while it is not answered."""
    SECRET = "secret"  # noqa: S105 - the name of a kind, not a secret
    """A passphrase or a number nobody may read: str exactly as typed, or None. Never kept in a draft."""
    FILE = "file"
    """The path of a file: Path, or None."""
    FOLDER = "folder"
    """The path of a folder: Path, or None."""
    NOTE = "note"
    """Plain words between questions: nothing is asked and no value is given."""


@dataclass(frozen=True, slots=True)
class Option:
    """One answer that a field offers: the code that is stored, and the words that are read."""

    code: str
    label: str
    hint: str = ""


Options: TypeAlias = Sequence[Option] | Callable[[], Sequence[Option]]
Typed: TypeAlias = Mapping[str, str]
"""What stands in each field of a form, by name of the field, exactly as it was typed."""

YES, NO = "yes", "no"
_YES_NO = (Option(YES, "Yes"), Option(NO, "No"))


@dataclass(frozen=True, slots=True)
class Field:
    """One question. `typed` text is what stands in it; the value is what `parsing.value_of` makes of that."""

    name: str
    label: str
    kind: Kind = Kind.TEXT
    hint: str = ""
    """One short sentence that helps to answer, shown beside the label."""
    needed: str = ""
    """The sentence said when it is left empty, for example "Enter a name."; "" where it may be left empty."""
    options: Options = ()
    """The answers of choice, pick and choices; a callable is asked when the form opens."""
    default: str = ""
    """What stands in it when the form opens, as it would be typed; codes for choices, a line each."""
    lines: int = 4
    """How many lines of a long text, or of a list to pick from, are in sight."""
    why: str = ""
    """Why a sensitive question is asked."""
    what: str = ""
    """The answer in the middle of a sentence, for example "a date of birth"; "" for the plain words of the kind."""
    parse: Callable[[Any], Any] | None = None
    """Turns the value of the kind into the field's own; raises a LinkworkerError with the sentence to show."""
    shown_if: Callable[[Typed], bool] | None = None
    """Whether the question is asked at all, from what is typed elsewhere in the form; None for always."""
    suggest: Sequence[str] = ()
    """Words that a line of text may be completed to with the right arrow."""

    def offered(self) -> tuple[Option, ...]:
        """Return the answers it offers, in order; yes and no for a yes-no field."""
        if self.kind is Kind.YES_NO:
            return _YES_NO
        return tuple(self.options() if callable(self.options) else self.options)

    def is_asked(self, typed: Typed) -> bool:
        """Say whether the question is asked, by what is typed in the form; a note asks nothing."""
        return self.kind is not Kind.NOTE and self.is_shown(typed)

    def is_shown(self, typed: Typed) -> bool:
        """Say whether the field is on the screen at all."""
        return self.shown_if is None or self.shown_if(typed)

    @property
    def may_be_kept(self) -> bool:
        """Whether its text may go into a draft: never a secret, and a note has none."""
        return self.kind not in {Kind.SECRET, Kind.NOTE}
