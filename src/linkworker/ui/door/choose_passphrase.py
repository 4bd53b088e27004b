"""Choosing a passphrase: five words made for the worker and typed back once, or their own, typed twice."""

from collections.abc import Iterable
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message

from linkworker.base.errors import BadInput
from linkworker.ui.door.line import Line
from linkworker.ui.door.ways import Ways
from linkworker.ui.forms.field import Option
from linkworker.ui.forms.inputs.messages import Changed, Done
from linkworker.ui.forms.inputs.radio_lines import RadioLines
from linkworker.ui.widgets.key_line import KeyLine
from linkworker.ui.widgets.press import Press
from linkworker.ui.widgets.words import Words
from linkworker.vault.passphrase import check_passphrase, normalise, strength_in_words
from linkworker.vault.phrases import generate_phrase

_MADE, _OWN = "made", "own"


class ChoosePassphrase(Vertical):
    """Posts `Chosen` once a passphrase was typed as it must be, and `Wrong` with a sentence when it was not.

    `names` may not make the passphrase up.
    """

    DEFAULT_CSS = """
    ChoosePassphrase { height: auto; }
    ChoosePassphrase > RadioLines { margin-bottom: 1; }
    ChoosePassphrase > Vertical { height: auto; }
    ChoosePassphrase .phrase { height: auto; width: auto; max-width: 72; padding: 0 2; margin-bottom: 1;
        border: $frame $line; text-style: bold; color: $text-accent; }
    ChoosePassphrase .strength { margin-bottom: 1; color: $text-muted; }
    ChoosePassphrase .hidden { display: none; }
    """

    @dataclass
    class Chosen(Message):
        """A passphrase was chosen."""

        passphrase: str

    @dataclass
    class Wrong(Message):
        """What was typed cannot be the passphrase; "" once something else is typed."""

        sentence: str

    def __init__(self, names: Iterable[str] = ()) -> None:
        super().__init__()
        self.names = tuple(names)
        self.phrase = generate_phrase()
        self._was_wrong = False

    def compose(self) -> ComposeResult:
        """Yield the two ways, and what each asks."""
        yield Ways(
            (Option(_MADE, "Five words made for me"), Option(_OWN, "Words of my own")),
            _MADE,
            help_text="Five words drawn at random are the hardest to guess.",
        )
        with Vertical(id="made"):
            yield Words(self.phrase, classes="phrase")
            yield Line("Type the five words", hint="with spaces between", id="back")
        with Vertical(id="own", classes="hidden"):
            yield Line("Your passphrase", hint="at least 15 characters; six words are best", secret=True, id="first")
            yield Line("The same again", secret=True, id="again")
        yield Words(classes="strength")
        yield Press("Go on", id="go-on")

    @property
    def is_own(self) -> bool:
        """Whether the worker makes up their own."""
        return any(ways.typed == _OWN for ways in self.query(RadioLines))

    @property
    def useless(self) -> frozenset[str]:
        """The actions that do nothing now: made words are in sight already, and words of one's own are not made."""
        return frozenset({"other_words"} if self.is_own else {"letters"})

    def begin(self) -> None:
        """Put the focus on the first thing to do."""
        self.query_one(RadioLines).focus()

    @on(Ways.Letter)
    def _typed_early(self, event: Ways.Letter) -> None:
        event.stop()
        box = self._line("first" if self.is_own else "back").box
        box.typed += event.letter
        box.focus()

    def other_words(self) -> None:
        """Make five other words, and ask for those."""
        self.phrase = generate_phrase()
        self.query_one(".phrase", Words).show(self.phrase)
        self._line("back").take()

    def show_letters(self, *, in_sight: bool) -> None:
        """Show letters for stars, or stars for letters."""
        for line in self.query(Line):
            line.show_letters(in_sight=in_sight)

    def clear(self) -> None:
        """Leave nothing of it in the boxes."""
        for line in self.query(Line):
            line.take()

    @on(Changed)
    def _changed(self, event: Changed) -> None:
        event.stop()
        own = self.is_own
        self.query_one("#made").set_class(own, "hidden")
        self.query_one("#own").set_class(not own, "hidden")
        for line in self.screen.query(KeyLine):
            line.refresh()  # only words of one's own are stars
        typed = self._line("first").typed
        strength = f"How it looks to somebody who guesses: {strength_in_words(typed, self.names)}." if typed else ""
        self.query_one(".strength", Words).show(strength if own else "")
        here = next((line for line in self.query(Line) if line.has_focus_within), None)
        if self._was_wrong and (here is None or here.typed):  # a line that we cleared ourselves says nothing new
            self._was_wrong = False
            self.post_message(self.Wrong(""))

    @on(Done)
    def _done(self, event: Done) -> None:
        """Go on to what comes next: from the last line, to the end."""
        event.stop()
        lines = ["first", "again"] if self.is_own else ["back"]
        here = next((name for name in lines if self._line(name).has_focus_within), None)
        after = lines[lines.index(here) + 1 :] if here else lines
        if after:
            self._line(after[0]).box.focus()
        else:
            self._finish()

    @on(Press.Pressed)
    def _pressed(self, event: Press.Pressed) -> None:
        event.stop()
        self._finish()

    def _finish(self) -> None:
        if not self.is_own:
            typed = self._line("back").typed
            if normalise(" ".join(typed.split()).casefold()) != self.phrase:
                self._wrong("Those are not the five words. Look at each word again.", "back")
            else:
                self.clear()
                self.post_message(self.Chosen(self.phrase))
            return
        first, again = self._line("first").typed, self._line("again").typed
        try:
            check_passphrase(first, self.names)
        except BadInput as error:
            self._wrong(str(error), "first")
            return
        if normalise(first) != normalise(again):
            self._line("again").take()
            self._wrong("The two are not the same. Type the second one again.", "again")
            return
        self.clear()
        self.post_message(self.Chosen(first))

    def _wrong(self, sentence: str, where: str) -> None:
        self.post_message(self.Wrong(sentence))
        self._was_wrong = True
        self._line(where).box.focus()

    def _line(self, name: str) -> Line:
        return self.query_one(f"#{name}", Line)
