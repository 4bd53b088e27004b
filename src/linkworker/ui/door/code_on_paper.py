"""A new recovery code: shown to be written down, then hidden and asked for from the paper."""

from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message

from linkworker.base.errors import BadInput
from linkworker.ui.door.line import Line
from linkworker.ui.forms.inputs.messages import Changed, Done
from linkworker.ui.widgets.press import Press
from linkworker.ui.widgets.words import Words
from linkworker.vault.recovery_code import RecoveryCode


class CodeOnPaper(Vertical):
    """Posts `Proved` once the code was typed back, and `Wrong` with a sentence when something else was."""

    DEFAULT_CSS = """
    CodeOnPaper { height: auto; }
    CodeOnPaper > Vertical { height: auto; }
    CodeOnPaper .words { margin-bottom: 1; }
    CodeOnPaper .code { height: auto; width: auto; padding: 0 2; margin-bottom: 1; border: $frame $line;
        text-style: bold; color: $text-accent; }
    CodeOnPaper Horizontal { height: 1; }
    CodeOnPaper Press { margin-right: 2; }
    CodeOnPaper .hidden { display: none; }
    """

    class Proved(Message):
        """The code is on paper: it was typed back."""

    @dataclass
    class Wrong(Message):
        """Something else was typed."""

        sentence: str

    def __init__(self, code: RecoveryCode) -> None:
        super().__init__()
        self._code: RecoveryCode | None = code

    def compose(self) -> ComposeResult:
        """Yield the code to write down; hidden until then, the line to type it in."""
        with Vertical(id="shown"):
            yield Words("Write it on paper now. Keep the paper away from the laptop.", classes="words")
            yield Words(self._code.printed() if self._code else "", classes="code")
            yield Press("It is on paper", id="written")
        with Vertical(id="asked", classes="hidden"):
            yield Line("Type the code from your paper", hint="with or without the hyphens", id="typed-back")
            with Horizontal():
                yield Press("Go on", id="prove")
                yield Press("Show me the code again", id="again")

    @property
    def is_asking(self) -> bool:
        """Whether the code is hidden and asked for."""
        return not self.query_one("#asked").has_class("hidden")

    def begin(self) -> None:
        """Put the focus on the first thing to do."""
        self.query_one("#written", Press).focus()

    def show_again(self) -> None:
        """Show the code once more."""
        self._turn(asking=False)
        self.begin()

    @on(Changed)
    def _changed(self, event: Changed) -> None:
        event.stop()

    @on(Done)
    def _done(self, event: Done) -> None:
        event.stop()
        self._prove()

    @on(Press.Pressed)
    def _pressed(self, event: Press.Pressed) -> None:
        event.stop()
        match event.press.id:
            case "written":
                self._turn(asking=True)
                self._line.box.focus()
            case "again":
                self.show_again()
            case _:
                self._prove()

    def _turn(self, *, asking: bool) -> None:
        self.query_one("#shown").set_class(asking, "hidden")
        self.query_one("#asked").set_class(not asking, "hidden")
        self._line.take()

    def _prove(self) -> None:
        try:
            typed = RecoveryCode.read(self._line.typed)
        except BadInput as error:
            self.post_message(self.Wrong(str(error)))
            return
        if typed != self._code:
            self.post_message(self.Wrong("That is not the code that was shown. Look at your paper again."))
            return
        self._code = None
        self.query_one(".code", Words).show("")
        self._line.take()
        self.post_message(self.Proved())

    @property
    def _line(self) -> Line:
        return self.query_one("#typed-back", Line)
