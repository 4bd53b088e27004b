"""What a person agreed to and refused, in their words, and whether their record stays on this laptop."""

from typing import ClassVar

from sqlalchemy import Connection
from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType

from linkworker.base.dates import show_date
from linkworker.base.errors import LinkworkerError
from linkworker.base.lists import coded
from linkworker.casework.consent import consenting, withholding
from linkworker.casework.consent.consenting import Agreed, May
from linkworker.casework.consent.withholding import HeldBack
from linkworker.casework.people.person_page import identity
from linkworker.ui.commands.table import bindings
from linkworker.ui.forms.field import Field, Kind, Typed
from linkworker.ui.forms.form import Form, Values
from linkworker.ui.forms.form_screen import FormScreen
from linkworker.ui.forms.options import from_list
from linkworker.ui.screens.in_error import InError
from linkworker.ui.screens.place import Place
from linkworker.ui.widgets.columns import Column
from linkworker.ui.widgets.list_messages import Moved
from linkworker.ui.widgets.paged_list import PagedList
from linkworker.ui.widgets.pages import FixedRows
from linkworker.ui.widgets.rows import Cell, Row
from linkworker.ui.widgets.words import Words

_EMPTY = "Nothing was asked yet. Nothing is implied: ask, then press n to write down the answer."
_COLUMNS = (Column(least=40, weight=2), Column(least=20, drop=1), Column(width=28))


class Consent(Place[None]):
    """The answers of one person, latest first. `begin` opens the form for an answer at once."""

    PLACE = "consent"
    PLACES_SHOWN = False
    HEADING = "Consent"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("consent")]
    DEFAULT_CSS = """
    Consent > #leaves { height: auto; padding: 0 1; margin-bottom: 1; }
    Consent > PagedList { margin-left: 1; }
    Consent > #words { height: auto; max-height: 3; padding: 0 1 0 3; color: $text-muted; display: none; }
    Consent > #words.-shown { display: block; }
    """

    def __init__(self, person_id: str, *, begin: bool = False) -> None:
        super().__init__()
        self.person_id = person_id
        self._begin = begin
        self._who = ""
        self._answers: dict[str, Agreed] = {}
        self._held: tuple[HeldBack, ...] = ()

    def body(self) -> ComposeResult:
        """Yield what may leave this laptop, the answers, and the whole of the highlighted one."""
        yield Words(id="leaves")
        yield PagedList(_COLUMNS, id="answers")
        yield Words(id="words")

    def on_mount(self) -> None:
        """Let the keys act on the list."""
        self.query_one(PagedList).focus()

    async def load(self) -> None:
        """Read the answers, and what stays here."""
        self._who, answers, leaves, self._held = await self.desk.read(self._read)
        self.head(f"What {self._who} agreed to")
        records = sum(one.record_id is not None for one in self._held)
        also = f" {records} single {'record stays' if records == 1 else 'records stay'} here too." if records else ""
        self.query_one("#leaves", Words).show(f"{' '.join(leaves.why)}{also}")
        self._answers = {one.id: one for one in answers}
        await self.query_one(PagedList).show(FixedRows([_row(one) for one in answers]), empty=_EMPTY)
        if self._begin:
            self._begin = False
            self.action_new()

    def _read(self, connection: Connection) -> tuple[str, tuple[Agreed, ...], May, tuple[HeldBack, ...]]:
        desk, person = self.desk, self.person_id
        return (
            identity(connection, person, desk.today).name,
            consenting.consents(connection, person),
            withholding.may_leave(connection, person, desk.settings.sharing.value),
            withholding.held_back(connection, person),
        )

    @on(PagedList.Moved, "#answers")
    def _moved(self, event: Moved) -> None:
        one = self._answers.get(event.key or "")
        parts = (one.with_whom, _how(one), one.what, one.words and f'"{one.words}"') if one else ()
        said = ". ".join(part for part in parts if part)
        words = self.query_one("#words", Words)
        words.set_class(bool(said), "-shown")
        words.show(said)

    # What is done ----------------------------------------------------------------------------------------------------

    def _pointed(self) -> Agreed | None:
        found = self._answers.get(self.query_one(PagedList).highlighted_key or "")
        if found is None:
            self.trouble("There is no answer yet. Press n to write one down.")
        return found

    def action_new(self) -> None:
        """Write down what the person answered."""
        person_id = self.person_id

        async def save(values: Values) -> bool:
            given = {name: values[name] for name in ("given", "how", "decided_on", "with_whom", "what", "words")}
            await self.desk.change(
                lambda uow: consenting.record_consent(uow, person_id, values["purpose"], **given), "an answer"
            )
            label = coded("consent-purpose").label(values["purpose"])
            self.say(f"{label}: {'yes' if given['given'] else 'no'}. Written down. u takes it back.")
            return True

        form = Form(f"consent:{person_id}", "An answer about consent", _fields(self._today()), save)
        self.app.push_screen(FormScreen(form, about=self._who))

    def _today(self) -> str:
        return show_date(self.desk.today)

    @work(exclusive=True, group="save")
    async def action_withdraw(self) -> None:
        """Write that the person took the answer back today."""
        one = self._pointed()
        if one is None:
            return
        try:
            await self.desk.change(
                lambda uow: consenting.withdraw_consent(uow, self.person_id, one.id), "the answer taken back"
            )
        except LinkworkerError as error:
            self.trouble(str(error))
        else:
            label = coded("consent-purpose").label(one.purpose)
            self.say(f"{label}: taken back on {self._today()}. u undoes it.")

    def action_hold(self) -> None:
        """Keep the person's record on this laptop with a reason; or let it go again."""
        if any(one.record_id is None for one in self._held):
            self._let_go()
            return
        person_id = self.person_id

        async def save(values: Values) -> bool:
            await self.desk.change(
                lambda uow: withholding.withhold(uow, person_id, why=values["why"]), "keeping the record here"
            )
            self.say("This record stays on this laptop. u takes it back.")
            return True

        fields = (
            Field("what", "Nothing about this person then leaves this laptop.", Kind.NOTE),
            Field("why", "Why does it stay here?", hint="For example: they asked for it", needed="Say why it stays."),
        )
        form = Form(f"hold:{person_id}", "Keep this record here", fields, save, "Keep it here")
        self.app.push_screen(FormScreen(form, about=self._who))

    @work(exclusive=True, group="save")
    async def _let_go(self) -> None:
        try:
            await self.desk.change(lambda uow: withholding.let_leave(uow, self.person_id), "letting the record go")
        except LinkworkerError as error:
            self.trouble(str(error))
        else:
            self.say("This record is no longer kept back. The next bundle brings it. u takes it back.")

    def action_in_error(self) -> None:
        """Mark the answer as entered in error."""
        one = self._pointed()
        if one is not None:
            self.app.push_screen(InError("consent", self.person_id, one.id, "the answer", about=self._who))


