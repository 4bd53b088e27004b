"""The box at the top of a form that could not be saved: each problem, and the way to its field."""

from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widget import Widget

from linkworker.ui.forms.form import Problem
from linkworker.ui.forms.inputs.looks import glyphs_of

_HEADING = "There is a problem"
_ABOVE = 3  # the frame, the heading and a blank line


class Summary(Widget, can_focus=True):
    """Up and Down go through the problems, Enter goes to the field of one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("up", "move(-1)", "Up"),
        ("down", "move(1)", "Down"),
        ("enter", "jump", "Go to the question"),
    ]
    DEFAULT_CSS = """
    Summary { height: auto; display: none; border: $frame $error; padding: 0 1; margin: 0 0 1 2; max-width: 74; }
    Summary.-shown { display: block; }
    Summary:focus { border: $frame-focus $error; }
    """
    help_text = "What stands in the way of saving. Enter goes to the question."

    class Jump(Message):
        """The person wants to go to a field."""

        def __init__(self, field: str) -> None:
            super().__init__()
            self.field = field

    def __init__(self) -> None:
        super().__init__()
        self._problems: tuple[Problem, ...] = ()
        self._here = 0

    def show(self, problems: tuple[Problem, ...]) -> None:
        """Show the problems, and take the focus; nothing is shown for none."""
        self._problems, self._here = problems, 0
        self.set_class(bool(problems), "-shown")
        self.refresh(layout=True)
        if problems:
            self.focus()

    def render(self) -> Content:
        """Draw the heading and a line for each problem."""
        lines = [Content.styled(_HEADING, "bold $text-error"), Content()]
        for number, problem in enumerate(self._problems):
            here = self.has_focus and number == self._here
            lead = f"{glyphs_of(self).pointer if here else ' '} "
            lines.append(Content.styled(f"{lead}{problem.sentence}", "bold $text-accent" if here else ""))
        return Content("\n").join(lines)

    def action_move(self, by: int) -> None:
        """Go to the problem before or after."""
        self._here = min(max(self._here + by, 0), max(len(self._problems) - 1, 0))
        self.refresh()

    def action_jump(self) -> None:
        """Ask to go to the field of the problem pointed at; to the first field for one of the whole form."""
        if self._problems:
            self.post_message(self.Jump(self._problems[self._here].field))

    def on_click(self, event: Click) -> None:
        """Go to the problem that was clicked."""
        number = event.y - _ABOVE
        if 0 <= number < len(self._problems):
            self._here = number
            self.action_jump()
