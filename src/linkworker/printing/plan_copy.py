"""What the person's own copy of a plan holds: only what is theirs to keep, so needs, risk and orders have no place."""

from dataclasses import dataclass
from datetime import date

from linkworker.printing.staff import Staff


@dataclass(frozen=True, slots=True)
class OwnWords:
    """What the person said under one heading, as they said it."""

    heading: str
    words: str
    declined: bool = False
    """They were asked and chose not to say: printed as an answer, never as a blank."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that somebody does towards a goal."""

    words: str
    who: str | Staff
    """A code of the list `step-by`, other plain words, or a member of staff, whose name may be hidden."""
    by_when: date | None = None
    state: str = "not-started"
    """A code of the list `step-state`."""


@dataclass(frozen=True, slots=True)
class Goal:
    """What the person wants to reach, and who does what for it."""

    words: str
    steps: tuple[Step, ...] = ()
    state: str = "active"
    """A code of the list `goal-state`."""


@dataclass(frozen=True, slots=True)
class Activity:
    """Something to go to, by its plain public name; never the need it meets."""

    name: str
    when: str = ""
    where: str = ""
    cost: str = ""
    """In words: "Free", "£25.00 a month, from my budget"."""


@dataclass(frozen=True, slots=True)
class Score:
    """One check-in's result, with the notice that its licence asks for: the two cannot be parted."""

    instrument: str
    words: str
    """In words: "48 of 70"."""
    on: date
    notice: str
    """Printed beneath the scores as it stands; raises NoNotice at printing if it is blank."""


@dataclass(frozen=True, slots=True)
class Agreed:
    """What was agreed, and what the person says of the plan as a whole."""

    words: tuple[str, ...] = ()
    """One decision each."""
    answer: str = "draft"
    """A code of the list `agreement`."""
    note: str = ""
    """What the person wanted written beside the answer."""


@dataclass(frozen=True, slots=True)
class NextReview:
    """The next meeting."""

    on: date
    at: str = ""
    """The time in words: "5:30pm"."""
    where: str = ""
    who: str | Staff = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody the person can ask."""

    who: str | Staff
    how: str = ""
    """A phone number, or where to find them."""


@dataclass(frozen=True, slots=True)
class PlanCopy:
    """The whole copy. Dates are days; `shown_name` is what the person likes to be called."""

    shown_name: str
    organisation: str
    made_on: date
    printed_on: date
    team: str = ""
    made_with: Staff | None = None
    meeting: str = ""
    """What the team calls the review, for example "My voice matters"."""
    own_words: tuple[OwnWords, ...] = ()
    declined: bool = False
    """The person chose to say nothing at all under their own words."""
    goals: tuple[Goal, ...] = ()
    activities: tuple[Activity, ...] = ()
    scores: tuple[Score, ...] = ()
    """Only those that should print; none prints neither the heading nor a notice."""
    agreed: Agreed = Agreed()
    next_review: NextReview | None = None
    contacts: tuple[Contact, ...] = ()
    hide_staff: bool = False
    """Staff show by what they do instead of by name, everywhere, in free text too."""
    other_staff: tuple[Staff, ...] = ()
    """Staff named nowhere above whose names may stand in free text."""
    large: bool = False
    """20 point instead of 16."""
    language: str = "en"
    second_language: str = ""
    """A second line under each heading, in this language; "" for none."""
