"""A store that does not open though the passphrase is right: what is wrong, and the backup that can take its place."""

import asyncio
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType

from linkworker.base.errors import LinkworkerError
from linkworker.casework.backup_words import in_words
from linkworker.casework.restoring import Offer
from linkworker.ui.commands.command import Command
from linkworker.ui.commands.table import bindings, commands
from linkworker.ui.door import opening
from linkworker.ui.door.door_screen import DoorScreen
from linkworker.ui.door.sitting_down import sit_down
from linkworker.ui.front import Front
from linkworker.ui.widgets.words import Words

_HELP = (
    "Your passphrase and the key file are right; the store's own file is not as it was written. That is what a dying "
    "disk or a pulled plug can do. The backup takes its place, and the damaged file is kept: your IT team may want it."
)


class Damaged(DoorScreen):
    """Says which of passphrase, key file and store it is, what the backup lacks, and restores it on Enter."""

    PLACE = "damaged"
    HEADING = "The store does not open"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("damaged")]
    DEFAULT_CSS = "Damaged #body > Words { margin-bottom: 1; }"

    def __init__(self, front: Front, found: "opening.Broken") -> None:
        super().__init__()
        self.front = front
        self._found = found
        self._is_busy = False

    def offered(self) -> tuple[Command, ...]:
        """Return the commands; where there is no backup nothing can be restored."""
        return tuple(each for each in commands(self.PLACE) if each.action != "restore" or self._found.offer)

    def body(self) -> ComposeResult:
        """Yield what is wrong, and what there is."""
        is_what = "is missing" if self._found.is_missing else "is damaged"
        yield Words(f"Your passphrase is right and the key file is whole. The store itself, store.db, {is_what}.")
        if self._found.offer is None:
            yield Words("There is no whole backup on this laptop. A copy on a stick can be restored by a command:")
            yield Words("    linkworker backup restore --from FOLDER")
            yield Words("Keep the folder as it is, and call your IT team.")
            return
        yield from self._account(self._found.offer)

    def _account(self, offer: Offer) -> ComposeResult:
        line = in_words(offer.backup, self.front.clock.now())
        yield Words(f"There is a whole backup of {line.made}, {line.age}.")
        yield Words("\n".join(offer.lost.sentences()))
        aside = "" if self._found.is_missing else " The damaged file is put aside, not thrown away."
        yield Words(f"Enter puts the backup in place and opens it.{aside}")
        yield Words("If you export to a centre, it needs this laptop's new key then: Sync, this laptop's key.")

    def action_restore(self) -> None:
        """Put the backup in place, and open it."""
        if self._found.offer is not None and not self._is_busy:
            self._is_busy = True
            self.say("Putting the backup in place. Leave the laptop on.")
            self._restore(self._found.offer)

    @work(group="restore")
    async def _restore(self, offer: Offer) -> None:
        try:
            opened = await asyncio.to_thread(opening.open_restored, self.front, offer)
        except LinkworkerError as error:
            self.trouble(str(error))
            self._is_busy = False
        else:
            sit_down(self.linkworker, opened)

    def action_help(self) -> None:
        """Say what this means."""
        self.explain(_HELP)

    def action_back(self) -> None:
        """Go back to the passphrase; while it is being restored it is too late for that."""
        if not self._is_busy:
            self.dismiss()
