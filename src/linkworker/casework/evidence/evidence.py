"""All figures of a caseload, and whom each counts."""

from sqlalchemy import Connection

from linkworker.base.errors import NotFound
from linkworker.casework.evidence import (
    check_in_figures,
    money_figures,
    people_figures,
    referral_figures,
    review_figures,
)
from linkworker.casework.evidence.figure import Asked, Counted, Figure, Group

_WHO = (people_figures.who, check_in_figures.who, referral_figures.who, review_figures.who, money_figures.who)


def evidence(connection: Connection, asked: Asked) -> tuple[Group, ...]:
    """Return the figures in groups; a group without figures is left out. One query a figure, or fewer."""
    groups = (
        Group("People", people_figures.figures(connection, asked)),
        Group("Check-ins", check_in_figures.figures(connection, asked)),
        *check_in_figures.change_groups(connection, asked),
        Group("Referrals to activities", referral_figures.figures(connection, asked)),
        Group("Reviews", review_figures.figures(connection, asked)),
        Group("Money spent", money_figures.figures(connection, asked)),
        Group("Oversight", review_figures.oversight_figures(connection, asked)),
    )
    return tuple(group for group in groups if group.figures)


def figure(connection: Connection, asked: Asked, code: str) -> Figure:
    """Return one figure; raises NotFound for one that there is no longer."""
    found = (one for group in evidence(connection, asked) for one in group.figures if one.code == code)
    held = next(found, None)
    if held is None:
        raise NotFound("This figure counts nobody any more.")
    return held


def counted(connection: Connection, asked: Asked, code: str) -> tuple[Counted, ...]:
    """Return whom a figure counts; raises NotFound for one that there is not."""
    for who in _WHO:
        found = who(connection, asked, code)
        if found is not None:
            return found
    raise NotFound("There is no such figure.")
