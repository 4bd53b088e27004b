"""A copy that was made, of one file or several: where it is, opening it, and saving it elsewhere."""

from abc import abstractmethod
from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path
from typing import ClassVar, TypeAlias

from textual.app import ComposeResult
from textual.containers import VerticalScroll

from linkworker.base.errors import LinkworkerError
from linkworker.ui.forms.field import NO, Field, Kind
from linkworker.ui.forms.form import Form, Values
from linkworker.ui.forms.form_screen import FormScreen
from linkworker.ui.screens.place import Place
from linkworker.ui.viewer import open_file
from linkworker.ui.widgets.details import Detail, Details, Part

Paths: TypeAlias = tuple[Path, ...]


class CopyMade(Place[None]):
    """Says where the copy is and that it goes at lock; opens it, or saves it elsewhere, when asked to."""

    AUTO_FOCUS = "VerticalScroll"
    DEFAULT_CSS = """
    CopyMade > VerticalScroll { height: 1fr; padding: 1 1 0 1; }
    """
    SAVED: ClassVar[str]
    """What is said once it is saved elsewhere."""

    def __init__(self, path: Path, about: str, made: str) -> None:
        """Take the file that is opened, whom it is about ("" for nobody), and what is said to be made."""
        super().__init__()
        self._path, self._about, self._is_made = path, about, made
        self._elsewhere: Paths = ()

    def body(self) -> ComposeResult:
        """Yield what there is to know of it."""
        with VerticalScroll():
            yield Details()

    @abstractmethod
    def details(self) -> Iterable[Detail]:
        """Yield what there is to know of it, but for where else it was saved."""

    @abstractmethod
    def save_form(self) -> Form[Paths]:
        """Return the form that saves it in a folder of the worker's choice."""

    async def load(self) -> None:
        """Show it."""
        self.head(f"{self._about}: {self._is_made}" if self._about else self.HEADING)
        saved = (Detail("Saved too as", str(path), tone="strong") for path in self._elsewhere)
        self.query_one(Details).show([Part("", (*self.details(), *saved))])

    def action_open_it(self) -> None:
        """Open it in the machine's own viewer."""
        try:
            open_file(self._path)
        except LinkworkerError as error:
            self.trouble(str(error))
        else:
            self.say("Opened. Close it there before you lock, so that it can be taken away.")

    def action_save_elsewhere(self) -> None:
        """Ask where to, and save it there."""
        self.app.push_screen(FormScreen(self.save_form(), about=self._about), self._saved)

    def _saved(self, paths: Paths | None) -> None:
        if paths:
            self._elsewhere = paths
            self.say(self.SAVED)
            self.reload()


def where_to(
    stays: str, where: Field, replace: str, save: Callable[[Path, bool], Awaitable[Paths]]
) -> tuple[tuple[Field, ...], Callable[[Values], Awaitable[Paths]]]:
    """Return the fields that ask where to save, knowing what `stays` there, and what saves there or says why not."""

    async def save_there(values: Values) -> Paths:
        try:
            return await save(values[where.name], bool(values["replace"]))
        except LinkworkerError as error:
            error.field = where.name  # type: ignore[attr-defined]  # forms look for it there
            raise

    fields = (Field("stays", stays, Kind.NOTE), where, Field("replace", replace, Kind.YES_NO, default=NO))
    return fields, save_there
