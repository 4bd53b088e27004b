"""A disk that fills up at every page of every kind of write: a plain sentence, nothing lost, and on once there is room.

For each kind of work a small disk is filled so that 0 pages fit, then 1, then 2, until the work goes through: so every
write of it is once the first that does not fit.
"""

import shutil
from collections.abc import Iterable
from pathlib import Path

from faults.acknowledged import lost
from faults.counts import Counts
from faults.laptop import Laptop, make_laptop
from faults.plain import NOT_PLAIN, told
from faults.proof import half_files, read_whole
from faults.small_disk import NOT_HERE, SmallDisk, small_disk
from faults.works import CLOSING, FILLED, Desk, Said, Work, write_list
from linkworker.base.errors import LinkworkerError

_MEGABYTES = 12
_MOST_PAGES = 2_000
_LISTS = (2, 3)
_ENOUGH = 3  # so many pages in a row at which the work goes through, and it is done (once in the quick form)
LOST, HALF = "acknowledged lost", "half files left"
STUCK = "did not go on after room was made"


def run(full: bool, folder: Path) -> Counts:
    """Fill the disk under every kind of work; every page in the full form."""
    counts = Counts("full disk")
    counts.never(LOST, HALF, NOT_PLAIN, STUCK)
    made = make_laptop(folder / "made")
    for number in _LISTS:  # written beforehand: their own writing is not what is tried
        write_list(made.root / "lists", number)
    with small_disk(_MEGABYTES) as disk:
        if disk is None:
            counts.skipped = NOT_HERE
            return counts
        for kind in FILLED:
            _each_page(counts, disk, made, kind, *((range(_MOST_PAGES), _ENOUGH) if full else (_ever_more(), 1)))
    return counts


def _each_page(counts: Counts, disk: SmallDisk, made: Laptop, kind: str, pages: Iterable[int], enough: int) -> None:
    through = 0
    for free in pages:
        counts.saw("disks filled")
        finished = _at(counts, disk, made, kind, FILLED[kind], free)
        counts.saw("refused" if not finished else "finished")
        through = through + 1 if finished else 0
        if through == enough:
            return
    counts.went_wrong(STUCK, f"{kind} does not fit in {_MOST_PAGES} pages")


def _ever_more() -> Iterable[int]:
    """Yield 0, 1, 3, 9 and so on: the quick form."""
    pages = 0
    while pages < _MOST_PAGES:
        yield pages
        pages = max(pages + 1, pages * 3)


def _at(counts: Counts, disk: SmallDisk, made: Laptop, kind: str, work: Work, pages: int) -> bool:
    """Work with so many pages free; say whether it was acknowledged."""
    how = f"{kind} with {pages} pages free"
    _clear(disk)
    laptop = made.copied(disk.folder / "laptop")
    desk = Desk.at(laptop)
    said: list[Said] = [FILLED["save"](desk, 1), FILLED["backup"](desk, 1)]
    disk.fill(but=pages)
    try:
        done = told(counts, how, lambda: work(desk, 2))
        disk.make_room()
        said += [done] if done else []
        if done is None and kind in CLOSING:
            desk.again()
        again = told(counts, f"{how}, after room was made", lambda: work(desk, 3))
        said += [again] if again else []
        if again is None:
            counts.went_wrong(STUCK, how)
    finally:
        desk.opened.store.close()
    _look(counts, laptop, desk, said, how)
    return done is not None


def _look(counts: Counts, laptop: Laptop, desk: Desk, said: list[Said], how: str) -> None:
    opened = laptop.opened(desk.clock, desk.passphrase)
    with opened.store as store:
        try:
            for what in lost(laptop, store, opened.worker_id, read_whole(store), said):
                counts.went_wrong(LOST, f"{how}: {what}")
        except LinkworkerError as error:
            counts.went_wrong(LOST, f"{how}: {error}")
    for name in half_files(laptop):
        counts.went_wrong(HALF, f"{how}: {name}")


def _clear(disk: SmallDisk) -> None:
    disk.make_room()
    shutil.rmtree(disk.folder / "laptop", ignore_errors=True)
