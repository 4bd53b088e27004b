"""The ways of taking a check-in: by whose hands, and as what it is recorded."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from linkworker.ui.screens.check_in.check_in_answers import Answers, Filling
from linkworker.wellbeing.check_in_codes import mode
from linkworker.wellbeing.instrument import Instrument


class Way(StrEnum):
    """How a check-in is taken. The value is what a draft keeps of it."""

    HAND_OVER = "hand-over"
    PAPER = "paper"
    READ_ALOUD = "read-aloud"
    INTERPRETER = "interpreter"

    @property
    def filling(self) -> Filling:
        """Return how the form on the screen is filled in: what is read aloud is asked as on the screen."""
        return Filling.PAPER if self is Way.PAPER else Filling.PERSON

    @property
    def report(self) -> str:
        """Return what every report says of it."""
        return mode(_MODES[self]).report

    def mode(self, answers: Answers) -> str:
        """Return the code it is recorded as."""
        return _ONE_AT_A_TIME if self is Way.HAND_OVER and answers.answered_large else _MODES[self]


_ONE_AT_A_TIME = "one-at-a-time"
_MODES = {
    Way.HAND_OVER: "on-screen",
    Way.PAPER: "on-paper",
    Way.READ_ALOUD: "read-aloud",
    Way.INTERPRETER: "interpreter",
}


@dataclass(frozen=True, slots=True)
class Chosen:
    """A check-in about to be taken: of whom, with which questionnaire, how, when in the support, on which day."""

    person_id: str
    about: str
    """What the person is called."""
    instrument: Instrument
    way: Way
    moment: str
    on: date
