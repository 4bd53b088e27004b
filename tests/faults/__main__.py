"""The faults: `python tests/faults [NAME ...] [--full]` does to the store what laptops do to files, and counts."""

import argparse
import os
import platform
import sys
import tempfile
import time
from pathlib import Path

sys.path.pop(0)  # this folder: a campaign may be called as the room whose tests it runs
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from faults.campaigns import CAMPAIGNS, run_campaign

_WRONG = 3


def main() -> int:
    """Run the campaigns that were named, or all; return 3 when something happened that must never happen."""
    parser = argparse.ArgumentParser(prog="python tests/faults", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="; ".join(f"{k}: {v}" for k, v in CAMPAIGNS.items()))
    parser.add_argument("--full", action="store_true", help="the numbers that the README states: minutes, not seconds")
    parser.add_argument("--folder", type=Path, help="work in this folder; without it, in a temporary one")
    given = parser.parse_args()
    for name in given.names:
        if name not in CAMPAIGNS:
            parser.error(f"there is no campaign '{name}'. There are: {', '.join(CAMPAIGNS)}")
    _say(f"Python {platform.python_version()}, {platform.platform()}, {os.cpu_count()} cores")
    held = [_campaign(name, given.folder, full=given.full) for name in given.names or CAMPAIGNS]
    _say("Nothing happened that must never happen." if all(held) else "Something happened that must never happen.")
    return 0 if all(held) else _WRONG


def _campaign(name: str, folder: Path | None, *, full: bool) -> bool:
    with tempfile.TemporaryDirectory(prefix="linkworker-faults-", dir=folder) as made:
        began = time.monotonic()
        counts = run_campaign(name, Path(made).resolve() / name, full=full)
    _say(*counts.lines(), f"  {time.monotonic() - began:.0f} s")
    return counts.held


def _say(*lines: str) -> None:
    for line in lines:
        sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
