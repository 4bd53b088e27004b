"""The copies of everything held: where they are, how long they stay, and what to do with them."""

from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll

from linkworker.base.errors import LinkworkerError
from linkworker.ui.commands.table import bindings
from linkworker.ui.desk import Desk
from linkworker.ui.forms.field import NO, Field, Kind
from linkworker.ui.forms.form import Form, Values
from linkworker.ui.forms.form_screen import FormScreen
from linkworker.ui.screens.access.copies import MadeCopies, save_elsewhere
from linkworker.ui.screens.place import Place
from linkworker.ui.viewer import open_file
from linkworker.ui.widgets.details import Detail, Details, Part

_GOES = "They are taken away when you lock. On paper, or saved elsewhere, they stay."
_NEXT = "o opens the PDF, to read it or to print it on paper. s saves both elsewhere."
_NAMES = {".pdf": "To read", ".json": "For a program"}


class AccessMade(Place[None]):
    """Says where the copies are and that they go at lock; opens the PDF, or saves both elsewhere, when asked to."""

    PLACE = "access_made"
    GUIDE = "subject-access"
    HEADING = "The copies are made"
    AUTO_FOCUS = "VerticalScroll"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("access_made")]
    DEFAULT_CSS = """
    AccessMade > VerticalScroll { height: 1fr; padding: 1 1 0 1; }
    """

    def __init__(self, made: MadeCopies, *, about: str = "") -> None:
        super().__init__()
        self._made, self._about = made, about
        self._elsewhere: tuple[Path, ...] = ()

    def body(self) -> ComposeResult:
        """Yield what there is to know of the copies."""
        with VerticalScroll():
            yield Details()

    async def load(self) -> None:
        """Show it."""
        self.head(f"{self._about}: the copies are made" if self._about else self.HEADING)
        made = self._made
        details = [Detail(_NAMES[path.suffix], str(path), tone="strong") for path in made.paths]
        if made.note is not None:
            details.append(Detail("For the manager", f"{made.note} - never for the person", tone="warning"))
        details += [
            Detail("What they hold", f"{made.copies.said} {made.review.tally().words()}"),
            Detail("How long they stay", _GOES),
            Detail("What next", _NEXT),
        ]
        details += [Detail("Saved too as", str(path), tone="strong") for path in self._elsewhere]
        self.query_one(Details).show([Part("", tuple(details))])

    def action_open_it(self) -> None:
        """Open the PDF in the machine's own viewer."""
        try:
            open_file(self._made.paths[0])
        except LinkworkerError as error:
            self.trouble(str(error))
        else:
            self.say("Opened. Close it there before you lock, so that it can be taken away.")

    def action_save_elsewhere(self) -> None:
        """Ask where to, and save both there."""
        self.app.push_screen(FormScreen(save_form(self.desk, self._made), about=self._about), self._saved)

    def _saved(self, paths: tuple[Path, ...] | None) -> None:
        if paths:
            self._elsewhere = paths
            self.say("Saved. Those copies stay until somebody takes them away.")
            self.reload()


def save_form(desk: Desk, made: MadeCopies) -> Form[tuple[Path, ...]]:
    """Return the form that saves the copies in a folder of the worker's choice: a choice made knowingly."""
    from linkworker.printing.access_files import READABLE  # noqa: PLC0415 - printing loads slowly

    async def save(values: Values) -> tuple[Path, ...]:
        try:
            return await save_elsewhere(desk, made, values["folder"], replace=bool(values["replace"]))
        except LinkworkerError as error:
            error.field = "folder"  # type: ignore[attr-defined]  # forms look for it there
            raise

    fields = (
        Field("stays", READABLE, Kind.NOTE),
        Field("folder", "Where to?", Kind.FOLDER, hint="A folder, or a stick", needed="Enter a folder."),
        Field("replace", "Replace files of that name?", Kind.YES_NO, default=NO),
    )
    return Form("save-copies", "Save the copies elsewhere", fields, save, "Save them there")
