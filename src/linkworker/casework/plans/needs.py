"""What a person needs, in their own words, and which goals serve it."""

from datetime import date
from typing import Any

from sqlalchemy import bindparam, select

from linkworker.base.errors import BadInput, Refused
from linkworker.base.lists import coded
from linkworker.casework.ask import live_of, maybe, words
from linkworker.casework.plans.planning import open_plan
from linkworker.journal.unit_of_work import UnitOfWork
from linkworker.records.goal import Goal
from linkworker.records.need import GoalNeed, Need

ASK_WORDS = "Enter the need, in the person's own words where you can."
_TIE, _NEED = GoalNeed.table(), Need.table()
_TIE_OF = select(_TIE.c.id).where(
    _TIE.c.person_id == bindparam("person"),
    _TIE.c.goal_id == bindparam("goal"),
    _TIE.c.need_id == bindparam("need"),
    _TIE.c.in_error.is_(False),
)
_BEHIND = select(_NEED.c.id, _NEED.c.sits_behind).where(
    _NEED.c.person_id == bindparam("person"), _NEED.c.plan_id == bindparam("plan")
)


def add_need(
    uow: UnitOfWork,
    person_id: str,
    plan_id: str,
    text: str,
    *,
    domain: str = "other",
    source: str = "self-described",
    since: date | None = None,
    sits_behind: str | None = None,
    no_goal_reason: str | None = None,
) -> str:
    """Add a need and return its id; `domain` and `source` are words of their coded lists, `sits_behind` a need's id.

    Raises BadInput for blank words or a word that is not in the list, NotFound, Refused for a closed plan.
    """
    plan = open_plan(uow, person_id, plan_id)
    need = Need(
        person_id=person_id, plan_id=plan_id, domain=coded("need-domain").find(domain).code,
        words=words(text, ASK_WORDS), source=coded("need-source").find(source).code, since=_gone(uow, since),
        no_goal_reason=maybe(no_goal_reason),
    )  # fmt: skip
    uow.add(need)
    if sits_behind is not None:
        change_need(uow, person_id, need.id, sits_behind=sits_behind)
    uow.change(plan, no_needs=False)
    return need.id


def change_need(uow: UnitOfWork, person_id: str, need_id: str, **fields: Any) -> None:
    """Change a need's `words`, `domain`, `source`, `since`, `met`, `no_goal_reason` or `sits_behind`.

    Raises BadInput, NotFound, and Refused when a need would sit behind itself.
    """
    need = live_of(uow, Need, person_id, need_id)
    open_plan(uow, person_id, need.plan_id)
    given = dict(fields)
    if "words" in given:
        given["words"] = words(given["words"], ASK_WORDS)
    for field, name in (("domain", "need-domain"), ("source", "need-source")):
        if field in given:
            given[field] = coded(name).find(given[field]).code
    if "no_goal_reason" in given:
        given["no_goal_reason"] = maybe(given["no_goal_reason"])
    if given.get("since") is not None:
        _gone(uow, given["since"])
    if given.get("sits_behind") is not None:
        _check_behind(uow, need, given["sits_behind"])
    uow.change(need, **given)


def set_met(uow: UnitOfWork, person_id: str, need_id: str, *, met: bool = True) -> None:
    """Say whether a need is met."""
    change_need(uow, person_id, need_id, met=met)


def remove_need(uow: UnitOfWork, person_id: str, need_id: str, reason: str) -> None:
    """Mark a need as entered in error, with the reason; raises Refused when none is given."""
    need = live_of(uow, Need, person_id, need_id)
    open_plan(uow, person_id, need.plan_id)
    uow.enter_in_error(need, reason)


def tie(uow: UnitOfWork, person_id: str, goal_id: str, need_id: str) -> None:
    """Say that a goal serves a need; several of each may be tied. Tying twice changes nothing. Raises Refused."""
    goal, need = live_of(uow, Goal, person_id, goal_id), live_of(uow, Need, person_id, need_id)
    open_plan(uow, person_id, goal.plan_id)
    if goal.plan_id != need.plan_id:
        raise Refused("That need is in another plan.")
    if _tie_id(uow, person_id, goal_id, need_id) is None:
        uow.add(GoalNeed(person_id=person_id, goal_id=goal_id, need_id=need_id))


def untie(uow: UnitOfWork, person_id: str, goal_id: str, need_id: str) -> None:
    """Say that a goal no longer serves a need; untying what is not tied changes nothing."""
    open_plan(uow, person_id, live_of(uow, Goal, person_id, goal_id).plan_id)
    tie_id = _tie_id(uow, person_id, goal_id, need_id)
    if tie_id is not None:
        uow.enter_in_error(uow.get_of(GoalNeed, person_id, tie_id), "The goal no longer serves the need.")


def _tie_id(uow: UnitOfWork, person_id: str, goal_id: str, need_id: str) -> str | None:
    return uow.connection.execute(_TIE_OF, {"person": person_id, "goal": goal_id, "need": need_id}).scalar()


def _gone(uow: UnitOfWork, since: date | None) -> date | None:
    if since is not None and since > uow.clock.today():
        raise BadInput("The day since when must not be in the future.")
    return since


def _check_behind(uow: UnitOfWork, need: Need, behind: str) -> None:
    """Walk back from the need behind: meeting this one again would make a ring."""
    given = {"person": need.person_id, "plan": need.plan_id}
    chain = {row.id: row.sits_behind for row in uow.connection.execute(_BEHIND, given)}
    if behind not in chain:
        raise Refused("That need is in another plan.")
    at: str | None = behind
    while at is not None:
        if at == need.id:
            raise Refused("A need cannot sit behind itself.")
        at = chain.get(at)
