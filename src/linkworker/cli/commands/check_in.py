"""Take a check-in, on paper or read aloud, and see what it says: score, change, averages, trend."""

from argparse import Namespace
from collections.abc import Sequence

from linkworker.base.dates import parse_date
from linkworker.base.errors import BadInput, LinkworkerError
from linkworker.casework.check_ins.check_in_reading import check_ins_of, result
from linkworker.casework.check_ins.check_in_view import CheckInView, Result
from linkworker.casework.check_ins.checking_in import Form, Gate, decide, look, may_begin, take
from linkworker.cli.commands.check_in_lines import result_lines, result_view
from linkworker.cli.desk import Desk
from linkworker.wellbeing.answers import SKIPPED, Answers, parse_answers
from linkworker.wellbeing.check_in_codes import partial_reasons
from linkworker.wellbeing.instrument import Instrument

_STOP = "stop"
_INTERRUPTED = "interrupted"


def run(args: Namespace, desk: Desk) -> int:
    """Take one, or show what is there."""
    person_id = desk.person(args.person)
    if args.list:
        _list(desk, person_id)
    elif args.show is not None:
        _show(desk, person_id, args.show)
    elif args.decide:
        _decide(desk, person_id, args.decide)
    else:
        _take(args, desk, person_id)
    return 0


def gate(desk: Desk) -> Gate:
    """Return the organisation's licence as the desk knows it."""
    return Gate(desk.settings.wemwbs_licence.value, desk.demonstration)


def _take(args: Namespace, desk: Desk, person_id: str) -> None:
    with desk.reading() as connection:
        held = check_ins_of(connection, person_id)
    corrects = _numbered(held, args.correct).id if args.correct else None
    on = parse_date(args.on, today=desk.today) if args.on else desk.today
    mode = args.mode or ("on-paper" if args.answers else "read-aloud")
    with desk.reading() as connection:
        scale, _ = may_begin(connection, person_id, args.instrument, gate(desk), mode=mode, on=on, today=desk.today)
    partial = args.partial
    if args.answers:
        answers: Answers = parse_answers(scale, args.answers)
    elif desk.json:
        raise BadInput("With --json, give the answers with --answers.")
    else:
        answers, stopped = read_aloud(desk, scale)
        partial = partial or (_INTERRUPTED if stopped else None) or _why_partial(desk, answers)
    form = Form(
        scale.code,
        answers,
        moment=args.moment or ("during" if held else "baseline"),
        mode=mode,
        on=on,
        partial_reason=partial,
    )
    with desk.reading() as connection:
        before = look(connection, person_id, form, gate(desk), today=desk.today)
    decision = args.decision or _asked_decision(args, desk, before)
    with desk.unit_of_work() as uow:
        kept = take(uow, person_id, form, gate(desk), decision=decision, corrects=corrects)
    desk.answer(result_view(kept), result_lines(kept))


def read_aloud(desk: Desk, scale: Instrument) -> tuple[dict[int, int | None], bool]:
    """Ask item by item; return the answers and whether it stopped half-way. What was answered is never lost."""
    answers: dict[int, int | None] = dict.fromkeys((item.number for item in scale.items), None)
    desk.say(scale.prompt_screen, "")
    labelled = [f"{row.value} {row.label}" if row.label else str(row.value) for row in scale.responses]
    desk.say(f"Answers: {', '.join(labelled)}.")
    desk.say(f"Type a number, {SKIPPED} to leave one out, b to go back, {_STOP} to stop.", "", scale.notice, "")
    place = 0
    while place < len(scale.items):
        item = scale.items[place]
        try:
            typed = desk.ask(f"{item.number} of {len(scale.items)}. {item.text}: ").casefold()
        except LinkworkerError:  # the input ended
            return answers, True
        if typed == _STOP:
            return answers, True
        if typed == "b":
            place = max(0, place - 1)
        elif typed == SKIPPED:
            place += 1
        elif typed.isdecimal() and scale.lowest_answer <= int(typed) <= scale.highest_answer:
            answers[item.number] = int(typed)
            place += 1
        else:
            desk.warn(f"Enter a number from {scale.lowest_answer} to {scale.highest_answer}, or {SKIPPED}.")
    return answers, False


def _why_partial(desk: Desk, answers: Answers) -> str | None:
    if all(answer is not None for answer in answers.values()):
        return None
    known = list(partial_reasons())
    desk.say("Some are left out. Why?", *(f"  {number}  {each.label}" for number, each in enumerate(known, 1)))
    while True:  # what was answered is not thrown away for a slip here
        try:
            typed = desk.ask(f"Type a number from 1 to {len(known)}: ").casefold()
        except LinkworkerError:
            return _INTERRUPTED
        if typed.isdecimal() and 1 <= int(typed) <= len(known):
            return known[int(typed) - 1].code
        if typed in {each.code for each in known}:
            return typed


def _asked_decision(args: Namespace, desk: Desk, before: Result) -> str | None:
    """Ask what the worker decided where the safety prompt applies and somebody is there to answer."""
    if before.prompt is None or args.answers:
        return None
    desk.say(f"{before.prompt.words}.", *before.prompt.reasons)
    try:
        return desk.ask("What did you decide? ")
    except LinkworkerError:
        return None


def _list(desk: Desk, person_id: str) -> None:
    with desk.reading() as connection:
        held = check_ins_of(connection, person_id)
    lines = [f"{number} {each.words()}. {each.mode_label}." for number, each in enumerate(reversed(held), 1)]
    desk.answer(list(reversed(held)), lines or ["There is no check-in yet. Type: linkworker check-in PERSON"])


def _show(desk: Desk, person_id: str, number: int) -> None:
    with desk.reading() as connection:
        chosen = _numbered(check_ins_of(connection, person_id), number).id if number else None
        found = result(connection, person_id, chosen, today=desk.today)
    desk.answer(result_view(found), result_lines(found))


def _decide(desk: Desk, person_id: str, decision: str) -> None:
    with desk.unit_of_work() as uow:
        last = result(uow.connection, person_id, today=desk.today)
        decide(uow, person_id, last.check_in.id, decision)
        found = result(uow.connection, person_id, today=desk.today)
    desk.answer(result_view(found), [f"Kept: {found.check_in.safety_decision}"])


def _numbered(held: Sequence[CheckInView], number: int) -> CheckInView:
    """Return a check-in by its number, counted from 1, oldest first."""
    if not 1 <= number <= len(held):
        raise BadInput(f"Enter a number from 1 to {len(held)}." if held else "There is no check-in yet.")
    return held[len(held) - number]
