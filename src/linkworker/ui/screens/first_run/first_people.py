"""Step 5: the first people."""

from typing import Any, ClassVar

from textual.binding import BindingType
from textual.screen import Screen

from linkworker.base.leaving import LOOK_ROUND
from linkworker.base.words import count
from linkworker.casework.half_set_up import Step
from linkworker.casework.people.caseload import Filter
from linkworker.casework.people.caseload import count as count_people
from linkworker.ui.commands.table import bindings
from linkworker.ui.screens.first_run.open_step import OpenStep


class FirstPeople(OpenStep):
    """A caseload from a file, one person by hand, or nobody yet."""

    HEADING = "Step 5 of 6: your first people"
    LEAD = "A few are enough to begin with."
    NEXT = Step.ACTIVITIES
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("first_people")]
    OFFERED = (
        ("bring_in", "Bring in my caseload", "From a spreadsheet. You see what would come in before it does."),
        ("add", "Add one person", "Only a name is needed."),
        (
            "look_round",
            "Look round first",
            "Fictional people, deleted afterwards. Then you unlock here again.",
        ),
        ("go_on", "Go on", "People can be added at any time: F3, then n."),
    )

    @property
    def places(self) -> tuple[str, ...]:
        """Return the places whose commands hold here."""
        return ("first_people", "first_steps")

    async def said_of_what_is_here(self) -> str:
        """Return how many people there are."""
        today = self.desk.today
        there = await self.desk.read(lambda connection: count_people(connection, Filter(today)))
        return f"{count(there, 'person', 'people')} here so far." if there else "Nobody is here yet."

    def action_bring_in(self) -> None:
        """Bring in a caseload."""
        from linkworker.ui.screens.import_caseload import bring_in_people  # noqa: PLC0415 - loads readers of files

        bring_in_people(self.linkworker)

    def action_add(self) -> None:
        """Add one person."""
        self.go_to(lambda: _new_person(self))

    def action_look_round(self) -> None:
        """Leave for the demonstration; the front door opens it, and then comes back here."""
        self.linkworker.end(LOOK_ROUND)

    def leave(self) -> None:
        """Go on to the activities."""
        from linkworker.ui.screens.first_run.first_activities import FirstActivities  # noqa: PLC0415 - each knows both

        self.app.push_screen(FirstActivities())

    def action_back(self) -> None:
        """Leave setting up for now."""
        self.say("Setting up goes on from here the next time you unlock.")
        self.dismiss()


def _new_person(step: FirstPeople) -> Screen[Any]:
    from linkworker.ui.screens.new_person import NewPerson  # noqa: PLC0415 - only when asked for

    return NewPerson(step.desk)
