"""What a receipt's manifest says: what the centre has of a laptop, and what it sends down."""

import re
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any, ClassVar, TypeAlias

from linkworker.sync import container
from linkworker.sync.container import (
    Format,
    all_match,
    check_counts,
    check_hashes,
    check_ids,
    check_number,
    check_texts,
    check_times,
    made_of,
    read_container,
)
from linkworker.sync.problems import RECEIPT, WrongFacts

_CODE = re.compile("[a-z][a-z0-9-]{0,39}")


class Status(StrEnum):
    """How the device stands at the centre.

    Suspended: what it sends waits. Ended: another device took its place after a restore. Retired: it is no longer used.
    """

    ENROLLED = "enrolled"
    SUSPENDED = "suspended"
    ENDED = "ended"
    RETIRED = "retired"


class PersonState(StrEnum):
    """How a person stands on the device.

    Here: the laptop keeps the record. Leaving: the record is read-only from now on. Let go: the laptop lets go of it.
    """

    HERE = "here"
    LEAVING = "leaving"
    LET_GO = "let-go"


@dataclass(frozen=True, slots=True)
class Chain:
    """What the centre has of one device of the store, without a gap.

    The number and hash of the newest bundle taken in (0 and None before the first), the number of its last entry (0)
    and the chain hash after it (64 zeros).
    """

    device: str
    number: int
    bundle: str | None
    seq: int
    head: str


@dataclass(frozen=True, slots=True)
class RefusedBundle:
    """A bundle that was put aside; `why` is a code, lower-case letters, digits and hyphens."""

    device: str
    number: int
    hash: str
    why: str


@dataclass(frozen=True, slots=True)
class WaitingBundle:
    """A bundle that came and waits for one before it."""

    device: str
    number: int


@dataclass(frozen=True, slots=True)
class BundleClock:
    """When the newest bundle was made by the laptop's clock, and came by the hub's: how far apart they are."""

    bundle_made_at: str
    received_at: str


@dataclass(frozen=True, slots=True)
class PersonHeld:
    """A person whose record the device has, or is to have or to let go of."""

    person: str
    state: PersonState


@dataclass(frozen=True, slots=True)
class NewKeys:
    """Keys that the hub uses from now on: its age recipient, and the OpenSSH line of the key it signs with."""

    recipient: str
    verify_key: str


@dataclass(frozen=True, slots=True)
class Counts:
    """How many lines of each form entries.jsonl has."""

    entries: int = 0
    values: int = 0
    directory: int = 0


@dataclass(frozen=True, slots=True)
class ReceiptFacts:
    """What the centre says to one device.

    `schema`, `program`, `made_at` (by the hub's clock) are as in a bundle. `hub` is the hub's id. `number` counts the
    device's receipts from 1. `previous` is the hash of the receipt that this one builds on, None when on none: the
    lines are what has come since that one. `chains` says what the centre has of every device of the store; `refused`
    and `waiting` what it does not take in; `clock` is of the newest bundle, None before the first.
    """

    FORMAT: ClassVar[Format] = Format("linkworker-receipt", 1, "linkworker-receipt@v1", RECEIPT)

    schema: int
    program: str
    hub: str
    device: str
    number: int
    previous: str | None
    made_at: str
    status: Status
    chains: tuple[Chain, ...] = ()
    refused: tuple[RefusedBundle, ...] = ()
    waiting: tuple[WaitingBundle, ...] = ()
    clock: BundleClock | None = None
    people: tuple[PersonHeld, ...] = ()
    new_keys: NewKeys | None = None
    counts: Counts = Counts()

    @property
    def lines(self) -> int:
        """Return how many lines entries.jsonl has."""
        return self.counts.entries + self.counts.values + self.counts.directory

    def check(self) -> None:
        """Raise WrongFacts when the facts are of another kind than they should be, or do not fit each other."""
        check_counts(self.schema, self.number, self.counts.entries, self.counts.values, self.counts.directory)
        check_texts(self.program)
        check_ids(self.hub, self.device)
        check_times(self.made_at)
        check_number(self.number)
        if self.number == 1 and self.previous is not None:
            raise WrongFacts("the first receipt has none before it")
        if self.previous is not None:
            check_hashes(self.previous)
        _check_bundles(self)
        _check_rest(self)


Manifest: TypeAlias = container.Manifest[ReceiptFacts]


def read_receipt_manifest(raw: bytes) -> Manifest:
    """Return the manifest in the bytes of a receipt's manifest.json; raises as `read_manifest` of a bundle does."""
    return read_container(raw, ReceiptFacts.FORMAT, _read_facts)


def _check_bundles(facts: ReceiptFacts) -> None:
    for chain in facts.chains:
        check_ids(chain.device)
        check_counts(chain.number, chain.seq)
        check_hashes(chain.head, *([] if chain.bundle is None else [chain.bundle]))
        if (chain.bundle is None) != (chain.number == 0):
            raise WrongFacts("a chain has a number without a bundle, or a bundle without a number")
    for refused in facts.refused:
        check_ids(refused.device)
        check_number(refused.number)
        check_hashes(refused.hash)
        if not all_match(_CODE, [refused.why]):
            raise WrongFacts("why a bundle was refused is not a code")
    for waiting in facts.waiting:
        check_ids(waiting.device)
        check_number(waiting.number)
    if len({chain.device for chain in facts.chains}) != len(facts.chains):
        raise WrongFacts("a chain stands twice")


def _check_rest(facts: ReceiptFacts) -> None:
    if not isinstance(facts.status, Status):
        raise WrongFacts("its status is not known")
    if facts.clock is not None:
        check_times(facts.clock.bundle_made_at, facts.clock.received_at)
    if facts.new_keys is not None:
        check_texts(facts.new_keys.recipient, facts.new_keys.verify_key)
    for held in facts.people:
        check_ids(held.person)
        if not isinstance(held.state, PersonState):
            raise WrongFacts("how a person stands is not known")
    if len({held.person for held in facts.people}) != len(facts.people):
        raise WrongFacts("a person stands twice")


# Reading ----------------------------------------------------------------------------------------------------------

_LISTS = {"chains": Chain, "refused": RefusedBundle, "waiting": WaitingBundle, "people": PersonHeld}
_NAMES = frozenset(field.name for field in fields(ReceiptFacts))


def _read_facts(held: dict[str, Any]) -> ReceiptFacts:
    if held.keys() != _NAMES or not all(isinstance(held[name], list) for name in _LISTS):
        raise WrongFacts("a fact is missing or unknown")
    read: dict[str, Any] = {
        name: tuple(made_of(kind, row, "a fact") for row in held[name]) for name, kind in _LISTS.items()
    }
    read["people"] = tuple(PersonHeld(row.person, _one_of(PersonState, row.state)) for row in read["people"])
    for name, kind in {"clock": BundleClock, "new_keys": NewKeys}.items():
        read[name] = None if held[name] is None else made_of(kind, held[name], "a fact")
    read["counts"] = _read_counts(held["counts"])
    facts: ReceiptFacts = made_of(ReceiptFacts, {**held, **read, "status": _one_of(Status, held["status"])}, "a fact")
    return facts


def _read_counts(held: Any) -> Counts:
    if not isinstance(held, dict) or held.keys() != {field.name for field in fields(Counts)}:
        raise WrongFacts("a count is missing or unknown")
    return Counts(**held)


def _one_of(kind: type[StrEnum], text: Any) -> Any:
    try:
        return kind(text)
    except ValueError as error:
        raise WrongFacts("how something stands is not known") from error
