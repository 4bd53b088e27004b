"""The hub's settings file, hub.toml in its folder: which database, and where files lie. Never a password."""

import json
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from linkworker.base.errors import BadInput, NotFound

SETTINGS_FILE = "hub.toml"
_KEYS = frozenset({"database", "inbox", "quarantine", "receipts"})


@dataclass(frozen=True, slots=True)
class HubSettings:
    """What the file says; folders are taken from the hub's own where they are not absolute."""

    database: str
    inbox: Path
    quarantine: Path
    receipts: Path


def read_settings(folder: Path) -> HubSettings:
    """Return the settings of a hub's folder; raises NotFound where there is none, BadInput for what it cannot say."""
    path = folder / SETTINGS_FILE
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise NotFound(f"There is no hub in {folder}. Name its folder with --hub FOLDER.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadInput(f"The file {path} cannot be read: {error}.") from error
    for key in table.keys() - _KEYS:
        raise BadInput(f"The file {path} does not know '{key}'.")
    if not all(isinstance(value, str) and value.strip() for value in table.values()) or "database" not in table:
        raise BadInput(f"The file {path} needs a database, and texts for all else.")
    return HubSettings(
        table["database"], _in(folder, table, "inbox"), _in(folder, table, "quarantine"), _in(folder, table, "receipts")
    )


def write_settings(folder: Path, database: str) -> Path:
    """Write the settings file of a new hub and return its path."""
    lines = (
        "# Which database, and where files lie (folders from here, or absolute).",
        "# A password never stands here: put it in PGPASSWORD, or in PostgreSQL's own password file.",
        f"database = {json.dumps(database)}",
        'inbox = "inbox"            # bundles that wait for an earlier one, or for a suspended laptop; sealed',
        'quarantine = "quarantine"  # what was not taken in; sealed',
        'receipts = "receipts"      # where receipts are written when no folder is named',
        "",
    )
    path = folder / SETTINGS_FILE
    path.write_text("\n".join(lines), encoding="utf-8", newline="\n")
    return path


def _in(folder: Path, table: dict[str, Any], name: str) -> Path:
    return folder / str(table.get(name, name))
