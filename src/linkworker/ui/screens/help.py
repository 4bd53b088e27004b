"""Help: what has the focus, what the keys do here, and what they do everywhere."""

from collections.abc import Iterator
from typing import Any, ClassVar, Self

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Grid, Vertical, VerticalScroll
from textual.screen import ModalScreen, Screen
from textual.widget import Widget
from textual.widgets import Input, TextArea

from linkworker.ui.commands.holding import Held, holding
from linkworker.ui.commands.table import PLACES
from linkworker.ui.forms.field_box import FieldBox
from linkworker.ui.screens.handbook import Handbook
from linkworker.ui.widgets.paged_list import PagedList
from linkworker.ui.widgets.words import Words

_A_LIST = "A list. Up and Down move, and Enter opens. Home and End go to the first and the last."
_AROUND = 6
"""Lines of frame, title, foot, and the blank ones between."""
_AIR = 6
"""Lines more in a roomy window: within the frame, and above and below it."""
_A_LINE = "A line to type in. Letters are typed here; Esc leads out of it."


class Help(ModalScreen[None]):
    """The keys of the screen beneath. Arrows scroll; Esc, or F1 again, closes it."""

    AUTO_FOCUS = "VerticalScroll"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f1,q", "close", "close", show=False),
        Binding("f9", "handbook", "handbook", show=False),
    ]
    DEFAULT_CSS = """
    Help { align: center middle; background: $background 60%; }
    Help > Vertical { width: 78; max-width: 100%; height: auto; background: $surface;
        border: $frame $line; padding: 0 1 0 2; }
    Help.-roomy > Vertical { padding: 1 2 1 3; }
    Help .title { height: 1; text-style: bold; color: $text-accent; }
    Help VerticalScroll { height: auto; margin: 1 0; }
    Help .place { text-style: bold; color: $text-accent; margin-top: 1; }
    Help .place.-first { margin-top: 0; }
    Help Grid { grid-size: 2; grid-columns: 8 1fr; grid-rows: auto; height: auto; padding: 0 1 0 0; }
    Help .key { text-style: bold; color: $text-accent; }
    Help .said { height: auto; padding-right: 1; }
    Help .foot { height: 1; color: $text-muted; }
    """

    def __init__(self, held: tuple[Held, ...], *, focus: tuple[str, str], beneath: Screen[Any]) -> None:
        """Show commands; `focus` is what has the focus and what is said of it."""
        super().__init__()
        self._held = held
        self._focus = focus
        self._beneath = beneath

    @classmethod
    def about(cls, screen: Screen[Any]) -> Self:
        """Return the help of a screen as it stands now."""
        return cls(holding(screen), focus=_focus_of(screen.focused), beneath=screen)

    def compose(self) -> ComposeResult:
        """Yield what has the focus, the keys place by place, and where to read more."""
        first = next((each.place for each in self._held), "everywhere")
        with Vertical():
            yield Words(f"Help: {PLACES[first]}", classes="title")
            with VerticalScroll():
                yield from self._parts()
            yield Words("F9 the handbook about this   Up and Down scroll   Esc close", classes="foot")

    def _parts(self) -> Iterator[Widget]:
        name, said = self._focus
        headed = False
        if said:
            yield Words(f"What has the focus: {name}" if name else "What has the focus", classes="place -first")
            yield Words(said, classes="said")
            headed = True
        for place in dict.fromkeys(each.place for each in self._held):
            yield Words(_heading(place), classes="place" if headed else "place -first")
            headed = True
            yield Grid(*self._rows(place))

    def _rows(self, place: str) -> Iterator[Words]:
        for each in self._held:
            if each.place == place:
                yield Words(each.command.shown_key, classes="key")
                yield Words(each.command.words, classes="said")

    def on_mount(self) -> None:
        """Breathe where there is room."""
        self._fit()

    def on_resize(self) -> None:
        """See again how much there is."""
        self._fit()

    def _fit(self) -> None:
        """Give the keys what the frame, the title and the foot leave, so that neither is pushed out."""
        height = self.app.size.height
        roomy = height >= 30  # noqa: PLR2004 - a console has 24 or 25 lines
        self.set_class(roomy, "-roomy")
        self.query_one(VerticalScroll).styles.max_height = max(1, height - _AROUND - (_AIR if roomy else 0))

    def action_close(self) -> None:
        """Close the help."""
        self.dismiss()

    def action_handbook(self) -> None:
        """Close the help, and open the handbook at the page about the screen beneath."""
        self.dismiss()
        self.app.push_screen(Handbook.about(self._beneath))


def _heading(place: str) -> str:
    return "Keys that work everywhere" if place == "everywhere" else f"Keys here: {PLACES[place]}"


def _focus_of(focused: Widget | None) -> tuple[str, str]:
    """Return what has the focus, by its label if it has one, and what is to be said of it."""
    nodes = [] if focused is None else [node for node in focused.ancestors_with_self if isinstance(node, Widget)]
    name = next((node.field.label for node in nodes if isinstance(node, FieldBox)), "")
    said = next((text for node in nodes if (text := getattr(node, "help_text", ""))), "")
    if not said and isinstance(focused, PagedList):
        said = _A_LIST
    elif not said and isinstance(focused, Input | TextArea):
        said = _A_LINE
    return name, said
