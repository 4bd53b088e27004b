"""Before a check-in: which questionnaire, when, and by whose hands."""

from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import Connection
from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical

from linkworker.casework.check_ins.checking_in import Gate
from linkworker.casework.check_ins.offering import Offered, offered, usual_moment
from linkworker.ui.commands.table import bindings
from linkworker.ui.forms.inputs.looks import glyphs_of
from linkworker.ui.screens.check_in.begin_parts import (
    COLUMNS,
    KEEP,
    Questions,
    bear_in_mind,
    questions_words,
    way_rows,
    when_words,
)
from linkworker.ui.screens.check_in.check_in_answers import Answers
from linkworker.ui.screens.check_in.form_draft import Begun, begun_of, draft_name
from linkworker.ui.screens.check_in.form_holder import WorkerForm
from linkworker.ui.screens.check_in.taking import Taking
from linkworker.ui.screens.check_in.ways import Chosen, Way
from linkworker.ui.screens.check_in.when_form import When, WhenForm
from linkworker.ui.screens.place import Place
from linkworker.ui.widgets.list_messages import Chosen as RowChosen
from linkworker.ui.widgets.paged_list import PagedList
from linkworker.ui.widgets.pages import FixedRows
from linkworker.ui.widgets.words import Words
from linkworker.vault.drafts import draft
from linkworker.wellbeing.packs import instruments


@dataclass(frozen=True, slots=True)
class Standing:
    """What there is to choose from on a day: the questionnaires, what was begun of each, and the usual moment."""

    offers: tuple[Offered, ...]
    begun: dict[str, Begun]
    moment: str


