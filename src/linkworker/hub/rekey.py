"""New keys for the hub: laptops hear of them in receipts that their old keys sign, each in its own time."""

from dataclasses import replace
from pathlib import Path

from linkworker.base.errors import Refused
from linkworker.hub.engine import Hub
from linkworker.hub.opening import FORMER_FILE
from linkworker.journal.actions import Action
from linkworker.sync.identity import IDENTITY_FILE, INVITATION_FILE, HubIdentity, key_id
from linkworker.vault.whole_file import force_folder

_BESIDE = "new-keys"


def rekey(hub: Hub, by: str) -> HubIdentity:
    """Give the hub a new age key and a new signing key, and return them; the old identity stays to open what comes.

    The old file is renamed before the new one takes its place, so that neither is ever lost; a program killed between
    the two leaves the new files in a folder `new-keys`, and doing it again ends it.
    """
    folder, beside = hub.folder, hub.folder / _BESIDE
    made = HubIdentity.make(hub.identity.name, hub.identity.teams)
    made = replace(made, hub=hub.identity.hub)
    if beside.exists():
        _clear(beside)
    beside.mkdir()
    made.write(beside)
    old = _next_former(folder)
    (folder / IDENTITY_FILE).rename(folder / old)
    (beside / IDENTITY_FILE).replace(folder / IDENTITY_FILE)
    (beside / INVITATION_FILE).replace(folder / INVITATION_FILE)
    force_folder(folder)
    _clear(beside)
    hub.former, hub.identity = (hub.identity, *hub.former), made
    with hub.unit_of_work(by) as uow:
        uow.event(Action.REKEYED, "hub", hub.device_id, values={"key": key_id(made.recipient)})
    return made


def _next_former(folder: Path) -> str:
    for number in range(1, 1000):
        if not (folder / FORMER_FILE.format(number)).exists():
            return FORMER_FILE.format(number)
    raise Refused("This hub has had too many keys.")


def _clear(beside: Path) -> None:
    for name in (IDENTITY_FILE, INVITATION_FILE):
        (beside / name).unlink(missing_ok=True)
    beside.rmdir()
