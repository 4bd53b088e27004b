"""Bits flipped and ends cut off in a bundle: each copy is refused at the centre, by a sentence of our own."""

from pathlib import Path

from faults.counts import Counts
from faults.damage import damaged
from faults.laptop import make_laptop
from faults.plain import is_plain
from linkworker.base.errors import LinkworkerError
from linkworker.base.setting_values import Sharing
from linkworker.sync.export import export
from linkworker.sync.own_identities import device
from linkworker.sync.unseal import verify

SEED = 2026
_FULL, _QUICK = 10_000, 500
ACCEPTED, NOT_PLAIN = "accepted wrongly", "said otherwise than in a plain sentence about the bundle"


def run(full: bool, folder: Path) -> Counts:
    """Damage a bundle 10,000 times (500 in the quick form); the whole one opens at the end."""
    counts = Counts("bundle, flips and cuts")
    counts.never(ACCEPTED, NOT_PLAIN)
    laptop = make_laptop(folder, notes=1)
    opened = laptop.opened()
    with opened.store as store:
        sealed = export(store, opened.worker_id, laptop.stick, Sharing.UNLESS_WITHHELD).last
        enrolled = [device(store).public]
    whole, path = sealed.path.read_bytes(), laptop.stick / "hurt.age"
    for how, hurt in damaged(whole, _FULL if full else _QUICK, SEED):
        path.write_bytes(hurt)
        counts.saw("damaged")
        try:
            verify(path, laptop.hub, enrolled)
        except LinkworkerError as error:
            counts.saw(f"told {type(error).__name__}")
            if "bundle" not in str(error) or not is_plain(str(error)):
                counts.went_wrong(NOT_PLAIN, f"{how}: {error}")
        else:
            counts.went_wrong(ACCEPTED, how)
    assert verify(sealed.path, laptop.hub, enrolled).hash == sealed.hash
    return counts
