"""The names of the lists of people that are always at hand; whom each holds stands in `saved_lists`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SavedList:
    """One list: the word it is asked for by, what people read, and that in a word or two for a line of them all."""

    name: str
    label: str
    short: str


SAVED_LISTS = (
    SavedList("everyone", "Everyone", "Everyone"),
    SavedList("mine", "My people", "Mine"),
    SavedList("overdue", "Review overdue", "Overdue"),
    SavedList("no-check-in", "No check-in yet", "No check-in"),
    SavedList("no-oversight", "Medium or high risk without oversight", "No oversight"),
    SavedList("release-soon", "Release date near", "Release near"),
    SavedList("waiting", "Referral waiting for an answer", "Waiting"),
    SavedList("no-plan", "No plan yet", "No plan"),
    SavedList("safeguarding", "Safeguarding", "Safeguarding"),
    SavedList("supported", "In support now", "In support"),
)
