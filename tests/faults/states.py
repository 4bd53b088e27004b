"""Disk states after a power loss at moments of a traced program's work, each handed to what looks at it."""

import random
import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from faults.counts import Counts
from faults.disk import Disk
from faults.traced import Replay, traced, why_not

CHILD = Path(__file__).with_name("power_child.py")
LOST, CORRUPT = "lost", "corrupt"


class Lost(AssertionError):
    """Something that was acknowledged is not there."""


@dataclass(frozen=True, slots=True)
class Work:
    """What a child does (`words`) in a folder that `begin` prepares, and what looks at each state of it."""

    name: str
    words: Sequence[str]
    begin: Callable[[Path], str]
    """Prepares the folder; returns what the child is told on its standard input."""
    look: Callable[[Path, Sequence[str]], None]
    """Opens a state as the next start would, given what was acknowledged; raises Lost, or whatever else went wrong."""


def lose_power(work: Work, states: int, seed: int, folder: Path) -> Counts:
    """Trace the work once, build so many states at random moments of it, and look at each."""
    counts = Counts(work.name, skipped=why_not())
    if counts.skipped:
        return counts
    counts.never(LOST, CORRUPT)
    root = folder / "root"
    root.mkdir(parents=True)
    said = work.begin(root)
    replay = Replay(root, Disk(root))
    lines = traced(CHILD, [work.words[0], str(root), *work.words[1:]], said, folder / "log")
    scout = Replay(root, replay.disk.copy())
    changing = [at for at, line in enumerate(lines) if scout.step(line)]
    chance = random.Random(seed)  # noqa: S311 - moments, not secrets
    moments = sorted(chance.choices([*changing, len(lines)], k=states))
    moment = 0
    with tempfile.TemporaryDirectory(prefix="power-", dir=_memory()) as place:
        for at, line in enumerate([*lines, None]):
            while moment < len(moments) and moments[moment] == at:
                state = Path(place) / f"state{moment}"
                replay.disk.after_a_loss(random.Random(seed + moment), state)  # noqa: S311 - as above
                counts.saw("states")
                _look(work, state, replay.acknowledged, counts, f"seed {seed}, state {moment}, call {at}")
                shutil.rmtree(state)
                moment += 1
            if line is not None:
                replay.step(line)
    counts.saw("writes, syncs and names", len(changing) - len(replay.acknowledged))
    counts.saw("acknowledged", len(replay.acknowledged))
    return counts


def lose_power_at_each(name: str, works: Mapping[str, Work], states: int, seed: int, folder: Path) -> Counts:
    """Do so for each work, in a folder of its own; return one line of counts, or why nothing could be tried."""
    counts = Counts(name)
    for of, work in works.items():
        lost = lose_power(work, states, seed, folder / of)
        if lost.skipped:
            return lost
        counts = _joined(counts, lost, of)
    return counts


def _joined(counts: Counts, more: Counts, of: str) -> Counts:
    """Return the counts with those of one more work, each figure named for it."""
    for what, times in more.tried.items():
        counts.saw(f"{what} ({of})", times)
    for what, times in more.wrong.items():
        counts.wrong[f"{what} ({of})"] = times
    counts.failures += more.failures
    return counts


def _look(work: Work, state: Path, acknowledged: Sequence[str], counts: Counts, which: str) -> None:
    for memory in state.rglob("*-shm"):
        rubbish = random.Random(which).randbytes(memory.stat().st_size)  # noqa: S311 - the power took what was in it
        memory.write_bytes(rubbish)
    try:
        work.look(state, acknowledged)
    except Lost as error:
        counts.went_wrong(LOST, f"{which}: {error}")
    except Exception as error:  # noqa: BLE001 - whatever the next start would end with
        counts.went_wrong(CORRUPT, f"{which}: {type(error).__name__} {error}")


def _memory() -> Path | None:
    """Return a folder in memory for the states, which need no disk of their own; None is the usual place."""
    memory = Path("/dev/shm")  # noqa: S108 - only bytes that are encrypted
    return memory if memory.is_dir() else None
