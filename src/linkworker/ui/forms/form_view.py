"""A form on the screen: every field in one column, what is wrong at the top, and what to press at the end."""

from collections.abc import Iterable, Mapping

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.message import Message

from linkworker.ui.forms.field import Field
from linkworker.ui.forms.field_box import FieldBox
from linkworker.ui.forms.form import Problem
from linkworker.ui.forms.inputs.messages import Changed, Done
from linkworker.ui.forms.inputs.text_box import TextBox
from linkworker.ui.forms.summary import Summary
from linkworker.ui.widgets.press import Press


class FormView(VerticalScroll, can_focus=False):
    """Renders fields of any form. It holds what is typed and says so; reading and saving it is the screen's.

    It posts `Submitted` when the person wants to save, `Left` when they want to go back, and lets each input's
    `Changed` through; `Again` comes only where it was offered. Without a `submit_label` it draws nothing to press.
    """

    DEFAULT_CSS = """
    FormView { height: 1fr; padding: 1 0 0 1; }
    FormView.-low { padding: 0 0 0 1; }
    FormView > FieldBox { max-width: 76; }
    FormView > .presses { height: 1; padding-left: 2; }
    FormView > .presses Press { margin-right: 2; }
    """

    class Submitted(Message):
        """The person wants to save."""

    class Left(Message):
        """The person wants to go back."""

    class Again(Message):
        """The person wants to begin the form again, or to have what was cleared back."""

    def __init__(self, fields: Iterable[Field], *, submit_label: str = "Save", id: str | None = None) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id)
        self._submit_label = submit_label
        self._boxes = {field.name: FieldBox(field) for field in fields}

    def compose(self) -> ComposeResult:
        """Yield the summary, the fields and what to press."""
        yield Summary()
        yield from self._boxes.values()
        if self._submit_label:
            with Horizontal(classes="presses"):
                yield Press(self._submit_label, id="save")
                yield Press("Back", id="back")
                yield Press("Start again", id="again")

    def on_mount(self) -> None:
        """Show the fields that are asked."""
        self._show_asked()
        self.offer_again("")

    def on_resize(self) -> None:
        """Give up the blank line above where there are few."""
        self.set_class(self.app.size.height < 30, "-low")  # noqa: PLR2004 - a console has 24 or 25 lines

    # What is typed ---------------------------------------------------------------------------------------------------

    @property
    def typed(self) -> dict[str, str]:
        """What stands in each field, by name."""
        return {name: box.typed for name, box in self._boxes.items()}

    def fill(self, typed: Mapping[str, str]) -> None:
        """Put text in the fields named; the others stay as they are."""
        for name, text in typed.items():
            if name in self._boxes:
                self._boxes[name].typed = text
        self._show_asked()

    def suggest(self, name: str, text: str) -> None:
        """Put a text in a line that the program made, and that typing replaces."""
        made = self._boxes[name].input
        if isinstance(made, TextBox):
            made.suggest(text)

    @on(Changed)
    def _show_asked(self) -> None:
        typed = self.typed
        for box in self._boxes.values():
            box.display = box.field.is_shown(typed)

    # Going about -----------------------------------------------------------------------------------------------------

    def focus_field(self, name: str = "") -> None:
        """Put the focus in a field, or in the first that is asked."""
        asked = self._asked()
        found = next((box for box in asked if box.field.name == name), asked[0] if asked else None)
        if found:
            found.focus_input()

    def _asked(self) -> list[FieldBox]:
        return [box for box in self._boxes.values() if box.input and box.display]

    @on(Done)
    def _go_on(self, event: Done) -> None:
        """Go to the next question; after the last, save."""
        event.stop()
        asked = self._asked()
        here = next((number for number, box in enumerate(asked) if box.has_focus_within), len(asked) - 1)
        if here + 1 < len(asked):
            asked[here + 1].focus_input()
        else:
            self.post_message(self.Submitted())

    @on(Press.Pressed)
    def _pressed(self, event: Press.Pressed) -> None:
        event.stop()
        said = {"save": self.Submitted, "back": self.Left, "again": self.Again}[event.press.id or "save"]
        self.post_message(said())

    def offer_again(self, label: str) -> None:
        """Offer to begin again, or to undo that, by a third thing to press; "" for neither."""
        for press in self.query("#again").results(Press):
            press.label = label
            press.display = bool(label)
            press.refresh(layout=True)

    # What is wrong ---------------------------------------------------------------------------------------------------

    def show_problems(self, problems: Iterable[Problem]) -> None:
        """Say each problem at the top and under its field, and go to the top; none clears what was said."""
        found = tuple(problems)
        sentences = {problem.field: problem.sentence for problem in reversed(found)}
        for name, box in self._boxes.items():
            box.wrong(sentences.get(name, ""))
        self.query_one(Summary).show(found)
        if found:
            self.scroll_home(animate=False)

    @on(Summary.Jump)
    def _jump(self, event: Summary.Jump) -> None:
        event.stop()
        self.focus_field(event.field)
