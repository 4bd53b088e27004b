"""The steps of a meeting, in order."""

from linkworker.ui.screens.meeting.agreed import Agreed
from linkworker.ui.screens.meeting.costs import Costs
from linkworker.ui.screens.meeting.hand_over import HandOver
from linkworker.ui.screens.meeting.ideas import Ideas
from linkworker.ui.screens.meeting.last_goals import LastGoals
from linkworker.ui.screens.meeting.new_goals import NewGoals
from linkworker.ui.screens.meeting.step import Step
from linkworker.ui.screens.meeting.who_is_here import WhoIsHere
from linkworker.ui.screens.meeting.your_copy import YourCopy
from linkworker.ui.screens.meeting.your_words import YourWords

STEPS: tuple[type[Step], ...] = (
    WhoIsHere,
    YourWords,
    LastGoals,
    HandOver,
    NewGoals,
    Ideas,
    Costs,
    Agreed,
    YourCopy,
)
FIRST, LAST = 0, len(STEPS) - 1


def place_of(code: str) -> int:
    """Return the place of a step by its code; the first for one that is not known."""
    return next((at for at, step in enumerate(STEPS) if code == step.CODE), FIRST)
