"""Reading referrals: a person's with all their states, and everybody's that wait."""

from collections import defaultdict
from datetime import date
from typing import Any

from sqlalchemy import Connection, bindparam, or_, select

from linkworker.base.errors import NotFound
from linkworker.base.lists import coded
from linkworker.casework.directory.not_here import ACTIVITY_NAME
from linkworker.casework.people.naming import shown_name
from linkworker.casework.people.stands import STANDS
from linkworker.casework.referrals.referral_view import AwaitedView, ReferralView, StateView
from linkworker.matching.rules import rules
from linkworker.records.activity import Activity
from linkworker.records.goal import Goal
from linkworker.records.mentor import Mentor
from linkworker.records.person import Person
from linkworker.records.provider import Provider
from linkworker.records.referral import Referral, ReferralState
from linkworker.records.worker import Worker

_R, _S, _A, _V = Referral.table(), ReferralState.table(), Activity.table(), Provider.table()
_M, _G, _P, _W = Mentor.table(), Goal.table(), Person.table(), Worker.table()

_OF_PERSON = (
    select(
        _R.c.id, _R.c.person_id, _R.c.activity_id, ACTIVITY_NAME.label("activity"), _V.c.name.label("provider"),
        _R.c.form, _R.c.state, _R.c.state_on, _R.c.revisit_on, _M.c.name.label("mentor"), _G.c.words.label("goal"),
        _R.c.again_of, _R.c.override_reason, _R.c.override_tests,
    )
    .select_from(
        _R.outerjoin(_A, _A.c.id == _R.c.activity_id)
        .outerjoin(_V, _V.c.id == _A.c.provider_id)
        .outerjoin(_M, _M.c.id == _R.c.mentor_id)
        .outerjoin(_G, (_G.c.person_id == _R.c.person_id) & (_G.c.id == _R.c.goal_id))
    )
    .where(_R.c.person_id == bindparam("person"), _R.c.in_error.is_(False))
    .order_by(_R.c.id)
)  # fmt: skip
_STATES = (
    select(
        _S.c.id, _S.c.referral_id, _S.c.state, _S.c.on, _S.c.reasons, _S.c.words, _S.c.revisit_on, _S.c.corrects,
        _W.c.name.label("worker"),
    )
    .select_from(_S.outerjoin(_W, _W.c.id == _S.c.worker_id))
    .where(_S.c.person_id == bindparam("person"), _S.c.in_error.is_(False))
    .order_by(_S.c.id)
)  # fmt: skip
_AWAITED = (
    select(
        _R.c.person_id, _P.c.name, _P.c.known_as, _R.c.id, ACTIVITY_NAME.label("activity"), _V.c.name.label("provider"),
        _R.c.state, _R.c.state_on, _R.c.revisit_on,
    )
    .select_from(
        _R.join(_P, _P.c.id == _R.c.person_id)
        .outerjoin(_A, _A.c.id == _R.c.activity_id)
        .outerjoin(_V, _V.c.id == _A.c.provider_id)
    )
    .where(
        _R.c.in_error.is_(False),
        STANDS,
        or_(bindparam("worker").is_(None), _P.c.worker_id == bindparam("worker")),
    )
)  # fmt: skip
_WAITING = _AWAITED.where(_R.c.state == "referred", _R.c.form.in_(bindparam("forms", expanding=True))).order_by(
    _R.c.state_on, _R.c.id
)
_REVISIT = _AWAITED.where(
    _R.c.revisit_on <= bindparam("until"), _R.c.state.in_(bindparam("states", expanding=True))
).order_by(_R.c.revisit_on, _R.c.id)


def of_person(connection: Connection, person_id: str) -> tuple[ReferralView, ...]:
    """Return a person's referrals with their states, oldest first, numbered from 1; two selects."""
    given = {"person": person_id}
    states = _states(connection.execute(_STATES, given).all())
    rows = connection.execute(_OF_PERSON, given)
    return tuple(_view(number, row, states[row.id]) for number, row in enumerate(rows, 1))


def referral(connection: Connection, person_id: str, referral_id: str) -> ReferralView:
    """Return one referral; raises NotFound."""
    found = next((each for each in of_person(connection, person_id) if each.id == referral_id), None)
    if found is None:
        raise NotFound("There is no such referral here.")
    return found


def line(connection: Connection, person_id: str, referral_id: str) -> str:
    """Return a referral's states as one line that can be read aloud; raises NotFound."""
    return referral(connection, person_id, referral_id).line()


def waiting_for_answer(connection: Connection, worker_id: str | None = None) -> tuple[AwaitedView, ...]:
    """Return referrals sent and not yet answered, oldest first; only of one worker's people if they are named."""
    forms = [row.code for row in coded("referral-form") if row.is_set("awaits-answer")]
    return _awaited(connection.execute(_WAITING, {"worker": worker_id, "forms": forms}))


def to_revisit(connection: Connection, until: date, worker_id: str | None = None) -> tuple[AwaitedView, ...]:
    """Return referrals whose day to look again has come by `until`, the earliest first."""
    states = [row.code for row in coded("referral-state") if row.is_set("revisit")]
    return _awaited(connection.execute(_REVISIT, {"worker": worker_id, "until": until, "states": states}))


def _awaited(rows: Any) -> tuple[AwaitedView, ...]:
    return tuple(
        AwaitedView(
            row.person_id, shown_name(row.name, row.known_as), row.id, row.activity, row.provider, row.state,
            row.state_on, row.revisit_on,
        )
        for row in rows
    )  # fmt: skip


def _states(rows: Any) -> dict[str, list[StateView]]:
    """Return each referral's states in order; a correction stands where the one it corrects stood."""
    corrected = {row.corrects for row in rows}
    place: dict[str, str] = {}
    for row in rows:
        place[row.id] = place.get(row.corrects, row.id)
    found: dict[str, list[StateView]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: place[row.id]):
        if row.id not in corrected:
            found[row.referral_id].append(
                StateView(row.id, row.state, row.on, tuple(row.reasons or ()), row.words, row.revisit_on, row.worker)
            )
    return found


def _view(number: int, row: Any, states: list[StateView]) -> ReferralView:
    tests = tuple(row.override_tests or ())
    known = rules().tests
    return ReferralView(
        id=row.id,
        person_id=row.person_id,
        number=number,
        activity_id=row.activity_id,
        activity=row.activity,
        provider=row.provider,
        form=row.form,
        state=row.state,
        state_on=row.state_on,
        revisit_on=row.revisit_on,
        mentor=row.mentor,
        goal=row.goal,
        again_of=row.again_of,
        override_reason=row.override_reason,
        override_tests=tests,
        override_labels=tuple(known[test].label if test in known else test for test in tests),
        states=tuple(states),
    )
