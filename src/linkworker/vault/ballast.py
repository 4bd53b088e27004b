"""Spare room: a file that is given up when the disk is full, so that what is being written can be finished."""

import os
import shutil
from contextlib import suppress
from pathlib import Path

from linkworker.vault.trouble import FullDisk, files_said_plainly

NAME = "store.ballast"
SIZE = 8 * 1024 * 1024
"""Bytes: hundreds of notes and their journal, and the log that carries them to the store."""
_SHORT = 4 * 1024 * 1024
"""Bytes free under which a save may not find room."""
_EASY = 64 * 1024 * 1024
"""Bytes that must stay free beside it, or making it would itself make the disk full."""
_AT_ONCE = 1024 * 1024

GIVEN_UP = "The disk is full. Spare room that was kept for this was used to save. Make room on the disk now."


class RoomMade(FullDisk):
    """The disk is full, so this was not saved. Spare room was made for it: do it again. Then make room on the disk."""


class Ballast:
    """One store's spare room. `was_given_up` stays true until it is made again, so that the worker can be told."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / NAME
        self.was_given_up = False
        self._is_told = False

    def news(self) -> str:
        """Return the sentence for the worker, once after each time it was given up; else ""."""
        if not self.was_given_up or self._is_told:
            return ""
        self._is_told = True
        return GIVEN_UP

    def make(self) -> bool:
        """Make the file where there is room for it; say whether it is there now. Raises what the disk raises."""
        with files_said_plainly():
            if self.path.is_file() and self.path.stat().st_size == SIZE:
                return True
            self.path.unlink(missing_ok=True)
            if shutil.disk_usage(self.path.parent).free < SIZE + _EASY:
                return False
            self._write()
        self.was_given_up = self._is_told = False
        return True

    def _write(self) -> None:
        try:
            with self.path.open("wb") as file:
                for _ in range(SIZE // _AT_ONCE):
                    file.write(os.urandom(_AT_ONCE))  # a disk that packs files would make nothing of zeros
                file.flush()
                os.fsync(file.fileno())
        except OSError:
            self.path.unlink(missing_ok=True)
            raise

    def give_up_if_short(self) -> None:
        """Give the file up if the disk is nearly full; called before each save, so it asks the system one thing."""
        with suppress(OSError):  # a disk that cannot even say this is found out by the save itself
            if shutil.disk_usage(self.path.parent).free < _SHORT:
                self.give_up()

    def give_up(self) -> bool:
        """Take the file away; say whether that made room."""
        try:
            self.path.unlink()
        except OSError:
            return False
        self.was_given_up = True
        return True
