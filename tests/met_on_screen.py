"""A laptop of `laptops` with the screens on it, and a person whom two laptops have."""

from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from laptops import Centre, Laptop, round_trip
from linkworker.base.setting_values import Sharing
from linkworker.base.settings import Sourced, load_settings
from linkworker.hub.transfer import transfer
from linkworker.journal.canonical import instant_text
from linkworker.journal.outbox import sent
from linkworker.sync.carriers.names import receipt_name
from linkworker.sync.own_identities import device
from linkworker.sync.receipt import Counts, ReceiptFacts, RefusedBundle, Status
from linkworker.sync.receipt_sealing import write_receipt
from on_screen import press, settle, shown, type_text


def screens_of(laptop: Laptop, *, hub_url: str = "", **named: Any) -> AbstractAsyncContextManager[Pilot[int]]:
    """Start the screens on a laptop whose people may all be shared, for `async with`."""
    settings = replace(
        load_settings(),
        sharing=Sourced(Sharing.UNLESS_WITHHELD, "the test"),
        hub_url=Sourced(hub_url, "the test"),
    )
    return shown(laptop.store, laptop.worker, settings=settings, **named)


def shared_by(centre: Centre, jo: Laptop, sam: Laptop, name: str = "Ali Mansour", **fields: Any) -> str:
    """Let Jo keep somebody whom Sam's laptop gets too; return their id."""
    made = jo.add(name, **fields)
    round_trip(centre, jo)
    transfer(centre.hub, centre.by, made, sam.device_id, keep=True)
    round_trip(centre, jo, sam)
    return made


async def fill(pilot: Pilot[Any], text: str) -> None:
    """Type over what stands in the field that has the focus, and save the form."""
    await press(pilot, "end", "ctrl+u")
    await type_text(pilot, text)
    await press(pilot, "ctrl+s")
    await settle(pilot)


def hears(laptop: Laptop, centre: Centre, number: int, **said: Any) -> Path:
    """Write the receipt with a number that says what a test wants onto a laptop's stick; return its path."""
    facts = {
        "schema": 1, "program": "0.1.0", "hub": centre.hub.identity.hub, "device": laptop.device_id, "number": number,
        "previous": None, "made_at": instant_text(laptop.clock.now()), "status": Status.ENROLLED, "counts": Counts(),
    }  # fmt: skip
    public = device(laptop.store).public
    path = laptop.stick / receipt_name(public.short, number)
    write_receipt(ReceiptFacts(**{**facts, **said}), lambda: iter(()), centre.hub.identity, public, path)
    return path


def refused(laptop: Laptop, number: int, why: str) -> RefusedBundle:
    """Return what a receipt says of a bundle that was put aside."""
    with laptop.store.reading() as connection:
        made = next(each for each in sent(connection, laptop.device_id) if each.number == number)
    return RefusedBundle(laptop.device_id, number, made.hash, why)
