"""A medium that turns read-only, a folder that goes away in the middle of work, permission refused.

Each is one plain sentence; nothing that was acknowledged is lost, and work goes on once the trouble is over.
"""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from itertools import product
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
_QUICK_STEP = 5  # the quick form makes every fifth trouble
_NOBODY = 65534  # the user nobody, who may not write where an administrator may
LOST, HALF = "acknowledged lost", "half files left"
STUCK = "did not go on afterwards"


def run(full: bool, folder: Path) -> Counts:
    """Make each trouble under each kind of work, before it is opened and while it is; a fifth in the quick form."""
    counts = Counts("read-only and gone")
    counts.never(LOST, HALF, NOT_PLAIN, STUCK)
    made = make_laptop(folder / "made")
    with small_disk(_MEGABYTES) as disk:
        if disk is None:
            counts.skipped = NOT_HERE
            return counts
        for number in (2, 3, 4):
            write_list(disk.folder / "lists", number)
        _load_everything(made, folder / "loaded")
        every = list(product(_TROUBLES, FILLED, (False, True)))
        for trouble, kind, while_open in every[:: 1 if full else _QUICK_STEP]:
            how = f"{kind}, {trouble}, {'while open' if while_open else 'before opening'}"
            _one(counts, disk, made, how, kind, _TROUBLES[trouble], while_open=while_open)
    return counts


def _load_everything(made: Laptop, folder: Path) -> None:
    """Do each kind of work once: a user who may do nothing may not even load a module later."""
    desk = Desk.at(made.copied(folder))
    FILLED["backup"](desk, 1)
    for work in FILLED.values():
        work(desk, 2)
    desk.opened.store.close()


def _one(
    counts: Counts, disk: SmallDisk, made: Laptop, how: str, kind: str, trouble: "Trouble", while_open: bool
) -> None:
    """Make one trouble under one kind of work, and look at what is left once it is over."""
    counts.saw("troubles made")
    work = FILLED[kind]
    shutil.rmtree(disk.folder / "laptop", ignore_errors=True)
    laptop = made.copied(disk.folder / "laptop")
    desk = Desk.at(laptop)
    desk.lists = disk.folder / "lists"
    said: list[Said] = [FILLED["save"](desk, 1), FILLED["backup"](desk, 1)]
    if not while_open:
        desk.opened.store.close()
    with trouble(laptop.root):
        done = told(counts, how, lambda: _opened_and_worked(desk, work, while_open=while_open))
    said += [done] if done else []
    if not while_open and done:
        desk.opened.store.close()
    if while_open:
        if done is None and kind in CLOSING:
            desk.again()
        again = told(counts, f"{how}, while it was still open", lambda: work(desk, 3))
        said += [again] if again else []
        counts.saw("went on without opening again", bool(again))
        desk.opened.store.close()
    _look(counts, laptop, desk, work, said, how)


def _opened_and_worked(desk: Desk, work: Work, *, while_open: bool) -> Said:
    if not while_open:
        desk.opened = desk.laptop.opened(desk.clock)
    try:
        return work(desk, 2)
    except BaseException:
        if not while_open:
            desk.opened.store.close()
        raise


def _look(counts: Counts, laptop: Laptop, desk: Desk, work: Work, said: list[Said], how: str) -> None:
    try:
        desk.opened = laptop.opened(desk.clock, desk.passphrase)
        said.append(work(desk, 4))
        with desk.again().store as store:
            for what in lost(laptop, store, desk.opened.worker_id, read_whole(store), said):
                counts.went_wrong(LOST, f"{how}: {what}")
    except LinkworkerError as error:
        counts.went_wrong(STUCK, f"{how}: {type(error).__name__}: {error}")
    for name in half_files(laptop):
        counts.went_wrong(HALF, f"{how}: {name}")


@contextmanager
def _nothing_can_be_written(root: Path) -> Iterator[None]:
    """Make the folder a read-only medium; what is open for writing already stays so, as the system has it."""
    subprocess.run(["mount", "--bind", str(root), str(root)], check=True)
    subprocess.run(["mount", "-o", "remount,ro,bind", str(root)], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(root)], check=True)


@contextmanager
def _gone(root: Path) -> Iterator[None]:
    """Take the folder away for the block."""
    away = root.with_name("away")
    root.rename(away)
    try:
        yield
    finally:
        if root.exists():  # somebody made it anew
            shutil.rmtree(root)
        away.rename(root)


@contextmanager
def _permission_refused(root: Path) -> Iterator[None]:
    """Be a user who may read everything in the folder and write nothing."""
    for path in (root, *root.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    os.seteuid(_NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
        for path in (root, *root.rglob("*")):
            path.chmod(0o700 if path.is_dir() else 0o600)


@contextmanager
def _nobody_may_look(root: Path) -> Iterator[None]:
    """Be a user who may not even look into the folder."""
    root.chmod(0o700)
    os.seteuid(_NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


Trouble = Callable[[Path], AbstractContextManager[None]]
_TROUBLES: dict[str, Trouble] = {
    "a read-only medium": _nothing_can_be_written,
    "a folder that is gone": _gone,
    "permission to write refused": _permission_refused,
    "permission to look refused": _nobody_may_look,
}
