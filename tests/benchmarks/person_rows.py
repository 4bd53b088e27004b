"""What stands in the rows about one fictional person, kind by kind."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any, Protocol, Self, TypeAlias

from benchmarks.fictional import Writer, chance, name

TODAY = date(2026, 8, 6)
AREAS = tuple(f"{side} {town}" for side in ("North", "South", "East", "West") for town in ("Fenwick", "Marsh", "Lea"))
DOMAINS = ("sleep", "physical-activity", "isolation", "money", "housing", "family", "work", "confidence", "food")
ITEMS = 14
Row: TypeAlias = dict[str, Any]


class Around(Protocol):
    """Whom and what a row can name."""

    workers: list[str]
    activities: list[str]
    plans: list[str]
    goals: list[str]


@dataclass(slots=True)
class Moment:
    """Where the making of rows stands: whose turn it is (`place` among the people), and for the how manieth time."""

    around: Around
    chance: Random
    writer: Writer
    turn: int = 0
    place: int = 0

    @classmethod
    def of(cls, around: Around, seed: str) -> Self:
        """Return the beginning."""
        return cls(around, chance(seed), Writer(seed))

    def day(self, least: int, most: int) -> date:
        """Return a day that lies this many days from today."""
        return TODAY + timedelta(days=self.chance.randrange(least, most))

    def plan(self) -> str:
        """Return the id of the person's plan."""
        return self.around.plans[self.place]

    def goal(self) -> str:
        """Return the id of the person's first goal."""
        return self.around.goals[self.place]


Fill: TypeAlias = Callable[[Moment], Row]


def person(at: Moment) -> Row:
    """Return a person, in custody or outside."""
    inside = at.chance.randrange(10) < 4
    return {
        "name": name(at.chance),
        "date_of_birth": at.day(-24_000, -6_600),
        "worker_id": at.chance.choice(at.around.workers),
        "setting": "custody" if inside else "community",
        "establishment": "FWK" if inside else None,
        "wing": at.chance.choice("ABCD") if inside else None,
        "address": None if inside else f"{at.chance.randrange(1, 200)} {at.writer.text(1, 1)[:-1]} Road",
        "area": at.chance.choice(AREAS),
        "release_date": at.day(0, 900) if inside else None,
        "risk_level": at.chance.choice(("low", "medium", "high", "not-assessed")),
        "safeguarding": at.chance.randrange(10) == 0,
        "what_helps": at.writer.text(5, 20),
        "asked_for": at.chance.sample(("walking", "gym", "arts", "gardening", "cookery"), 2),
    }


def note(at: Moment) -> Row:
    """Return a note of a contact."""
    return {
        "on": at.day(-430 + 40 * at.turn, -400 + 40 * at.turn),
        "at": None,
        "about": at.chance.choice(("meeting", "call", "visit", "message")),
        "mode": "in-person",
        "minutes": at.chance.randrange(5, 90),
        "where": at.chance.choice(AREAS),
        "words": at.writer.text(20, 70),
        "goal_id": None,
        "worker_id": at.chance.choice(at.around.workers),
        "corrects": None,
    }


def _check_in(at: Moment) -> Row:
    answers = {str(item): at.chance.randint(1, 5) for item in range(1, ITEMS + 1)}
    return {
        "instrument": "wemwbs",
        "on": at.day(-600 + 90 * at.turn, -570 + 90 * at.turn),
        "moment": "during" if at.turn else "baseline",
        "mode": "paper",
        "answers": answers,
        "raw": sum(answers.values()),
        "licence": "Fictional Trust, reference 1",
    }


def _plan(at: Moment) -> Row:
    words = {"matters": at.writer.text(10, 40), "going_well": at.writer.text(5, 20), "ideas": at.writer.text(3, 9)}
    return {**words, "agreement": "agreed", "agreed_on": at.day(-300, -60), "review_on": at.day(-60, 180)}


def _review(at: Moment) -> Row:
    words = {"going_well": at.writer.text(5, 25), "matters_now": at.writer.text(5, 25)}
    return {"plan_id": at.plan(), "name": "My voice matters", "held_on": at.day(-180, 0), "finished": True, **words}


def _need(at: Moment) -> Row:
    return {"plan_id": at.plan(), "domain": at.chance.choice(DOMAINS), "words": at.writer.text(4, 14)}


def _referral(at: Moment) -> Row:
    return {"activity_id": at.chance.choice(at.around.activities), "state": "started", "state_on": at.day(-90, 0)}


def _identifier(at: Moment) -> Row:
    return {"scheme": ("nhs", "crn")[at.turn], "value": f"{at.chance.randrange(10**10):010d}"}


FILLS: tuple[tuple[str, int, Fill], ...] = (
    ("person", 1, person),
    ("identifier", 2, _identifier),
    ("contact_detail", 1, lambda at: {"channel": "phone", "value": f"07700 900{at.chance.randrange(1000):03d}"}),
    ("consent", 1, lambda at: {"purpose": "refer", "how": "in-writing", "decided_on": at.day(-90, 0)}),
    ("episode", 1, lambda at: {"opened_on": at.day(-700, -30)}),
    ("appointment", 1, lambda at: {"on": at.day(-30, 30), "at": "10:30", "where": at.chance.choice(AREAS)}),
    ("plan", 1, _plan),
    ("need", 3, _need),
    ("goal", 2, lambda at: {"plan_id": at.plan(), "position": at.turn + 1, "words": at.writer.text(4, 14)}),
    ("step", 3, lambda at: {"goal_id": at.goal(), "position": at.turn + 1, "words": at.writer.text(4, 14)}),
    ("review", 1, _review),
    ("referral", 1, _referral),
    ("check_in", 5, _check_in),
    ("note", 10, note),
)
"""Kind, how many for each person, and what stands in one."""
