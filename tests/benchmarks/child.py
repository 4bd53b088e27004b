"""Running one function of a benchmark in a process of its own, and hearing what it says."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

_TESTS = Path(__file__).resolve().parents[1]
_STATUS = Path("/proc/self/status")
_CODE = """
import json, sys
from importlib import import_module
module, name, *given = sys.argv[1:]
print(json.dumps(getattr(import_module(module), name)(*map(json.loads, given))))
"""


def in_child(module: str, name: str, *given: Any) -> Any:
    """Call `module.name(*given)` in a fresh Python and return what it returns; both ways only what JSON holds."""
    words = [sys.executable, "-c", _CODE, module, name, *map(json.dumps, given)]
    environment = {**os.environ, "PYTHONPATH": str(_TESTS)}
    done = subprocess.run(words, check=True, stdout=subprocess.PIPE, encoding="utf-8", env=environment)
    return json.loads(done.stdout.splitlines()[-1])


def peak_megabytes() -> float | None:
    """Return the most memory this process has had, in MB; None where the system does not say."""
    return _megabytes("VmHWM") if _STATUS.exists() else None  # `getrusage` would tell of the parent's too


def resident_megabytes() -> float:
    """Return what this process has in memory now, in MB; only where the system says so."""
    return _megabytes("VmRSS")


def _megabytes(name: str) -> float:
    line = next(line for line in _STATUS.read_text("ascii").splitlines() if line.startswith(name))
    return int(line.split()[1]) / 1024
