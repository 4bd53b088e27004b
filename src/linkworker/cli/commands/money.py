"""Pots, personal budgets and requests: what is left, what was asked for, and deciding it."""

from argparse import Namespace
from typing import Any

from linkworker.base.dates import parse_date
from linkworker.base.errors import BadInput
from linkworker.base.lists import coded
from linkworker.base.money import parse_money
from linkworker.casework.directory.named import one_activity, one_pot
from linkworker.casework.money.budgets import set_budget
from linkworker.casework.money.funding import ask_for, decide
from linkworker.casework.money.money_reading import budget_of, pots, requests_of, to_approve, together
from linkworker.casework.money.money_view import PotView, RequestView
from linkworker.casework.money.pots import add_pot
from linkworker.cli.commands.refer import goal_id
from linkworker.cli.desk import Desk


def run(args: Namespace, desk: Desk) -> int:
    """Do the step."""
    return int(args.step(args, desk) or 0)


def _pots(_: Namespace, desk: Desk) -> None:
    with desk.reading() as connection:
        found = pots(connection, desk.today)
    lines = [line for view in found for line in _pot_lines(view)]
    if len(found) > 1:
        lines.append(f"Together: {together(found).words()}.")
    view = {"pots": [_pot_view(each) for each in found], "together": _sums(together(found))}
    desk.answer(view, lines or ["There is no pot yet. Type: linkworker money pot NAME AMOUNT"])


def _pot_lines(view: PotView) -> list[str]:
    first, *rest = view.lines()
    return [first, *(f"    {line}" for line in rest)]


def _add_pot(args: Namespace, desk: Desk) -> None:
    with desk.unit_of_work() as uow:
        made = add_pot(
            uow,
            args.name,
            parse_money(args.amount),
            funder=args.funder,
            starts_on=_day(args.starts, desk),
            ends_on=_day(args.ends, desk),
            terms=args.terms,
            minimum_age=args.from_age,
            maximum_age=args.to_age,
            settings=[coded("setting").find(typed).code for typed in args.setting],
        )
        found = next(each for each in pots(uow.connection, desk.today) if each.id == made)
    desk.answer(_pot_view(found), _pot_lines(found))


def _show(args: Namespace, desk: Desk) -> None:
    person_id = desk.person(args.person)
    with desk.reading() as connection:
        _answer(desk, connection, person_id)


def _budget(args: Namespace, desk: Desk) -> None:
    person_id = desk.person(args.person)
    with desk.unit_of_work() as uow:
        set_budget(
            uow,
            person_id,
            parse_money(args.amount),
            desk.settings.personal_budget.value,
            what_for=args.what_for,
            agreed_by=args.agreed_by,
            managed_as=args.managed,
            review_on=_day(args.review, desk),
            pot_id=one_pot(uow.connection, args.pot) if args.pot else None,
            despite=args.despite,
        )
        _answer(desk, uow.connection, person_id)


def _request(args: Namespace, desk: Desk) -> None:
    person_id = desk.person(args.person)
    with desk.unit_of_work() as uow:
        connection = uow.connection
        ask_for(
            uow,
            person_id,
            parse_money(args.amount),
            args.what,
            goal_id=goal_id(connection, person_id, args.goal),
            activity_id=one_activity(connection, args.activity) if args.activity else None,
            pot_id=one_pot(connection, args.pot) if args.pot else None,
            reason=args.reason,
        )
        _answer(desk, uow.connection, person_id)


def _decide(args: Namespace, desk: Desk) -> None:
    person_id = desk.person(args.person)
    with desk.unit_of_work() as uow:
        held = requests_of(uow.connection, person_id)
        if not 1 <= args.number <= len(held):
            raise BadInput(f"Enter a number from 1 to {len(held)}." if held else "There is no request yet.")
        decide(
            uow,
            person_id,
            held[args.number - 1].id,
            args.state,
            reason=args.reason,
            despite=args.despite,
            on=_day(args.on, desk),
        )
        _answer(desk, uow.connection, person_id)


def _waiting(_: Namespace, desk: Desk) -> None:
    with desk.reading() as connection:
        found = to_approve(connection)
    lines = [f"{each.person}: {each.words()}" for each in found]
    desk.answer(found, lines or ["No request waits for approval."])


def _answer(desk: Desk, connection: Any, person_id: str) -> None:
    budget, held = budget_of(connection, person_id), requests_of(connection, person_id)
    lines = [budget.words()] if budget else ["No personal budget yet."]
    if budget and budget.what_for:
        lines.append(f"    For {budget.what_for}.")
    lines += [f"{each.number} {each.words()}" for each in held]
    view = {"budget": budget, "balance": _sums(budget.balance) if budget else None, "requests": list(map(_plain, held))}
    desk.answer(view, lines)


def _plain(view: RequestView) -> dict[str, Any]:
    return {"number": view.number, "state_label": view.state_label, "request": view}


def _pot_view(view: PotView) -> dict[str, Any]:
    return {"pot": view, "left_pence": view.balance.left_pence, "ending_soon": view.ending_soon, "ended": view.ended}


def _sums(balance: Any) -> dict[str, int]:
    return {
        "amount_pence": balance.amount_pence, "committed_pence": balance.committed_pence,
        "spent_pence": balance.spent_pence, "asked_pence": balance.asked_pence, "left_pence": balance.left_pence,
    }  # fmt: skip


def _day(typed: str | None, desk: Desk) -> Any:
    return parse_date(typed, today=desk.today) if typed else None
