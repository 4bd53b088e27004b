"""The questionnaire as a widget: it fills the screen alone, shows no score, and is filled in with single keys."""

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from linkworker.ui.screens.check_in.check_in_answers import Answers, Filling
from linkworker.ui.screens.check_in.form_grid import grid_page
from linkworker.ui.screens.check_in.form_large import large_page
from linkworker.ui.screens.check_in.form_page import Page
from linkworker.ui.screens.check_in.form_scale import scale_page
from linkworker.ui.screens.check_in.form_words import no_answer_yet
from linkworker.ui.widgets.drawing import Line
from linkworker.ui.widgets.drawn import Drawn

_AUTO_ROWS = 24
_GRID = "grid"


class Questionnaire(Drawn, can_focus=True):
    """One form being filled in, by the person or from paper. Its keys act while it has the focus.

    Sends Changed after every key that changed something (keep a draft then), Finished at the end, and Left where
    somebody stops: in each, `answers` is the form as it stands.
    """

    class Changed(Message):
        """An answer was given, taken back or passed."""

        def __init__(self, answers: Answers) -> None:
            super().__init__()
            self.answers = answers

    class Finished(Message):
        """The form was gone through, and every item answered or left out."""

        def __init__(self, answers: Answers) -> None:
            super().__init__()
            self.answers = answers

    class Left(Message):
        """Somebody stopped before the end; what was answered is not lost."""

        def __init__(self, answers: Answers) -> None:
            super().__init__()
            self.answers = answers

    PREFIX: ClassVar[str] = "form"
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "form--prompt",
        "form--standing",
        "form--hint",
        "form--heading",
        "form--here",
        "form--here-faint",
        "form--number",
        "form--leader",
        "form--chosen",
        "form--chosen-here",
        "form--large",
        "form--notice",
        "form--key",
        "form--words",
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(digit), f"digit({digit})", "Answer", show=False) for digit in range(10)),
        Binding("enter", "next", "Next", show=False),
        Binding("down,tab", "move(1)", "Next", show=False),
        Binding("up,shift+tab,backspace", "move(-1)", "Back", show=False),
        Binding("right", "nudge(1)", "Next answer", show=False),
        Binding("left", "nudge(-1)", "Answer before", show=False),
        Binding("home", "go(0)", "First", show=False),
        Binding("end", "end", "Last", show=False),
        Binding("s", "skip", "Skip this one", show=False),
        Binding("x", "left_blank", "Left blank", show=False),
        Binding("l", "large", "One at a time", show=False),
        Binding("ctrl+s", "save", "Save", show=False),
        Binding("escape", "leave", "Stop", show=False),
    ]
    DEFAULT_CSS = """
    Questionnaire { width: 1fr; height: 1fr; background: $background; color: $text; }
    Questionnaire > .form--prompt { color: $text; }
    Questionnaire > .form--standing { color: $text-muted; }
    Questionnaire > .form--hint { color: $text-accent; text-style: bold; }
    Questionnaire > .form--heading { color: $text; text-style: bold; }
    Questionnaire > .form--here {
        background: $block-cursor-background; color: $block-cursor-foreground; text-style: bold;
    }
    Questionnaire > .form--here-faint { background: $block-cursor-background; color: $block-cursor-foreground; }
    Questionnaire > .form--number { color: $text-muted; }
    Questionnaire > .form--leader { color: $text-muted; }
    Questionnaire > .form--chosen { color: $text-accent; text-style: bold; }
    Questionnaire > .form--chosen-here { background: $accent; color: $on-accent; text-style: bold; }
    Questionnaire > .form--large { color: $text; text-style: bold; }
    Questionnaire > .form--notice { color: $text-muted; }
    Questionnaire > .form--key { color: $text-accent; text-style: bold; }
    Questionnaire > .form--words { color: $text-muted; }
    """

    def __init__(self, answers: Answers, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id)
        self.answers = answers
        self._hint = ""
        self._page = Page([], ())

    def lines(self, width: int, height: int) -> list[Line]:
        """Return the form in so many cells."""
        size = (width, height or _AUTO_ROWS)
        if self.answers.large:
            self._page = large_page(self.answers, size, self.glyphs, self._hint)
        else:
            lay_out = grid_page if self.answers.instrument.layout == _GRID else scale_page
            self._page = lay_out(self.answers, size, self.glyphs, self._hint)
        return self._page.lines

    # Keys ----------------------------------------------------------------------------------------------------------

    def action_digit(self, digit: int) -> None:
        """Answer the item at hand; a digit that is no answer says which are."""
        before = self.answers.to_draft()
        self.answers.type_digit(digit)
        same = self.answers.to_draft() == before and not self.answers.at_end
        held = self.answers.item
        repeated = held is not None and self.answers.answer_of(held.number) == digit
        self._changed(no_answer_yet(self.answers) if same and not repeated else "")

    def action_next(self) -> None:
        """Go on from an answered item; at the end, to what is open, or finish."""
        held = self.answers.item
        if held is None:
            self._finish()
        elif held.number in self.answers.open_items:
            self._changed(no_answer_yet(self.answers))
        else:
            self.action_move(1)

    def action_move(self, by: int) -> None:
        """Go one item on or back."""
        self.answers.move(by)
        self._changed()

    def action_go(self, place: int) -> None:
        """Go to an item."""
        self.answers.go_to(place)
        self._changed()

    def action_end(self) -> None:
        """Go past the last item."""
        self.action_go(self.answers.count)

    def action_nudge(self, by: int) -> None:
        """Choose the answer beside the chosen one."""
        self.answers.nudge(by)
        self._changed()

    def action_skip(self) -> None:
        """Leave the item at hand out: the person's own control, apart from the answers."""
        if self.answers.filling is Filling.PERSON:
            self._leave_out()

    def action_left_blank(self) -> None:
        """Say that the item at hand was left blank on the paper."""
        if self.answers.filling is Filling.PAPER:
            self._leave_out()

    def action_large(self) -> None:
        """Show one item at a time, or all together again; a paper form is entered all together."""
        if self.answers.filling is Filling.PERSON:
            self.answers.large = not self.answers.large
            self._changed()

    def action_save(self) -> None:
        """Finish from anywhere, when nothing is open."""
        self._finish()

    def action_leave(self) -> None:
        """Stop here."""
        self.post_message(self.Left(self.answers))

    def on_click(self, event: events.Click) -> None:
        """Answer with the mouse, or go to a statement."""
        at = event.get_content_offset(self)
        if at is None:
            return
        for spot in self._page.spots:
            if spot.line == at.y and spot.start <= at.x < spot.start + spot.length:
                self.answers.go_to(spot.place)
                if spot.value is not None:
                    self.answers.choose(spot.value)
                    self.answers.move(1 if self.answers.by_one_key else 0)
                self._changed()
                return

    # Steps ---------------------------------------------------------------------------------------------------------

    def _leave_out(self) -> None:
        self.answers.leave_out()
        self._changed()

    def _finish(self) -> None:
        if self.answers.open_items:
            self.answers.go_to_open()
            self._changed(no_answer_yet(self.answers))
        else:
            self.post_message(self.Finished(self.answers))

    def _changed(self, hint: str = "") -> None:
        self._hint = hint
        self.redraw()
        if not hint:
            self.post_message(self.Changed(self.answers))
