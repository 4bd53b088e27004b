"""A hub to try on one laptop: an encrypted store in its folder, by the vault's own library.

What protects it: the disk, and whoever may read the folder. Its data key lies beside the hub's identity in a file of
its own, since nobody types a passphrase when a bundle comes in; whoever can read that file can read the store.
"""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine

from linkworker.base.clock import Clock
from linkworker.sync.keyfile import PRIVATE, read_key_file, write_key_file
from linkworker.sync.problems import WrongKeyFile
from linkworker.vault.data_key import DataKey
from linkworker.vault.engine import create_engine
from linkworker.vault.one_at_a_time import ProcessLock
from linkworker.vault.place import check_place
from linkworker.vault.trouble import files_said_plainly
from linkworker.vault.turn import Turn

KEY_FILE = "hub-data-key.json"
STORE_FILE = "hub.db"
_KIND = "linkworker-hub-data-key"


@dataclass(slots=True)
class Trial:
    """The store's engine, the lock that keeps other processes out, and the turn on its one connection."""

    engine: Engine
    lock: ProcessLock
    turn: Turn

    def taken(self) -> AbstractContextManager[None]:
        """Hold the turn on the one connection."""
        return self.turn.taken()


def open_trial(folder: Path, clock: Clock) -> Trial:
    """Open the trial store of a folder, making it (and its key) if there is none; raises what the vault raises."""
    check_place(folder)
    key = _key(folder)
    lock = ProcessLock(folder, clock)
    with files_said_plainly():
        lock.take()
    try:
        return Trial(create_engine(folder / STORE_FILE, key.sqlcipher_key()), lock, Turn())
    except BaseException:
        lock.give_back()
        raise


def _key(folder: Path) -> DataKey:
    path = folder / KEY_FILE
    if not path.exists():
        write_key_file(path, _KIND, {"key": DataKey.make().sqlcipher_key()}, PRIVATE)
    try:
        return DataKey(bytes.fromhex(read_key_file(path, _KIND, {"key"})["key"]))
    except (ValueError, TypeError):
        raise WrongKeyFile(path.name, "its key is not whole") from None
