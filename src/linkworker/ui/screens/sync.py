"""Sync: what is unsent and how old, who it is sealed to, and the bundles that were made."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from linkworker.base.errors import Refused
from linkworker.base.times import show_instant
from linkworker.base.words import count
from linkworker.journal.outbox import Sent, sent
from linkworker.sync.device import DevicePublic
from linkworker.sync.export import Waiting, device, waiting
from linkworker.sync.trust import trusted_hub
from linkworker.ui.checkpoint_words import checkpoint_words
from linkworker.ui.commands.table import bindings
from linkworker.ui.forms.form_screen import FormScreen
from linkworker.ui.screens.place import Place
from linkworker.ui.screens.syncing.export_form import LAST_FOLDER, export_form, key_form
from linkworker.ui.screens.syncing.sealed_words import SealedWords
from linkworker.ui.screens.syncing.trust_form import trust_form
from linkworker.ui.screens.syncing.writing import Wanted, Writing
from linkworker.ui.widgets.columns import Column
from linkworker.ui.widgets.list_messages import Chosen, Failed
from linkworker.ui.widgets.paged_list import PagedList
from linkworker.ui.widgets.pages import FixedRows
from linkworker.ui.widgets.rows import Cell, Row
from linkworker.ui.widgets.words import Words
from linkworker.vault.store import Store

_COLUMNS = (
    Column("Bundle", width=8),
    Column("Made", width=26),
    Column("Entries", width=8, align="right", drop=1),
    Column("At the centre"),
)
_NONE_MADE = "No bundle has been made yet. Put a stick in and press x to write the first one."
_NOBODY_TO_SEAL_TO = "No bundle has been made yet. Trust your centre's hub first: press t."


@dataclass(frozen=True, slots=True)
class Standing:
    """How things stand between this laptop and the centre."""

    unsent: Waiting | None
    hub: str | None
    laptop: DevicePublic
    checkpoint: str | None
    made: tuple[Sent, ...]
    folder: str


class Sync(Place[None]):
    """What has been written here and not been received by the centre, and how to take it there."""

    PLACE = "sync"
    GUIDE = "taking-data-to-the-centre"
    HEADING = "Sync"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("sync")]
    DEFAULT_CSS = """
    Sync > #standing { height: auto; padding: 0 1 0 3; margin: 1 0; }
    Sync > PagedList { margin: 0 0 0 1; }
    Sync.-low > #standing { margin: 0 0 1 0; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._standing: Standing | None = None
        self._list = PagedList(_COLUMNS, empty=_NONE_MADE, id="bundles")

    def body(self) -> ComposeResult:
        """Yield how things stand, and the bundles."""
        yield Words(id="standing")
        yield self._list

    def on_mount(self) -> None:
        """Let the keys act on the list."""
        self._list.focus()

    async def load(self) -> None:
        """Read how things stand."""
        sharing = self.desk.settings.sharing.value
        found = await self.desk.look(lambda store: _standing(store, lambda: waiting(store, sharing)))
        self._standing = found
        self.query_one("#standing", Words).show(_said(found))
        rows = [_row(made) for made in reversed(found.made)]
        await self._list.show(FixedRows(rows), empty=_NONE_MADE if found.hub else _NOBODY_TO_SEAL_TO)

    # What can be done ------------------------------------------------------------------------------------------------

    @work(exclusive=True, group="sync")
    async def action_export(self) -> None:
        """Ask where to, then write what is unsent there."""
        if self._standing is None:
            return
        if self._standing.hub is None:
            self.trouble("No hub is trusted yet. Press t and bring in the hub's invitation first.")
            return
        if self._standing.unsent is None and not self._unwritten():
            self.say("Everything has been written already. Press w to write a bundle once more.")
            return
        await self._write("What is unsent goes into one sealed file.", number=None)

    @work(exclusive=True, group="sync")
    async def action_again(self) -> None:
        """Write the bundle at the pointer once more."""
        number = self._list.highlighted_key
        if number is None or self._standing is None:
            self.say("There is no bundle yet. Press x to write the first one.")
            return
        await self._write(f"Bundle {number} is written once more, the same inside.", number=int(number))

    async def _write(self, words: str, *, number: int | None) -> None:
        last = await self.desk.look(lambda store: store.facts().get(LAST_FOLDER, ""))
        form = export_form(self.desk, last, words)
        folder = await self.app.push_screen_wait(FormScreen(form))
        if folder is None:
            return
        done = await self.app.push_screen_wait(Writing(Wanted(folder, number)))
        if done is not None:
            await self.app.push_screen_wait(SealedWords(done))

    @work(exclusive=True, group="sync")
    async def action_trust(self) -> None:
        """Trust a hub by its invitation and the words that its people read out."""
        named = self.desk.settings.hub_invitation.value
        hub = await self.app.push_screen_wait(FormScreen(trust_form(self.desk, named)))
        if hub is not None:
            self.say(f"Bundles are sealed to {hub} from now on.")

    @work(exclusive=True, group="sync")
    async def action_laptop(self) -> None:
        """Write this laptop's public key into a folder."""
        if self._standing is None:
            return
        path = await self.app.push_screen_wait(FormScreen(key_form(self.desk, self._standing)))
        if path is not None:
            self.say(f"This laptop's public key is in {path}.")

    @on(PagedList.Chosen, "#bundles")
    def _chosen(self, event: Chosen) -> None:
        self.say(f"Press w to write bundle {event.key} once more.")

    @on(PagedList.Failed, "#bundles")
    def _failed(self, event: Failed) -> None:
        self.trouble(str(event.error))

    def _unwritten(self) -> bool:
        return self._standing is not None and any(made.written_at is None for made in self._standing.made)


