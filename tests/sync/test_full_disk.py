"""A disk that fills up while a receipt is taken in: nothing lost, one plain sentence, and on once there is room."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from faults.small_disk import NOT_HERE, SmallDisk, small_disk
from laptops import OPEN, Centre, Laptop, centre, round_trip, two_laptops
from linkworker.hub.transfer import transfer
from linkworker.journal.chain import verify_chains
from linkworker.journal.tables import ENTRY
from linkworker.records.note import Note
from linkworker.records.registry import KINDS
from linkworker.sync.inbox import take_in
from linkworker.sync.inbox_taken import TakenIn
from linkworker.sync.order import ReceiptPlace
from linkworker.sync.standing import standing
from linkworker.vault.devices import chain_ends, own_device_ids
from linkworker.vault.search import find_words
from linkworker.vault.store import Store
from linkworker.vault.trouble import FullDisk

__all__ = ["centre", "two_laptops"]
Pair = tuple[Laptop, Laptop]
NOTES = 60
FULL = "The disk is full, so this was not saved. What was saved before is whole. Make room, then do it again."


@pytest.fixture
def disk() -> Iterator[SmallDisk]:
    """A real disk of two megabytes."""
    with small_disk(2) as made:
        if made is None:
            pytest.skip(NOT_HERE)
        yield made


@pytest.fixture
def receipt(centre: Centre, two_laptops: Pair) -> Path:
    """A receipt for Sam that brings Ali Mansour with many notes, and has not been taken in."""
    jo, sam = two_laptops
    ali = jo.add("Ali Mansour", wing="B")
    with jo.store.unit_of_work(jo.worker) as uow:
        for number in range(NOTES):
            uow.add(Note(person_id=ali, on=uow.clock.today(), words=f"Greenhouse, time {number}. " + "Talked. " * 60))
    round_trip(centre, jo)
    transfer(centre.hub, centre.by, ali, sam.device_id, keep=True)
    sam.meet()
    centre.meet(sam)
    return max(sam.stick.glob("*.receipt.age"))


def counted(store: Store) -> dict[str, int]:
    """Return how many rows the store has of every kind, entries too; the own chain is proved first."""
    tables = {name: kind.table() for name, kind in KINDS.items()} | {"entry": ENTRY}
    with store.reading() as connection:
        assert verify_chains(connection, own_device_ids(connection), chain_ends(connection)) > 1
        return {
            name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for name, table in tables.items()
        }


def taken_in(sam: Laptop, receipt: Path, disk: SmallDisk, pages: int) -> TakenIn | None:
    """Take the receipt in with so many pages free; None when the disk was full, and then all is as it was."""
    before, stood = counted(sam.store), standing(sam.store, OPEN)
    disk.fill(but=pages)
    said = ""
    try:
        return take_in(sam.store, sam.worker, receipt)
    except FullDisk as full:
        said = str(full)
    finally:
        disk.make_room()
    assert said == FULL
    assert (counted(sam.store), standing(sam.store, OPEN)) == (before, stood)
    return None


def test_a_receipt_is_taken_in_whole_or_not_at_all_on_a_full_disk(
    two_laptops: Pair, receipt: Path, disk: SmallDisk
) -> None:
    """With 0 pages free, then 2, 8 and so on: it stops somewhere else each time, and at last goes through."""
    _, sam = two_laptops
    sam.store.close()
    shutil.copytree(sam.store.folder, disk.folder / "store")
    full = 0
    with Store.open(disk.folder / "store", sam.key, sam.clock) as sam.store:
        for pages in (0, 2, 8, 24, 48, 96, 500):
            taken = taken_in(sam, receipt, disk, pages)
            if taken is not None:
                break
            full += 1
        assert full >= 3
        assert taken is not None
        assert (taken.place, taken.new > NOTES) == (ReceiptPlace.NEXT, True)
        assert take_in(sam.store, sam.worker, receipt).place == ReceiptPlace.KNOWN
        with sam.store.reading() as connection:
            assert len(find_words(connection, "greenhouse")) > 0
        sam.add("Bea Okafor")
        sam.store.close()
        with Store.open(disk.folder / "store", sam.key, sam.clock) as again:
            assert counted(again)["note"] == NOTES
