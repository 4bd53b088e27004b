"""Bits flipped and ends cut off in the write-ahead log that a kill leaves beside the store.

SQLite takes a log that breaks off for one that a crash cut short: it keeps what stands before the break, and nothing
can tell the two apart from the laptop alone. So a store that comes back whole, as it was before its last saves, is
counted by itself. It must never come back as anything else.
"""

import shutil
from pathlib import Path

from faults.counts import Counts
from faults.damage import damaged
from faults.flips_store import MISNAMED, Rows, rows_of
from faults.laptop import Laptop, add_note, make_laptop
from linkworker.base.errors import LinkworkerError
from linkworker.journal.chain import BrokenChain
from linkworker.vault.engine import StoreDamaged
from linkworker.vault.store import STORE_NAME

SEED = 20261107
_FULL, _QUICK = 500, 30
_NOTES = 8
ACCEPTED = "came back as it never was"
_LOG = f"{STORE_NAME}-wal"


def run(full: bool, folder: Path) -> Counts:
    """Damage a log 500 times (30 in the quick form)."""
    counts = Counts("log of a killed process, flips and cuts")
    counts.never(ACCEPTED, MISNAMED)
    killed = _killed(folder)
    whole = rows_of(killed.copied(folder / "whole"))
    for how, hurt in damaged((killed.store / _LOG).read_bytes(), _FULL if full else _QUICK, SEED):
        shutil.rmtree(folder / "hurt", ignore_errors=True)
        laptop = killed.copied(folder / "hurt")
        (laptop.store / _LOG).write_bytes(hurt)
        counts.saw("damaged")
        _open(counts, laptop, whole, how)
    return counts


def _killed(folder: Path) -> Laptop:
    """Return a laptop as a kill leaves it: notes were saved, and stand in the log alone."""
    made = make_laptop(folder / "made")
    opened = made.opened()
    with opened.store as store:
        for number in range(_NOTES):
            add_note(store, opened.worker_id, f"In the log {number}")
        killed = made.copied(folder / "killed")
    (killed.store / f"{STORE_NAME}-shm").unlink()
    return killed


def _open(counts: Counts, laptop: Laptop, whole: Rows, how: str) -> None:
    try:
        found = rows_of(laptop)
    except (StoreDamaged, BrokenChain):
        counts.saw("refused")
    except LinkworkerError as error:
        counts.went_wrong(MISNAMED, f"{how}: {type(error).__name__}: {error}")
    else:
        if found == whole:
            counts.saw("read exactly as it was")
        elif set(found["entry"]) < set(whole["entry"]) and set(found["note"]) <= set(whole["note"]):
            counts.saw("whole, as it was before its last saves")
        else:
            counts.went_wrong(ACCEPTED, how)
