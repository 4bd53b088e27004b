"""Options of a field from the coded lists that a team may change."""

from linkworker.base.lists import coded
from linkworker.ui.forms.field import Option


def from_list(name: str, group: str = "") -> tuple[Option, ...]:
    """Return a coded list's rows as options, all or those of one group, in order; raises NotFound for no such list."""
    found = coded(name)
    rows = found.group(group) if group else found.rows
    return tuple(Option(row.code, row.label, row.note) for row in rows)


def matching(options: tuple[Option, ...], typed: str) -> tuple[Option, ...]:
    """Return the options whose label holds every word typed, those that begin with the text first."""
    words = typed.casefold().split()
    found = [option for option in options if all(word in option.label.casefold() for word in words)]
    return tuple(sorted(found, key=lambda option: not option.label.casefold().startswith(" ".join(words))))


def meant(options: tuple[Option, ...], typed: str) -> Option | None:
    """Return the option whose code or whole label was typed, whatever its case, or None."""
    words = " ".join(typed.casefold().split())
    return next((option for option in options if words in {option.code.casefold(), option.label.casefold()}), None)
