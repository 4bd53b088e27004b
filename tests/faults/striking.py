"""The process that is struck, from the side of the one who strikes it."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from faults.works import Said

_STRUCK = Path(__file__).with_name("struck.py")


@dataclass(frozen=True)
class Ended:
    """What a process had acknowledged, and how it ended; `calls` is 0 when they were not counted."""

    said: tuple[Said, ...]
    seconds: float
    calls: int
    killed: bool
    broke: str


class Striker:
    """A process to strike again and again; close it with `with`."""

    def __init__(self, errors: Path) -> None:
        """Start it; what it says when it breaks by itself goes to a file."""
        self._errors = errors
        self._file = errors.open("w+b")
        self._process = subprocess.Popen(
            [sys.executable, str(_STRUCK)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._file,
            encoding="utf-8",
        )

    def run(self, kind: str, folder: Path, **moment: float) -> Ended:
        """Work in a laptop's folder until struck: `rounds`, `seconds` or `calls`, as `struck` says."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"kind": kind, "folder": str(folder), **moment}) + "\n")
        self._process.stdin.flush()
        said: list[Said] = []
        for line in self._process.stdout:
            if line.startswith("ended "):
                seconds, calls, status = line.split()[1:]
                broke = self._errors.read_text("utf-8") if int(status) not in {0, 9} else ""
                return Ended(tuple(said), float(seconds), int(calls), int(status) == 9, broke)
            if line.endswith("]\n"):
                said.append(Said(*json.loads(line)))
        message = f"the process that is struck ended by itself: {self._errors.read_text('utf-8')}"
        raise AssertionError(message)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with self._process:
            assert self._process.stdin is not None
            self._process.stdin.close()
        self._file.close()
