"""The palette: everything that can be done here, and everybody one supports, found by typing."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Self, cast

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen, Screen

from linkworker.base.errors import LinkworkerError
from linkworker.casework.people.caseload import CaseRow, Filter, page
from linkworker.casework.workers.roles import seen_by
from linkworker.ui.commands.elsewhere import Elsewhere, elsewhere
from linkworker.ui.commands.holding import Held, holding
from linkworker.ui.commands.table import PLACES
from linkworker.ui.forms.inputs.edged import Edged
from linkworker.ui.forms.inputs.messages import Changed, Done
from linkworker.ui.forms.inputs.text_box import TextBox
from linkworker.ui.widgets.columns import Column
from linkworker.ui.widgets.driven_list import DrivenList
from linkworker.ui.widgets.list_messages import Chosen
from linkworker.ui.widgets.pages import FixedRows
from linkworker.ui.widgets.rows import Cell, Row, heading
from linkworker.ui.widgets.status_line import Status
from linkworker.ui.widgets.words import Words

if TYPE_CHECKING:
    from linkworker.ui.app import Linkworker

_PEOPLE_FROM_LETTER = 2
_MOST_PEOPLE = 8
_HERE = frozenset({"app.palette", "back"})
"""What the palette does not offer: itself, and what Esc does anyway."""
_EMPTY = "Nothing here has these words, and nobody has this name."


class Palette(ModalScreen[None]):
    """Type, and press Enter: the command is run on the screen beneath, or the person is opened."""

    AUTO_FOCUS = "TextBox"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+p", "close", "close", show=False),
        Binding("up", "move(-1)", "up", show=False),
        Binding("down", "move(1)", "down", show=False),
        Binding("pageup", "page(-1)", "page up", show=False),
        Binding("pagedown", "page(1)", "page down", show=False),
    ]
    DEFAULT_CSS = """
    Palette { align: center top; background: $background 60%; }
    Palette > Vertical { width: 78; max-width: 100%; height: 22; max-height: 100%; margin-top: 1; padding: 0 1;
        background: $surface; border: $frame $line; }
    Palette .ask { height: 1; padding-left: 2; color: $text-muted; }
    Palette Edged { margin: 0 0 1 2; background: $panel; }
    Palette TextBox, Palette TextBox:focus { background: $panel; }
    Palette .foot { height: 1; padding-left: 2; margin-top: 1; color: $text-muted; }
    """

    def __init__(self, held: Sequence[Held]) -> None:
        super().__init__()
        self._held = tuple(each for each in held if each.command.action not in _HERE)
        self._elsewhere: list[Elsewhere] = []
        self._enter_waits = False

    @classmethod
    def over(cls, screen: Screen[Any]) -> Self:
        """Return the palette of a screen as it stands now."""
        return cls(holding(screen))

    @property
    def linkworker(self) -> "Linkworker":
        """Return the program."""
        return cast("Linkworker", self.app)

    def compose(self) -> ComposeResult:
        """Yield the line to type in, and what is found."""
        with Vertical():
            yield Words("What do you want to do, or whom do you look for?", classes="ask")
            yield Edged(TextBox())
            found = DrivenList([Column(width=6), Column()], empty=_EMPTY)
            found.can_focus = False
            yield found
            yield Words("Up and Down choose   Enter does it   Esc close", classes="foot")

    def on_mount(self) -> None:
        """Show everything."""
        self.find_words("")

    # Finding ---------------------------------------------------------------------------------------------------------

    @on(Changed)
    def _words_changed(self) -> None:
        self._enter_waits = False
        self.find_words(self.query_one(TextBox).typed)

    @work(exclusive=True, group="find")
    async def find_words(self, words: str) -> None:
        """Show the commands and the people that the words find; then choose, if Enter was pressed meanwhile."""
        named, said = matching(self._held, words)
        people = await self._people(words)
        rows = [*map(self.row_of, named), *map(_person_row, people), *map(self.row_of, said)]
        self._elsewhere = elsewhere(self._held, words, self.linkworker.role)
        if self._elsewhere:
            rows += [heading("At another place"), *map(self._row_elsewhere, self._elsewhere)]
        await self._list.show(FixedRows(rows), at=next((row.key for row in rows if row.key), None))
        if self._enter_waits:
            self._enter_waits = False
            self._list.action_choose()

    async def _people(self, words: str) -> list[CaseRow]:
        if len(words.strip()) < _PEOPLE_FROM_LETTER:
            return []
        desk = self.linkworker.desk
        chosen = Filter(desk.today, desk.worker_id, words=words, places=desk.settings.places(), seen=seen_by(desk.role))
        try:
            found = await desk.read(lambda connection: page(connection, chosen, size=_MOST_PEOPLE))
        except LinkworkerError:
            return []  # the list of people says what is wrong; the commands must be there all the same
        return [row for row in found.rows if row.found_in is None and _is_named(row, words)]

    @property
    def _list(self) -> DrivenList:
        return self.query_one(DrivenList)

    # Keys ------------------------------------------------------------------------------------------------------------

    def action_move(self, step: int) -> None:
        """Go through what is found."""
        self._list.action_move(step)

    def action_page(self, step: int) -> None:
        """Go a screenful on."""
        self._list.action_page(step)

    def action_close(self) -> None:
        """Close, and do nothing."""
        self.dismiss()

    @on(Done)
    def _do_it(self) -> None:
        busy = any(worker.group == "find" and worker.node is self and not worker.is_finished for worker in self.workers)
        if busy:
            self._enter_waits = True
        else:
            self._list.action_choose()

    @on(Chosen)
    def _chosen(self, event: Chosen) -> None:
        kind, _, key = event.key.partition(":")
        self.dismiss()
        if kind == "person":
            self.linkworker.open_person(key)
        elif kind == "elsewhere":
            self._lead_to(self._elsewhere[int(key)])
        else:
            held = self._held[int(key)]
            self.app.call_later(self.app.run_action, held.command.action, held.on)

    def _lead_to(self, found: Elsewhere) -> None:
        """Go to the place of a command, and say the key: what it is done to is chosen there."""
        app, said = self.linkworker, f"{found.command.shown_key} does it: {found.command.words}"
        if found.place == "settings":
            app.action_settings()
        elif found.place != "person":
            app.action_go(found.place)
        elif app.last_person_id is None:
            said = f"Open a person first; then {said}"
        else:
            app.open_person(app.last_person_id)
        app.say(Status(said))

    def _row_elsewhere(self, found: Elsewhere) -> Row:
        place = "On a person's screen" if found.place == "person" else PLACES[found.place]
        return Row(f"elsewhere:{self._elsewhere.index(found)}", ("", f"{place}: {found.command.words}"))

    def row_of(self, held: Held) -> Row:
        """Return a command as a row."""
        return Row(f"command:{self._held.index(held)}", (Cell(held.command.shown_key, "accent"), held.command.words))


def matching(held: Sequence[Held], words: str) -> tuple[list[Held], list[Held]]:
    """Return the commands whose label begins with the words, and the others in which every word occurs."""
    wanted = words.casefold().split()
    found = [each for each in held if all(word in each.command.text for word in wanted)]
    named = [each for each in found if wanted and each.command.label.casefold().startswith(" ".join(wanted))]
    return named, [each for each in found if each not in named]


def _is_named(row: CaseRow, words: str) -> bool:
    """Say whether a person was found by a name, and not by a place or a number."""
    return all(word in row.name.casefold() for word in words.casefold().split())


def _person_row(row: CaseRow) -> Row:
    facts = (f"Open {row.name}", None if row.age is None else f"age {row.age}", row.place)
    return Row(f"person:{row.person_id}", ("", ", ".join(filter(None, facts))))
