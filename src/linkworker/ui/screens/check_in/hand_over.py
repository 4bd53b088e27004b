"""The laptop in the person's hands: a page that says so, the form, and the page that asks for the number."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message

from linkworker.base.errors import LinkworkerError
from linkworker.base.words import count
from linkworker.ui.forms.inputs.edged import Edged
from linkworker.ui.forms.inputs.messages import Changed, Done
from linkworker.ui.forms.inputs.secret_box import SecretBox
from linkworker.ui.screens.check_in.check_in_answers import Answers
from linkworker.ui.screens.check_in.form_draft import FormDraft
from linkworker.ui.screens.check_in.form_holder import FormHolder
from linkworker.ui.screens.check_in.hand_over_form import Questionnaire
from linkworker.ui.screens.check_in.number_lock import DIGITS, NumberLock, Outcome
from linkworker.ui.widgets.words import Words

_CSS = """
{0} {{ align: center middle; height: 1fr; width: 1fr; }}
{0} > Vertical {{ width: 60; max-width: 95%; height: auto; }}
{0} .title {{ text-style: bold; margin-bottom: 1; }}
{0} .quiet {{ color: $text-muted; margin-top: 1; }}
"""


class Cover(Vertical, can_focus=True):
    """The first page: the laptop changes hands. Enter begins."""

    class Begin(Message):
        """The person wants to begin."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,space", "begin", "Begin", show=False)]
    DEFAULT_CSS = _CSS.format("Cover")

    def __init__(self, about: str, what: str) -> None:
        super().__init__()
        self._about, self._what = about, what

    def compose(self) -> ComposeResult:
        """Yield what to do now, for the one and for the other."""
        with Vertical():
            yield Words("Hand over the laptop now.", classes="title")
            yield Words(f"{self._about}: there are {self._what}." if self._about else f"There are {self._what}.")
            yield Words("No answer is wrong. You can go back, leave any out, or stop.")
            yield Words("\nPress Enter to begin.", classes="title")

    def action_begin(self) -> None:
        """Begin."""
        self.post_message(self.Begin())


class GiveBack(Vertical):
    """The last page: thanks, and the number that only the worker knows."""

    DEFAULT_CSS = (
        _CSS.format("GiveBack")
        + """
    GiveBack .number { height: 1; margin: 1 0; }
    GiveBack .number > .label { width: 10; }
    GiveBack .number > Edged { width: 9; }
    GiveBack .wrong { color: $text-error; text-style: bold; height: 1; }
    """
    )

    def __init__(self) -> None:
        super().__init__()
        self.number = SecretBox(help_text="The number that was set when the laptop was handed over.")
        self.number.max_length = DIGITS

    def compose(self) -> ComposeResult:
        """Yield the thanks and the number."""
        with Vertical():
            yield Words("Thank you. Give the laptop back.", classes="title")
            yield Words("The answers are kept. The worker types their number now, then Enter.")
            with Horizontal(classes="number"):
                yield Words("Number", classes="label")
                with Edged():
                    yield self.number
            yield Words(classes="wrong")
            yield Words("Esc goes back to the questions.", classes="quiet")

    def wrong(self, words: str) -> None:
        """Say what is wrong with the number; "" for nothing."""
        self.query_one(".wrong", Words).show(words)


class HandedOver(FormHolder[Answers]):
    """Ends with the answers once the right number is typed. Until then nothing else of the program can be reached.

    `handed_over` is what the program asks before it lets a command of its own through: only the lock passes.
    """

    handed_over: ClassVar[bool] = True
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "turn", show=False)]

    def __init__(self, draft: FormDraft, lock: NumberLock) -> None:
        super().__init__(draft)
        self._lock = lock
        scale = draft.chosen.instrument
        self._first_page = Cover(draft.chosen.about, count(len(scale.items), scale.item_noun, scale.item_nouns))
        self._give_back = GiveBack()
        self._has_begun = draft.answers.begun

    @property
    def places(self) -> tuple[str, ...]:
        """No commands can be looked up while the person has the laptop."""
        return ()

    def body(self) -> ComposeResult:
        """Yield the three pages, of which one is in sight."""
        yield self._first_page
        yield self.form
        yield self._give_back

    def begin(self) -> None:
        """Begin with the page that says who is to have the laptop now."""
        self._turn_to(self._first_page)

    def _turn_to(self, page: Cover | Questionnaire | GiveBack) -> None:
        for each in (self._first_page, self.form, self._give_back):
            each.display = each is page
        self._give_back.number.typed = ""
        self._give_back.wrong("")
        (page.number if isinstance(page, GiveBack) else page).focus()

    @on(Cover.Begin)
    def _begin(self) -> None:
        self._has_begun = True
        self._turn_to(self.form)

    @on(Questionnaire.Finished)
    @on(Questionnaire.Left)
    def _ended(self) -> None:
        self._answered()
        self._turn_to(self._give_back)

    def action_turn(self) -> None:
        """Esc: from the first page to the number, and from the number back to where the person was."""
        if self._give_back.display:
            self._turn_to(self.form if self._has_begun else self._first_page)
        else:
            self._turn_to(self._give_back)

    @on(Changed)
    def _typed(self) -> None:
        if self._give_back.number.typed:
            self._give_back.wrong("")

    @on(Done)
    def _try(self) -> None:
        """Try the number; the third wrong one locks, with the answers kept."""
        try:
            outcome = self._lock.check(self._give_back.number.typed)
        except LinkworkerError as error:
            self._give_back.wrong(str(error))
            return
        match outcome:
            case Outcome.OPENED:
                self.dismiss(self.draft.answers)
            case Outcome.WRONG:
                self._give_back.number.typed = ""
                left = count(self._lock.left, "try", "tries")
                self._give_back.wrong(f"That is not the number. {left} left, then it locks.")
            case Outcome.LOCKED:
                self.linkworker.action_lock()
