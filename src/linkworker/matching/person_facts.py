"""What the tests know about a person: plain values, None where nobody knows."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from linkworker.matching.open_ends import ALWAYS, ANY_AGE, DAY, NEVER

PREFERS_NOT_TO_SAY = "prefers-not-to-say"


class TakenTime(NamedTuple):
    """A stretch of the week when the person cannot come."""

    weekday: str | None = None
    """Code of the day; None: every day."""
    starts: int = 0
    """Minutes after midnight."""
    ends: int = DAY
    """Minutes after midnight; the end itself is free again."""
    until: date = NEVER
    """The last day it holds."""


class ConsentFacts(NamedTuple):
    """One answer about being referred."""

    provider: str | None
    """The provider's id, or its name case-folded where only a name was written; None: any provider."""
    given: bool
    on: date
    withdrawn_on: date = NEVER


class PotFacts(NamedTuple):
    """A pot of money, with who may benefit."""

    name: str
    left_pence: int
    ages: tuple[int, int] = ANY_AGE
    """Youngest and oldest, both included."""
    settings: frozenset[str] = frozenset()
    """Settings it may be spent on; empty: any."""
    starts_on: date = ALWAYS
    ends_on: date = NEVER


class NeedFacts(NamedTuple):
    """An unmet need of the plan."""

    id: str
    domain: str


class GoalFacts(NamedTuple):
    """A goal that is open, with the domains of the needs it serves."""

    id: str
    domains: frozenset[str]


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """One person. None: not known, which is never read as yes or no. An empty set: none are recorded."""

    id: str
    who: str
    """What the person likes to be called; fills the sentences."""
    born: date | None = None
    setting: str | None = None
    establishment: str | None = None
    area: str | None = None
    reachable: tuple[str, ...] = ()
    """Names of the areas the person can reach, as written; compared case-folded."""
    release_date: date | None = None
    no_release: bool = False
    """Known to have no release date, such as an indeterminate sentence."""
    order_until: date | None = None
    """The last day of the licence or order, where one is known."""
    sex: str | None = None
    """Code of `sex`; None: not asked."""
    risk_level: str | None = None
    """None: not assessed."""
    no_under_18s: bool = False
    exclusions: frozenset[str] = frozenset()
    keep_away: str = ""
    """Places to keep away from for a victim's safety, as written; never who."""
    apart: frozenset[str] = frozenset()
    """Ids of the people who must not be in the same group, both ways."""
    unavailable: tuple[TakenTime, ...] = ()
    access_needs: frozenset[str] = frozenset()
    language: str | None = None
    interpreter: bool | None = None
    """Whether an interpreter is needed; one who needs none follows the common language too."""
    budget_left: int | None = None
    """Pence left of the personal budget; None: no budget is recorded."""
    pots: tuple[PotFacts, ...] = ()
    consents: tuple[ConsentFacts, ...] = ()
    asked_for: frozenset[str] = frozenset()
    asked_words: str = ""
    """What was asked for as the person said it; shown, never judged."""
    needs: tuple[NeedFacts, ...] = ()
    goals: tuple[GoalFacts, ...] = ()
    experiences: frozenset[str] = frozenset()
    """Lived experience the person is happy to have used to find a mentor."""
    mentor_consent: bool = False
