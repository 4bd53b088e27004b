"""How much of each pot was spent on the people of a caseload."""

from sqlalchemy import Connection, bindparam, func, select

from linkworker.base.dates import show_date
from linkworker.base.lists import coded
from linkworker.base.money import show_money
from linkworker.base.words import within
from linkworker.casework.directory.not_here import POT_NAME
from linkworker.casework.evidence.counting import NAMED, OWN, Counting, P
from linkworker.casework.evidence.figure import Asked, Counted, Figure
from linkworker.casework.money.money_reading import counts
from linkworker.records.money import MoneyRequest, Pot

_R, _T = MoneyRequest.table(), Pot.table()
_CODE = "pot:"
_SPENT = (*OWN, _R.c.in_error.is_(False), _R.c.state.in_(bindparam("states", expanding=True)))
_BY_POT = (
    select(
        _R.c.pot_id.label("id"),
        POT_NAME.label("name"),
        _T.c.amount_pence,
        func.sum(_R.c.amount_pence).label("pence"),
    )
    .join_from(_R, P, P.c.id == _R.c.person_id)
    .outerjoin(_T, _T.c.id == _R.c.pot_id)
    .where(*_SPENT, _R.c.pot_id.is_not(None), _T.c.in_error.is_not(True))
    .group_by(_R.c.pot_id, _T.c.name, _T.c.amount_pence)
    .order_by(_T.c.name, _R.c.pot_id)
)
_ROWS = (
    select(*NAMED, _R.c.amount_pence, _R.c.what_for, _R.c.state, _R.c.state_on)
    .join_from(_R, P, P.c.id == _R.c.person_id)
    .where(*_SPENT, _R.c.pot_id == bindparam("pot"))
    .order_by(_R.c.state_on.desc(), _R.c.id)
)


def figures(connection: Connection, asked: Asked) -> tuple[Figure, ...]:
    """Return what was spent from each pot on these people, out of what the pot holds in all; in pence."""
    rows = connection.execute(_BY_POT, {**asked.given, "states": counts("spent")})
    return tuple(
        Figure(f"{_CODE}{row.id}", row.name, int(row.pence), row.amount_pence or int(row.pence), _HOW, pence=True)
        for row in rows
    )


_HOW = "Requests of these people that are paid, or received or used, out of all that was given to the pot."


def who(connection: Connection, asked: Asked, code: str) -> tuple[Counted, ...] | None:
    """Return the requests that a figure adds up; None for one that is not of these."""
    if not code.startswith(_CODE):
        return None
    counting = Counting(
        code,
        "",
        "",
        _ROWS,
        lambda row: (
            f"{show_money(row.amount_pence)} for {within(row.what_for)}, "
            f"{coded('money-state').label(row.state).lower()} {show_date(row.state_on)}"
        ),
    )
    return counting.who(connection, asked, states=counts("spent"), pot=code.removeprefix(_CODE))
