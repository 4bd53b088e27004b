"""One pot of money: its terms, what is left, whom it helped."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll

from linkworker.base.dates import show_date
from linkworker.base.money import show_money
from linkworker.base.words import count, sentence
from linkworker.casework.money.money_reading import pot
from linkworker.casework.money.money_view import PotView
from linkworker.ui.commands.table import bindings
from linkworker.ui.screens.in_error import InError
from linkworker.ui.screens.money_rows import balance_table
from linkworker.ui.screens.place import Place
from linkworker.ui.screens.pot_form import PotForm
from linkworker.ui.widgets.details import Details, Part, said
from linkworker.ui.widgets.figures_table import FiguresTable, Table


class OnePot(Place[None]):
    """A pot with its balance."""

    PLACE = "one_pot"
    HEADING = "A pot of money"
    AUTO_FOCUS = "VerticalScroll"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("one_pot")]
    DEFAULT_CSS = """
    OnePot > VerticalScroll { height: 1fr; padding: 1 1 0 1; }
    OnePot FiguresTable { margin: 0 0 1 2; }
    """

    def __init__(self, pot_id: str) -> None:
        super().__init__()
        self.pot_id = pot_id
        self._pot: PotView | None = None

    def body(self) -> ComposeResult:
        """Yield the balance and the terms."""
        with VerticalScroll():
            yield FiguresTable(Table((), ()))
            yield Details()

    async def load(self) -> None:
        """Read the pot."""
        today = self.desk.today
        held = await self.desk.read(lambda connection: pot(connection, self.pot_id, today))
        self._pot = held
        self.head(held.name)
        self.query_one(FiguresTable).show(balance_table(held.balance))
        self.query_one(Details).show([_facts(held)])

    def action_change(self) -> None:
        """Change it."""
        if self._pot is not None:
            self.app.push_screen(PotForm(self._pot))

    def _marked(self, done: bool | None) -> None:
        if done:
            self.dismiss()

    def action_in_error(self) -> None:
        """Mark it as entered in error, and go back."""
        if self._pot is not None:
            form = InError("pot", None, self.pot_id, f"the pot {self._pot.name}")
            self.app.push_screen(form, self._marked)


def _facts(held: PotView) -> Part:
    average = f", {show_money(held.average_pence)} each on average" if held.average_pence is not None else ""
    pace = f"{show_money(held.projected_pence)} by its end" if held.projected_pence is not None else ""
    details = said(
        ("Given by", held.funder),
        ("Begins", show_date(held.starts_on) if held.starts_on else None),
        ("Ends", held.ends_words().removeprefix("ends ")),
        ("For", sentence(held.who())[:-1]),
        ("Terms", held.terms),
        ("Helped", f"{count(held.people, 'person', 'people')}{average}"),
        ("At this pace", pace),
    )
    return Part("", details)
