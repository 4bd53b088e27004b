"""The names of the lists of people that are always at hand; whom each holds stands in `saved_lists`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SavedList:
    """One list: the word it is asked for by, and what people read."""

    name: str
    label: str


SAVED_LISTS = (
    SavedList("everyone", "Everyone"),
    SavedList("mine", "My people"),
    SavedList("overdue", "Review overdue"),
    SavedList("no-check-in", "No check-in yet"),
    SavedList("no-oversight", "Medium or high risk without oversight"),
    SavedList("release-soon", "Release date near"),
    SavedList("waiting", "Referral waiting for an answer"),
    SavedList("no-plan", "No plan yet"),
    SavedList("safeguarding", "Safeguarding"),
    SavedList("supported", "In support now"),
)
