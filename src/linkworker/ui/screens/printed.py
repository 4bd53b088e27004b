"""A copy that was made: where it is, how long it stays, and what to do with it."""

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
from linkworker.ui.screens.place import Place
from linkworker.ui.screens.printing import MadeCopy, save_elsewhere
from linkworker.ui.viewer import open_file
from linkworker.ui.widgets.details import Detail, Details, Part

_STAYS = (
    "A copy there stays when you lock, and anybody who opens the folder can read it. Keep it only where the person "
    "agreed to, and take it away when it has served."
)
_GOES = "It is taken away when you lock. On paper, or saved elsewhere, it stays."


class PrintedCopy(Place[None]):
    """Says where the copy is and that it goes at lock; opens it, or saves it elsewhere, when asked to."""

    PLACE = "printed"
    HEADING = "The copy is made"
    AUTO_FOCUS = "VerticalScroll"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("printed")]
    DEFAULT_CSS = """
    PrintedCopy > VerticalScroll { height: 1fr; padding: 1 1 0 1; }
    """

    def __init__(self, made: MadeCopy, about: str = "") -> None:
        super().__init__()
        self._made, self._about = made, about
        self._elsewhere: Path | None = None

    def body(self) -> ComposeResult:
        """Yield what there is to know of the copy."""
        with VerticalScroll():
            yield Details()

    async def load(self) -> None:
        """Show it."""
        self.head(f"{self._about}: {self._made.called} is made" if self._about else self.HEADING)
        details = [
            Detail("Where it is", str(self._made.path), tone="strong"),
            Detail("What it is", self._made.said),
            Detail("How long it stays", _GOES),
            Detail("What next", "o opens it, to read it or to print it on paper. s saves it elsewhere."),
        ]
        if self._elsewhere is not None:
            details.append(Detail("Saved too as", str(self._elsewhere), tone="strong"))
        self.query_one(Details).show([Part("", tuple(details))])

    def action_open_it(self) -> None:
        """Open it in the machine's own viewer."""
        try:
            open_file(self._made.path)
        except LinkworkerError as error:
            self.trouble(str(error))
        else:
            self.say("Opened. Close it there before you lock, so that it can be taken away.")

    def action_save_elsewhere(self) -> None:
        """Ask where to, and save it there."""
        self.app.push_screen(FormScreen(save_form(self.desk, self._made), about=self._about), self._saved)

    def _saved(self, path: Path | None) -> None:
        if path is not None:
            self._elsewhere = path
            self.say("Saved. That copy stays until somebody takes it away.")
            self.reload()


def save_form(desk: Desk, made: MadeCopy) -> Form[Path]:
    """Return the form that saves a copy in a folder of the worker's choice: a choice made knowingly."""

    async def save(values: Values) -> Path:
        try:
            return await save_elsewhere(desk, made, values["path"], replace=bool(values["replace"]))
        except LinkworkerError as error:
            error.field = "path"  # type: ignore[attr-defined]  # forms look for it there
            raise

    fields = (
        Field("stays", _STAYS, Kind.NOTE),
        Field("path", "Where to?", Kind.FILE, hint="A folder, or a file's name", needed="Enter a folder or a file."),
        Field("replace", "Replace a file of that name?", Kind.YES_NO, default=NO),
    )
    return Form("save-copy", "Save a copy elsewhere", fields, save, "Save it there")
