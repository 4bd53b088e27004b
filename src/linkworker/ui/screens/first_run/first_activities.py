"""Step 6: the activities that people can join."""

from typing import Any

from textual.screen import Screen

from linkworker.base.words import count
from linkworker.casework.directory.directory import Sought, activities
from linkworker.ui.screens.first_run.open_step import OpenStep


class FirstActivities(OpenStep):
    """A directory from a file, or none yet."""

    HEADING = "Step 6 of 6: activities near you"
    LEAD = "Matching looks among the activities on this laptop. Your team may have a directory as a file."
    OFFERED = (
        ("bring_in", "Bring in a directory", "From a spreadsheet, or from a feed in Open Referral UK."),
        ("go_on", "Finish", "Activities can be added at any time: F4, then n."),
    )

    async def said_of_what_is_here(self) -> str:
        """Return how many activities there are."""
        today = self.desk.today
        found = await self.desk.read(lambda connection: activities(connection, Sought(), today))
        return f"{count(found.total, 'activity', 'activities')} here so far." if found.total else "None is here yet."

    def action_bring_in(self) -> None:
        """Bring in a directory."""
        self.go_to(_import_directory)

    def leave(self) -> None:
        """Finish: go to Today."""
        self.say("This laptop is set up. F1 says what the keys do, F9 opens the handbook.")
        self.linkworker.go_about("today")


def _import_directory() -> Screen[Any]:
    from linkworker.ui.screens.import_directory import ImportDirectory  # noqa: PLC0415 - loads readers of files

    return ImportDirectory()
