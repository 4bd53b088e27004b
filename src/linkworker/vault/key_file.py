"""The key file's bytes and its place on the disk: one canonical text, a check against decay, a copy beside it.

The text is one JSON object in canonical form: `body` (what it says), `mac` (HMAC-SHA256 over the body's canonical
bytes, under a key that only an opened slot gives) and `check` (SHA-256 over body and mac, for whoever has no key yet).
The mac finds forgery; the check tells decay from a wrong passphrase. This frame is the same in every later version.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self, TypeVar

from linkworker.vault.key_errors import NewerSlots, SlotsDamaged, SlotsMissing, SlotsNotReadable, SlotsNotWritten
from linkworker.vault.whole_file import write_whole

VERSION = 1
_MOST_BYTES = 256 * 1024
_Read = TypeVar("_Read")


def canonical_bytes(value: Any) -> bytes:
    """Return JSON in UTF-8 with sorted keys and no spaces; our texts are ASCII, so NFC already. Raises ValueError."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


@dataclass(frozen=True, slots=True)
class KeyFile:
    """What a key file says, and the mac over it."""

    body: dict[str, Any]
    mac: str

    @classmethod
    def from_bytes(cls, raw: bytes) -> Self:
        """Return what the bytes say; raises SlotsDamaged if any is not as written, NewerSlots for a later version."""
        try:
            table = json.loads(raw)
            whole = set(table) == {"body", "check", "mac"} and canonical_bytes(table) == raw
            body, mac = table["body"], table["mac"]
            whole = whole and table["check"] == _check(body, mac)
            version = body["version"]
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise SlotsDamaged("It cannot be read") from error
        if not whole or not isinstance(mac, str) or type(version) is not int or version < 1:
            raise SlotsDamaged("It cannot be read")
        if version > VERSION:
            raise NewerSlots
        return cls(body, mac)

    def to_bytes(self) -> bytes:
        """Return the file's bytes."""
        return canonical_bytes({"body": self.body, "check": _check(self.body, self.mac), "mac": self.mac})


def copy_of(path: Path) -> Path:
    """Return where a key file's copy stands."""
    return path.with_name(path.name + ".bak")


def read_key_file(path: Path, parse: Callable[[bytes], _Read]) -> tuple[_Read, bool]:
    """Return what `parse` makes of the key file, or else of its copy, and whether it was of the copy.

    Raises SlotsMissing if neither is there, SlotsNotReadable if the account may read neither, SlotsDamaged if
    neither is whole, NewerSlots if the first whole one is.
    """
    missing = refused = 0
    for candidate in (path, copy_of(path)):
        try:
            return parse(_bytes_of(candidate)), candidate != path
        except FileNotFoundError:
            missing += 1
        except PermissionError:
            refused += 1
        except (SlotsDamaged, OSError):
            continue
    if missing == len((path, copy_of(path))):
        raise SlotsMissing(path.name)
    if refused and missing + refused == len((path, copy_of(path))):  # nothing is known to be damaged
        raise SlotsNotReadable
    raise SlotsDamaged("Its copy is damaged or missing too. Bring both back from a backup")


def write_key_file(path: Path, raw: bytes, *, keep_previous: bool) -> None:
    """Put new bytes in the key file's place, read them back, and only then bring the copy up to date.

    Until the new file is read back whole, the copy is the previous file (`keep_previous`: not if that one is damaged).
    It follows afterwards, so that an old passphrase does not live on in the copy. Raises SlotsNotWritten.
    """
    try:
        if keep_previous:
            write_whole(copy_of(path), path.read_bytes())
        write_whole(path, raw)
        check_written(path, raw)
    except OSError as error:
        raise SlotsNotWritten("the one before it still stands") from error
    try:
        write_whole(copy_of(path), raw)
        check_written(copy_of(path), raw)
    except OSError as error:
        raise SlotsNotWritten("the new one stands, but its copy is old") from error


def check_written(path: Path, raw: bytes) -> None:
    """Raise OSError unless the file reads back as the bytes that were written."""
    if path.read_bytes() != raw:
        message = "a file did not read back as written"
        raise OSError(message)


def _bytes_of(path: Path) -> bytes:
    with path.open("rb") as file:
        raw = file.read(_MOST_BYTES + 1)
    if len(raw) > _MOST_BYTES:
        raise SlotsDamaged("It is too long")
    return raw


def _check(body: Any, mac: Any) -> str:
    return hashlib.sha256(canonical_bytes([body, mac])).hexdigest()
