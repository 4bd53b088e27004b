"""A person's health and wellbeing plan: show it, write it with them, agree it, compare versions, check its quality.

Needs, goals, steps and risks go by the numbers that the plan shows.
"""

from argparse import Namespace

from linkworker.base.dates import parse_date, show_date
from linkworker.base.errors import BadInput
from linkworker.casework.people.looking import saw
from linkworker.casework.plans import agreeing, planning
from linkworker.casework.plans.comparing import changes, compare
from linkworker.casework.plans.plan_reading import plan_view
from linkworker.casework.plans.plan_snapshot import Snapshot
from linkworker.casework.reviews.overseeing import quality
from linkworker.cli.commands.plan_lines import check_lines, plan_lines, side_lines, version_line
from linkworker.cli.desk import Desk
from linkworker.cli.words.plan import NOW


def run(args: Namespace, desk: Desk) -> int:
    """Do the step."""
    return int(args.step(args, desk, desk.person(args.person)) or 0)


def _show(_args: Namespace, desk: Desk, person_id: str) -> None:
    with desk.reading() as connection:
        view = plan_view(connection, person_id)
        frozen = agreeing.latest(connection, person_id, view.id)
        changed = frozen is not None and agreeing.changed_since(frozen, view)
    answer = {"plan": view, "version": frozen.number if frozen else None, "changed_since": changed}
    desk.answer(answer, plan_lines(view, frozen, changed=changed))
    with desk.unit_of_work() as uow:
        saw(uow, person_id)


def _start(args: Namespace, desk: Desk, person_id: str) -> None:
    with desk.unit_of_work() as uow:
        plan_id = planning.start_plan(
            uow, person_id, template=args.kind, together=args.together, copy_forward=args.copy_forward
        )
    desk.answer({"plan": plan_id}, ["The plan is started. Ask for the person's own words first."])


def _words(args: Namespace, desk: Desk, person_id: str) -> None:
    fields = ("matters", "going_well", "gets_in_the_way", "ideas", "strengths")
    said = {field: text for field in fields if (text := getattr(args, field)) is not None}
    if not (said or args.declined or args.together):
        raise BadInput("Add the person's words, for example --matters TEXT, or --declined.")
    with desk.unit_of_work() as uow:
        plan = plan_view(uow.connection, person_id)
        if said:
            planning.set_words(uow, person_id, plan.id, **said)
        if args.declined:
            planning.decline_words(uow, person_id, plan.id)
        if args.together:
            planning.set_together(uow, person_id, plan.id, together=True)
    desk.answer({"plan": plan.id}, ["Their words are kept." if said else "That is kept."])


def _agree(args: Namespace, desk: Desk, person_id: str) -> None:
    day = parse_date(args.on, today=desk.today, what="the day they answered") if args.on else None
    with desk.unit_of_work() as uow:
        plan = plan_view(uow.connection, person_id)
        number = agreeing.agree(uow, person_id, plan.id, args.answer, note=args.note, on=day)
        frozen = agreeing.version(uow.connection, person_id, plan.id, number)
    desk.answer(frozen, [f"{version_line(frozen)}. The next edit makes the next version."])


def _versions(_args: Namespace, desk: Desk, person_id: str) -> None:
    with desk.reading() as connection:
        held = agreeing.versions(connection, person_id, plan_view(connection, person_id).id)
    proved = [agreeing.prove(each) for each in held]
    rows = [{"version": each, "proves": right} for each, right in zip(held, proved, strict=True)]
    lines = [
        f"{version_line(each)}. {'It is as it was frozen' if right else 'It does not prove: it was changed'}. "
        f"SHA-256 {each.sha256}"
        for each, right in zip(held, proved, strict=True)
    ]
    desk.answer(rows, lines or ["No version yet. Type: linkworker plan PERSON agree ANSWER"])


def _compare(args: Namespace, desk: Desk, person_id: str) -> None:
    with desk.reading() as connection:
        plan_id = plan_view(connection, person_id).id

        def snapshot(typed: str) -> Snapshot:
            if typed.casefold() == NOW:
                return agreeing.now(connection, person_id, plan_id)
            if not typed.isdecimal():
                raise BadInput("Enter the number of a version, or 'now'.")
            return agreeing.version(connection, person_id, plan_id, int(typed)).snapshot

        found = (compare if args.all else changes)(snapshot(args.before), snapshot(args.after))
    desk.answer(found, list(side_lines(found)) or ["Nothing differs."])


def _check(_args: Namespace, desk: Desk, person_id: str) -> None:
    with desk.reading() as connection:
        found = quality(connection, person_id, desk.today, desk.settings.oversight_days.value)
    desk.answer(found, list(check_lines(found)))


def _review_on(args: Namespace, desk: Desk, person_id: str) -> None:
    day = parse_date(args.date, today=desk.today, what="the date of the review")
    with desk.unit_of_work() as uow:
        planning.set_review_date(uow, person_id, plan_view(uow.connection, person_id).id, day)
    desk.answer({"review_on": day}, [f"The next review is on {show_date(day)}."])


def _no_needs(_args: Namespace, desk: Desk, person_id: str) -> None:
    with desk.unit_of_work() as uow:
        planning.no_needs_found(uow, person_id, plan_view(uow.connection, person_id).id)
    desk.answer({"no_needs": True}, ["Kept: needs were looked for and none was identified."])


def _close(_args: Namespace, desk: Desk, person_id: str) -> None:
    with desk.unit_of_work() as uow:
        planning.close_plan(uow, person_id, plan_view(uow.connection, person_id).id)
    desk.answer({"closed": True}, ["The plan is closed. It stays readable."])
