"""One referral: its states as a line one can read, what may happen next, and what went with it."""

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content

from linkworker.base.dates import show_date
from linkworker.base.lists import Row as ListRow
from linkworker.base.lists import coded
from linkworker.base.words import within
from linkworker.casework.people.person_page import identity
from linkworker.casework.people.person_page_view import Identity
from linkworker.casework.referrals.referral_now import next_states, path, where_now
from linkworker.casework.referrals.referral_reading import referral
from linkworker.casework.referrals.referral_view import ReferralView
from linkworker.ui.commands.table import bindings
from linkworker.ui.forms.form import Form
from linkworker.ui.forms.form_screen import FormScreen
from linkworker.ui.screens.in_error import InError
from linkworker.ui.screens.matching.asked import Asked, ask
from linkworker.ui.screens.matching.next_steps import NextSteps
from linkworker.ui.screens.place import Place
from linkworker.ui.screens.referral_form import correct_form, mentor_form, move_form
from linkworker.ui.theme.glyphs import glyphs
from linkworker.ui.widgets.details import Detail, Details, Part, said
from linkworker.ui.widgets.identity_bar import IdentityBar
from linkworker.ui.widgets.list_messages import Chosen
from linkworker.ui.widgets.pages import FixedRows
from linkworker.ui.widgets.rows import Row, heading
from linkworker.ui.widgets.words import Words

_ENDED = "Nothing more follows. To take it up again, find it by m on the person's page."


class ReferralScreen(Place[None]):
    """A referral. Enter, or a digit, chooses what happened next."""

    PLACE = "referral"
    GUIDE = "matching"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("referral"),
        *((str(digit), f"next({digit})", "") for digit in range(1, 10)),
    ]
    DEFAULT_CSS = """
    ReferralScreen > IdentityBar { margin-top: 1; }
    ReferralScreen.-low > IdentityBar { margin-top: 0; }
    ReferralScreen > VerticalScroll { height: 1fr; padding: 0 1; }
    ReferralScreen #what { margin-top: 1; text-style: bold; color: $text-accent; }
    ReferralScreen.-low #what { margin-top: 0; }
    ReferralScreen #path { height: auto; margin-bottom: 1; }
    ReferralScreen NextSteps { height: auto; margin-bottom: 1; }
    """

    def __init__(self, person_id: str, referral_id: str) -> None:
        super().__init__()
        self.person_id = person_id
        self.referral_id = referral_id
        self.view: ReferralView | None = None
        self._asked: Asked | None = None
        self._next: tuple[ListRow, ...] = ()

    def body(self) -> ComposeResult:
        """Yield who it is, the line of states, what may follow, and all that is written."""
        yield IdentityBar()
        with VerticalScroll(can_focus=False):
            yield Words(id="what")
            yield Words(id="path")
            yield NextSteps(empty=_ENDED)
            yield Details()

    async def load(self) -> None:
        """Read the referral, who it is of, and how it stands."""
        desk, places = self.desk, self.desk.settings.places()
        self.view = view = await desk.read(lambda c: referral(c, self.person_id, self.referral_id))
        who = await desk.read(lambda c: identity(c, self.person_id, desk.today, places))
        self._asked = asked = await ask(desk, self.person_id, view.activity_id)
        self._next = next_states(view)
        self.query_one(IdentityBar).show(who)
        self.query_one("#what", Words).show(f"{view.activity}{f' ({view.provider})' if view.provider else ''}")
        self.query_one("#path", Words).show(self._path(view, who))
        steps = self.query_one(NextSteps)
        rows = [Row(row.code, (f"{number} {row.label}", _asks(row))) for number, row in enumerate(self._next, 1)]
        await steps.show(FixedRows([heading("What happened next?"), *rows] if rows else []))
        self.query_one(Details).show(_parts(view, asked))
        if self.focused is None:
            steps.focus()

    def _path(self, view: ReferralView, who: Identity) -> Content:
        signs = glyphs(self.linkworker.console_look)
        apart = f" {signs.pointer} "
        here = where_now(view, who.called, self.desk.today)
        walked = apart.join(path(view, self.desk.today))
        walked = walked[:1].upper() + walked[1:]
        return Content.assemble(walked, apart, ("you are here: ", "$text-muted"), (here, "bold"))

    # What happens next ---------------------------------------------------------------------------------------------

    @on(Chosen)
    def _chosen(self, event: Chosen) -> None:
        self._move(coded("referral-state")[event.key])

    def action_choose(self) -> None:
        """Write down the step that the pointer is at."""
        self.query_one(NextSteps).action_choose()

    def action_next(self, number: int) -> None:
        """Choose what happened next by its number."""
        if number <= len(self._next):
            self._move(self._next[number - 1])

    @work(exclusive=True, group="form")
    async def _move(self, row: ListRow) -> None:
        view, asked = self.view, self._asked
        if view is not None and asked is not None:
            before = coded("referral-state")[view.state]
            if await self._asked_in(move_form(self.desk, view, row, asked, before), asked):
                self.say(f"Saved: {row.label.lower()}. u takes it back.")

    @work(exclusive=True, group="form")
    async def action_correct(self) -> None:
        """Correct the latest step."""
        view, asked = self.view, self._asked
        if view is not None and asked is not None and view.states:
            step = view.states[-1]
            if await self._asked_in(correct_form(self.desk, view, step, asked.who), asked):
                self.say(f"Corrected: {step.label.lower()}. The history keeps both.")

    @work(exclusive=True, group="form")
    async def action_mentor(self) -> None:
        """Keep the mentor whom the person chose."""
        view, asked = self.view, self._asked
        if view is None or asked is None:
            return
        if not asked.mentors:
            self.trouble("No mentor has room just now. Press F4, then 4, to see them.")
        elif await self._asked_in(mentor_form(self.desk, view, asked), asked):
            self.say("The mentor is written down. u takes it back.")

    async def _asked_in(self, form: Form[bool], asked: Asked) -> bool | None:
        return await self.app.push_screen_wait(FormScreen(form, about=asked.name))

    # Beside it -----------------------------------------------------------------------------------------------------

    def action_activity(self) -> None:
        """Open the activity."""
        from linkworker.ui.screens.activity import ActivityScreen  # noqa: PLC0415 - not before it is asked for

        if self.view is not None:
            self.app.push_screen(ActivityScreen(self.view.activity_id))

    @work(exclusive=True, group="form")
    async def action_in_error(self) -> None:
        """Mark the referral as entered in error, and leave it."""
        view, asked = self.view, self._asked
        if view is None or asked is None:
            return
        words = f"the referral to {view.activity}"
        if await self.app.push_screen_wait(InError("referral", self.person_id, view.id, words, about=asked.name)):
            self.dismiss()


