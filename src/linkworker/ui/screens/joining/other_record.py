"""Looking for the other record of one person, by what one types."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Input

from linkworker.casework.people.caseload import Filter
from linkworker.casework.workers.roles import seen_by
from linkworker.ui.commands.table import bindings
from linkworker.ui.screens.case_rows import CasePages, columns
from linkworker.ui.screens.place import Place
from linkworker.ui.widgets.list_messages import Chosen, Failed
from linkworker.ui.widgets.paged_list import PagedList
from linkworker.ui.widgets.words import Words

_NOBODY = "Nobody is found. Try fewer letters."


class OtherRecord(Place[str]):
    """Ends with the id of the record chosen, or None. It begins with the last word of the name, or with everybody."""

    PLACE = "other_record"
    PLACES_SHOWN = False
    HEADING = "Which is the other record?"
    AUTO_FOCUS = "Input"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("other_record"),
        Binding("up", "list_move(-1)", show=False),
        Binding("down", "list_move(1)", show=False),
    ]
    DEFAULT_CSS = """
    OtherRecord > #find { height: 1; padding: 0 1; margin-bottom: 1; }
    OtherRecord #find > #slash { width: 8; color: $text-muted; }
    OtherRecord #find > Input, OtherRecord #find > Input:focus { width: 1fr; height: 1; border: none; padding: 0 1;
        background: $surface; background-tint: transparent; }
    OtherRecord > #said { padding: 0 1; margin-bottom: 1; height: auto; color: $text-muted; }
    OtherRecord > PagedList { margin-left: 1; }
    """

    def __init__(self, person_id: str, name: str) -> None:
        super().__init__()
        self._person_id, self._name = person_id, name
        self._begun = name.rsplit(maxsplit=1)[-1].strip("()") if name.split() else ""
        self._find = Input(value=self._begun, id="words")
        self._find.cursor_blink = False
        self._list = PagedList()

    def body(self) -> ComposeResult:
        """Yield what is asked, the box to find in, and the people."""
        self._list = PagedList(columns(seen_by(self.desk.role)), empty=_NOBODY)
        yield Words(f"The record of {self._name} that is open ends, and leads to the one you choose.", id="said")
        with Horizontal(id="find"):
            yield Words("/ Find", id="slash")
            yield self._find
        yield self._list

    async def load(self) -> None:
        """Read the people who are found."""
        desk = self.desk
        chosen = Filter(
            today=desk.today,
            worker_id=desk.worker_id,
            saved="everyone",
            words=self._find.value,
            oversight_days=desk.settings.oversight_days.value,
            places=desk.settings.places(),
            seen=seen_by(desk.role),
        )
        await self._list.show(CasePages(desk, chosen), empty=_NOBODY)
        if self._list.highlighted_key == self._person_id:  # the record that is open is not the other one
            if self._list.count == 1 and self._find.value == self._begun:
                self._find.value = ""  # nobody else has that name: show everybody
            else:
                self._list.action_move(1)
                if self._list.highlighted_key == self._person_id:  # it is the last one
                    self._list.action_move(-1)

    def on_mount(self) -> None:
        """Let what is typed be typed over."""
        self._find.select_all()

    @on(Input.Changed, "#words")
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.reload()

    @on(Input.Submitted, "#words")
    def action_open(self) -> None:
        """Take the record at the pointer."""
        self._list.action_choose()

    def action_list_move(self, step: int) -> None:
        """Move in the list while the keys are in the box."""
        self._list.action_move(step)

    def action_back(self) -> None:
        """Go back; nothing is joined."""
        self.dismiss(None)

    @on(PagedList.Chosen)
    def _chosen(self, event: Chosen) -> None:
        if event.key == self._person_id:
            self.trouble("That is the record that is open. Choose the other one.")
        else:
            self.dismiss(event.key)

    @on(PagedList.Failed)
    def _failed(self, event: Failed) -> None:
        self.trouble(str(event.error))
