"""Somebody here may be the person about to be added: who, why, and what the worker knows of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen

from linkworker.base.words import count
from linkworker.casework.people.look_alikes import LookAlike
from linkworker.ui.widgets.list_messages import Chosen
from linkworker.ui.widgets.paged_list import PagedList
from linkworker.ui.widgets.pages import FixedRows
from linkworker.ui.widgets.press import Press
from linkworker.ui.widgets.rows import Cell, Row
from linkworker.ui.widgets.words import Words

_LINES_EACH = 2
_MOST_LINES = 10


@dataclass(frozen=True, slots=True)
class Told:
    """What the worker said: it is the person of this id, or ("") somebody else."""

    person_id: str = ""


class LookAlikes(ModalScreen[Told | None]):
    """Ends with what the worker said, or None: they went back to what they typed.

    `choose` names what Enter does with one of them, `otherwise` what it is to be somebody else.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "back", show=False),
        Binding("right", "app.focus_next", show=False),
        Binding("left", "app.focus_previous", show=False),
    ]
    AUTO_FOCUS = "PagedList"
    DEFAULT_CSS = """
    LookAlikes { align: center middle; background: $background 60%; }
    LookAlikes > Vertical { width: 72; max-width: 98%; height: auto; padding: 1 2; background: $surface;
        border: $frame $line; }
    LookAlikes #question { text-style: bold; margin-bottom: 1; }
    LookAlikes PagedList { margin-bottom: 1; background: $surface; }
    LookAlikes #how { color: $text-muted; margin-bottom: 1; }
    LookAlikes Horizontal { height: 1; }
    LookAlikes Press { margin-right: 2; }
    """

    def __init__(
        self,
        name: str,
        alike: Sequence[LookAlike],
        *,
        choose: Literal["open", "same"] = "open",
        otherwise: str = "This is somebody else",
    ) -> None:
        super().__init__()
        self._who, self._alike, self._choose, self._otherwise = name, tuple(alike), choose, otherwise

    def compose(self) -> ComposeResult:
        """Yield the question, those it may be, and the other answers."""
        may_be = count(len(self._alike), "person here may be", "people here may be")
        does = "opens that person" if self._choose == "open" else "says that it is that person"
        with Vertical():
            yield Words(f"{may_be} {self._who}", id="question")
            listed = PagedList(lines=2)
            listed.styles.height = min(_MOST_LINES, _LINES_EACH * len(self._alike))
            yield listed
            yield Words(f"Enter {does}. Tab goes on to the other answers.", id="how")
            with Horizontal():
                yield Press(self._otherwise, id="else")
                yield Press("Go back", id="back")

    async def on_mount(self) -> None:
        """Show them."""
        rows = [Row(one.person_id, (Cell(one.told, "strong"),), detail=one.why) for one in self._alike]
        await self.query_one(PagedList).show(FixedRows(rows))

    @on(PagedList.Chosen)
    def _same(self, event: Chosen) -> None:
        event.stop()
        self.dismiss(Told(event.key))

    @on(Press.Pressed)
    def _pressed(self, event: Press.Pressed) -> None:
        event.stop()
        self.dismiss(Told() if event.press.id == "else" else None)

    def action_back(self) -> None:
        """Go back to what was typed."""
        self.dismiss(None)
