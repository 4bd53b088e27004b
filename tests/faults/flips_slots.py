"""Bits flipped and ends cut off in the key file: mended from its copy, or refused by a sentence that names it.

Every other time the copy is damaged in the same way, so that nothing whole is left.
"""

from pathlib import Path

from faults.counts import Counts
from faults.damage import damaged
from faults.laptop import Laptop, make_laptop
from linkworker.base.errors import LinkworkerError
from linkworker.vault.key_errors import SlotsDamaged, SlotsMissing
from linkworker.vault.key_file import copy_of
from linkworker.vault.slots import SLOTS_NAME

SEED = 20261104
_FULL, _QUICK = 2_000, 60
ACCEPTED, MISNAMED = "accepted wrongly", "named as something else than the key file"
_NAMES_IT = "key file"


def run(full: bool, folder: Path) -> Counts:
    """Damage the key file 2,000 times (60 in the quick form)."""
    counts = Counts("key file, flips and cuts")
    counts.never(ACCEPTED, MISNAMED)
    laptop = make_laptop(folder)
    path = laptop.store / SLOTS_NAME
    before = {each.name: each.read_bytes() for each in laptop.store.iterdir() if each.is_file()}
    whole = before[path.name]
    for turn, (how, hurt) in enumerate(damaged(whole, _FULL if full else _QUICK, SEED)):
        for name, raw in before.items():
            (laptop.store / name).write_bytes(raw)
        path.write_bytes(hurt)
        if turn % 2:
            copy_of(path).write_bytes(hurt)
        counts.saw("damaged")
        _open(counts, laptop, whole, how, copy_too=bool(turn % 2))
    return counts


def _open(counts: Counts, laptop: Laptop, whole: bytes, how: str, *, copy_too: bool) -> None:
    path = laptop.store / SLOTS_NAME
    try:
        opened = laptop.opened()
    except (SlotsDamaged, SlotsMissing) as error:
        if _NAMES_IT not in str(error):
            counts.went_wrong(MISNAMED, f"{how}: {error}")
        counts.saw("refused")
        if not copy_too:
            counts.saw("refused though the copy was whole")
    except LinkworkerError as error:
        counts.went_wrong(MISNAMED, f"{how}: {type(error).__name__}: {error}")
    else:
        opened.store.close()
        mended = path.read_bytes() == copy_of(path).read_bytes() == whole
        counts.saw("mended from its copy")
        if copy_too or not mended or _NAMES_IT not in (opened.note or ""):
            counts.went_wrong(ACCEPTED, f"{how}: {opened.note}")
