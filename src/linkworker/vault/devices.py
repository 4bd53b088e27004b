"""The devices that this laptop's store has been: the one it is now, and those it was before it was restored.

Why a restored store becomes a new device. What was saved after the backup may have left the laptop already, in a bundle
that nobody here knows of any more. Went the old chain on from where the backup ends, the next entry would have a number
that another entry has at the centre, and the next bundle a number that stands for other bytes there: a fork, which the
centre puts aside together with all that follows it. The same happens when a copy on a stick is restored on a second
laptop. So the old chain ends where the backup ends, and what is written from now on stands in a chain of its own, under
a new id and a new key. The centre must be shown that key once (Sync, this laptop's key); nothing is lost until then.

What the old device had made and has no receipt for goes again, whether it was sent or not: each bundle sealed under its
old key, and then what lay unsent behind it. If that last part has already arrived, in a bundle
made after the backup, its number is known at the centre with another hash and it is put aside there: every entry of it
is in the one that arrived, so that nothing is lost and nothing is overwritten.
"""

import json
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, select

from linkworker.journal.chain import last_of
from linkworker.journal.outbox import unreceipted
from linkworker.vault.device_keys import new_device
from linkworker.vault.store import Store, remember_in
from linkworker.vault.tables import STORE_FACT

_FORMER = "former_devices"


@dataclass(frozen=True, slots=True)
class OwnDevice:
    """A device that this store is or was: its id, the key that signs its bundles, and the one that opens its receipts.

    The last is an age identity, kept for a former device too: a receipt that was sealed to it may still come.
    """

    device_id: str
    key: Ed25519PrivateKey = field(repr=False, compare=False)
    age_identity: str = field(repr=False, compare=False)
    again: tuple[int, ...] = ()
    """The bundles of a former device that have no receipt and were not written again since."""
    ends: int | None = None
    """The number of a former device's last entry in the backup. Later ones, come down from the centre, are not proved
    by a chain here, and need not be sent."""


def own_devices(store: Store) -> tuple[OwnDevice, ...]:
    """Return the devices of this store, the oldest first and the one it is now last."""
    facts = store.facts()
    now = OwnDevice(facts["device_id"], _key(facts["device_key"]), facts["device_age"])
    former = json.loads(facts.get(_FORMER, "[]"))
    return (
        *(
            OwnDevice(each["device"], _key(each["key"]), each["age"], tuple(each["again"]), each["ends"])
            for each in former
        ),
        now,
    )


def own_device_ids(connection: Connection) -> tuple[str, ...]:
    """Return the ids of the devices of this store, within a transaction that is open already; the present one last."""
    names = ("device_id", _FORMER)
    facts = {row.name: row.value for row in connection.execute(select(STORE_FACT).where(STORE_FACT.c.name.in_(names)))}
    return (*(each["device"] for each in json.loads(facts.get(_FORMER, "[]"))), facts["device_id"])


def chain_ends(connection: Connection) -> dict[str, int]:
    """Return the number of the last entry, in the backup, of each device that this store was before."""
    return {each["device"]: each["ends"] for each in own_former(connection)}


def become_new_device(connection: Connection) -> str:
    """Make the store another device in the connection's transaction; return its id. Then open the store again."""
    facts = {row.name: row.value for row in connection.execute(select(STORE_FACT))}
    before = facts["device_id"]
    again = unreceipted(connection, before)
    keys = {"key": facts["device_key"], "age": facts["device_age"]}
    ends = last_of(connection, before).seq
    former = [*json.loads(facts.get(_FORMER, "[]")), {"device": before, **keys, "again": again, "ends": ends}]
    made = new_device()
    for name, value in {_FORMER: json.dumps(former), **made}.items():
        remember_in(connection, name, value)
    return made["device_id"]


def went_again(connection: Connection, device_id: str, number: int) -> None:
    """Note that a bundle of a former device was written again; of any other device nothing is noted."""
    for each in own_former(connection):
        if each["device"] == device_id:
            goes_again(connection, device_id, [other for other in each["again"] if other != number])


def goes_again(connection: Connection, device_id: str, numbers: Collection[int]) -> None:
    """Note which bundles of a former device are to be written again; of any other device nothing is noted."""
    former = own_former(connection)
    for each in former:
        if each["device"] == device_id and each["again"] != list(numbers):
            each["again"] = list(numbers)
            remember_in(connection, _FORMER, json.dumps(former))


def own_former(connection: Connection) -> list[dict[str, Any]]:
    """Return what is kept of the devices that this store was before, the oldest first: private keys too."""
    held = connection.execute(select(STORE_FACT.c.value).where(STORE_FACT.c.name == _FORMER)).scalar()
    return list(json.loads(held or "[]"))


def _key(held: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(held))
