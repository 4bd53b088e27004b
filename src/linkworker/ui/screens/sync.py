"""Sync: what is unsent and how old, what came, what needs doing, and the bundles that were made."""

from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll

from linkworker.base.setting_values import Sharing
from linkworker.casework.moving.left_drafts import left_drafts
from linkworker.sync.bundle_standing import BundleStanding, BundleState
from linkworker.sync.standing import Standing, standing
from linkworker.sync.what_stays import what_stays
from linkworker.ui.checkpoint_words import checkpoint_words
from linkworker.ui.commands.table import bindings
from linkworker.ui.forms.form_screen import FormScreen
from linkworker.ui.screens.place import Place
from linkworker.ui.screens.syncing.came import Came, Next
from linkworker.ui.screens.syncing.export_form import Goes, export_form, key_form, last_folder, receive_form
from linkworker.ui.screens.syncing.receiving import Receiving, by_network, by_stick, from_place
from linkworker.ui.screens.syncing.sealed_words import SealedWords
from linkworker.ui.screens.syncing.standing_parts import (
    COLUMNS,
    NO_CENTRE,
    NOBODY_TO_SEAL_TO,
    NONE_MADE,
    bundle_rows,
    key_of,
    standing_parts,
)
from linkworker.ui.screens.syncing.trust_form import trust_form
from linkworker.ui.screens.syncing.writing import Wanted, Writing
from linkworker.ui.widgets.details import Details
from linkworker.ui.widgets.dialog import Dialog
from linkworker.ui.widgets.list_messages import Chosen, Failed
from linkworker.ui.widgets.paged_list import PagedList
from linkworker.ui.widgets.pages import FixedRows
from linkworker.vault.store import Store


