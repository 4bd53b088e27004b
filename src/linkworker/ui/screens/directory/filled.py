"""Fields of a form in which stands what is kept of a record already."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from linkworker.base.dates import show_date
from linkworker.base.money import show_money
from linkworker.ui.forms.field import Field, Kind, Options
from linkworker.ui.forms.options import from_list
from linkworker.ui.screens.directory.reading import codes_of, labels_of, names_in

_COMMAS = "With commas between"


@dataclass(frozen=True, slots=True)
class Filled:
    """Makes the fields of one form; `held` is what is kept, by name of the field, empty for a new record."""

    held: Mapping[str, Any]

    def line(self, name: str, label: str, hint: str = "", needed: str = "") -> Field:
        """Return a question for a line of words."""
        return Field(name, label, hint=hint, needed=needed, default=self._text(name))

    def words(self, name: str, label: str, hint: str = "") -> Field:
        """Return a question for some lines of words."""
        return Field(name, label, Kind.LONG, lines=2, hint=hint, default=self._text(name))

    def number(self, name: str, label: str) -> Field:
        """Return a question for a whole number."""
        return Field(name, label, Kind.NUMBER, default=self._text(name))

    def money(self, name: str, label: str, hint: str = "") -> Field:
        """Return a question for a sum."""
        value = self.held.get(name)
        return Field(name, label, Kind.MONEY, hint=hint, default="" if value is None else show_money(value))

    def day(self, name: str, label: str, what: str) -> Field:
        """Return a question for a date; `what` names it in the middle of a sentence."""
        value = self.held.get(name)
        typed = show_date(value) if isinstance(value, date) else ""
        return Field(name, label, Kind.DATE, what=what, default=typed)

    def yes_no(self, name: str, label: str, needed: str = "") -> Field:
        """Return a question for yes, no, or nothing while nobody knows."""
        value = self.held.get(name)
        typed = "" if value is None else "yes" if value else "no"
        return Field(name, label, Kind.YES_NO, needed=needed, default=typed)

    def choice(self, name: str, label: str, options: Options, needed: str = "") -> Field:
        """Return a question with few answers."""
        return Field(name, label, Kind.CHOICE, options=options, needed=needed, default=self._text(name))

    def pick(self, name: str, label: str, options: Options, what: str) -> Field:
        """Return a question with many answers."""
        return Field(name, label, Kind.PICK, options=options, what=what, default=self._text(name))

    def ticks(self, name: str, label: str, list_name: str) -> Field:
        """Return a question in which several of a coded list are ticked."""
        typed = "\n".join(self.held.get(name) or ())
        return Field(name, label, Kind.CHOICES, options=from_list(list_name), default=typed)

    def codes(self, name: str, label: str, list_name: str, hint: str = "") -> Field:
        """Return a question in which several of a long coded list are typed."""
        typed = labels_of(list_name, self.held.get(name))
        return Field(name, label, hint=hint or _COMMAS, parse=codes_of(list_name), default=typed)

    def names(self, name: str, label: str, hint: str = "") -> Field:
        """Return a question for names with commas between."""
        typed = ", ".join(self.held.get(name) or ())
        return Field(name, label, hint=hint or _COMMAS, parse=names_in, default=typed)

    def _text(self, name: str) -> str:
        value = self.held.get(name)
        return "" if value is None else str(value)
