"""What a bundle's manifest says: whose it is, what it follows, and which entries it holds."""

from dataclasses import dataclass
from typing import Any, ClassVar, TypeAlias

from linkworker.base.words import count
from linkworker.sync import container
from linkworker.sync.container import (
    GREATEST,
    Format,
    check_counts,
    check_hashes,
    check_ids,
    check_number,
    check_texts,
    check_times,
    made_of,
    read_container,
)
from linkworker.sync.problems import BUNDLE, WrongFacts


@dataclass(frozen=True, slots=True)
class BundleFacts:
    """What the maker of a bundle says of it.

    `schema` is the records' schema version, `program` the program's version. `number` counts this device's bundles
    from 1; `previous` is the hash of the one before (None for the first). `first` and `last` are sequence numbers of
    the entries (None when there is none), `count` their number, `withheld` how many were kept back to bare headers,
    `released` how many lines give values of entries sent before. `head_before` and `head` are the journal's chain hash
    before the first and after the last entry, in hex (64 zeros before the first of all). `made_at` is UTC, to the
    millisecond: 2026-08-06T09:30:00.000Z. `receipt` is the number of the newest receipt that the device had taken in,
    0 for none. `instead_of` are the hashes of the bundles that this one takes the place of, the oldest first: of the
    same number and range, made anew because something in them was erased or withheld since.
    """

    FORMAT: ClassVar[Format] = Format("linkworker-bundle", 1, "linkworker-bundle@v1", BUNDLE)

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
    receipt: int = 0
    instead_of: tuple[str, ...] = ()

    @property
    def lines(self) -> int:
        """Return how many lines entries.jsonl has."""
        return self.count + self.released

    @property
    def words(self) -> str:
        """Return how many entries there are, in words, and of how many what was written stays on the laptop."""
        bare = f" Of {self.withheld} of them what was written stays here." if self.withheld else ""
        return f"{count(self.count, 'entry', 'entries')}.{bare}"

    def check(self) -> None:
        """Raise WrongFacts when the facts are of another kind than they should be, or do not fit each other."""
        check_counts(self.schema, self.number, self.count, self.withheld, self.released, self.receipt)
        check_texts(self.program)
        check_ids(self.store, self.device)
        check_hashes(self.head_before, self.head, *self.instead_of)
        check_times(self.made_at)
        check_number(self.number)
        check_number(self.receipt + 1)  # one may follow it
        if (self.previous is None) != (self.number == 1):
            raise WrongFacts("only the first bundle has none before it")
        if self.previous is not None:
            check_hashes(self.previous)
        if len(set(self.instead_of)) != len(self.instead_of):
            raise WrongFacts("it takes the place of a bundle twice")
        _check_range(self)


Manifest: TypeAlias = container.Manifest[BundleFacts]


def read_manifest(raw: bytes) -> Manifest:
    """Return the manifest in the bytes of a bundle's manifest.json.

    Raises NewerFormat for a version above this program's, and WrongFacts when anything else is not as written here.
    """
    return read_container(raw, BundleFacts.FORMAT, _read_facts)


def names_of(manifest: Manifest) -> frozenset[str]:
    """Return every hash by which a bundle is known: its own, and those of the bundles it takes the place of."""
    return frozenset({manifest.hash, *manifest.facts.instead_of})


def _read_facts(held: dict[str, Any]) -> BundleFacts:
    if "receipt" not in held or not isinstance(held.get("instead_of"), list):
        raise WrongFacts("a fact is missing or unknown")
    facts: BundleFacts = made_of(BundleFacts, {**held, "instead_of": tuple(held["instead_of"])}, "a fact")
    return facts


def _check_range(facts: BundleFacts) -> None:
    if facts.count == 0:
        fits = facts.first is None and facts.last is None and facts.head == facts.head_before
    else:
        fits = (
            type(facts.first) is int
            and type(facts.last) is int
            and facts.first >= 1
            and facts.last - facts.first + 1 == facts.count
            and facts.last <= GREATEST
        )
    if not fits or facts.withheld > facts.count:
        raise WrongFacts("the entries' range and count do not fit each other")