def _standing(store: Store, unsent: Callable[[], Waiting | None]) -> Standing:
    try:
        hub: str | None = trusted_hub(store).name
    except Refused:
        hub = None
    with store.reading() as connection:
        made = tuple(sent(connection, store.device_id))
    folder = store.facts().get(LAST_FOLDER, "")
    return Standing(unsent(), hub, device(store).public, checkpoint_words(store), made, folder)


def _said(found: Standing) -> Content:
    hub = f"Bundles are sealed to {found.hub}." if found.hub else "No hub is trusted yet. Press t to bring one in."
    lines = [Content.assemble(_label("Unsent"), (_unsent(found.unsent), "bold"))]
    lines += [Content.assemble(_label("Stays here"), words) for words in _staying(found.unsent)]
    lines += [Content.assemble(_label("Hub"), hub), Content.assemble(_label("This laptop"), found.laptop.words)]
    if found.checkpoint:
        lines.append(Content.assemble(_label("Checkpoint"), found.checkpoint))
    return Content("\n").join(lines)


def _label(words: str) -> tuple[str, str]:
    return (f"{words:<13}", "$text-muted")


def _unsent(unsent: Waiting | None) -> str:
    if unsent is None:
        return "Nothing. All that was written here is in a bundle."
    since = show_instant(datetime.fromisoformat(unsent.oldest))
    return f"{count(unsent.entries, 'entry', 'entries')}, the oldest from {since}."


def _staying(unsent: Waiting | None) -> list[str]:
    if unsent is None:
        return []
    lines = []
    if unsent.people_withheld:
        lines.append(f"What is written about {count(unsent.people_withheld, 'person', 'people')}: no consent to share.")
    if unsent.records_withheld:
        lines.append(f"{count(unsent.records_withheld, 'record')} marked to stay here.")
    return lines


def _row(made: Sent) -> Row:
    if made.receipted_at:
        state = Cell(f"Received {show_instant(made.receipted_at)}", "success")
    elif made.written_at:
        state = Cell("No receipt yet")
    else:
        state = Cell("Not written whole yet: press x", "warning")
    cells = (Cell(str(made.number), "strong"), show_instant(made.made_at), str(made.last - made.first + 1), state)
    return Row(str(made.number), cells)
