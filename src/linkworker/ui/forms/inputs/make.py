"""The input of a field, by its kind."""

from typing import TypeAlias

from textual.widget import Widget

from linkworker.ui.forms.field import Field, Kind
from linkworker.ui.forms.inputs.edged import Edged
from linkworker.ui.forms.inputs.long_box import LongBox
from linkworker.ui.forms.inputs.option_group import OptionGroup
from linkworker.ui.forms.inputs.path_box import PathBox
from linkworker.ui.forms.inputs.pick_box import PickBox
from linkworker.ui.forms.inputs.radio_lines import RadioLines
from linkworker.ui.forms.inputs.secret_box import SecretBox
from linkworker.ui.forms.inputs.text_box import TextBox
from linkworker.ui.forms.inputs.tick_lines import TickLines

AnyInput: TypeAlias = TextBox | LongBox | OptionGroup | PickBox | PathBox
"""Each has `typed`, the text that stands in it, and posts Changed when that is another, Done at Enter."""

_KEYS = {
    Kind.LONG: "Enter begins a new line. Tab goes on. Ctrl+Z takes back what was typed last.",
    Kind.DATE: "Write it as 6 August 2026, 6/8/26 or today.",
    Kind.BIRTH: "Write it as 6 August 1998 or 6/8/98.",
    Kind.TIME: "Write it as 5:30pm or 17:30.",
    Kind.MONEY: "Write it as 25 or 25.50.",
    Kind.NUMBER: "Write it in figures.",
    Kind.CHOICE: "Up and Down choose. A digit chooses at once. Backspace takes the answer away.",
    Kind.YES_NO: "Up and Down choose. Backspace takes the answer away.",
    Kind.CHOICES: "Up and Down move. Space ticks, and takes a tick away.",
    Kind.PICK: "Type part of a word. Up and Down go through the list. Enter takes one.",
    Kind.SECRET: "A star stands for each letter. It is not kept in a draft.",
    Kind.FILE: "Tab completes its name.",
    Kind.FOLDER: "Tab completes its name.",
}
_SHORT = {Kind.TIME, Kind.MONEY, Kind.NUMBER}
_MIDDLING = {Kind.DATE, Kind.BIRTH}


def help_of(field: Field) -> str:
    """Return what F1 says of a field: its hint, why it is asked, and its keys."""
    keys = _KEYS.get(field.kind, "")
    hint = "" if keys.startswith(field.hint) else field.hint.removesuffix(keys).rstrip()
    hint += "." if hint and hint[-1] not in ".?!" else ""  # a hint beside its label ends without one
    return " ".join(part for part in (hint, field.why, keys) if part)


def make_input(field: Field) -> AnyInput:
    """Return the input of a field with its default in it."""
    said = help_of(field)
    match field.kind:
        case Kind.LONG:
            return LongBox(field.default, help_text=said, lines=field.lines)
        case Kind.CHOICE | Kind.YES_NO | Kind.CHOICES:
            group = TickLines if field.kind is Kind.CHOICES else RadioLines
            return group(field.offered(), field.default, help_text=said)
        case Kind.PICK:
            return PickBox(field.offered(), field.default, help_text=said, lines=field.lines)
        case Kind.SECRET:
            return SecretBox(field.default, help_text=said)
        case Kind.FILE | Kind.FOLDER:
            return PathBox(field.default, help_text=said, folders=field.kind is Kind.FOLDER)
        case _:
            whole = field.kind in _SHORT | _MIDDLING
            return TextBox(field.default, help_text=said, suggest=field.suggest, whole=whole)


def framed(field: Field, made: AnyInput) -> Widget:
    """Return the input within its edges, as wide as its answers are; choices and lists have none of their own."""
    if not isinstance(made, TextBox | LongBox):
        return made
    edges = Edged(made)
    edges.set_class(field.kind in _SHORT, "-short")
    edges.set_class(field.kind in _MIDDLING, "-middling")
    return edges
