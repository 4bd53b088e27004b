"""What is shown of a referral: where it stands, and its states as one line that can be read aloud."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from linkworker.base.dates import show_date
from linkworker.base.lists import coded
from linkworker.base.words import listed, sentence, within


@dataclass(frozen=True, slots=True)
class StateView:
    """One state that a referral came to. `reasons` are codes of `end-reason`; `words` are the person's own."""

    id: str
    state: str
    on: date
    reasons: tuple[str, ...]
    words: str | None
    revisit_on: date | None
    worker: str | None

    @property
    def label(self) -> str:
        """The state in words."""
        return coded("referral-state").label(self.state)

    def why(self) -> str:
        """Return the reasons under whose they are: "structural: travel and money; system: release"; "" if none."""
        return reasons_words(self.reasons)

    def said(self) -> str:
        """Return the state as part of the line: 'declined 5 June 2026 (structural: travel), "Too far."'."""
        why = f" ({self.why()})" if self.reasons else ""
        words = f', "{within(self.words)}"' if self.words else ""
        again = f", look again {show_date(self.revisit_on)}" if self.revisit_on else ""
        return f"{self.label.lower()} {show_date(self.on)}{why}{words}{again}"


@dataclass(frozen=True, slots=True)
class ReferralView:
    """One referral. `number` is its place among the person's, from 1, oldest first."""

    id: str
    person_id: str
    number: int
    activity_id: str
    activity: str
    provider: str | None
    form: str
    state: str
    state_on: date
    revisit_on: date | None
    mentor: str | None
    goal: str | None
    again_of: str | None
    override_reason: str | None
    override_tests: tuple[str, ...]
    """Names of the suitability tests that somebody went ahead against."""
    override_labels: tuple[str, ...]
    states: tuple[StateView, ...]
    """Oldest first; one that a later one corrects is left out."""

    @property
    def form_label(self) -> str:
        """The form in words: told, sent, or gone with."""
        return coded("referral-form").label(self.form)

    @property
    def state_label(self) -> str:
        """The state in words."""
        return coded("referral-state").label(self.state)

    @property
    def open(self) -> bool:
        """Whether it still wants something done."""
        return coded("referral-state")[self.state].is_set("open")

    def line(self) -> str:
        """Return its states as one line to read aloud."""
        return f"{self.activity}: {listed((each.said() for each in self.states), 'then')}."

    def override_words(self) -> str:
        """Return what was gone ahead against and why, or ""."""
        if not self.override_reason:
            return ""
        against = listed(label.lower() for label in self.override_labels)
        return f"Gone ahead although not met: {against}. {sentence(self.override_reason)}"


@dataclass(frozen=True, slots=True)
class AwaitedView:
    """A referral of anybody's that waits: for a provider's answer, or for the day to look again."""

    person_id: str
    person: str
    referral_id: str
    activity: str
    provider: str | None
    state: str
    since: date
    revisit_on: date | None

    def words(self) -> str:
        """Return it as one line to read aloud."""
        label = coded("referral-state").label(self.state).lower()
        again = f", look again {show_date(self.revisit_on)}" if self.revisit_on else ""
        return f"{self.person}: {self.activity}, {label} since {show_date(self.since)}{again}"


def reasons_words(codes: Sequence[str]) -> str:
    """Return reasons for ending under whose they are, so that unsuited and structural are never mixed up."""
    rows = sorted((coded("end-reason")[code] for code in codes), key=lambda row: row.group)
    groups = groupby(rows, key=lambda row: row.group)
    return "; ".join(f"{name}: {listed(row.label.lower() for row in some)}" for name, some in groups)
