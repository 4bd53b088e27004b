"""Everything held about one person as frozen values: records by kind, who looked and changed, what left, drafts."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from linkworker.base.words import plural

REASON = "@reason"
"""Stands as the field where the words are the reason of an entry of the journal."""
OWNER = "@owner"
"""Stands as the field where the words are the name of the person in whose record something lies."""
ENTRY, DRAFT = "entry", "draft"
"""Stand as the kind where the words are of an entry's reason, or of a draft."""
ACCESS = "access"
"""What the journal calls a copy of everything held."""


@dataclass(frozen=True, slots=True)
class Who:
    """A worker, by name and by what they do."""

    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where words stand: the kind and id of a record and its field; earlier wordings of a field stand there too."""

    kind: str
    record_id: str
    field: str


@dataclass(frozen=True, slots=True)
class HeldValue:
    """One field that says something: `words` as people read it, `plain` as JSON holds it."""

    field: str
    label: str
    words: str
    plain: Any
    typed: bool
    """Somebody wrote it in their own words, so it may speak of anybody."""
    who: Who | None = None
    """The worker it names, if it names one."""
    points: tuple[str, int] | None = None
    """The kind and number of the person's record that it points to, if it points to one."""


@dataclass(frozen=True, slots=True)
class HeldRecord:
    """One record with its marks. `number` counts from 1 in its kind, oldest first."""

    kind: str
    record_id: str
    number: int
    on: date | None
    values: tuple[HeldValue, ...]
    in_error: bool = False
    error_entry: str = ""
    """The entry of the journal that marked it as entered in error."""
    error_reason: str = ""
    corrects: int = 0
    """The number of the record that this one corrects; 0 for none."""
    corrected_by: int = 0
    of_another: str = ""
    """The name of the person in whose record it lies, where that is somebody else."""


@dataclass(frozen=True, slots=True)
class HeldKind:
    """All records of one kind, with the heading and the reason that it is kept."""

    kind: str
    heading: str
    why: str
    records: tuple[HeldRecord, ...]


@dataclass(frozen=True, slots=True)
class HeldChange:
    """One field that an entry changed, before and after, in words."""

    field: str
    label: str
    old: str
    new: str
    typed: bool


@dataclass(frozen=True, slots=True)
class HeldEvent:
    """One entry of the journal. `did` says what without who: "changed a need"; `gone`: its values were taken out."""

    entry_id: str
    at: datetime
    who: Who
    action: str
    kind: str
    record_id: str
    did: str
    changes: tuple[HeldChange, ...] = ()
    reason: str = ""
    gone: bool = False


@dataclass(frozen=True, slots=True)
class HeldBundle:
    """One bundle for the centre that held entries about the person; `bare` of them went without what they say."""

    number: int
    made_at: datetime
    written_at: datetime | None
    receipted_at: datetime | None
    entries: int
    bare: int

    def words(self) -> str:
        """Return how much went in it: "12 entries, 3 of them without what they say"."""
        bare = f", {self.bare} of them without what they say" if self.bare else ""
        return f"{self.entries:,} {plural(self.entries, 'entry', 'entries')}{bare}"


@dataclass(frozen=True, slots=True)
class HeldDraft:
    """What somebody typed and has not saved. `of_another`: the form is not this person's, but it names them."""

    form: str
    who: Who
    saved_at: datetime
    values: tuple[HeldValue, ...]
    of_another: bool = False


@dataclass(frozen=True, slots=True)
class Everything:
    """All that the store holds about one person, on one day."""

    person_id: str
    name: str
    called: str
    born: date | None
    made_on: date
    kinds: tuple[HeldKind, ...]
    events: tuple[HeldEvent, ...]
    """Oldest first: what was looked at, changed, printed, sent and erased."""
    bundles: tuple[HeldBundle, ...]
    drafts: tuple[HeldDraft, ...]
    staff: tuple[Who, ...]
    """Every worker of the store, so that their names can be hidden."""

    def records(self) -> tuple[HeldRecord, ...]:
        """Return every record, kind after kind."""
        return tuple(record for kind in self.kinds for record in kind.records)


def numbered(kind: str, number: int) -> str:
    """Return what a record is called where another one points to it: "goal 2"; "you" for the person."""
    return "you" if kind == "person" else f"{kind.replace('_', ' ')} {number}"
