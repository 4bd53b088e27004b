"""A doubt about this laptop's clock: what a receipt shows of it, remembered until a later receipt shows none."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from linkworker.base.times import show_instant
from linkworker.sync.receipt import ReceiptFacts

OFF = timedelta(minutes=10)
"""Further off is a doubt: the centre marks a laptop's clock by the same measure."""


class Because(StrEnum):
    """What shows it: a receipt from the future, or a bundle that came to the centre before it was made."""

    RECEIPT = "receipt"
    BUNDLE = "bundle"


@dataclass(frozen=True, slots=True)
class ClockDoubt:
    """Two times that do not fit: by this laptop's clock, and by the centre's."""

    laptop_at: datetime
    centre_at: datetime
    because: Because

    @property
    def sentence(self) -> str:
        """Return what does not fit."""
        here, there = show_instant(self.laptop_at), show_instant(self.centre_at)
        if self.because == Because.RECEIPT:
            return f"It was {here} here when a receipt of {there} came."
        return f"A bundle made {here} by this laptop's clock was at the centre {there}."

    @property
    def what_to_do(self) -> str:
        """Return what puts it right."""
        return "Look at this laptop's clock and set it right. What was written keeps its times."


def doubt_of(facts: ReceiptFacts, now: datetime) -> ClockDoubt | None:
    """Return what a receipt shows of this laptop's clock, which says `now`; None when all fits."""
    made = datetime.fromisoformat(facts.made_at)
    if made > now + OFF:
        return ClockDoubt(now, made, Because.RECEIPT)
    if facts.clock is None:
        return None
    bundle, received = map(datetime.fromisoformat, (facts.clock.bundle_made_at, facts.clock.received_at))
    return ClockDoubt(bundle, received, Because.BUNDLE) if bundle > received + OFF else None
