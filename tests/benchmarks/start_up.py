"""How long commands take to answer that open no store, beside a Python that does nothing."""

import subprocess
import sys
from collections.abc import Iterator
from functools import partial

from benchmarks.measuring import Ground, Line, always, interleaved

_COMMANDS = (("--help",), ("settings",), ("people", "--help"))


def measure(ground: Ground) -> Iterator[Line]:
    """Yield each command from its start to its end."""
    nothing = partial(_run, "-c", "pass")
    ours = [partial(_run, "-m", "linkworker", *words) for words in _COMMANDS]
    *found, bare = interleaved(ground.size(15, 2), *map(always, [*ours, nothing]))
    for words, figures in zip(_COMMANDS, found, strict=True):
        yield Line(f"linkworker {' '.join(words)}", figures, "python -c pass", bare)


def _run(*words: str) -> None:
    subprocess.run([sys.executable, *words], check=True, capture_output=True)
