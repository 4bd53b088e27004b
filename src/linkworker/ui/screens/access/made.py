"""The copies of everything held: where they are, how long they stay, and what to do with them."""

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from textual.binding import BindingType

from linkworker.ui.commands.table import bindings
from linkworker.ui.forms.field import Field, Kind
from linkworker.ui.forms.form import Form
from linkworker.ui.screens.access.copies import MadeCopies, save_elsewhere
from linkworker.ui.screens.copy_made import CopyMade, Paths, where_to
from linkworker.ui.widgets.details import Detail

_GOES = "They are taken away when you lock. On paper, or saved elsewhere, they stay."
_NEXT = "o opens the PDF, to read it or to print it on paper. s saves both elsewhere."
_NAMES = {".pdf": "To read", ".json": "For a program"}
_WHERE = Field("folder", "Where to?", Kind.FOLDER, hint="A folder, or a stick", needed="Enter a folder.")


class AccessMade(CopyMade):
    """Says where the copies are and that they go at lock; opens the PDF, or saves both elsewhere, when asked to."""

    PLACE = "access_made"
    GUIDE = "subject-access"
    HEADING = "The copies are made"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("access_made")]
    SAVED = "Saved. Those copies stay until somebody takes them away."

    def __init__(self, made: MadeCopies, *, about: str = "") -> None:
        super().__init__(made.paths[0], about, "the copies are made")
        self._made = made

    def details(self) -> Iterator[Detail]:
        """Yield what there is to know of the copies."""
        made = self._made
        for path in made.paths:
            yield Detail(_NAMES[path.suffix], str(path), tone="strong")
        if made.note is not None:
            yield Detail("For the manager", f"{made.note} - never for the person", tone="warning")
        yield Detail("What they hold", f"{made.copies.said} {made.review.tally().words()}")
        yield Detail("How long they stay", _GOES)
        yield Detail("What next", _NEXT)

    def save_form(self) -> Form[Paths]:
        """Return the form that saves the copies in a folder of the worker's choice: a choice made knowingly."""
        from linkworker.printing.access_files import READABLE  # noqa: PLC0415 - printing loads slowly

        desk, made = self.desk, self._made

        async def save(folder: Path, replace: bool) -> Paths:
            return await save_elsewhere(desk, made, folder, replace=replace)

        fields, save_there = where_to(READABLE, _WHERE, "Replace files of that name?", save)
        return Form("save-copies", "Save the copies elsewhere", fields, save_there, "Save them there")
