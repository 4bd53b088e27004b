"""A copy that was made: where it is, how long it stays, and what to do with it."""

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from textual.binding import BindingType

from linkworker.ui.commands.table import bindings
from linkworker.ui.forms.field import Field, Kind
from linkworker.ui.forms.form import Form
from linkworker.ui.screens.copy_made import CopyMade, Paths, where_to
from linkworker.ui.screens.printing import MadeCopy, save_elsewhere
from linkworker.ui.widgets.details import Detail

_STAYS = (
    "A copy there stays when you lock, and anybody who opens the folder can read it. Keep it only where the person "
    "agreed to, and take it away when it has served."
)
_GOES = "It is taken away when you lock. On paper, or saved elsewhere, it stays."
_WHERE = Field("path", "Where to?", Kind.FILE, hint="A folder, or a file's name", needed="Enter a folder or a file.")


class PrintedCopy(CopyMade):
    """Says where the copy is and that it goes at lock; opens it, or saves it elsewhere, when asked to."""

    PLACE = "printed"
    HEADING = "The copy is made"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("printed")]
    SAVED = "Saved. That copy stays until somebody takes it away."

    def __init__(self, made: MadeCopy, about: str = "") -> None:
        super().__init__(made.path, about, f"{made.called} is made")
        self._made = made

    def details(self) -> Iterator[Detail]:
        """Yield what there is to know of the copy."""
        yield Detail("Where it is", str(self._made.path), tone="strong")
        yield Detail("What it is", self._made.said)
        yield Detail("How long it stays", _GOES)
        yield Detail("What next", "o opens it, to read it or to print it on paper. s saves it elsewhere.")

    def save_form(self) -> Form[Paths]:
        """Return the form that saves a copy in a folder of the worker's choice: a choice made knowingly."""
        desk, made = self.desk, self._made

        async def save(path: Path, replace: bool) -> Paths:
            return (await save_elsewhere(desk, made, path, replace=replace),)

        fields, save_there = where_to(_STAYS, _WHERE, "Replace a file of that name?", save)
        return Form("save-copy", "Save a copy elsewhere", fields, save_there, "Save it there")
