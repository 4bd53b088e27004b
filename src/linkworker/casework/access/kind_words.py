"""What each kind of record is headed on a copy of everything held, and why it is kept, read from a file."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


def heading_of(kind: str) -> str:
    """Return the heading of a kind's records: "Notes of contacts"; a kind that the file lacks goes by its own name."""
    own = _table()["headings"].get(kind)
    return own or f"{kind.replace('_', ' ').capitalize()} records"


def why_held(kind: str) -> str:
    """Return in a sentence to the person why records of a kind are kept."""
    return _table()["why"].get(kind) or _table()["default"]["why"]


@cache
def _table() -> Mapping[str, Mapping[str, str]]:
    file = files("linkworker.casework.access") / "data" / "kinds.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))
