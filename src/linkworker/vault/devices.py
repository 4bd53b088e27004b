"""The devices that this laptop's store has been: the one it is now, and those it was before it was restored.

Why a restored store becomes a new device. What was saved after the backup may have left the laptop already, in a bundle
that nobody here knows of any more. Went the old chain on from where the backup ends, the next entry would have a number
that another entry has at the centre, and the next bundle a number that stands for other bytes there: a fork, which the
centre puts aside together with all that follows it. The same happens when a copy on a stick is restored on a second
laptop. So the old chain ends where the backup ends, and what is written from now on stands in a chain of its own, under
a new id and a new key. The centre must be shown that key once (Sync, this laptop's key); nothing is lost until then.

What the old device had made and has no receipt for goes again, whether it was sent or not: each bundle sealed under its
old key with the bytes it had, and then what lay unsent behind it. If that last part has already arrived, in a bundle
made after the backup, its number is known at the centre with another hash and it is put aside there: every entry of it
is in the one that arrived, so that nothing is lost and nothing is overwritten.
"""

import json
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, select

from linkworker.base.ids import new_id
from linkworker.journal.outbox import unreceipted
from linkworker.vault.store import Store, remember_in
from linkworker.vault.tables import STORE_FACT

_FORMER = "former_devices"


@dataclass(frozen=True, slots=True)
class OwnDevice:
    """A device that this store is or was: its id, and the key that signs its bundles."""

    device_id: str
    key: Ed25519PrivateKey = field(repr=False, compare=False)
    again: tuple[int, ...] = ()
    """The bundles of a former device that have no receipt and were not written again since."""


def own_devices(store: Store) -> tuple[OwnDevice, ...]:
    """Return the devices of this store, the oldest first and the one it is now last."""
    facts = store.facts()
    now = OwnDevice(facts["device_id"], _key(facts["device_key"]))
    former = json.loads(facts.get(_FORMER, "[]"))
    return (*(OwnDevice(each["device"], _key(each["key"]), tuple(each["again"])) for each in former), now)


def become_new_device(connection: Connection) -> str:
    """Make the store another device in the connection's transaction; return its id. Then open the store again."""
    facts = {row.name: row.value for row in connection.execute(select(STORE_FACT))}
    before = facts["device_id"]
    again = unreceipted(connection, before)
    former = [*json.loads(facts.get(_FORMER, "[]")), {"device": before, "key": facts["device_key"], "again": again}]
    device_id, key = new_id(), Ed25519PrivateKey.generate().private_bytes_raw().hex()
    for name, value in {_FORMER: json.dumps(former), "device_id": device_id, "device_key": key}.items():
        remember_in(connection, name, value)
    return device_id


def went_again(connection: Connection, device_id: str, number: int) -> None:
    """Note that a bundle of a former device was written again; of any other device nothing is noted."""
    held = connection.execute(select(STORE_FACT.c.value).where(STORE_FACT.c.name == _FORMER)).scalar()
    if held is None:
        return
    former = json.loads(held)
    for each in former:
        if each["device"] == device_id:
            each["again"] = [other for other in each["again"] if other != number]
    remember_in(connection, _FORMER, json.dumps(former))


def _key(held: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(held))
