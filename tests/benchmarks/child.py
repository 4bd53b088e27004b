"""Running one function of a benchmark in a process of its own, and hearing what it says."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

_TESTS = Path(__file__).resolve().parents[1]
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
    done = subprocess.run(words, check=True, capture_output=True, text=True, encoding="utf-8", env=environment)
    return json.loads(done.stdout.splitlines()[-1])


def peak_megabytes() -> float | None:
    """Return the most memory this process has had, in MB; None where the system does not say."""
    status = Path("/proc/self/status")  # `getrusage` would tell of the parent's too
    if not status.exists():
        return None
    line = next(line for line in status.read_text("ascii").splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024
