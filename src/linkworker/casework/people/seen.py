"""What of the people in a list is shown to whoever looks, besides names, ages and places."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Seen:
    """Whether notes are searched, and whether risk and the next review are shown."""

    notes: bool = True
    risk: bool = True
    reviews: bool = True


ALL_SEEN = Seen()
