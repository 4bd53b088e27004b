"""Backups: which there are, making one now, copying one to a stick, and restoring one."""

from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType

from linkworker.base.errors import LinkworkerError, Refused
from linkworker.base.leaving import LOCKED
from linkworker.base.progress import Progress
from linkworker.casework.backup_words import in_words
from linkworker.casework.restoring import Offer, offer_of, restore_over
from linkworker.ui.commands.table import bindings
from linkworker.ui.forms.form_screen import FormScreen
from linkworker.ui.screens.backing_up.folder_form import folder_form
from linkworker.ui.screens.backing_up.working import Working
from linkworker.ui.screens.place import Place
from linkworker.ui.widgets.columns import Column
from linkworker.ui.widgets.dialog import Dialog
from linkworker.ui.widgets.list_messages import Chosen
from linkworker.ui.widgets.paged_list import PagedList
from linkworker.ui.widgets.pages import FixedRows
from linkworker.ui.widgets.rows import Cell, Row
from linkworker.ui.widgets.words import Words
from linkworker.vault.backups import Backup, list_backups, make_backup, prune
from linkworker.vault.engine import StoreDamaged
from linkworker.vault.medium import backups_on, copy_to

_COLUMNS = (
    Column("Made", width=29),
    Column("Age", width=19),
    Column("Size", width=9, align="right"),
    Column("Read back"),
)
_NONE = "There is no backup yet. Press m to make one now."
_ABOUT = (
    "One is made each day when you unlock: three days and two weeks are kept. They lie on this laptop. "
    "Copy one to a stick too: if the laptop is lost, that is all there is."
)
_WHAT_FOLLOWS = (
    "The store of now is put aside, not thrown away. The program locks; unlock with your passphrase. "
    "If you export to a centre, it needs this laptop's new key then: Sync, this laptop's key."
)


class OtherKey(Refused):
    """That backup is damaged, or of another key. A command can try it: linkworker backup restore --from FOLDER."""


class Backups(Place[None]):
    """The list. Each was read back whole when it was made."""

    PLACE = "backups"
    HEADING = "Backups"
    GUIDE = "backups"
    PLACES_SHOWN = False
    AUTO_FOCUS = "PagedList"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("backups")]
    DEFAULT_CSS = """
    Backups PagedList { margin: 1 1 0 1; }
    Backups.-low PagedList { margin: 0 0 0 1; }
    Backups #about { height: auto; margin: 0 1; padding: 1 2; background: $surface; }
    Backups.-low #about { padding: 0 2; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._backups: dict[str, Backup] = {}

    def body(self) -> ComposeResult:
        """Yield the list, and what backups are."""
        yield PagedList(_COLUMNS, empty=_NONE, id="backups")
        yield Words(_ABOUT, id="about")

    async def load(self) -> None:
        """Look which there are."""
        found = list_backups(self.desk.store.folder)
        self._backups = {each.path.stem: each for each in found}
        now = self.desk.clock.now()
        rows = []
        for key, each in self._backups.items():
            line = in_words(each, now)
            rows.append(Row(key, (line.made, line.age, line.size, Cell("whole", "success"))))
        await self.query_one(PagedList).show(FixedRows(rows), empty=_NONE)

    # Making and copying ----------------------------------------------------------------------------------------------

    @work(exclusive=True, group="backups")
    async def action_make(self) -> None:
        """Make one now."""
        if await self._made() is not None:
            self.say("The backup is made and read back whole.")

    async def _made(self) -> Backup | None:
        made = await self.app.push_screen_wait(Working("Making a backup. Work that is saved stays saved.", self._make))
        self.reload()
        return made

    def _make(self, progress: Progress) -> Backup:
        store = self.desk.store
        made = make_backup(store, store.clock.now(), progress)
        prune(store.folder, store.clock.today(), made)
        return made

    @work(exclusive=True, group="backups")
    async def action_copy(self) -> None:
        """Make one, and copy it to a folder or stick."""
        words = "A new backup is made and copied there. It opens with the passphrases of today."
        form = folder_form("backup-to", "Copy a backup to a stick", words, "Copy it")
        folder = await self.app.push_screen_wait(FormScreen(form))
        if folder is None:
            return
        copied = await self.app.push_screen_wait(
            Working(f"Copying to {folder}. Leave the stick in.", lambda progress: self._copy(folder, progress))
        )
        self.reload()
        if copied is not None:
            self.say(f"Copied to {copied.path.parent} and read back whole. Keep the stick as safe as the laptop.")

    def _copy(self, folder: Path, progress: Progress) -> Backup:
        return copy_to(self._make(progress), folder, self.desk.store.copier.key, progress)

    # Restoring -------------------------------------------------------------------------------------------------------

    @on(Chosen)
    def _chosen(self) -> None:
        self.action_restore()

    @work(exclusive=True, group="backups")
    async def action_restore(self) -> None:
        """Put the backup at the pointer in the place of the store."""
        here = self._backups.get(self.query_one(PagedList).highlighted_key or "")
        if here is None:
            self.say(_NONE)
        else:
            await self._restore(here)

    @work(exclusive=True, group="backups")
    async def action_from_stick(self) -> None:
        """Put the newest backup of a stick in the place of the store."""
        words = "The newest backup there is looked at first. Nothing is changed before you agree."
        form = folder_form("backup-from", "Restore from a stick", words, "Look at it")
        folder = await self.app.push_screen_wait(FormScreen(form))
        if folder is None:
            return
        try:
            found = backups_on(folder)
        except LinkworkerError as error:
            self.trouble(str(error))
        else:
            await self._restore(found[0])

    async def _restore(self, backup: Backup) -> None:
        words = "Reading the backup whole. Nothing is changed yet."
        chosen = await self.app.push_screen_wait(Working(words, lambda _: self._offer(backup)))
        if chosen is None:
            return
        detail = "\n".join((*chosen.lost.sentences(), "", _WHAT_FOLLOWS))
        question = f"Restore the backup of {in_words(backup, backup.made_at).made}?"
        if await self.app.push_screen_wait(Dialog(question, detail=detail, other="Restore it")):
            await self._put_in_place(chosen)

    def _offer(self, backup: Backup) -> Offer:
        try:
            return offer_of(self.desk.store, backup, self.desk.worker_id)
        except StoreDamaged:
            raise OtherKey from None

    async def _put_in_place(self, chosen: Offer) -> None:
        """Restore, and lock: the next process has only the restored store."""
        store = self.desk.store
        words = "Putting the backup in place. The program locks when it is done."
        done = await self.app.push_screen_wait(Working(words, lambda progress: restore_over(store, chosen, progress)))
        if done is not None:
            self.linkworker.end(LOCKED)