class BeginCheckIn(Place[str]):
    """Ends with the id of the check-in that was kept, or None where the worker went back."""

    PLACE = "check_in_begin"
    GUIDE = "check-ins"
    PLACES_SHOWN = False
    HEADING = "Check-in"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("check_in_begin")]
    DEFAULT_CSS = """
    BeginCheckIn > Horizontal { height: auto; padding: 0 1 0 3; margin-top: 1; }
    BeginCheckIn > Horizontal > .label { width: 15; color: $text-accent; }
    BeginCheckIn > Horizontal > Vertical { height: auto; }
    BeginCheckIn > PagedList { height: 4; margin: 0 1; max-width: 84; }
    BeginCheckIn > .how { color: $text-accent; padding-left: 3; margin-top: 1; }
    BeginCheckIn > .mind { padding: 0 1 0 3; margin-top: 1; max-width: 100; }
    """

    def __init__(self, person_id: str, *, about: str = "") -> None:
        super().__init__()
        self.person_id = person_id
        self._about = about
        self._number = 0
        self._when: When | None = None
        self._standing: Standing | None = None
        self._put_by = False
        self._waiting: Way | None = None
        self._typed_ahead: list[int] = []
        self._ways = PagedList(COLUMNS)

    def body(self) -> ComposeResult:
        """Yield the questionnaires, the day, the ways, and what to bear in mind."""
        with Horizontal():
            yield Words("Questionnaire", classes="label")
            with Vertical():
                for number, _ in enumerate(instruments(), 1):
                    yield Questions(number)
        with Horizontal():
            yield Words("When", classes="label")
            yield Words(classes="when")
        yield Words("How", classes="how")
        yield self._ways
        yield Words(classes="mind")

    def on_mount(self) -> None:
        """Let the keys act on the ways."""
        self._ways.focus()

    # Reading -------------------------------------------------------------------------------------------------------

    @property
    def gate(self) -> Gate:
        """Return what the organisation may use; the demonstration shows all of it."""
        is_demonstration = self.linkworker.front.demonstration is not None
        return Gate(self.desk.settings.wemwbs_licence.value, is_demonstration)

    @property
    def guide_at(self) -> tuple[str, str] | None:
        """Return where the handbook says how a licence is got, while the questionnaire pointed at lacks one."""
        offers = self._standing.offers if self._standing else ()
        lacks = any(not each.licensed for each in offers[self._number : self._number + 1])
        return ("settings", "The WEMWBS licence") if lacks else None

    async def load(self) -> None:
        """Read what may be used and what was begun; then go on with the way that was asked for meanwhile."""
        first = self._standing is None
        self._standing = await self.desk.read(self._read)
        self.head(f"{self._about}: check-in" if self._about else "Check-in")
        if first:
            self._number = self._first_choice(self._standing)
        await self._show()
        if self._waiting is not None:
            way, self._waiting = self._waiting, None
            self._begin(way)

    def _read(self, connection: Connection) -> Standing:
        desk = self.desk
        day = self._when.on if self._when else desk.today
        offers = offered(connection, self.person_id, self.gate, on=day, today=desk.today)
        found = {
            each.instrument.code: begun_of(
                each.instrument, draft(connection, desk.worker_id, draft_name(self.person_id, each.instrument.code))
            )
            for each in offers
        }
        begun = {code: each for code, each in found.items() if each is not None}
        return Standing(offers, begun, usual_moment(connection, self.person_id))

    def _first_choice(self, standing: Standing) -> int:
        """Return the place of what was begun; else of the first that may be used."""
        codes = [each.instrument.code for each in standing.offers]
        begun = [codes.index(code) for code in standing.begun]
        allowed = [at for at, each in enumerate(standing.offers) if each.allowed]
        return next(iter([*begun, *allowed]), 0)

    async def _show(self) -> None:
        standing = self._standing
        if standing is None:
            return
        signs = glyphs_of(self)
        for at, (line, each) in enumerate(zip(self.query(Questions), standing.offers, strict=True)):
            begun = each.instrument.code in standing.begun
            line.show(questions_words(at + 1, each, chosen=at == self._number, begun=begun, signs=signs))
        when = self._now(standing)
        self.query_one(".when", Words).show(when_words(when.on, self.desk.today, when.moment))
        offer, begun_here = standing.offers[self._number], self._begun(standing)
        self.query_one(".mind", Words).show(bear_in_mind(offer, standing.offers, begun_here, put_by=self._put_by))
        rows = way_rows(None if self._put_by else begun_here)
        self._ways.styles.height = len(rows)
        await self._ways.show(FixedRows(rows))

    def _begun(self, standing: Standing) -> Begun | None:
        return standing.begun.get(standing.offers[self._number].instrument.code)

    def _now(self, standing: Standing) -> When:
        """Return the day and moment: those chosen here, else those of what was begun, else today's usual ones."""
        if self._when is not None:
            return self._when
        begun = None if self._put_by else self._begun(standing)
        if begun is not None and begun.moment:
            return When(begun.on, begun.moment)
        return When(self.desk.today, standing.moment)

    # Choosing ------------------------------------------------------------------------------------------------------

    def action_questions(self, number: int) -> None:
        """Choose a questionnaire by its number from 1."""
        standing = self._standing
        if not self._type_ahead(number) and standing is not None and 1 <= number <= len(standing.offers):
            self._number = number - 1
            self._put_by = False
            self.run_worker(self._show(), group="show", exclusive=True)

    def action_other(self, by: int) -> None:
        """Choose the next questionnaire, or the one before."""
        if self._standing is not None:
            self.action_questions((self._number + by) % len(self._standing.offers) + 1)

    @on(Questions.Clicked)
    def _clicked(self, event: Questions.Clicked) -> None:
        self.action_questions(event.number)

    def action_when(self) -> None:
        """Change the day or the moment."""
        if self._standing is not None:
            self.app.push_screen(WhenForm(self.person_id, self._now(self._standing), self._about), self._timed)

    def _timed(self, when: When | None) -> None:
        if when is not None:
            self._when = when
            self.reload()

    def action_start_again(self) -> None:
        """Put by what was begun, or take it up again; it is forgotten only once another answer is given."""
        if self._standing is None or self._begun(self._standing) is None:
            self.say("Nothing was begun before.")
            return
        self._put_by = not self._put_by
        self.run_worker(self._show(), group="show", exclusive=True)

    # Going on ------------------------------------------------------------------------------------------------------

    def action_hand_over(self) -> None:
        """Hand the laptop over."""
        self._begin(Way.HAND_OVER)

    def action_paper(self) -> None:
        """Type in a paper form."""
        self._begin(Way.PAPER)

    def action_read_aloud(self) -> None:
        """Read the questions aloud."""
        self._begin(Way.READ_ALOUD)

    def action_interpreter(self) -> None:
        """Ask through an interpreter."""
        self._begin(Way.INTERPRETER)

    @on(PagedList.Chosen)
    def _chosen(self, event: RowChosen) -> None:
        event.stop()
        if event.key == KEEP:
            self.action_keep()
        else:
            self._begin(Way(event.key))

    def on_key(self, event: events.Key) -> None:
        """Keep the digits that were typed before the paper form is there, or hand them on to it."""
        if event.character and event.character in "0123456789" and self._type_ahead(int(event.character)):
            event.stop()
            event.prevent_default()

    def _type_ahead(self, digit: int) -> bool:
        """Take a digit as an answer, if the paper form is still to come, or came while the key was on its way."""
        front = self.app.screen
        if self._waiting is Way.PAPER:
            self._typed_ahead.append(digit)
        elif isinstance(front, WorkerForm):
            front.form.action_digit(digit)
        else:
            return False
        return True

    def action_keep(self) -> None:
        """Keep what was answered before, as it was taken."""
        standing = self._standing
        begun = None if standing is None or self._put_by else self._begun(standing)
        if standing is None or begun is None:
            self.say("Nothing was begun before.")
        elif self._may_use(standing):
            self._taking(standing, begun.way, begun.answers).go_on()

    def _begin(self, way: Way) -> None:
        standing = self._standing
        if standing is None:
            self._waiting = way
        elif self._may_use(standing):
            answers = self._answers(standing, way)
            typed, self._typed_ahead = self._typed_ahead, []
            for digit in typed:
                answers.type_digit(digit)
            self._taking(standing, way, answers).fill_in()

    def _may_use(self, standing: Standing) -> bool:
        offer = standing.offers[self._number]
        if not offer.allowed:
            self.trouble(offer.refusal)
        return offer.allowed

    def _answers(self, standing: Standing, way: Way) -> Answers:
        begun = None if self._put_by else self._begun(standing)
        answers = begun.answers if begun else Answers(standing.offers[self._number].instrument)
        answers.filling = way.filling
        answers.large = answers.large and way is Way.HAND_OVER
        return answers

    def _taking(self, standing: Standing, way: Way, answers: Answers) -> Taking:
        when = self._now(standing)
        scale = standing.offers[self._number].instrument
        chosen = Chosen(self.person_id, self._about, scale, way, when.moment, when.on)
        return Taking(self, chosen, self.gate, answers, self._kept)

    def _kept(self, check_in_id: str) -> None:
        self.dismiss(check_in_id)
