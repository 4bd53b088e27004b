"""How many people there are, and how many are on each saved list."""

from functools import cache

from sqlalchemy import ColumnElement, Connection

from linkworker.casework.evidence.counting import Counting, people
from linkworker.casework.evidence.figure import Asked, Counted, Figure
from linkworker.casework.people.list_names import SAVED_LISTS
from linkworker.casework.people.saved_lists import clause

ALL = "people"
_WHOLE = frozenset({"everyone", "mine"})
_LABELS = {"no-oversight": "Raised risk without oversight"}
_HOW = {
    "overdue": "People with an open plan whose date of review has passed.",
    "no-check-in": "People of whom no check-in was ever kept.",
    "no-oversight": "People at medium risk or above whose case no manager has looked at lately.",
    "release-soon": "People whose release date is within 90 days from today.",
    "waiting": "People with a referral in that is neither accepted nor declined.",
    "no-plan": "People who have no plan, open or closed.",
    "safeguarding": "People with a safeguarding concern on their record.",
    "supported": "People with an episode of support that has not ended.",
}


@cache
def _countings() -> tuple[Counting, ...]:
    lists = [one for one in SAVED_LISTS if one.name not in _WHOLE]
    return (
        Counting(ALL, "In all", "Everybody these figures are for. Records entered in error count nowhere.", people()),
        *(
            Counting(
                f"list:{one.name}",
                _LABELS.get(one.name, one.label),
                _HOW.get(one.name, f"People on the list '{one.label}'."),
                people(*_on(one.name)),
            )
            for one in lists
        ),
    )


def _on(name: str) -> tuple[ColumnElement[bool], ...]:
    found = clause(name)
    return () if found is None else (found,)


def figures(connection: Connection, asked: Asked) -> tuple[Figure, ...]:
    """Return the figure of all people, then one for each list, out of all of them."""
    whole, *lists = _countings()
    total = whole.count(connection, asked)
    return (
        Figure(whole.code, whole.label, total, 0, whole.how),
        *(Figure(one.code, one.label, one.count(connection, asked), total, one.how) for one in lists),
    )


def who(connection: Connection, asked: Asked, code: str) -> tuple[Counted, ...] | None:
    """Return whom a figure counts; None for one that is not of these."""
    found = next((one for one in _countings() if one.code == code), None)
    return None if found is None else found.who(connection, asked)
