"""The selects of a person's page that no other page needs: each reads rows that lie together."""

from sqlalchemy import BindParameter, bindparam, exists, literal, select, union_all

from linkworker.casework.directory.not_here import ACTIVITY_NAME
from linkworker.records.activity import Activity
from linkworker.records.check_in import CheckIn
from linkworker.records.goal import Goal, Step
from linkworker.records.person import Person
from linkworker.records.plan import Plan
from linkworker.records.referral import Referral
from linkworker.records.withholding import Withholding
from linkworker.records.worker import Team, Worker

_P, _L, _G, _S = Person.table(), Plan.table(), Goal.table(), Step.table()
_R, _C, _W = Referral.table(), CheckIn.table(), Withholding.table()
_NEWER = _C.alias("newer")
_MINE: BindParameter[str] = bindparam("person")

_KEPT_HERE = (
    exists()
    .where(_W.c.person_id == _P.c.id, _W.c.record_id.is_(None), _W.c.lifted.is_(False), _W.c.in_error.is_(False))
    .label("kept_here")
)
_MATTERS = (
    select(_L.c.matters)
    .where(_L.c.person_id == _P.c.id, _L.c.in_error.is_(False), _L.c.closed_on.is_(None))
    .order_by(_L.c.id.desc())
    .limit(1)
    .scalar_subquery()
    .label("matters")
)
PERSON = (
    select(_P, Worker.table().c.name.label("worker"), Team.table().c.name.label("team"), _KEPT_HERE, _MATTERS)
    .select_from(
        _P.outerjoin(Worker.table(), Worker.table().c.id == _P.c.worker_id).outerjoin(
            Team.table(), Team.table().c.id == _P.c.team_id
        )
    )
    .where(_P.c.id == _MINE, _P.c.in_error.is_(False))
)
CHECK_INS = (
    select(_C.c.id, _C.c.instrument, _C.c.on, _C.c.raw)
    .where(
        _C.c.person_id == _MINE,
        _C.c.in_error.is_(False),
        _C.c.id.not_in(
            select(_NEWER.c.corrects).where(
                _NEWER.c.person_id == _MINE, _NEWER.c.corrects.is_not(None), _NEWER.c.in_error.is_(False)
            )
        ),
    )
    .order_by(_C.c.on.desc(), _C.c.id.desc())
    .limit(2)
)
# Things with a date: steps still open, goals to take up again, activities to look at again. `open_steps` are codes.
DATED = union_all(
    select(_S.c.due_on.label("day"), literal("step").label("what"), _S.c.words)
    .join_from(_S, _L, (_L.c.person_id == _S.c.person_id) & _L.c.in_error.is_(False) & _L.c.closed_on.is_(None))
    .join(_G, (_G.c.person_id == _S.c.person_id) & (_G.c.id == _S.c.goal_id) & (_G.c.plan_id == _L.c.id))
    .where(
        _S.c.person_id == _MINE,
        _S.c.in_error.is_(False),
        _G.c.in_error.is_(False),
        _G.c.state == "active",
        _S.c.due_on.is_not(None),
        _S.c.state.in_(bindparam("open_steps", expanding=True)),
    ),
    select(_G.c.remind_on, literal("goal"), _G.c.words)
    .join_from(
        _G,
        _L,
        (_L.c.person_id == _G.c.person_id)
        & (_L.c.id == _G.c.plan_id)
        & _L.c.in_error.is_(False)
        & _L.c.closed_on.is_(None),
    )
    .where(_G.c.person_id == _MINE, _G.c.in_error.is_(False), _G.c.state == "future", _G.c.remind_on.is_not(None)),
    select(_R.c.revisit_on, literal("activity"), ACTIVITY_NAME)
    .join_from(_R, Activity.table(), Activity.table().c.id == _R.c.activity_id, isouter=True)
    .where(_R.c.person_id == _MINE, _R.c.in_error.is_(False), _R.c.revisit_on.is_not(None)),
)
