"""What the machine's environment says: the only place that reads environment variables."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Environment:
    """The few variables that we heed."""

    settings_file: Path | None = None
    """LINKWORKER_SETTINGS: the organisation's settings file, instead of the machine's own."""
    no_color: bool = False
    """NO_COLOR: set to anything but nothing, no colours are used (the convention of no-color.org)."""


def read_environment(variables: Mapping[str, str] | None = None) -> Environment:
    """Return what the environment says; `variables` stands in for the process's own."""
    found = os.environ if variables is None else variables
    file = found.get("LINKWORKER_SETTINGS", "").strip()
    return Environment(Path(file).expanduser() if file else None, bool(found.get("NO_COLOR")))
