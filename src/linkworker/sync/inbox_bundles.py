"""Noting which of this laptop's bundles the centre has: only a receipt says so."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection

from linkworker.journal import outbox
from linkworker.sync.receipt import ReceiptFacts
from linkworker.vault.devices import goes_again


def note_receipted(
    connection: Connection, facts: ReceiptFacts, now_device: str, devices: Iterable[str], now: datetime
) -> None:
    """Note what the centre has of this laptop's `devices`; of any other nothing is noted. It is `now_device` today.

    A chain that does not fit what was made here proves nothing, and nothing is noted of it. Of a device that the laptop
    was before, what the receipt does not speak of goes again with the next export: the stick may have been lost.
    """
    before = set(devices) - {now_device}
    aside = {(each.device, each.number) for each in facts.refused}
    for chain in facts.chains:
        if chain.device in {now_device, *before} and chain.bundle is not None:
            known = outbox.receipted(connection, chain.device, chain.number, chain.bundle, now)
            if chain.device in before and not known:
                but = [number for device, number in aside if device == chain.device]
                outbox.receipted_entries(connection, chain.device, chain.seq, chain.head, now, but=but)
        if chain.device in before:
            there = aside | {(each.device, each.number) for each in facts.waiting}
            left = outbox.unreceipted(connection, chain.device)
            goes_again(connection, chain.device, [number for number in left if (chain.device, number) not in there])
    outbox.take_back_lost(connection, now_device)
