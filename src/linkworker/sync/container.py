"""What bundles and receipts share: a signed manifest that says what the rest holds; its SHA-256 is the hash of all."""

import hashlib
import re
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from linkworker.sync.canonical import canonical, parse
from linkworker.sync.problems import NewerFormat, Thing, WrongFacts

HEX_64 = re.compile("[0-9a-f]{64}")
KEY_ID = re.compile("[0-9a-f]{16}")
MADE_AT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", re.ASCII)
UUID = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
LONGEST_TEXT = 200
GREATEST = 2**53  # what every reader of JSON holds exactly
MOST_NUMBER = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of sealed file.

    `name` and `version` stand in its manifest, `namespace` in its signature. `thing` is what sentences call it.
    """

    name: str
    version: int
    namespace: str
    thing: Thing


class Facts(Protocol):
    """What the maker of a sealed file says of it: a frozen dataclass of values that have a canonical form."""

    FORMAT: ClassVar[Format]

    @property
    def lines(self) -> int:
        """Return how many lines entries.jsonl has."""

    def check(self) -> None:
        """Raise WrongFacts when the facts are of another kind than they should be, or do not fit each other."""


F = TypeVar("F", bound=Facts)


@dataclass(frozen=True, slots=True)
class Member:
    """One file in the container: its name, size in bytes and SHA-256 in hex."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest(Generic[F]):
    """The facts, the key ids of all intended recipients, and the members that follow the manifest."""

    facts: F
    recipients: tuple[str, ...]
    members: tuple[Member, ...]

    def to_bytes(self) -> bytes:
        """Return the canonical bytes. Raises WrongFacts when a fact does not hold."""
        self.facts.check()
        return canonical(
            {
                "format": self.facts.FORMAT.name,
                "version": self.facts.FORMAT.version,
                **asdict(self.facts),  # type: ignore[call-overload]  # a Protocol cannot say "a dataclass"
                "recipients": self.recipients,
                "members": [asdict(member) for member in self.members],
            }
        )

    @property
    def hash(self) -> str:
        """Return the hash in hex, which stands for the whole file everywhere: SHA-256 of the manifest's bytes."""
        return hashlib.sha256(self.to_bytes()).hexdigest()


def read_container(raw: bytes, form: Format, read: Callable[[dict[str, Any]], F]) -> Manifest[F]:
    """Return the manifest in the bytes of manifest.json; `read` makes the facts of what is neither frame nor members.

    Raises NewerFormat for a version above this program's, and WrongFacts when anything else is not as written here.
    """
    held = parse(raw)
    if not isinstance(held, dict) or held.pop("format", None) != form.name:
        raise WrongFacts(f"it does not begin as a linkworker {form.thing.noun}")
    version = held.pop("version", None)
    if type(version) is int and version > form.version:
        raise NewerFormat(version)
    recipients, members = held.pop("recipients", None), held.pop("members", None)
    facts = read(held)
    facts.check()
    if type(version) is not int or version != form.version or not all_match(KEY_ID, recipients) or not recipients:
        raise WrongFacts("its version or recipients are not as they should be")
    return Manifest(facts, tuple(recipients), _read_members(members))


def made_of(kind: Callable[..., Any], held: Any, what: str) -> Any:
    """Return a value of a dataclass whose fields are a JSON object's. Raises WrongFacts unless all are there."""
    if not isinstance(held, dict):
        raise WrongFacts(f"{what} is not as it should be")
    try:
        return kind(**held)
    except TypeError as error:
        raise WrongFacts(f"{what} is missing or unknown") from error


# What facts are checked with --------------------------------------------------------------------------------------


def all_match(pattern: re.Pattern[str], texts: Any) -> bool:
    """Say whether these are a list of texts of this pattern."""
    return isinstance(texts, list | tuple) and all(
        isinstance(text, str) and pattern.fullmatch(text) is not None for text in texts
    )


def check_counts(*counts: Any) -> None:
    """Raise WrongFacts unless all are whole numbers, 0 or above."""
    if not all(type(count) is int and 0 <= count <= GREATEST for count in counts):
        raise WrongFacts("a count is not a whole number")


def check_number(number: Any) -> None:
    """Raise WrongFacts unless this is the number of a bundle or receipt: 1 or above."""
    if type(number) is not int or not 1 <= number <= MOST_NUMBER:
        raise WrongFacts("its number is not one")


def check_ids(*ids: Any) -> None:
    """Raise WrongFacts unless all are UUIDs as text, lower case."""
    if not all_match(UUID, ids):
        raise WrongFacts("an id is not a UUID")


def check_texts(*texts: Any) -> None:
    """Raise WrongFacts unless all are texts, not empty and not too long."""
    if not all(isinstance(text, str) and 0 < len(text) <= LONGEST_TEXT for text in texts):
        raise WrongFacts("a name is missing or too long")


def check_hashes(*hashes: Any) -> None:
    """Raise WrongFacts unless all are 64 hex digits, lower case."""
    if not all_match(HEX_64, hashes):
        raise WrongFacts("a hash is not 64 hex digits")


def check_times(*times: Any) -> None:
    """Raise WrongFacts unless all are UTC to the millisecond."""
    if not all_match(MADE_AT, times) or not all(map(_is_moment, times)):
        raise WrongFacts("the time is not like 2026-08-06T09:30:00.000Z")


def _is_moment(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _read_members(rows: Any) -> tuple[Member, ...]:
    if not isinstance(rows, list):
        raise WrongFacts("its members are not as they should be")
    members = tuple(made_of(Member, row, "a member") for row in rows)
    for member in members:
        sized = type(member.size) is int and member.size >= 0
        if not (isinstance(member.name, str) and sized and all_match(HEX_64, [member.sha256])):
            raise WrongFacts("its members are not as they should be")
    return members
