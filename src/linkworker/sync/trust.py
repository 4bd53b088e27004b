"""The hub that this laptop trusts: chosen once, by a person who compared six words."""

import json
from dataclasses import asdict

from sqlalchemy import Connection, select

from linkworker.base.errors import Refused
from linkworker.journal.actions import Action
from linkworker.journal.unit_of_work import UnitOfWork
from linkworker.sync.identity import HubInvitation, Team
from linkworker.vault.store import Store, remember_in
from linkworker.vault.tables import STORE_FACT

_FACT = "hub"
_FORMER = "hub_before"


def trusted_hub(store: Store) -> HubInvitation:
    """Return the hub that bundles are sealed to. Raises Refused when none is trusted yet."""
    with store.reading() as connection:
        return trusted_hub_in(connection)


def trusted_hub_in(connection: Connection) -> HubInvitation:
    """Return the hub that bundles are sealed to, within a transaction that is open already; raises Refused."""
    held = connection.execute(select(STORE_FACT.c.value).where(STORE_FACT.c.name == _FACT)).scalar()
    if held is None:
        raise Refused("No centre is trusted yet. Bring in the invitation that your centre gave you.")
    texts = json.loads(held)
    return HubInvitation(**{**texts, "teams": tuple(Team(**team) for team in texts["teams"])})


def trusts_a_hub(connection: Connection) -> bool:
    """Say whether this laptop trusts a hub, within a reading that is open already."""
    return connection.execute(select(STORE_FACT.c.name).where(STORE_FACT.c.name == _FACT)).first() is not None


def trust(store: Store, worker_id: str, invitation: HubInvitation) -> None:
    """Seal to this hub from now on. The journal keeps who trusted which, by its public keys."""
    with store.unit_of_work(worker_id) as uow:  # both or neither: bundles never go to a hub that nobody chose
        adopt(uow, store.id, invitation)


def adopt(uow: UnitOfWork, store_id: str, invitation: HubInvitation) -> None:
    """Seal to this hub from now on, in a unit of work: chosen by a person, or new keys of the hub trusted already.

    What it was sealed to before is remembered, for bundles that were made and have not arrived.
    """
    before = former_recipients(uow.connection, invitation.hub)
    if trusts_a_hub(uow.connection):
        held = trusted_hub_in(uow.connection)
        before = (*before, held.recipient) if held.hub == invitation.hub else ()
    former = [each for each in dict.fromkeys(before) if each != invitation.recipient]
    remember_in(uow.connection, _FORMER, json.dumps({"hub": invitation.hub, "recipients": former}))
    remember_in(uow.connection, _FACT, json.dumps(asdict(invitation)))
    values = {name: value for name, value in asdict(invitation).items() if name != "teams"}
    uow.event(Action.HUB_TRUSTED, "hub", store_id, values=values)


def former_recipients(connection: Connection, hub: str) -> tuple[str, ...]:
    """Return the age recipients that a hub, by its id, had before the present one; the oldest first."""
    held = connection.execute(select(STORE_FACT.c.value).where(STORE_FACT.c.name == _FORMER)).scalar()
    known = json.loads(held) if held else {"hub": None, "recipients": []}
    return tuple(known["recipients"]) if known["hub"] == hub else ()
