"""What the power is cut from: a program that works, and acknowledges what it was told is kept.

Run: python power_child.py WORK ROOT [word ...]; what it may know (a key, a recovery code) is its standard input.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from faults.power_keys import passphrases, setting_up
from faults.power_saves import CLOCK, saves
from faults.power_swaps import restoring, rotating

WORK: dict[str, Callable[..., None]] = {
    "saves": saves,
    "passphrases": passphrases,
    "setting_up": setting_up,
    "rotating": rotating,
    "restoring": restoring,
}


def main() -> None:
    """Do the work that the command line names."""
    root = Path(sys.argv[2])
    kept = os.open(root.parent / "acknowledged", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    WORK[sys.argv[1]](root, sys.stdin.readline().strip(), CLOCK, lambda what: _write(kept, what), *sys.argv[3:])


def _write(kept: int, what: str) -> None:
    os.write(kept, f"{what}\n".encode())


if __name__ == "__main__":
    main()
