"""One thing that was written in two places: each value with who wrote it, and the choice."""

from collections.abc import Callable
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType

from linkworker.base.errors import LinkworkerError, NotFound
from linkworker.base.words import sentence
from linkworker.casework.conflicts.another_value import how_typed
from linkworker.casework.conflicts.choosing import choose, choose_another, keep_it, remove_it
from linkworker.casework.conflicts.conflict_list import conflict_list, find
from linkworker.casework.conflicts.conflict_view import Asks, ConflictView, SideView
from linkworker.casework.conflicts.putting_back import can_be_put_back, put_back
from linkworker.journal.unit_of_work import UnitOfWork
from linkworker.ui.commands.table import bindings
from linkworker.ui.forms.form_screen import FormScreen
from linkworker.ui.screens.conflicts.another_form import another_form
from linkworker.ui.screens.conflicts.side_items import question_of, side_items
from linkworker.ui.screens.place import Place
from linkworker.ui.widgets.outline import Outline
from linkworker.ui.widgets.words import Words

_LAST = "That was the last one."


class Choosing(Place[None]):
    """Goes on to the next one after each choice, of everybody or of one person, and ends after the last."""

    PLACE = "conflict"
    GUIDE = "taking-data-to-the-centre"
    HEADING = "Written in two places"
    AUTO_FOCUS = "Outline"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("conflict")]
    DEFAULT_CSS = """
    Choosing > #asked { padding: 0 1; height: auto; }
    Choosing > Outline { margin: 1 0 0 1; }
    """

    def __init__(self, conflict: ConflictView, person_id: str | None = None) -> None:
        super().__init__()
        self.conflict = conflict
        self._person_id = person_id
        self._is_settling = False
        self._is_over = False
        self._sides = Outline()

    def body(self) -> ComposeResult:
        """Yield the question and the values."""
        yield Words(id="asked")
        yield self._sides

    async def load(self) -> None:
        """Read it again: somebody may have chosen, or written once more."""
        place = self.conflict.place
        try:
            found = await self.desk.read(lambda connection: find(connection, *place))
        except NotFound:
            # Else what was chosen is said, and then the next one comes; or it came while this was read.
            if not (self._is_settling or self._is_over) and self.conflict.place == place:
                self._go_on()
            return
        if self.conflict.place == place:
            self.conflict = found
            self._show()

    def _show(self) -> None:
        conflict = self.conflict
        self.head(sentence(conflict.heading)[:-1])
        self.query_one("#asked", Words).show(question_of(conflict))
        self._sides.show(side_items(conflict))
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what this one asks for."""
        conflict = self.conflict
        offered = {
            "keep": conflict.asks == Asks.REMOVAL,
            "remove": conflict.asks == Asks.REMOVAL,
            "another": how_typed(conflict) is not None,
        }
        if not offered.get(action, True) or (action == "number" and int(str(parameters[0])) > len(conflict.sides)):
            return False
        return super().check_action(action, parameters)

    # Choosing --------------------------------------------------------------------------------------------------------

    def action_this(self) -> None:
        """Let the side at the pointer count."""
        self._sides.action_choose()

    @on(Outline.Chosen)
    def _chosen(self, event: Outline.Chosen) -> None:
        side = next((each for each in self.conflict.sides if each.entry_id == event.key), None)
        if side is not None:
            self._choose(side)

    def action_number(self, number: int) -> None:
        """Let the side with this number count."""
        self._choose(self.conflict.sides[number - 1])

    def _choose(self, side: SideView) -> None:
        conflict = self.conflict
        self._settle(conflict, lambda uow: choose(uow, conflict, side.entry_id), side.entry_id)

    def action_keep(self) -> None:
        """Let the record stay."""
        conflict = self.conflict
        self._settle(conflict, lambda uow: keep_it(uow, conflict), self._removal(goes=False))

    def action_remove(self) -> None:
        """Let the record go, as entered in error."""
        conflict = self.conflict
        self._settle(conflict, lambda uow: remove_it(uow, conflict), self._removal(goes=True))

    def _removal(self, *, goes: bool) -> str | None:
        return next((each.entry_id for each in self.conflict.sides if (each.value is True) is goes), None)

    @work(exclusive=True, group="choosing")
    async def action_another(self) -> None:
        """Write another value, and let it count."""
        conflict = self.conflict
        how = how_typed(conflict)
        if how is None:
            return

        async def typed(text: str) -> None:
            await self._keep_choice(conflict, lambda uow: choose_another(uow, conflict, text), None)

        if await self.app.push_screen_wait(FormScreen(another_form(conflict, how, typed), about=conflict.person)):
            await self._said(conflict, None)

    @work(exclusive=True, group="settling")
    async def _settle(self, conflict: ConflictView, do: Callable[[UnitOfWork], None], entry_id: str | None) -> None:
        try:
            await self._keep_choice(conflict, do, entry_id)
        except LinkworkerError as error:
            self.trouble(str(error))
            self.reload()
        else:
            await self._said(conflict, entry_id)

    async def _keep_choice(
        self, conflict: ConflictView, do: Callable[[UnitOfWork], None], entry_id: str | None
    ) -> None:
        back = (lambda uow: put_back(uow, conflict)) if can_be_put_back(conflict, entry_id) else None
        self._is_settling = True
        try:
            await self.desk.change(do, f"the choice for {conflict.heading}", back=back, alone=True)
        except LinkworkerError:
            self._is_settling = False
            raise

    async def _said(self, conflict: ConflictView, entry_id: str | None) -> None:
        back = " u puts back what was shown before." if self.desk.saved is not None else ""
        side = next((each for each in conflict.sides if each.entry_id == entry_id), None)
        said = f"Chosen: {conflict.heading}."
        if side is not None and conflict.asks == Asks.VALUE:
            said = f"{conflict.heading} is {side.words}."
        try:
            await self._show_next(f"{said}{back}", conflict)
        finally:
            self._is_settling = False

    # Going on --------------------------------------------------------------------------------------------------------

    @work(exclusive=True, group="settling")
    async def action_next(self) -> None:
        """Leave this one, and show the next."""
        await self._show_next("", self.conflict)

    @work(exclusive=True, group="settling")
    async def _go_on(self) -> None:
        await self._show_next("", self.conflict)

    async def _show_next(self, said: str, left: ConflictView) -> None:
        """Show the one after the one that is left, or the first there is; end where none is."""
        place, person = left.place, self._person_id
        try:
            found = await self.desk.read(
                lambda connection: (
                    conflict_list(connection, person_id=person, after=place, most=1)
                    or conflict_list(connection, person_id=person, most=1)
                )
            )
        except LinkworkerError as error:
            self.trouble(str(error))
            return
        if not found:
            self._is_over = True
            self.say(f"{said} {_LAST}".strip())
            if self.is_active:
                self.dismiss()
            return
        if found[0].place == place and not said:
            self.say("There is no other.")
        elif said:
            self.say(said)
        self.conflict = found[0]
        self._show()
