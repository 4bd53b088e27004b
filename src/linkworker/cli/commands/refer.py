"""Offer, signpost or refer a person to an activity, and follow what becomes of it in their own words."""

from argparse import Namespace

from sqlalchemy import Connection

from linkworker.base.dates import parse_date, show_date
from linkworker.base.errors import BadInput
from linkworker.base.lists import coded
from linkworker.base.words import within
from linkworker.casework.directory.named import one_activity, one_mentor
from linkworker.casework.plans.plan_reading import plan_view
from linkworker.casework.referrals.referral_reading import of_person, referral
from linkworker.casework.referrals.referral_view import ReferralView
from linkworker.casework.referrals.referring import Said, choose_mentor, correct, move, refer
from linkworker.cli.desk import Desk

_SIGNPOST = "signpost"


def run(args: Namespace, desk: Desk) -> int:
    """Refer, move on, correct, or list."""
    person_id = desk.person(args.person)
    if args.state:
        _move(args, desk, person_id)
    elif args.correct:
        _correct(args, desk, person_id)
    elif args.list or args.activity is None:
        _list(desk, person_id)
    else:
        _refer(args, desk, person_id)
    return 0


def _refer(args: Namespace, desk: Desk, person_id: str) -> None:
    form = coded("referral-form").find(args.form).code
    state = (
        "offered"
        if args.offer or (form == _SIGNPOST and not args.suggest)
        else "suggested"
        if args.suggest
        else "referred"
    )
    with desk.unit_of_work() as uow:
        connection = uow.connection
        made = refer(
            uow,
            person_id,
            one_activity(connection, args.activity),
            form=form,
            state=state,
            said=_said(args, desk),
            goal_id=goal_id(connection, person_id, args.goal),
            mentor_id=one_mentor(connection, args.mentor) if args.mentor else None,
        )
        _answer(desk, referral(uow.connection, person_id, made))


def _move(args: Namespace, desk: Desk, person_id: str) -> None:
    number, state = args.state
    with desk.unit_of_work() as uow:
        held = _numbered(of_person(uow.connection, person_id), number)
        if args.mentor:
            choose_mentor(uow, person_id, held.id, one_mentor(uow.connection, args.mentor), args.despite)
        move(uow, person_id, held.id, state, _said(args, desk))
        _answer(desk, referral(uow.connection, person_id, held.id))


def _correct(args: Namespace, desk: Desk, person_id: str) -> None:
    number, step = args.correct
    with desk.unit_of_work() as uow:
        held = _numbered(of_person(uow.connection, person_id), number)
        if not (step.isdecimal() and 1 <= int(step) <= len(held.states)):
            raise BadInput(f"Enter a step from 1 to {len(held.states)}.")
        correct(uow, person_id, held.id, held.states[int(step) - 1].id, _said(args, desk))
        _answer(desk, referral(uow.connection, person_id, held.id))


def _list(desk: Desk, person_id: str) -> None:
    with desk.reading() as connection:
        held = of_person(connection, person_id)
    lines = [text for view in held for text in view_lines(view)]
    desk.answer([_view(view) for view in held], lines or ["No referrals yet. Type: linkworker match PERSON"])


def view_lines(view: ReferralView) -> list[str]:
    """Return a referral as lines: its states in one, then what else stands beside it."""
    beside = [
        view.form_label + (f" to {view.provider}" if view.provider else ""),
        f"mentor {view.mentor}" if view.mentor else "",
        f"for the goal '{within(view.goal)}'" if view.goal else "",
        "taken up again" if view.again_of else "",
        f"look again {show_date(view.revisit_on)}" if view.revisit_on else "",
    ]
    lines = [f"{view.number} {view.line()}", f"    {', '.join(part for part in beside if part)}."]
    return [*lines, f"    {view.override_words()}"] if view.override_reason else lines


def _answer(desk: Desk, view: ReferralView) -> None:
    desk.answer(_view(view), view_lines(view))


def _view(view: ReferralView) -> dict[str, object]:
    return {"line": view.line(), "referral": view}


def _said(args: Namespace, desk: Desk) -> Said:
    return Said(
        args.words,
        tuple(args.reason),
        parse_date(args.revisit, today=desk.today, what="a day to look again") if args.revisit else None,
        parse_date(args.on, today=desk.today) if args.on else None,
        args.despite,
    )


def _numbered(held: tuple[ReferralView, ...], number: str) -> ReferralView:
    if not (number.isdecimal() and 1 <= int(number) <= len(held)):
        raise BadInput(f"Enter the number of a referral, from 1 to {len(held)}." if held else "No referrals yet.")
    return held[int(number) - 1]


def goal_id(connection: Connection, person_id: str, number: int | None) -> str | None:
    """Return the id of a goal of the open plan by its number; raises BadInput, NotFound."""
    if number is None:
        return None
    return plan_view(connection, person_id).goal(number).id
