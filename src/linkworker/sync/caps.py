"""How large a bundle may be: sizes that are checked before any work is done."""

import functools
import tomllib
from dataclasses import dataclass, fields, replace
from importlib import resources
from typing import Self

from linkworker.sync.problems import TooLarge, WrongFacts


@dataclass(frozen=True, slots=True)
class Caps:
    """The most that is accepted, in bytes (lines and entries: counts). See data/caps.toml for what each stands for."""

    sealed: int
    age_header: int
    manifest: int
    signature: int
    readme: int
    entries: int
    line: int
    lines: int
    receipt_manifest: int
    bundle_entries: int

    def of_receipts(self) -> Self:
        """Return these caps with the manifest's as it is in a receipt, which names every person of a laptop."""
        return replace(self, manifest=self.receipt_manifest)


def read_caps(text: str) -> Caps:
    """Return the caps that a TOML text sets. Raises WrongFacts when one is missing, unknown or not above 0."""
    rows = tomllib.loads(text)
    if set(rows) != {field.name for field in fields(Caps)}:
        raise WrongFacts("the file of caps has other names than the program knows")
    if not all(type(size) is int and size > 0 for size in rows.values()):
        raise WrongFacts("a cap is not a whole number above 0")
    return Caps(**rows)


@functools.cache
def shipped_caps() -> Caps:
    """Return the caps of data/caps.toml."""
    return read_caps(resources.files("linkworker.sync").joinpath("data", "caps.toml").read_text(encoding="utf-8"))


def within(what: str, size: int, most: int) -> None:
    """Raise TooLarge when `size` is over `most`; `what` names it in the sentence."""
    if size > most:
        raise TooLarge(what, most)