class Sync(Place[None]):
    """What has been written here and not been received by the centre, and how to take it there and back."""

    PLACE = "sync"
    GUIDE = "taking-data-to-the-centre"
    HEADING = "Sync"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("sync")]
    DEFAULT_CSS = """
    Sync > VerticalScroll { height: auto; max-height: 60%; padding: 0 1; margin: 1 0; }
    Sync > PagedList { margin: 0 0 0 1; min-height: 4; }
    Sync.-low > VerticalScroll { margin: 0 0 1 0; max-height: 14; }
    Sync > VerticalScroll:focus { background: $surface; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._standing: Standing | None = None
        self._drafts = False
        self._list = PagedList(COLUMNS, empty=NONE_MADE, id="bundles")

    def body(self) -> ComposeResult:
        """Yield how things stand, and the bundles."""
        with VerticalScroll():
            yield Details(id="standing")
        yield self._list

    def on_mount(self) -> None:
        """Let the keys act on the list."""
        self._list.focus()

    async def load(self) -> None:
        """Read how things stand."""
        sharing = self.desk.settings.sharing.value
        found, checkpoint = await self.desk.look(lambda store: _look(store, sharing))
        self._standing = found
        self._drafts = bool(await self.desk.read(left_drafts))
        self.query_one("#standing", Details).show(standing_parts(found, checkpoint))
        await self._list.show(FixedRows(bundle_rows(found)), empty=NONE_MADE if found.hub else NOBODY_TO_SEAL_TO)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what there is something to do for; trusting a centre comes first."""
        found = self._standing
        offered = {
            "to_choose": found is not None and bool(found.conflicts),
            "finish": found is not None and bool(found.erasures_waiting),
            "drafts": self._drafts,
            "aside": found is not None and bool(found.aside),
            "again": found is not None and bool(found.bundles),
            "trust": found is not None and found.hub is None,
            "trust_another": found is not None and found.hub is not None,
        }
        return super().check_action(action, parameters) if offered.get(action, True) else False

    # Both ways at once -----------------------------------------------------------------------------------------------

    @work(exclusive=True, group="sync")
    async def action_meet(self) -> None:
        """Meet the centre: at its address where there is one, else by a stick or folder."""
        found = self._standing
        if found is None or not self._trusts():
            return
        goes, url = await self._goes(), self.desk.settings.hub_url.value
        if url:
            said = " ".join(goes.sentences(self.desk.role))
            if await self.app.push_screen_wait(
                Dialog(f"Meet {found.hub} over the network?", detail=said, other="Yes, meet")
            ):
                await self._receive(by_network(self.desk, url))
            return
        said_first = ("What lies there for this laptop is taken in first.", *goes.sentences(self.desk.role))
        form = export_form(self.desk, goes.folder, said_first, title="Meet the centre by a stick", do="Meet")
        folder = await self.app.push_screen_wait(FormScreen(form))
        if folder is not None:
            await self._receive(by_stick(self.desk, folder))

    @work(exclusive=True, group="sync")
    async def action_receive(self) -> None:
        """Take in what the centre sent, from a stick, a folder or one file."""
        if not self._trusts():
            return
        last = await self._last_folder()
        place: Path | None = await self.app.push_screen_wait(FormScreen(receive_form(self.desk, last)))
        if place is not None:
            await self._receive(from_place(self.desk, place))

    async def _receive(self, receiving: Receiving) -> None:
        met = await self.app.push_screen_wait(receiving)
        if met is None:
            return
        if met.nothing_new:
            self.say(met.sentences()[0])
            return
        match await self.app.push_screen_wait(Came(met)):
            case Next.CHOOSE:
                self.action_to_choose()
            case Next.FINISH:
                self.action_finish()
            case Next.ASIDE:
                self.action_aside()
            case _:
                pass

    # One way ---------------------------------------------------------------------------------------------------------

    @work(exclusive=True, group="sync")
    async def action_export(self) -> None:
        """Ask where to, then write what is unsent there."""
        found = self._standing
        if found is None or not self._trusts():
            return
        unwritten = any(each.state == BundleState.NOT_WRITTEN for each in found.bundles)
        if (found.unsent is None or found.unsent.only_notes) and not unwritten:
            self.say("Everything has been written already. Press w to write a bundle once more.")
            return
        goes = await self._goes()
        await self._write(goes.folder, goes.sentences(self.desk.role), number=None)

    @work(exclusive=True, group="sync")
    async def action_again(self) -> None:
        """Write the bundle at the pointer once more."""
        bundle = self._at
        if bundle is None:
            self.say("There is no bundle yet. Press x to write the first one.")
        elif bundle.former:
            self.say("It was made before the store was restored. Press x: what the centre lacks of it goes too.")
        else:
            said = f"Bundle {bundle.number} is written once more, the same inside. What was erased since does not go."
            await self._write(await self._last_folder(), (said,), number=bundle.number)

    async def _write(self, folder: str, said: tuple[str, ...], *, number: int | None) -> None:
        form = export_form(self.desk, folder, said, title="Write a bundle", do="Write it")
        chosen = await self.app.push_screen_wait(FormScreen(form))
        if chosen is None:
            return
        done = await self.app.push_screen_wait(Writing(Wanted(chosen, number)))
        if done is not None:
            await self.app.push_screen_wait(SealedWords(done))

    @property
    def _at(self) -> BundleStanding | None:
        bundles = () if self._standing is None else self._standing.bundles
        return next((each for each in bundles if key_of(each) == self._list.highlighted_key), None)

    async def _goes(self) -> Goes:
        sharing, found = self.desk.settings.sharing.value, self._standing
        stays = await self.desk.look(lambda store: what_stays(store, sharing))
        return Goes(None if found is None else found.unsent, stays, await self._last_folder())

    async def _last_folder(self) -> str:
        return await self.desk.look(last_folder)

    def _trusts(self) -> bool:
        if self._standing is not None and self._standing.hub is None:
            self.trouble(NO_CENTRE)
            return False
        return True

    # What needs doing ------------------------------------------------------------------------------------------------

    def action_to_choose(self) -> None:
        """Choose between what was written in two places."""
        from linkworker.ui.screens.conflicts.listing import Conflicts  # noqa: PLC0415 - seldom asked for

        self.app.push_screen(Conflicts())

    def action_finish(self) -> None:
        """Finish the erasures that wait."""
        from linkworker.ui.screens.erasing.keeping import Keeping  # noqa: PLC0415 - as above

        self.app.push_screen(Keeping())

    def action_drafts(self) -> None:
        """Read what was typed about whoever is leaving."""
        from linkworker.ui.screens.left_draft import LeftDraftScreen  # noqa: PLC0415 - as above

        self.app.push_screen(LeftDraftScreen())

    def action_aside(self) -> None:
        """See the bundles that are kept aside."""
        from linkworker.ui.screens.syncing.kept_aside import KeptAside  # noqa: PLC0415 - as above

        self.app.push_screen(KeptAside())

    # Who is who ------------------------------------------------------------------------------------------------------

    @work(exclusive=True, group="sync")
    async def action_trust(self) -> None:
        """Trust a centre by its invitation and the words that its people read out."""
        named = self.desk.settings.hub_invitation.value
        hub = await self.app.push_screen_wait(FormScreen(trust_form(self.desk, named)))
        if hub is not None:
            self.say(f"Bundles are sealed to {hub} from now on. Next, press l: your centre needs this laptop's key.")

    def action_trust_another(self) -> None:
        """Trust another centre."""
        self.action_trust()

    @work(exclusive=True, group="sync")
    async def action_laptop(self) -> None:
        """Write this laptop's public key into a folder."""
        found = self._standing
        if found is None:
            return
        form = key_form(self.desk, found.laptop, await self._last_folder())
        path = await self.app.push_screen_wait(FormScreen(form))
        if path is not None:
            self.say(f"This laptop's public key is in {path}. Take it to your centre, and read them the six words.")

    @on(PagedList.Chosen, "#bundles")
    def _chosen(self, event: Chosen) -> None:
        self.say(event.row.detail)

    @on(PagedList.Failed, "#bundles")
    def _failed(self, event: Failed) -> None:
        self.trouble(str(event.error))


def _look(store: Store, sharing: Sharing) -> tuple[Standing, str | None]:
    """Return how things stand, and the checkpoint's words."""
    found = standing(store, sharing)
    _ = found.laptop.words  # a tenth of a second the first time: not where the keys are heard
    return found, checkpoint_words(store)
