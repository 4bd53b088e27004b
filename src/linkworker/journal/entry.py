"""One entry of the journal: who did what to which record and when, with a commitment to each value."""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from linkworker.journal.canonical import canonical

FORMAT = 1
# The reason is kept and committed to as a value is, so that it can be withheld and erased: a header travels bare and
# stays for ever, and must hold nothing that somebody typed. No field of a record can have this name.
REASON = "@reason"
_PLAIN = ("id", "seq", "hlc", "at", "worker", "device", "action", "kind", "record", "person", "reason")
FIRST_HASH = "0" * 64
_SALT_BYTES = 16


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that an entry wrote. `replaces` is None when it was empty, or stood as a directory had it.

    A field that had several tips stands several times in a header: each time with another entry that it replaces, and
    with the same commitment.
    """

    field: str
    replaces: str | None
    commit: str


@dataclass(frozen=True, slots=True)
class Entry:
    """The header. `at` is the wall clock in UTC, `hlc` the hybrid reading that orders entries.

    It holds nothing that was typed: `reason` is a commitment, as each field's is.
    """

    id: str
    seq: int
    hlc: str
    at: str
    worker: str | None
    device: str
    action: str
    kind: str
    record: str
    person: str | None
    reason: str | None
    fields: tuple[FieldChange, ...]

    def commits(self) -> dict[str, str]:
        """Return every commitment by the name that its value is kept under: fields, and the reason under REASON."""
        held = {change.field: change.commit for change in self.fields}
        return held if self.reason is None else {REASON: self.reason, **held}

    @property
    def once(self) -> tuple[FieldChange, ...]:
        """Return the fields, each one time: with the first of what it replaces."""
        first: dict[str, FieldChange] = {}
        for change in self.fields:
            first.setdefault(change.field, change)
        return tuple(first.values())

    def header(self) -> str:
        """Return the canonical text that is hashed, stored and sent."""
        return canonical(
            {
                "v": FORMAT,
                "id": self.id,
                "seq": self.seq,
                "hlc": self.hlc,
                "at": self.at,
                "worker": self.worker,
                "device": self.device,
                "action": self.action,
                "kind": self.kind,
                "record": self.record,
                "person": self.person,
                "reason": self.reason,
                "fields": [{"field": f.field, "replaces": f.replaces, "commit": f.commit} for f in self.fields],
            }
        )


def read_header(text: str) -> Entry:
    """Return the entry that a header's text says; raises KeyError or TypeError when it is not one."""
    held = json.loads(text)
    fields = tuple(FieldChange(f["field"], f["replaces"], f["commit"]) for f in held["fields"])
    return Entry(**{name: held[name] for name in _PLAIN}, fields=fields)


def chain_hash(previous: str, header: str) -> str:
    """Return `SHA-256(previous hash || bytes)` in hexadecimal; the first entry's previous is 32 zero bytes."""
    return sha256(bytes.fromhex(previous) + header.encode()).hexdigest()


def commitment(salt: str, value_text: str) -> str:
    """Return SHA-256 of the salt's 16 bytes and the value's canonical JSON, in hexadecimal."""
    return sha256(bytes.fromhex(salt) + value_text.encode()).hexdigest()


def commit_to(values: Mapping[str, Any]) -> tuple[dict[str, str], str]:
    """Return the commitment of each plain value, and the canonical text that keeps the values with their salts."""
    commits, parts = {}, []
    random = secrets.token_bytes(_SALT_BYTES * len(values))
    for place, name in enumerate(sorted(values)):
        salt = random[place * _SALT_BYTES : (place + 1) * _SALT_BYTES].hex()
        text = canonical(values[name])
        commits[name] = commitment(salt, text)
        parts.append(f'{canonical(name)}:["{salt}",{text}]')
    return commits, "{" + ",".join(parts) + "}"
