"""Whom of a worker's people one activity fits, and why: the other way round from Match."""

from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType

from linkworker.base.words import count
from linkworker.casework.matches.fitting_people import FittingPerson, fitting, one_alone, people_of
from linkworker.matching.verdict import Group
from linkworker.ui.commands.table import bindings
from linkworker.ui.screens.place import Place
from linkworker.ui.widgets.columns import Column
from linkworker.ui.widgets.list_messages import Chosen, Moved
from linkworker.ui.widgets.paged_list import PagedList
from linkworker.ui.widgets.pages import FixedRows
from linkworker.ui.widgets.rows import Row, heading
from linkworker.ui.widgets.words import Words

_AT_ONCE = 25
"""People matched between two looks at the keys."""
_NOBODY = "You support nobody yet. Press F3 to see the people here."
_COLUMNS = (Column(least=22), Column(least=40, weight=3))


class WhoFits(Place[None]):
    """The worker's people in three groups. Enter opens one."""

    PLACE = "who_fits"
    GUIDE = "matching"
    HEADING = "Whom it fits"
    AUTO_FOCUS: ClassVar[str | None] = "PagedList"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("who_fits")]
    DEFAULT_CSS = """
    WhoFits > PagedList { margin-left: 1; }
    WhoFits > #reasons { height: 2; padding: 0 1 0 3; color: $text-muted; background: $surface; }
    """

    def __init__(self, activity_id: str, name: str) -> None:
        super().__init__()
        self.activity_id = activity_id
        self._name = name

    def body(self) -> ComposeResult:
        """Yield the list and the reasons of the person pointed at."""
        yield PagedList(_COLUMNS, empty=_NOBODY)
        yield Words(id="reasons")

    async def load(self) -> None:
        """Match a few people at a time, so that other readings are not kept waiting."""
        desk = self.desk
        today, places = desk.today, desk.settings.places()
        people = await desk.read(lambda connection: people_of(connection, desk.worker_id))
        alone = await desk.read(lambda connection: one_alone(connection, self.activity_id, today))
        found: list[FittingPerson] = []
        for start in range(0, len(people), _AT_ONCE):
            some = people[start : start + _AT_ONCE]
            found += await desk.read(partial(fitting, people=some, alone=alone, today=today, places=places))
            self.head(f"{self._name}: looked at {len(found)} of {count(len(people), 'person', 'people')}")
        self.head(f"{self._name}: whom it fits")
        await self.query_one(PagedList).show(FixedRows(_rows(found)))

    @on(Moved)
    def _moved(self, event: Moved) -> None:
        """Say the reasons in full below the list, where their line had no room for them."""
        said = event.row.detail if event.row else ""
        room = self.app.size.width * 49 // 80
        self.query_one("#reasons", Words).show(said if len(said) > room else "")

    @on(Chosen)
    def action_open(self) -> None:
        """Open the person pointed at."""
        key = self.query_one(PagedList).highlighted_key
        if key is not None:
            self.linkworker.open_person(key, "activities")


def _rows(found: list[FittingPerson]) -> list[Row]:
    rows: list[Row] = []
    for group in Group:
        held = [each for each in found if each.group is group]
        if held:
            rows.append(heading(f"{group.words} ({len(held)})"))
            rows += [
                Row(each.person_id, (each.name, ", ".join(each.reasons)), detail=", ".join(each.reasons))
                for each in held
            ]
    return rows
