"""Wrong passphrases: how many, and how long to wait before the next.

The count slows a person at the keyboard. Whoever can copy or delete files can pass it by: what guards the store from
them is Argon2id and the length of the passphrase, not this file.
"""

import contextlib
import json
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from linkworker.vault.whole_file import write_whole

FREE_TRIES = 5
"""Wrong tries before the first wait."""
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(minutes=15)
_DOUBLINGS = 5  # 30 s doubled five times is past the longest wait
_MOST_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class Tries:
    """Wrong tries in a row at one slot, and when the last was (aware, UTC; None if there was none)."""

    wrong: int = 0
    last: datetime | None = None

    @property
    def left(self) -> int:
        """How many more wrong tries bring no wait."""
        return max(0, FREE_TRIES - self.wrong)


def wait_after(wrong: int) -> timedelta:
    """Return the wait that so many wrong tries bring: none under five, then 30 s, 1, 2, 4, 8 and at most 15 minutes."""
    if wrong < FREE_TRIES:
        return timedelta(0)
    return min(FIRST_WAIT * (1 << min(wrong - FREE_TRIES, _DOUBLINGS)), LONGEST_WAIT)


def settle(tries: Tries, now: datetime) -> Tries:
    """Return the tries with a last time that is not after now.

    A clock that was set back would lock the store for as long as it jumped. The rule: the same wait then begins anew at
    the clock's new time, so that setting it back neither locks for ever nor frees at once. A clock set forward by hand
    does free: nothing on a laptop without network can tell that from time gone by.
    """
    if tries.last is not None and tries.last > now:
        return replace(tries, last=now)
    return tries


def wait_left(tries: Tries, now: datetime) -> timedelta:
    """Return how long to wait from now before a next try; `tries` must be settled."""
    if tries.last is None:
        return timedelta(0)
    return max(timedelta(0), tries.last + wait_after(tries.wrong) - now)


def one_more(tries: Tries, now: datetime) -> Tries:
    """Return the tries with one more wrong one, now."""
    return Tries(tries.wrong + 1, now)


class TriesFile:
    """The small file beside the key file that remembers wrong tries by slot id, over restarts."""

    def __init__(self, path: Path) -> None:
        """Take the path of the tries file; it need not exist."""
        self.path = path

    def of(self, slot_id: str) -> Tries:
        """Return the wrong tries at a slot; a damaged file counts as one try before the first wait."""
        try:
            return self._all().get(slot_id, Tries())
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return Tries(FREE_TRIES - 1)

    def keep(self, slot_id: str, tries: Tries) -> None:
        """Remember the wrong tries at a slot; none removes it. A folder that cannot be written remembers nothing."""
        try:
            kept = self._all()
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            kept = {}
        kept[slot_id] = tries
        rows = {
            slot: {"wrong": each.wrong, "last": each.last.isoformat() if each.last else None}
            for slot, each in kept.items()
            if each.wrong
        }
        # Without this file the store still opens for whoever knows the passphrase, as it should on full media.
        with contextlib.suppress(OSError):
            if rows:
                write_whole(self.path, json.dumps(rows, sort_keys=True).encode())
            else:
                self.path.unlink(missing_ok=True)

    def forget(self, slot_id: str) -> None:
        """Forget the wrong tries at a slot: it was opened, or it is gone."""
        self.keep(slot_id, Tries())

    def _all(self) -> dict[str, Tries]:
        try:
            with self.path.open("rb") as file:
                raw = file.read(_MOST_BYTES)
        except OSError:
            return {}
        return {slot_id: _tries(row) for slot_id, row in json.loads(raw).items()}


def _tries(row: dict[str, Any]) -> Tries:
    wrong, last = row["wrong"], row["last"]
    if type(wrong) is not int or wrong < 0:
        raise ValueError(wrong)
    when = None if last is None else datetime.fromisoformat(last)
    if when is not None and when.tzinfo is None:
        raise ValueError(last)
    return Tries(wrong, when)
