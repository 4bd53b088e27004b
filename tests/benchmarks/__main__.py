"""The speed table: `python tests/benchmarks [NAME ...]`, each row beside the thing it is named with, in one run."""

import argparse
import os
import platform
import subprocess
import sys
import tempfile
from importlib import import_module
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

ROWS = {
    "store": "reads, writes and searches of the store beside the same without a key",
    "person_page": "a person's page beside the same rows by bare SQL",
    "key_press": "a key press in caseload search",
    "protections": "a save with every protection beside the same with one taken off; a backup; a rotation",
    "match": "one person against every activity, every verdict",
    "seal": "a bundle beside json, gzip and age of the same bytes; its memory",
    "ingest": "a bundle taken in at the hub beside COPY of the same rows; its memory",
    "verify": "the journal's chain, proved",
    "plan_pdf": "a plan to PDF",
    "start_up": "commands beside a Python that does nothing",
    "unlock": "from passphrase to first page, with and without deriving the key",
    "first_screen": "`linkworker` to the passphrase prompt beside a one-label Textual app",
    "caseload_painted": "from passphrase to Today and the caseload on the screen",
    "memory": "resident memory after every place was opened",
}
APART = ("the day at scale, for some minutes: python tests/benchmarks scale [--fill TOTALS] [--minutes N]",)
_SCALE = "scale"
_ONE = "--one"
_MISSED = 3


def main() -> int:
    """Measure the rows that were named, or all; return 3 when a bar was missed."""
    parser = argparse.ArgumentParser(prog="python tests/benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="; ".join(f"{k}: {v}" for k, v in ROWS.items()))
    parser.add_argument("--small", action="store_true", help="a quick look at small sizes: nothing is judged by it")
    parser.add_argument("--folder", type=Path, help="keep the made stores here, for the next run")
    parser.add_argument(_ONE, action="store_true", help=argparse.SUPPRESS)
    if sys.argv[1:2] == [_SCALE]:
        return int(import_module("benchmarks.scale").main(sys.argv[2:]))
    given = parser.parse_args()
    for name in given.names:
        if name not in ROWS:
            parser.error(f"there is no row '{name}'. There are: {', '.join(ROWS)}")
    if given.one:
        return _measure(given.names[0], given.folder, small=given.small)
    return _all(given.names or list(ROWS), given.folder, small=given.small)


def _all(names: list[str], folder: Path | None, *, small: bool) -> int:
    """Measure each row in a process of its own, so that none stands on another's memory."""
    _say(f"Python {platform.python_version()}, {platform.platform()}, {os.cpu_count()} cores")
    if hasattr(os, "getloadavg"):
        _say(f"load before: {os.getloadavg()[0]:.1f}")
    _say("Times are medians with least and most. Ratios are medians of pairs that ran within moments of each other.")
    _say("A bar in ms is judged by the least, a ratio by the median of the pairs.")
    codes = []
    with tempfile.TemporaryDirectory(prefix="linkworker-benchmarks-") as made:
        for name in names:
            _say("", f"{name}: {ROWS[name]}")
            words = [sys.executable, __file__, name, _ONE, "--folder", str(folder or made)]
            codes.append(subprocess.run([*words, *(["--small"] if small else [])], check=False).returncode)
    _say("", *APART)
    broken = [name for name, code in zip(names, codes, strict=True) if code not in {0, _MISSED}]
    _say("", f"Could not be measured: {', '.join(broken)}" if broken else "All rows were measured.")
    return max(codes)


def _measure(name: str, folder: Path, *, small: bool) -> int:
    from benchmarks.measuring import Ground  # noqa: PLC0415 - the folder above must be known first

    folder.mkdir(parents=True, exist_ok=True)
    missed = 0
    for line in import_module(f"benchmarks.{name}").measure(Ground(folder.resolve() / str(small), small)):
        _say(f"  {line.words()}")
        missed += line.met is False
    return _MISSED if missed and not small else 0


def _say(*lines: str) -> None:
    for line in lines:
        sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
