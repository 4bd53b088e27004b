"""What became of a receipt that was taken in, in numbers and in sentences."""

from collections.abc import Iterator
from dataclasses import dataclass

from linkworker.base.words import count
from linkworker.sync.clock_doubt import ClockDoubt
from linkworker.sync.order import ReceiptPlace
from linkworker.sync.receipt import Status

STATUS_WORDS = {
    Status.SUSPENDED: "The centre keeps this laptop's bundles unopened for now. Ask there why.",
    Status.ENDED: "The centre knows this laptop under a newer key. Take in a receipt made for that one.",
    Status.RETIRED: "The centre has retired this laptop and takes nothing more from it. Ask there.",
}


@dataclass(frozen=True, slots=True)
class TakenIn:
    """One receipt. Where `place` is not NEXT nothing was done, and all counts are 0.

    `new` entries and `late` values came, `directory` records of directories were new or changed. `conflicts` fields of
    what came are to be chosen for; `left_out` things did not fit what is here; `waiting` entries wait for one before
    them. `erased` records went because of an erasure elsewhere; `leaving` people are read-only from now on, and
    `let_go` are no longer here. `drafts` about what was erased went with it.
    """

    place: ReceiptPlace
    device: str
    number: int
    status: Status
    new: int = 0
    late: int = 0
    directory: int = 0
    not_understood: int = 0
    left_out: int = 0
    conflicts: int = 0
    waiting: int = 0
    erased: int = 0
    drafts: int = 0
    leaving: int = 0
    let_go: int = 0
    refused: int = 0
    new_keys: bool = False
    clock: ClockDoubt | None = None

    def sentences(self) -> tuple[str, ...]:
        """Return what to tell, the most important first."""
        if self.place == ReceiptPlace.KNOWN:
            return (f"Receipt {self.number} was taken in before. Nothing has changed.",)
        if self.place == ReceiptPlace.OLD:
            return (f"Receipt {self.number} is older than one taken in already. Nothing has changed.",)
        return tuple(self._told())

    def _told(self) -> Iterator[str]:
        yield f"Receipt {self.number} is taken in: {self._what()}."
        if self.status in STATUS_WORDS:
            yield STATUS_WORDS[self.status]
        for number, words in self._numbers():
            if number:
                yield words
        if self.new_keys:
            yield "The centre has new keys. Bundles are sealed to them from now on."
        if self.clock is not None:
            yield self.clock.sentence
            yield self.clock.what_to_do

    def _numbers(self) -> Iterator[tuple[int, str]]:
        yield self.refused, f"The centre has put {count(self.refused, 'bundle')} aside. Sync says why."
        chosen = f"{count(self.conflicts, 'thing')} to choose between: the same was written in two places."
        yield self.conflicts, chosen
        moving = count(self.leaving, "person is", "people are")
        yield self.leaving, f"{moving} moving to another worker, and can only be read here."
        yield self.let_go, f"{count(self.let_go, 'person', 'people')} moved to another worker, and left this laptop."
        gone = count(self.erased, "record was", "records were")
        yield self.erased, f"{gone} erased elsewhere, and here. Finish erasing."
        yield self.drafts, f"{count(self.drafts, 'draft')} about what was erased went too."
        late = count(self.waiting, "entry waits", "entries wait")
        yield self.waiting, f"{late} for an earlier one. The next receipt may bring it."
        odd = count(self.left_out, "thing")
        yield self.left_out, f"{odd} did not fit what is here and stayed out. Tell your IT team."
        newer = count(self.not_understood, "thing is", "things are")
        yield self.not_understood, f"{newer} from a newer program, and kept until this one is updated."

    def _what(self) -> str:
        parts = []
        if self.new or self.late:
            parts.append(count(self.new + self.late, "entry", "entries"))
        if self.directory:
            parts.append(count(self.directory, "directory record"))
        return " and ".join(parts) if parts else "nothing new came with it"
