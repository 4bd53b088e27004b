"""Why the centre put a bundle aside and what to do about it, by the code in a receipt."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

_UNKNOWN = {"why": "The centre says why in words that this program does not know.", "do": "Update this program."}


def why_refused(code: str) -> str:
    """Return what happened, as a sentence."""
    return _words().get(code, _UNKNOWN)["why"]


def what_to_do(code: str) -> str:
    """Return what to do about it, in a sentence or two."""
    return _words().get(code, _UNKNOWN)["do"]


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads((files("linkworker.sync") / "data" / "refused.toml").read_text(encoding="utf-8"))
