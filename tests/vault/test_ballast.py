"""Spare room: given up when the disk is nearly full, so that what is being written can be finished."""

from typing import NamedTuple

import pytest

from linkworker.records.person import Person
from linkworker.vault import ballast
from linkworker.vault.ballast import GIVEN_UP, SIZE, RoomMade
from linkworker.vault.trouble import DiskTrouble, FullDisk


class Usage(NamedTuple):
    """What `shutil.disk_usage` answers."""

    total: int
    used: int
    free: int


@pytest.fixture
def disk(monkeypatch):
    """A disk that says how much is free, as the test sets it."""
    free = {"bytes": 10**9}
    monkeypatch.setattr(ballast.shutil, "disk_usage", lambda _: Usage(10**9, 0, free["bytes"]))
    return free


def test_it_is_made_where_there_is_room(store, disk):
    """Of bytes that no disk can pack; once is enough."""
    assert store.ballast.make()
    assert store.ballast.path.stat().st_size == SIZE
    assert len(set(store.ballast.path.read_bytes()[:4096])) > 100
    before = store.ballast.path.stat().st_mtime_ns
    assert store.ballast.make()
    assert store.ballast.path.stat().st_mtime_ns == before


def test_it_is_not_made_where_it_would_fill_the_disk(store, disk):
    """And one that was cut short is taken away."""
    disk["bytes"] = SIZE * 2
    store.ballast.path.write_bytes(b"half")
    assert not store.ballast.make()
    assert not store.ballast.path.exists()


def test_a_save_on_a_nearly_full_disk_has_the_room(store, disk):
    """The worker can be told, until it is made again."""
    store.ballast.make()
    with store.unit_of_work(None) as uow:
        uow.add(Person(name="Ali Mansour"))
    assert store.ballast.path.exists()
    disk["bytes"] = 1000
    with store.unit_of_work(None) as uow:
        uow.add(Person(name="Bea Okafor"))
    assert not store.ballast.path.exists()
    assert store.ballast.was_given_up
    assert store.ballast.news() == GIVEN_UP
    assert store.ballast.news() == ""
    disk["bytes"] = 10**9
    assert store.ballast.make()
    assert not store.ballast.was_given_up


def test_a_save_that_failed_for_want_of_room_can_be_done_again(store, disk):
    """Once: where there is no spare room left, the disk is full and that is said."""
    store.ballast.make()
    with pytest.raises(RoomMade, match="do it again"), store.unit_of_work(None):
        raise FullDisk
    with pytest.raises(FullDisk) as said, store.writing():
        raise FullDisk
    assert type(said.value) is FullDisk


def test_a_disk_that_does_not_answer_is_left_to_the_save(store, monkeypatch):
    """To ask how much is free must never fail a save."""

    def gone(_):
        raise OSError

    monkeypatch.setattr(ballast.shutil, "disk_usage", gone)
    with store.unit_of_work(None) as uow:
        uow.add(Person(name="Ali Mansour"))


def test_one_that_could_not_be_written_whole_is_taken_away(store, disk):
    """Half of it would be room that is used for nothing."""
    resource = pytest.importorskip("resource", reason="Windows cannot limit the size of a process's files")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (SIZE // 2, limits[1]))
    try:
        with pytest.raises(DiskTrouble):
            store.ballast.make()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert not store.ballast.path.exists()
    assert store.ballast.make()
