"""The small JSON files in which keys are carried: read with every field checked, written so that none is lost."""

import json
import os
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from linkworker.sync.problems import NewerFormat, WrongKeyFile

VERSION = 1
MOST_BYTES = 1_048_576  # an invitation names every team
PRIVATE = 0o600
PUBLIC = 0o644


def read_key_file(path: Path, kind: str, fields: Collection[str]) -> dict[str, Any]:
    """Return what a key file of this kind holds, by field.

    Raises WrongKeyFile when it cannot be read, is of another kind, or has other fields than `fields`; NewerFormat when
    its version is above this program's.
    """
    try:
        with path.open("rb") as file:
            held: Any = json.loads(file.read(MOST_BYTES).decode("utf-8"))
    except OSError as error:
        raise WrongKeyFile(path.name, "it cannot be read") from error
    except (ValueError, RecursionError) as error:
        raise WrongKeyFile(path.name, "it is not JSON text") from error
    if not isinstance(held, dict) or held.pop("format", None) != kind:
        raise WrongKeyFile(path.name, f"it is not a {kind} file")
    version = held.pop("version", None)
    if type(version) is int and version > VERSION:
        raise NewerFormat(version)
    if type(version) is not int or version != VERSION or held.keys() != set(fields):
        raise WrongKeyFile(path.name, "a field is missing or unknown")
    return held


def texts_of(path: Path, held: Mapping[str, Any]) -> dict[str, str]:
    """Return fields that must all be texts. Raises WrongKeyFile when one is not."""
    if not all(isinstance(text, str) for text in held.values()):
        raise WrongKeyFile(path.name, "a field is missing or unknown")
    return dict(held)


def write_key_file(path: Path, kind: str, held: Mapping[str, Any], mode: int = PUBLIC) -> Path:
    """Write a key file and return its path.

    A file that is there already is never replaced, since it may be the only copy of a key. `mode` is the POSIX file
    mode; Windows keeps the folder's own rights. Raises WrongKeyFile when it is there or cannot be written.
    """
    text = json.dumps({"format": kind, "version": VERSION, **held}, ensure_ascii=False, indent=2) + "\n"
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(handle)
    except FileExistsError as error:
        raise WrongKeyFile(path.name, "there is one already, and it is not replaced") from error
    except OSError as error:
        raise WrongKeyFile(path.name, "it cannot be written") from error
    return path
