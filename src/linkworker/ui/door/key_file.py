"""A key file that is damaged or missing, with its copy: the one beside the newest backup can take its place."""

import asyncio
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType

from linkworker.base.errors import LinkworkerError
from linkworker.casework.backup_words import in_words
from linkworker.casework.restoring import bring_key_file_back
from linkworker.ui.commands.table import bindings
from linkworker.ui.door.door_screen import DoorScreen
from linkworker.ui.front import Front
from linkworker.ui.widgets.words import Words
from linkworker.vault.backups import Backup

_HELP = (
    "The key file holds what your passphrase opens; without it nobody can open the store. Each backup has one beside "
    "it, as it was when somebody last unlocked. Nothing that you wrote is lost by this."
)


class KeyFile(DoorScreen):
    """Brings it back on Enter, and asks for the passphrase again."""

    PLACE = "key_file"
    HEADING = "The key file does not open"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("key_file")]
    DEFAULT_CSS = "KeyFile #body > Words { margin-bottom: 1; }"

    def __init__(self, front: Front, newest: Backup) -> None:
        super().__init__()
        self.front = front
        self._newest = newest
        self.was_brought_back = False

    def body(self) -> ComposeResult:
        """Yield what is wrong, and what there is."""
        line = in_words(self._newest, self.front.clock.now())
        yield Words("The store itself may be whole. The key file, store.slots.json, and its copy do not open.")
        yield Words(f"There is a key file beside the backup of {line.made}, {line.age}.")
        yield Words("Enter brings it back. Then enter your passphrase, the one you used that day if you changed it.")
        yield Words("What you wrote is not touched. A damaged key file is put aside, not thrown away.")

    def action_bring_back(self) -> None:
        """Bring it back."""
        self._bring_back()

    @work(group="bring back", exclusive=True)
    async def _bring_back(self) -> None:
        try:
            await asyncio.to_thread(bring_key_file_back, self.front.folder)
        except LinkworkerError as error:
            self.trouble(str(error))
        else:
            self.was_brought_back = True
            self.dismiss()

    def action_help(self) -> None:
        """Say what this means."""
        self.explain(_HELP)

    def action_back(self) -> None:
        """Leave all as it is."""
        self.dismiss()
