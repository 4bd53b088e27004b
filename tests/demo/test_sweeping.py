"""Demonstrations that were killed are taken away by the next one; none that is open, kept or somebody else's."""

import os
from pathlib import Path

import pytest

from linkworker.base.clock import FixedClock
from linkworker.demo.sweeping import LEFT_BEHIND, sweep
from linkworker.vault.one_at_a_time import ProcessLock
from linkworker.vault.store import STORE_NAME


def left_behind(folder: Path, name: str) -> Path:
    """Make what a killed demonstration leaves; return its folder."""
    store = folder / name / "store"
    store.mkdir(parents=True)
    (store / STORE_NAME).write_bytes(b"encrypted")
    return folder / name


def test_what_was_left_behind_is_taken_away(tmp_path: Path, clock: FixedClock) -> None:
    """Its lock is free because its process has gone."""
    made = left_behind(tmp_path, f"{LEFT_BEHIND}a1")
    sweep(tmp_path, clock)
    assert not made.exists()
    sweep(tmp_path / "nowhere", clock)


def test_one_that_is_open_or_kept_or_just_begun_stays(tmp_path: Path, clock: FixedClock) -> None:
    """A lock that is held, another name, or no store yet."""
    opened, kept = left_behind(tmp_path, f"{LEFT_BEHIND}a1"), left_behind(tmp_path, "linkworker-kept-demo-a2")
    begun = tmp_path / f"{LEFT_BEHIND}a3"
    begun.mkdir()
    file = tmp_path / f"{LEFT_BEHIND}a4"
    file.write_text("no folder", encoding="utf-8")
    lock = ProcessLock(opened / "store", clock)
    lock.take()
    try:
        sweep(tmp_path, clock)
    finally:
        lock.give_back()
    assert all(one.exists() for one in (opened, kept, begun, file))


@pytest.mark.skipif(os.name == "nt", reason="Windows lets only administrators make symbolic links")
def test_a_name_that_leads_elsewhere_is_left(tmp_path: Path, clock: FixedClock) -> None:
    """In a folder that several people share, anybody may make such a name."""
    elsewhere = left_behind(tmp_path, "mine")
    (tmp_path / f"{LEFT_BEHIND}a1").symlink_to(elsewhere)
    sweep(tmp_path, clock)
    assert (elsewhere / "store" / STORE_NAME).exists()
