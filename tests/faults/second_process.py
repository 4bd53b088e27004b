"""A second process on the same store: told so in one plain sentence, and the first one goes on whatever it does.

The second tries to open what the first has open; then the first ends or is killed, and the second gets in at once.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

from faults.counts import Counts
from faults.laptop import NOON, Laptop, add_note, make_laptop
from faults.plain import NOT_PLAIN, is_plain
from faults.proof import read_whole
from linkworker.base.clock import FixedClock
from linkworker.vault.one_at_a_time import AlreadyOpen

_FULL, _QUICK = 50, 4
LOST, BOTH = "acknowledged lost", "two processes at once"
SHUT_OUT = "shut out after the first was gone"
_FIRST = Path(__file__).with_name("first_process.py")


def run(full: bool, folder: Path) -> Counts:
    """Meet 50 times (4 times in the quick form)."""
    counts = Counts("second process")
    counts.never(LOST, BOTH, NOT_PLAIN, SHUT_OUT)
    laptop = make_laptop(folder)
    for turn in range(_FULL if full else _QUICK):
        counts.saw("meetings")
        _meet(counts, laptop, turn)
    return counts


def _meet(counts: Counts, laptop: Laptop, turn: int) -> None:
    with subprocess.Popen(
        [sys.executable, str(_FIRST), str(laptop.root)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(_FIRST.parents[1])},
    ) as first:
        assert first.stdin is not None
        assert first.stdout is not None
        said = [json.loads(first.stdout.readline())]
        try:
            laptop.opened().store.close()
            counts.went_wrong(BOTH, f"turn {turn}")
        except AlreadyOpen as told:
            counts.saw("refused")
            if not is_plain(str(told)) or str(first.pid) not in str(told):
                counts.went_wrong(NOT_PLAIN, f"turn {turn}: {told}")
        first.stdin.write("on\n")
        first.stdin.flush()
        said.append(json.loads(first.stdout.readline()))
        if turn % 2:
            first.kill()
        else:
            first.stdin.close()
    counts.saw("killed" if turn % 2 else "closed")
    try:
        opened = laptop.opened(FixedClock(NOON))
    except AlreadyOpen as told:
        counts.went_wrong(SHUT_OUT, f"turn {turn}: {told}")
        return
    with opened.store as store:
        add_note(store, opened.worker_id, f"Second {turn}")
        notes = read_whole(store).notes
    for note in said:
        if note not in notes:
            counts.went_wrong(LOST, f"turn {turn}: {note}")
