"""What a check-in says, for the worker: score, change, averages, what was decided, and the trend."""

from collections.abc import Iterable
from typing import ClassVar

from sqlalchemy import Connection
from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll

from linkworker.base.dates import show_date
from linkworker.base.errors import NotFound
from linkworker.casework.check_ins.check_in_reading import result
from linkworker.casework.check_ins.check_in_view import Result, Trend
from linkworker.casework.check_ins.checking_in import decide
from linkworker.casework.check_ins.trend_marks import Mark, trend_marks
from linkworker.ui.commands.table import bindings
from linkworker.ui.forms.form import Form, Values
from linkworker.ui.forms.form_screen import FormScreen
from linkworker.ui.screens.check_in.after_form import decision_field
from linkworker.ui.screens.check_in.result_parts import result_parts
from linkworker.ui.screens.in_error import InError
from linkworker.ui.screens.place import Place
from linkworker.ui.widgets.details import Details
from linkworker.ui.widgets.drawing_glyphs import drawing_glyphs_of
from linkworker.ui.widgets.trend import TrendPanel
from linkworker.ui.widgets.words import Words

Marks = tuple[tuple[Mark, ...], ...]


class Decide(FormScreen[str]):
    """Writes what was decided after the safety prompt. Ends with the id of the check-in that says so now."""

    def __init__(self, person_id: str, check_in_id: str, said: str, *, about: str = "") -> None:
        self._person_id, self._check_in_id = person_id, check_in_id
        fields = (decision_field(said),)
        form = Form(f"decide:{check_in_id}", "What was decided", fields, self._write, "Save the decision")
        super().__init__(form, about=about)

    async def _write(self, values: Values) -> str:
        made = await self.desk.change(
            lambda uow: decide(uow, self._person_id, self._check_in_id, values["decision"]), "the decision"
        )
        self.say("Decision saved. u takes it back.")
        return made


class CheckInResult(Place[None]):
    """One check-in and what it says. Nothing of it is for the person's eyes but what `s` shows them."""

    PLACE = "check_in_result"
    GUIDE = "check-ins"
    HEADING = "Check-in"
    AUTO_FOCUS = "VerticalScroll"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("check_in_result")]
    DEFAULT_CSS = """
    CheckInResult > VerticalScroll { height: 1fr; padding: 0 1; }
    CheckInResult .score { text-style: bold; padding: 0 2; margin: 1 0; }
    CheckInResult.-low .score { margin: 0 0 1 0; }
    CheckInResult Details { margin-bottom: 1; }
    CheckInResult .trends { height: auto; padding: 0 2; }
    CheckInResult .trend-name { text-style: bold; color: $text-accent; margin-bottom: 1; }
    CheckInResult TrendPanel { margin-bottom: 1; max-width: 150; }
    CheckInResult .notice { color: $text-muted; padding: 0 2; }
    """

    def __init__(self, person_id: str, check_in_id: str, *, about: str = "") -> None:
        super().__init__()
        self.person_id, self.check_in_id = person_id, check_in_id
        self._about = about
        self._result: Result | None = None

    def body(self) -> ComposeResult:
        """Yield the score, what it says, and the trends."""
        with VerticalScroll():
            yield Words(classes="score")
            yield Details()
            yield Vertical(classes="trends")
            yield Words(classes="notice")

    async def load(self) -> None:
        """Read the check-in; where it is there no longer, go back."""
        try:
            found, marks = await self.desk.read(self._read)
        except NotFound:
            if self.is_current:
                self.dismiss()
            return
        self._result = found
        held = found.check_in
        what = f"{held.name}, {show_date(held.on)}, {held.moment_label.lower()}"
        self.head(f"{self._about}: {what}" if self._about else what)
        self.query_one(".score", Words).show(_side_by_side(found.score_lines(), self.size.width - 6))
        self.query_one(Details).show(result_parts(found, apart=not self.has_class("-low")))
        self.query_one(".notice", Words).show(found.notice.replace("©", drawing_glyphs_of(self).copyright))
        await self._show_trends(found.trends, marks)

    def _read(self, connection: Connection) -> tuple[Result, Marks]:
        found = result(connection, self.person_id, self.check_in_id, today=self.desk.today)
        return found, trend_marks(connection, self.person_id, found)

    async def _show_trends(self, trends: tuple[Trend, ...], marks: Marks) -> None:
        place = self.query_one(".trends", Vertical)
        await place.remove_children()
        for trend, levels in zip(trends, marks, strict=True):
            better = "" if trend.higher_is_better else ", lower is better"
            name = f"{trend.name} over time, on its scale of {trend.lowest} to {trend.highest}{better}"
            await place.mount(Words(name, classes="trend-name"), TrendPanel(trend, levels))

    # Doing ---------------------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer a decision only where the safety prompt asked for one, and erasing to those who may."""
        if action == "decide":
            return self._result is not None and self._result.check_in.safety_prompted
        if action == "erase":
            return self.desk.role.may("erase")
        return super().check_action(action, parameters)

    @work(exclusive=True, group="erase")
    async def action_erase(self) -> None:
        """Erase the check-in with its corrections; the screen is left when it is read again and is gone."""
        from linkworker.ui.screens.erasing.asking import Record, ask_and_erase_record  # noqa: PLC0415 - seldom

        if self._result is not None:
            held = self._result.check_in
            words = f"the {held.name} check-in of {show_date(held.on)}"
            await ask_and_erase_record(self, self.person_id, Record("check_in", self.check_in_id, words))

    def action_show_them(self) -> None:
        """Show the score to the person."""
        from linkworker.ui.screens.check_in.show_them import ShowThem  # noqa: PLC0415 - only when somebody asks

        if self._result is not None:
            self.app.push_screen(ShowThem(self._result))

    def action_decide(self) -> None:
        """Write what was decided."""
        if self._result is not None:
            said = self._result.check_in.safety_decision or ""
            form = Decide(self.person_id, self.check_in_id, said, about=self._about)
            self.app.push_screen(form, self._written)

    def _written(self, check_in_id: str | None) -> None:
        if check_in_id is not None:
            self.check_in_id = check_in_id
            self.reload()

    def action_in_error(self) -> None:
        """Mark it as entered in error."""
        if self._result is not None:
            held = self._result.check_in
            words = f"the {held.name} check-in of {show_date(held.on)}"
            form = InError("check_in", self.person_id, self.check_in_id, words, about=self._about)
            self.app.push_screen(form, self._marked)

    def _marked(self, done: bool | None) -> None:
        if done and self.is_current:
            self.dismiss()


def _side_by_side(lines: Iterable[str], width: int) -> str:
    """Return as many scores on a line as there is room for, none of them torn from its name."""
    rows: list[str] = []
    for line in lines:
        score = line.removesuffix(".")
        if rows and len(rows[-1]) + len(score) + 3 <= width:
            rows[-1] += f"   {score}"
        else:
            rows.append(score)
    return "\n".join(rows)
