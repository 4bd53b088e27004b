"""The values that settings hold: teams, establishments, the WEMWBS licence, budgets, looks."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from linkworker.base.money import show_money
from linkworker.base.words import count


class Sharing(StrEnum):
    """Whether a person's record goes to the central service when nothing was said."""

    WITH_CONSENT = "with consent"
    UNLESS_WITHHELD = "unless withheld"


class Look(StrEnum):
    """How the screens are drawn; auto asks the terminal."""

    AUTO = "auto"
    FULL = "full"
    CONSOLE = "console"


class Theme(StrEnum):
    """The colours of the screens."""

    AUTO = "auto"
    LIGHT = "light"
    DARK = "dark"
    HIGH_CONTRAST = "high contrast"


@dataclass(frozen=True, slots=True)
class Team:
    """One team: what its people do and what they call things."""

    name: str
    setting: str = "community"
    """Code of the list setting."""
    role: str = "link worker"
    """Title of its workers, as screens and printouts say it: "personal adviser", "community connector"."""
    review_meeting: str = "Review"
    """What it calls the review: "My voice matters"."""
    review_interval_months: int | None = None
    """A shorter time between reviews than the rule table gives, or None."""

    def __str__(self) -> str:
        every = f", every {count(self.review_interval_months, 'month')}" if self.review_interval_months else ""
        return f"{self.name} ({self.setting}, {self.role}, {self.review_meeting}{every})"


@dataclass(frozen=True, slots=True)
class Establishment:
    """One prison or young offender institution: its code of three capital letters, and its name."""

    code: str
    name: str

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


@dataclass(frozen=True, slots=True)
class WemwbsLicence:
    """The organisation's licence to use WEMWBS, as Warwick gave it."""

    holder: str
    reference: str
    granted: date
    expires: date | None = None
    """The last day it holds; None if it has no end."""

    def __str__(self) -> str:
        from linkworker.base.dates import show_date  # noqa: PLC0415 - the prompt shows no date

        until = f" to {show_date(self.expires)}" if self.expires else ""
        return f"{self.holder}, {self.reference}, from {show_date(self.granted)}{until}"

    def in_force(self, day: date) -> bool:
        """Say whether the licence holds on a day."""
        return self.granted <= day and (self.expires is None or day <= self.expires)


@dataclass(frozen=True, slots=True)
class PersonalBudget:
    """Who may have a Personal Health Budget, and up to what sum in pence (East Sussex: up to £500, ages 16 to 25)."""

    limit: int = 50_000
    from_age: int = 16
    to_age: int = 25

    def __str__(self) -> str:
        return f"up to {show_money(self.limit)}, ages {self.from_age} to {self.to_age}"
