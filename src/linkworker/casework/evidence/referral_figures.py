"""How many referrals stand in each state."""

from sqlalchemy import Connection, bindparam, func, select

from linkworker.base.dates import show_date
from linkworker.base.lists import coded
from linkworker.casework.directory.not_here import ACTIVITY_NAME
from linkworker.casework.evidence.counting import NAMED, OWN, Counting, P
from linkworker.casework.evidence.figure import Asked, Counted, Figure
from linkworker.records.activity import Activity
from linkworker.records.referral import Referral

_R, _A = Referral.table(), Activity.table()
_CODE = "referrals:"
_HIDDEN = "withdrawn-in-error"
_MINE = (*OWN, _R.c.in_error.is_(False), _R.c.state != _HIDDEN)
_BY_STATE = (
    select(_R.c.state, func.count().label("many"))
    .join_from(_R, P, P.c.id == _R.c.person_id)
    .where(*_MINE)
    .group_by(_R.c.state)
)
_ROWS = (
    select(*NAMED, ACTIVITY_NAME.label("activity"), _R.c.state_on.label("day"))
    .join_from(_R, P, P.c.id == _R.c.person_id)
    .outerjoin(_A, _A.c.id == _R.c.activity_id)
    .where(*_MINE, _R.c.state == bindparam("state"))
    .order_by(_R.c.state_on.desc(), _R.c.id)
)


def figures(connection: Connection, asked: Asked) -> tuple[Figure, ...]:
    """Return a figure for each state that a referral stands in, in the order of the list, out of all referrals."""
    many = {row.state: row.many for row in connection.execute(_BY_STATE, asked.given)}
    total = sum(many.values())
    return tuple(
        Figure(f"{_CODE}{row.code}", row.label, many[row.code], total, _how(row.label))
        for row in coded("referral-state")
        if row.code in many
    )


def who(connection: Connection, asked: Asked, code: str) -> tuple[Counted, ...] | None:
    """Return the referrals in a state; None for a figure that is not of these."""
    if not code.startswith(_CODE):
        return None
    counting = Counting(code, "", "", _ROWS, lambda row: f"{row.activity}, since {show_date(row.day)}")
    return counting.who(connection, asked, state=code.removeprefix(_CODE))


def _how(label: str) -> str:
    return f"Referrals to activities that stand at '{label}' today, out of all of them. One person may have several."