def _row(one: Agreed) -> Row:
    if one.withdrawn_on is not None:
        answer = Cell(f"taken back {show_date(one.withdrawn_on)}", "warning")
    elif one.given:
        answer = Cell(f"agreed {show_date(one.decided_on)}", "success")
    else:
        answer = Cell(f"refused {show_date(one.decided_on)}", "warning")
    label = coded("consent-purpose").label(one.purpose)
    said = f"{label}, {one.with_whom}" if one.with_whom else label
    return Row(one.id, (Cell(said, "strong"), Cell(_how(one), "muted"), answer))


def _how(one: Agreed) -> str:
    return coded("consent-how").label(one.how) if one.how else ""


def _fields(today: str) -> tuple[Field, ...]:
    return (
        Field("purpose", "What was asked", Kind.PICK, options=from_list("consent-purpose"), lines=6,
              needed="Choose what was asked."),
        Field("given", "Do they agree?", Kind.YES_NO, needed="Say whether they agree."),
        Field("how", "How they said yes", Kind.PICK, options=from_list("consent-how"), lines=6, shown_if=_said_yes,
              needed="Say how consent was given, for example 'In writing, signed'."),
        Field("with_whom", "With whom", hint="A provider or a person, if it is for one alone"),
        Field("what", "What may be shared", hint="If it is not everything"),
        Field("decided_on", "When", Kind.DATE, default=today, needed="Enter the day of the answer."),
        Field("words", "In their own words", Kind.LONG, lines=2),
    )  # fmt: skip


def _said_yes(typed: Typed) -> bool:
    return typed.get("given") == "yes"
