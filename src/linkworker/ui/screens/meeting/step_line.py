"""The line of steps: which are done, which were left out, and where the meeting stands."""

from textual.content import Content
from textual.widget import Widget

from linkworker.ui.forms.inputs.looks import glyphs_of
from linkworker.ui.screens.meeting.steps import STEPS

_WIDE = 100


class StepLine(Widget):
    """One word for each step; a mark before it says done or left out, the pointer says here."""

    DEFAULT_CSS = """
    StepLine { height: 1; padding: 0 1 0 3; color: $text-muted; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._at = 0
        self._seen: frozenset[str] = frozenset()
        self._said: frozenset[str] = frozenset()

    def show(self, at: int, seen: frozenset[str], said: frozenset[str]) -> None:
        """Show where the meeting stands."""
        self._at, self._seen, self._said = at, seen, said
        self.refresh()

    def render(self) -> Content:
        """Draw it, wider where there is room."""
        between = "   " if self.app.size.width >= _WIDE else " "
        return Content(between).join(self._one(at) for at in range(len(STEPS)))

    def _one(self, at: int) -> Content:
        step, signs = STEPS[at], glyphs_of(self)
        if at == self._at:
            return Content.styled(f"{signs.pointer} {step.NAME}", "bold $text-accent")
        mark = f"{signs.tick} " if step.CODE in self._said else f"{signs.dash} " if step.CODE in self._seen else "  "
        return Content(f"{mark}{step.NAME}")
