"""Bring in a directory of activities, or a caseload, from a file, folder or zip; or write a template to fill in."""

import sys
from argparse import Namespace

from linkworker.base.errors import BadInput
from linkworker.cli.desk import Desk
from linkworker.cli.words.import_ import TEMPLATES
from linkworker.imports.caseload_import import NEW, SAME, import_caseload
from linkworker.imports.columns import Template
from linkworker.imports.directory import import_directory
from linkworker.imports.report import Outcome, Report, ReportRow
from linkworker.imports.templates import write_template
from linkworker.records.worker import Worker


def run(args: Namespace, desk: Desk) -> int:
    """Do the step; return 0, or 1 when rows were refused or wait for a decision."""
    return int(args.step(args, desk) or 0)


def _activities(args: Namespace, desk: Desk) -> int:
    with desk.unit_of_work() as uow:
        report = import_directory(uow, args.path, args.feed, desk.today)
    return _told(args, desk, report)


def _people(args: Namespace, desk: Desk) -> int:
    decisions = dict(_decision(desk, text) for text in args.decide)
    report = _taken(args, desk, decisions)
    waiting = [row for row in report.rows if row.outcome is Outcome.ASK]
    if waiting and not desk.json and sys.stdin.isatty():
        asked = {row.key: answer for row in waiting if (answer := _asked(desk, row))}
        if asked:
            report = _taken(args, desk, decisions | asked)
    return _told(args, desk, report)


def _taken(args: Namespace, desk: Desk, decisions: dict[str, str]) -> Report:
    with desk.unit_of_work() as uow:
        team_id = uow.get(Worker, desk.worker_id).team_id
        return import_caseload(
            uow,
            args.path,
            decisions,
            desk.today,
            feed_name=args.feed,
            team_id=team_id,
            worker_id=desk.worker_id,
            places=desk.settings.places(),
        )


def _decision(desk: Desk, text: str) -> tuple[str, str]:
    key, mark, who = text.partition("=")
    if not mark or not who:
        raise BadInput(f"Write the decision as REF=new or REF=same:PERSON, not '{text}'.")
    return key, f"{SAME}{desk.person(who.removeprefix(SAME))}" if who.startswith(SAME) else who


def _asked(desk: Desk, row: ReportRow) -> str:
    """Ask about one row; return the decision, or "" to leave it for later."""
    desk.say(f"{row.where}: {row.name} may be somebody who is here already.")
    for number, (_, name, why) in enumerate(row.may_be, 1):
        desk.say(f"  {number}  the same as {name}: {why}")
    desk.say("  n  somebody new", "  Enter  leave it for now")
    answer = desk.ask("Which? ").lower()
    if answer == "n":
        return NEW
    if answer.isdigit() and 1 <= int(answer) <= len(row.may_be):
        return f"{SAME}{row.may_be[int(answer) - 1][0]}"
    return ""


def _template(args: Namespace, desk: Desk) -> int:
    write_template(TEMPLATES[args.what], args.file)
    kind = "people" if TEMPLATES[args.what] is Template.CASELOAD else args.what
    next_step = f"Fill in a row for each, save it, then type: linkworker import {kind} {args.file}"
    desk.answer({"file": args.file}, [f"The template is in {args.file}. Its example row is never taken in.", next_step])
    return 0


def _told(args: Namespace, desk: Desk, report: Report) -> int:
    desk.answer(report.as_json(), report.lines(every_row=args.every_row))
    return 1 if report.of(Outcome.REFUSED) or report.of(Outcome.ASK) else 0
