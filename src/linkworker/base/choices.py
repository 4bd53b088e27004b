"""Writing what a worker chose for their own screens: look, theme and language."""

import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from linkworker.base import setting_kinds as kinds
from linkworker.base.errors import BadInput, Refused
from linkworker.base.setting_reading import FileReading
from linkworker.base.setting_table import CHOICES
from linkworker.base.settings import choices_file
from linkworker.base.words import listed

HEADING = "# Your own choices for linkworker. The program writes this file anew each time you choose.\n"


def choose(key: str, value: str, user_folder: Path | None = None) -> None:
    """Keep a worker's choice of a key of CHOICES, beside what else was chosen.

    What the file held that cannot be understood goes. Raises BadInput if there is no such choice or it cannot be
    that; Refused if the file cannot be written, which is then as it was.
    """
    kind = CHOICES.get(key)
    if not isinstance(kind, kinds.Kind):
        raise BadInput(f"There is no choice called '{key}'. There is: {listed(CHOICES)}.")
    try:
        chosen = kind.read(value)
    except kinds.Unfit:
        raise BadInput(f"{key} must be {kind.must}.") from None
    file = choices_file(user_folder)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        _write_whole(file, _text({**_chosen_before(file), key: chosen}))
    except OSError:
        raise Refused(f"Your choice could not be kept, because {file} cannot be written.") from None


def _chosen_before(file: Path) -> dict[str, Any]:
    """Return what the file holds that is understood; raises OSError rather than lose what cannot be read just now."""
    if not file.exists():
        return {}
    with file.open("rb"):
        reading = FileReading(file, "your choice", lambda _key: "")
        reading.read(CHOICES)
    return reading.values


def _text(values: Mapping[str, Any]) -> str:
    # A JSON text is a TOML text too, as long as it keeps to ASCII: both escape alike.
    rows = (f"{key} = {json.dumps(str(values[key]))}\n" for key in CHOICES if key in values)
    return HEADING + "".join(rows)


def _write_whole(file: Path, text: str) -> None:
    """Put the text in the file's place in one step, so that a reader finds the old or the new, never half."""
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f"{file.name}.", suffix=".tmp")
    beside = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
        beside.replace(file)
    except OSError:
        beside.unlink(missing_ok=True)
        raise
