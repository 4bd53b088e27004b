"""What became of one meeting with the centre: what was written, what was delivered, and what came down."""

from collections.abc import Iterator
from dataclasses import dataclass

from linkworker.base.words import count
from linkworker.sync.bundle_names import bundle_names
from linkworker.sync.carriers.carrier import Delivered, Delivery
from linkworker.sync.inbox_taken import TakenIn
from linkworker.sync.kept_aside import aside_words
from linkworker.sync.refused_words import what_to_do, why_refused
from linkworker.sync.seal import Sealed

_DELIVERED = {
    Delivery.WRITTEN: "it is written and read back",
    Delivery.TAKEN_IN: "the centre has taken it in",
    Delivery.RECEIVED: "it is at the centre",
    Delivery.KNOWN: "the centre had it already",
    Delivery.WAITS: "it waits at the centre for one before it",
}


@dataclass(frozen=True, slots=True)
class NotTaken:
    """A receipt that was not taken in: its file name, and why, in a sentence."""

    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Met:
    """One meeting. `left` entries did not fit on the medium; `delivered` is what became of each bundle sent.

    `aside` are the numbers of bundles that were found here, unknown since a backup was put back, and kept aside.
    """

    written: tuple[Sealed, ...] = ()
    left: int = 0
    delivered: tuple[Delivered, ...] = ()
    taken: tuple[TakenIn, ...] = ()
    refused: tuple[NotTaken, ...] = ()
    aside: tuple[int, ...] = ()

    @property
    def nothing_new(self) -> bool:
        """Say whether nothing went and nothing came."""
        return not (self.written or self.delivered or self.taken or self.refused or self.aside)

    def sentences(self) -> tuple[str, ...]:
        """Return what to tell: what came down, what was written, what became of it, and what did not work."""
        return tuple(self._told()) or ("Nothing is unsent, and nothing new has come.",)

    def _told(self) -> Iterator[str]:
        for taken in self.taken:
            yield from taken.sentences()
        for not_taken in self.refused:
            yield f"{not_taken.name} was not taken in: {not_taken.why}"
        if self.aside:
            yield aside_words(self.aside)
        for name, sealed in zip(bundle_names(self.written), self.written, strict=True):
            yield f"{name} is written: {sealed.manifest.facts.words}"
            yield f"Its six words: {sealed.words}"
        if self.left:
            yield f"{count(self.left, 'entry', 'entries')} did not fit and stay unsent. Bring another stick."
        for delivered in self.delivered:
            if delivered.state == Delivery.REFUSED:
                why, do = why_refused(delivered.code), what_to_do(delivered.code)
                yield f"The centre put {delivered.name} aside: {why} {do}"
            elif delivered.state in _DELIVERED:
                yield f"{delivered.name}: {_DELIVERED[delivered.state]}."
