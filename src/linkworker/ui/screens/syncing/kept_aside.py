"""Bundles that are kept aside, for a backup was put back after they were made: send them, or destroy them."""

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll

from linkworker.base.errors import LinkworkerError
from linkworker.base.progress import Progress
from linkworker.sync.carriers.carrier import Carrier, Delivery
from linkworker.sync.kept_aside import destroy_aside, kept_aside, named_bundles, send_aside, why_aside
from linkworker.sync.met import Met
from linkworker.sync.trust import trusted_hub_in, trusts_a_hub
from linkworker.sync.ways import by_address, by_folder
from linkworker.ui.commands.table import bindings
from linkworker.ui.forms.form_screen import FormScreen
from linkworker.ui.screens.place import Place
from linkworker.ui.screens.syncing.export_form import export_form, last_folder
from linkworker.ui.screens.syncing.receiving import Receiving
from linkworker.ui.screens.syncing.told import told
from linkworker.ui.widgets.dialog import Dialog
from linkworker.ui.widgets.words import Words
from linkworker.vault.store import Store

_NONE = "Nothing is kept aside."
_WHAT = (
    "Nobody can look inside on this laptop: only the centre can open {it}.",
    "{keys}, as {it_lies}. What you asked to stay here since may be inside.",
    "Press d to destroy {it}, once the centre has {it} or nobody needs {it}. Esc leaves {it} here.",
)
_BY_NETWORK = "Press s to send {it} over the network, or x to write {it} to a stick"
_BY_STICK = "Press x to write {it} to a stick"
_AS_SEALED = "What you asked to stay here since may be inside: it goes as it was sealed."
_STAYS = "What lies on a stick stays kept aside here too, until you destroy it."
_THEN = "Once the centre has {it}, press d."
_FOR_GOOD = "Nobody brings {it} back. Do this once the centre has {it}, or nobody needs {it}."
_NOBODY_TO_SEND_TO = (
    "No centre is trusted yet. Press Esc, then t, and bring in the invitation that your centre gave you."
)


class KeptAside(Place[None]):
    """What is kept aside and why. Sent, it says what became of each; what is not at the centre yet stays."""

    PLACE = "kept_aside"
    GUIDE = "taking-data-to-the-centre"
    HEADING = "Kept aside"
    PLACES_SHOWN = False
    AUTO_FOCUS = "VerticalScroll"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("kept_aside")]
    DEFAULT_CSS = """
    KeptAside > VerticalScroll { height: 1fr; padding: 1 3 0 3; }
    KeptAside Words { max-width: 78; margin-bottom: 1; }
    KeptAside #why, KeptAside #sent { text-style: bold; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._numbers: tuple[int, ...] = ()
        self._hub: str | None = None
        self._sent: tuple[str, ...] = ()

    def body(self) -> ComposeResult:
        """Yield what became of what was sent, what is kept aside, and what can be done."""
        with VerticalScroll():
            yield Words(id="sent")
            yield Words(id="why")
            yield Words(id="what")

    async def load(self) -> None:
        """Read what is kept aside."""
        self._numbers, self._hub = await self.desk.look(_standing)
        what = [self._of(sentence) for sentence in _WHAT] if self._numbers else []
        self._show("sent", "\n\n".join(self._sent))
        self._show("why", why_aside(self._numbers) or _NONE)
        self._show("what", "\n\n".join(what))

    def _of(self, sentence: str) -> str:
        """Return a sentence about one bundle, or about several."""
        one = len(self._numbers) == 1
        it = "it" if one else "them"
        keys = (_BY_NETWORK if self.desk.settings.hub_url.value else _BY_STICK).format(it=it)
        return sentence.format(it=it, it_lies="it lies" if one else "they lie", keys=keys)

    def _show(self, name: str, words: str) -> None:
        shown = self.query_one(f"#{name}", Words)
        shown.show(words)
        shown.display = bool(words)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the network where there is an address, and nothing but the way back once nothing is kept aside."""
        if action in {"send", "write", "destroy"} and not self._numbers:
            return False
        if action == "send" and not self.desk.settings.hub_url.value:
            return False
        return super().check_action(action, parameters)

    # Sending ---------------------------------------------------------------------------------------------------------

    @work(exclusive=True, group="aside")
    async def action_send(self) -> None:
        """Send them to the centre's address."""
        if not self._trusts():
            return
        named, url = named_bundles(self._numbers), self.desk.settings.hub_url.value
        question = f"Send {named} to {self._hub} over the network?"
        if await self.app.push_screen_wait(Dialog(question, detail=_AS_SEALED, other="Yes, send")):
            words = f"Sending {named} to the centre at {url}. What has arrived stays, if the network goes."
            await self._go(words, lambda store: by_address(store, url))

    @work(exclusive=True, group="aside")
    async def action_write(self) -> None:
        """Write them to a stick or folder."""
        if not self._trusts():
            return
        named, folder = named_bundles(self._numbers), await self.desk.look(last_folder)
        form = export_form(self.desk, folder, (_AS_SEALED, _STAYS), title=f"Send {named} by a stick", do="Write it")
        chosen: Path | None = await self.app.push_screen_wait(FormScreen(form))
        if chosen is not None:
            await self._go(f"Writing to {chosen}. Leave the stick in.", lambda store: by_folder(store, chosen))

    def _trusts(self) -> bool:
        if self._hub is None:
            self.trouble(_NOBODY_TO_SEND_TO)
        return self._hub is not None

    async def _go(self, words: str, way: Callable[[Store], Carrier]) -> None:
        worker = self.desk.worker_id

        def send(store: Store, progress: Progress) -> Met:
            return Met(delivered=tuple(send_aside(store, worker, way(store), progress=progress)))

        met = await self.app.push_screen_wait(Receiving(words, send))
        if met is not None:
            written = any(each.state == Delivery.WRITTEN for each in met.delivered)
            self._sent = (*told(met), *((f"{_STAYS} {self._of(_THEN)}",) if written else ()))
            self.reload()

    # Destroying ------------------------------------------------------------------------------------------------------

    @work(exclusive=True, group="aside")
    async def action_destroy(self) -> None:
        """Ask, then delete them."""
        named = named_bundles(self._numbers)
        detail, other = self._of(_FOR_GOOD), "Yes, destroy"
        if not await self.app.push_screen_wait(Dialog(f"Destroy {named}?", detail=detail, other=other)):
            return
        try:
            gone = await self.desk.with_store(destroy_aside)
        except LinkworkerError as error:
            self.trouble(str(error))
            return
        self.say(f"Destroyed: {named_bundles(gone)}.")
        self.dismiss()


def _standing(store: Store) -> tuple[tuple[int, ...], str | None]:
    with store.reading() as connection:
        hub = trusted_hub_in(connection).name if trusts_a_hub(connection) else None
    return kept_aside(store), hub
