"""What a person's page shows: frozen views, every code as its label."""

from dataclasses import dataclass
from datetime import date

from linkworker.casework.consent.consenting import Agreed
from linkworker.casework.people.availability import Busy
from linkworker.casework.people.identifying import Number
from linkworker.casework.people.keeping_apart import Apart
from linkworker.casework.people.reaching import Around, Reach
from linkworker.casework.support.appointments import AppointmentView
from linkworker.casework.support.contacts import NoteView
from linkworker.casework.support.episodes import EpisodeView


@dataclass(frozen=True, slots=True)
class Identity:
    """What stands above every page of a person. `risk`, `setting` and `legal_stage` are labels."""

    person_id: str
    name: str
    called: str
    date_of_birth: date | None
    age: int | None
    place: str | None
    setting: str | None
    legal_stage: str | None
    release_date: date | None
    release_known: str
    risk: str
    safeguarding: bool
    adjustments_first: tuple[str, ...]
    """What a worker needs to know before the meeting begins."""


@dataclass(frozen=True, slots=True)
class InTheRoom:
    """What helps: how to explain, reading, language, adjustments. Codes are shown as labels."""

    how_to_explain: str | None
    reading: str | None
    what_helps: str | None
    adjustments: tuple[str, ...]
    access_needs: tuple[str, ...]
    language: str | None
    interpreter: str


@dataclass(frozen=True, slots=True)
class Risk:
    """The risk level with its source and date, and what is stated beside it."""

    level: str
    source: str | None
    on: date | None
    summary: str | None
    exclusions: tuple[str, ...]
    no_under_18s: bool
    safeguarding: bool
    safeguarding_note: str | None
    victim_safety: str | None


@dataclass(frozen=True, slots=True)
class NextThing:
    """Something that comes next: when, what sort of thing, and what it is. Overdue things come too."""

    on: date
    what: str
    words: str


@dataclass(frozen=True, slots=True)
class LatestCheckIn:
    """The newest check-in as it was kept; its scores are worked out where it is shown in full."""

    id: str
    instrument: str
    on: date
    raw: int | None
    before_on: date | None


@dataclass(frozen=True, slots=True)
class PersonPage:
    """All that the Summary of a person shows."""

    identity: Identity
    worker: str | None
    team: str | None
    about: dict[str, str]
    """Sex, gender, ethnicity and the like, label to label; "Not asked" and "Prefers not to say" are both there."""
    matters: str | None
    asked_for: tuple[str, ...]
    asked_for_words: str | None
    barriers: tuple[str, ...]
    in_the_room: InTheRoom
    risk: Risk
    next_things: tuple[NextThing, ...]
    latest_check_in: LatestCheckIn | None
    episode: EpisodeView | None
    episodes: tuple[EpisodeView, ...]
    consents: tuple[Agreed, ...]
    kept_here: bool
    """A worker keeps this person's record on this laptop."""
    notes: tuple[NoteView, ...]
    appointments: tuple[AppointmentView, ...]
    contact_details: tuple[Reach, ...]
    professionals: tuple[Around, ...]
    numbers: tuple[Number, ...]
    kept_apart: tuple[Apart, ...]
    busy: tuple[Busy, ...]
