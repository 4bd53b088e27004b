"""What a copy of everything held says of itself, read from a file."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("data") / "access.toml"


@cache
def access_words() -> Mapping[str, Any]:
    """Return the words by group and key."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def say(group: str, key: str, **filled: str) -> str:
    """Return the words of a key with its {places} filled."""
    found: str = access_words()[group][key]
    return found.format(**filled)


def lines(group: str, **filled: str) -> list[str]:
    """Return the sentences of a group with their {places} filled."""
    return [each.format(**filled) for each in access_words()[group]["lines"]]
