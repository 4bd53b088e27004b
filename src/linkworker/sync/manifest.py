"""The manifest: the first member of a bundle, which says what the rest holds; its SHA-256 is the bundle's hash."""

import hashlib
import re
from dataclasses import asdict, dataclass
from typing import Any

from linkworker.sync.canonical import canonical, parse
from linkworker.sync.problems import NewerFormat, WrongFacts

FORMAT = "linkworker-bundle"
VERSION = 1
HEX_64 = re.compile("[0-9a-f]{64}")
KEY_ID = re.compile("[0-9a-f]{16}")
MADE_AT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", re.ASCII)
LONGEST_TEXT = 200


@dataclass(frozen=True, slots=True)
class Member:
    """One file in the bundle: its name, size in bytes and SHA-256 in hex."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class BundleFacts:
    """What the maker of a bundle says of it.

    `schema` is the records' schema version, `program` the program's version. `number` counts this device's bundles
    from 1; `previous` is the hash of the one before (None for the first). `first` and `last` are sequence numbers of
    the entries (None when there is none), `count` their number, `withheld` how many were kept back to bare headers,
    `released` how many lines give values of entries sent before. `head_before` and `head` are the journal's chain hash
    before the first and after the last entry, in hex (64 zeros before the first of all). `made_at` is UTC, to the
    millisecond: 2026-08-06T09:30:00.000Z.
    """

    schema: int
    program: str
    store: str
    device: str
    number: int
    previous: str | None
    first: int | None
    last: int | None
    count: int
    withheld: int
    released: int
    head_before: str
    head: str
    made_at: str

    @property
    def lines(self) -> int:
        """Return how many lines entries.jsonl has."""
        return self.count + self.released


@dataclass(frozen=True, slots=True)
class Manifest:
    """The facts, the key ids of all intended recipients, and the members that follow the manifest."""

    facts: BundleFacts
    recipients: tuple[str, ...]
    members: tuple[Member, ...]

    def to_bytes(self) -> bytes:
        """Return the canonical bytes. Raises WrongFacts when a fact does not hold."""
        check_facts(self.facts)
        return canonical(
            {
                "format": FORMAT,
                "version": VERSION,
                **asdict(self.facts),
                "recipients": self.recipients,
                "members": [asdict(member) for member in self.members],
            }
        )

    @property
    def hash(self) -> str:
        """Return the bundle's hash in hex: SHA-256 of the manifest's bytes."""
        return hashlib.sha256(self.to_bytes()).hexdigest()


def read_manifest(raw: bytes) -> Manifest:
    """Return the manifest in the bytes of manifest.json.

    Raises NewerFormat for a version above this program's, and WrongFacts when anything else is not as written here.
    """
    held = parse(raw)
    if not isinstance(held, dict) or held.pop("format", None) != FORMAT:
        raise WrongFacts("it does not begin as a linkworker bundle")
    version = held.pop("version", None)
    if type(version) is int and version > VERSION:
        raise NewerFormat(version)
    recipients, members = held.pop("recipients", None), held.pop("members", None)
    try:
        facts = BundleFacts(**held)
    except TypeError as error:
        raise WrongFacts("a fact is missing or unknown") from error
    check_facts(facts)
    if type(version) is not int or version != VERSION or not _all_match(KEY_ID, recipients) or not recipients:
        raise WrongFacts("its version or recipients are not as they should be")
    return Manifest(facts, tuple(recipients), _read_members(members))


def check_facts(facts: BundleFacts) -> None:
    """Raise WrongFacts when the facts are of another kind than they should be, or do not fit each other."""
    counts = (facts.schema, facts.number, facts.count, facts.withheld, facts.released)
    texts = (facts.program, facts.store, facts.device)
    if not all(type(count) is int and count >= 0 for count in counts):
        raise WrongFacts("a count is not a whole number")
    if not all(isinstance(text, str) and 0 < len(text) <= LONGEST_TEXT for text in texts):
        raise WrongFacts("a name is missing or too long")
    if not _all_match(HEX_64, [facts.head_before, facts.head]):
        raise WrongFacts("a hash is not 64 hex digits")
    if not _all_match(MADE_AT, [facts.made_at]):
        raise WrongFacts("the time is not like 2026-08-06T09:30:00.000Z")
    if facts.number < 1 or (facts.previous is None) != (facts.number == 1):
        raise WrongFacts("only the first bundle has none before it")
    if facts.previous is not None and not _all_match(HEX_64, [facts.previous]):
        raise WrongFacts("a hash is not 64 hex digits")
    _check_range(facts)


def _check_range(facts: BundleFacts) -> None:
    if facts.count == 0:
        fits = facts.first is None and facts.last is None and facts.head == facts.head_before
    else:
        fits = (
            type(facts.first) is int
            and type(facts.last) is int
            and facts.first >= 1
            and facts.last - facts.first + 1 == facts.count
        )
    if not fits or facts.withheld > facts.count:
        raise WrongFacts("the entries' range and count do not fit each other")


def _all_match(pattern: re.Pattern[str], texts: Any) -> bool:
    return isinstance(texts, list) and all(isinstance(text, str) and pattern.fullmatch(text) for text in texts)


def _read_members(rows: Any) -> tuple[Member, ...]:
    try:
        members = tuple(Member(**row) for row in rows)
    except TypeError as error:
        raise WrongFacts("its members are not as they should be") from error
    for member in members:
        sized = type(member.size) is int and member.size >= 0
        if not (isinstance(member.name, str) and sized and _all_match(HEX_64, [member.sha256])):
            raise WrongFacts("its members are not as they should be")
    return members
