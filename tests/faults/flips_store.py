"""Bits flipped and ends cut off in the store: refused by a sentence that names the store, or read exactly as it was.

Read exactly: every row of every table is compared. That happens where nothing reads: the file's salt, which comes from
the key file, and pages that are free.
"""

import shutil
from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import Connection

from faults.counts import Counts
from faults.damage import damaged
from faults.laptop import Laptop, make_laptop
from faults.proof import every_row
from linkworker.base.errors import LinkworkerError
from linkworker.journal.chain import BrokenChain, verify_chain
from linkworker.vault.engine import NotEncrypted, StoreDamaged
from linkworker.vault.store import STORE_NAME

SEED = 20261105
_FULL, _QUICK = 2_000, 40
ACCEPTED, MISNAMED = "accepted wrongly", "named as something else than the store"
_OF_THE_STORE = (StoreDamaged, BrokenChain, NotEncrypted)
Rows = Mapping[str, list[tuple[object, ...]]]


def run(full: bool, folder: Path) -> Counts:
    """Damage the store 2,000 times (40 in the quick form)."""
    counts = Counts("store, flips and cuts")
    counts.never(ACCEPTED, MISNAMED)
    made = make_laptop(folder / "made")
    rows = rows_of(made.copied(folder / "whole"))
    for how, hurt in damaged((made.store / STORE_NAME).read_bytes(), _FULL if full else _QUICK, SEED):
        shutil.rmtree(folder / "hurt", ignore_errors=True)
        laptop = made.copied(folder / "hurt")
        (laptop.store / STORE_NAME).write_bytes(hurt)
        counts.saw("damaged")
        _open(counts, laptop, rows, how)
    return counts


def _open(counts: Counts, laptop: Laptop, whole: Rows, how: str) -> None:
    try:
        found = rows_of(laptop)
    except _OF_THE_STORE as error:
        counts.saw("refused")
        if not any(word in str(error) for word in ("store", "journal")):
            counts.went_wrong(MISNAMED, f"{how}: {error}")
    except LinkworkerError as error:
        counts.went_wrong(MISNAMED, f"{how}: {type(error).__name__}: {error}")
    except Exception as error:  # noqa: BLE001 - anything else would be a traceback to the worker
        counts.went_wrong(MISNAMED, f"{how}: {type(error).__name__}: {error}")
    else:
        counts.saw("read exactly as it was" if found == whole else "read otherwise")
        if found != whole:
            counts.went_wrong(ACCEPTED, how)


def rows_of(laptop: Laptop) -> Rows:
    """Open a laptop as a worker would, and return every row of it, but those that opening it writes."""
    opened = laptop.opened()
    with opened.store as store, store.reading() as connection:
        verify_chain(connection, store.device_id)
        return _but_the_unlocking(connection)


def _but_the_unlocking(connection: Connection) -> Rows:
    rows = every_row(connection)
    newest = connection.exec_driver_sql("SELECT id FROM entry ORDER BY seq DESC LIMIT 1").scalar_one()
    return {name: [row for row in found if newest not in row] for name, found in rows.items()}
