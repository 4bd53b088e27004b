"""What a figure is: how many, of how many, and how it is counted; and the people or things it counts."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from linkworker.base.dates import add_months
from linkworker.base.money import show_money

YEAR_MONTHS = 12
SOON_DAYS = 30
RELEASE_DAYS = 90


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose figures, as of which day. `worker_id` None is everybody's on this laptop."""

    today: date
    worker_id: str | None
    oversight_days: int

    @property
    def given(self) -> dict[str, Any]:
        """Return what the selects bind."""
        return {
            "worker": self.worker_id,
            "today": self.today,
            "soon": self.today + timedelta(days=RELEASE_DAYS),
            "seen_since": self.today - timedelta(days=self.oversight_days),
            "year_ago": add_months(self.today, -YEAR_MONTHS),
            "month_on": self.today + timedelta(days=SOON_DAYS),
        }


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure. `total` is what it is out of, 0 for a count that stands alone; `pence` says both are money."""

    code: str
    label: str
    value: int
    total: int
    how: str
    pence: bool = False

    @property
    def words(self) -> str:
        """Return the figure: "12 of 40", "7" or "£403.00 of £12,000.00"."""
        value, total = (show_money(n) if self.pence else f"{n:,}" for n in (self.value, self.total))
        return f"{value} of {total}" if self.total else value


@dataclass(frozen=True, slots=True)
class Group:
    """Figures that belong together."""

    title: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """Somebody, or something of theirs, that a figure counts."""

    person_id: str
    name: str
    said: str
