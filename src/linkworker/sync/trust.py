"""The hub that this laptop trusts: chosen once, by a person who compared six words."""

import json
from dataclasses import asdict

from sqlalchemy import Connection, select

from linkworker.base.errors import Refused
from linkworker.journal.actions import Action
from linkworker.sync.identity import HubInvitation
from linkworker.vault.store import Store, remember_in
from linkworker.vault.tables import STORE_FACT

_FACT = "hub"


def trusted_hub(store: Store) -> HubInvitation:
    """Return the hub that bundles are sealed to. Raises Refused when none is trusted yet."""
    held = store.facts().get(_FACT)
    if held is None:
        raise Refused("No hub is trusted yet. Bring in the hub's invitation first.")
    return HubInvitation(**json.loads(held))


def trusts_a_hub(connection: Connection) -> bool:
    """Say whether this laptop trusts a hub, within a reading that is open already."""
    return connection.execute(select(STORE_FACT.c.name).where(STORE_FACT.c.name == _FACT)).first() is not None


def trust(store: Store, worker_id: str, invitation: HubInvitation) -> None:
    """Seal to this hub from now on. The journal keeps who trusted which, by its public keys."""
    with store.unit_of_work(worker_id) as uow:  # both or neither: bundles never go to a hub that nobody chose
        remember_in(uow.connection, _FACT, json.dumps(asdict(invitation)))
        uow.event(Action.HUB_TRUSTED, "hub", store.id, values=asdict(invitation))
