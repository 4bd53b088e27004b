"""A person's check-ins as a list: each with its score and how it moved since the one before."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from linkworker.casework.check_ins.check_in_reading import check_ins_of, result_of
from linkworker.casework.check_ins.check_in_view import NO_TOTAL, CheckInView, Result
from linkworker.wellbeing.change import Change, ChangeClass


@dataclass(frozen=True, slots=True)
class Listed:
    """One check-in of the list, with its whole result."""

    result: Result

    @property
    def view(self) -> CheckInView:
        """Return the check-in."""
        return self.result.check_in

    @property
    def score(self) -> str:
        """Return its own score in few words: "WEMWBS 43", "ONS4 7, 6, 8, 3", "no total"."""
        held = self.view
        if held.scores:
            first = held.scores[0]
            return f"{held.name} {first.value}"
        if held.figures:
            answers = ("-" if each.answer is None else str(each.answer) for each in held.figures)
            return f"{held.name} {', '.join(answers)}"
        return NO_TOTAL

    @property
    def moved(self) -> str:
        """Return how its score moved since the check-in before, and the furthest threshold that it reached.

        "up 8 (meaningful)", or "up 1, no reliable change"; "" where there is nothing to compare with.
        """
        own = self._changes
        if not own:
            return ""
        amount = own[0].amount
        moved = "the same" if not amount else f"{'up' if amount > 0 else 'down'} {abs(amount)}"
        reached = [each for each in own if each.kind is not ChangeClass.NO_RELIABLE_CHANGE]
        if not reached:
            return f"{moved}, {ChangeClass.NO_RELIABLE_CHANGE}"
        return f"{moved} ({max(reached, key=lambda each: each.threshold.figure).threshold.name})"

    @property
    def worsened(self) -> bool:
        """Say whether its score worsened by any threshold since the check-in before."""
        return any(each.kind is ChangeClass.WORSENED for each in self._changes)

    @property
    def _changes(self) -> tuple[Change, ...]:
        if not self.result.comparisons:
            return ()
        found = self.result.comparisons[-1].changes
        return tuple(each for each in found if each.scale == found[0].scale)

    @property
    def undecided(self) -> bool:
        """Say whether the safety prompt still waits for what the worker decided."""
        return self.view.safety_prompted and self.view.safety_decision is None


def check_in_list(connection: Connection, person_id: str, today: date) -> tuple[Listed, ...]:
    """Return a person's check-ins, newest first."""
    held = check_ins_of(connection, person_id)
    return tuple(Listed(result_of(connection, person_id, each, held, today=today)) for each in held)
