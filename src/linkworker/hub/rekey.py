"""New keys for the hub: laptops hear of them in receipts that their old keys sign, each in its own time."""

from dataclasses import replace

from linkworker.hub.engine import Hub
from linkworker.hub.new_keys import bring_in, lay_beside, note_keys, put_by
from linkworker.sync.identity import HubIdentity


def rekey(hub: Hub, by: str) -> HubIdentity:
    """Give the hub a new age key and a new signing key, and return them; the old identity stays to open what comes.

    The old file is renamed before the new one takes its place, so that neither is ever lost. Should the program be
    killed on the way, opening the hub ends what was begun, or nothing was.
    """
    made = replace(HubIdentity.make(hub.identity.name, hub.identity.teams), hub=hub.identity.hub)
    lay_beside(hub.folder, made)
    put_by(hub.folder)
    bring_in(hub.folder)
    hub.former, hub.identity = (hub.identity, *hub.former), made
    note_keys(hub, by)
    return made
