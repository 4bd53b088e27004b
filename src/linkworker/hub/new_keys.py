"""New keys take the old ones' place in the hub's folder, step by step; whatever ends the program, all of it can go on.

The new files are written whole in a folder beside. From when the old file has its new name on, the new keys are the
hub's: whoever finds the folder goes on from where it stands.
"""

from contextlib import suppress
from pathlib import Path

from linkworker.base.errors import Refused
from linkworker.hub.engine import Hub, fact, remember
from linkworker.journal.actions import Action
from linkworker.sync.identity import IDENTITY_FILE, INVITATION_FILE, HubIdentity, key_id
from linkworker.vault.whole_file import force_folder

FORMER_FILE = "hub-identity.former-{}.json"
_BESIDE = "new-keys"
_KEYS = "keys"


def lay_beside(folder: Path, made: HubIdentity) -> None:
    """Write new keys beside the hub's own, in place of any that were never used; raises WrongKeyFile."""
    clear(folder)
    (folder / _BESIDE).mkdir()
    made.write(folder / _BESIDE)
    force_folder(folder / _BESIDE)


def put_by(folder: Path) -> None:
    """Give the old keys' file its new name: from here on the new keys count."""
    (folder / IDENTITY_FILE).rename(folder / _next_former(folder))
    force_folder(folder)


def was_begun(folder: Path) -> bool:
    """Say whether the old keys were put by, and what is to follow was not finished."""
    beside = folder / _BESIDE
    return beside.exists() and not ((folder / IDENTITY_FILE).exists() and (beside / IDENTITY_FILE).exists())


def bring_in(folder: Path) -> None:
    """Put the new files where the old ones were; what was done already is not done again."""
    for name in (IDENTITY_FILE, INVITATION_FILE):
        with suppress(FileNotFoundError):
            (folder / _BESIDE / name).replace(folder / name)
    force_folder(folder)


def note_keys(hub: Hub, by: str | None) -> None:
    """Write into the journal that the hub has new keys, once, and let the folder beside go."""
    key = key_id(hub.identity.recipient)
    with hub.unit_of_work(by) as uow:
        if fact(uow.connection, _KEYS) != key:
            remember(uow.connection, _KEYS, key)
            uow.event(Action.REKEYED, "hub", hub.device_id, values={"key": key})
    clear(hub.folder)


def clear(folder: Path) -> None:
    """Take the folder beside away, with what lies in it."""
    if (folder / _BESIDE).exists():
        for name in (IDENTITY_FILE, INVITATION_FILE):
            (folder / _BESIDE / name).unlink(missing_ok=True)
        (folder / _BESIDE).rmdir()


def _next_former(folder: Path) -> str:
    for number in range(1, 1000):
        if not (folder / FORMER_FILE.format(number)).exists():
            return FORMER_FILE.format(number)
    raise Refused("This hub has had too many keys.")