def _asks(row: ListRow) -> str:
    """Return what a state will ask for, in few words."""
    parts = ["say why"] if row.is_set("reason") else []
    parts += ["a day to look again"] if row.is_set("revisit") else []
    return ", ".join(parts)


def _parts(view: ReferralView, asked: Asked) -> list[Part]:
    held = asked.standing(view.form)
    consent = held.consent or " ".join(asked.consent)
    return [
        Part(
            "About it",
            said(
                ("How", view.form_label),
                ("For the goal", within(view.goal) if view.goal else ""),
                ("Mentor", view.mentor),
                ("When and where", asked.facts),
                ("Look again", show_date(view.revisit_on) if view.revisit_on else ""),
                ("Taken up again", "It was ended before, and this is a new one." if view.again_of else ""),
                ("Going ahead", view.override_words()),
            ),
        ),
        Part("What goes with it", said(("Consent", consent), ("Support needed", _support(asked)))),
        Part("Every step", tuple(_step(view, place) for place in range(len(view.states)))),
    ]


def _support(asked: Asked) -> str:
    return " ".join(asked.support) if asked.support else "Nothing is written down that the provider has to do."


def _step(view: ReferralView, place: int) -> Detail:
    step = view.states[place]
    why = f" ({step.why()})" if step.reasons else ""
    words = f' "{within(step.words)}"' if step.words else ""
    by = f", {step.worker}" if step.worker else ""
    return Detail(show_date(step.on), f"{step.label}{why}{words}{by}")
