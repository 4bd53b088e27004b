"""Hold a review of a plan with the person: their voice first, last time beside this time, then what is decided."""

from argparse import Namespace
from collections.abc import Iterator

from linkworker.base.dates import parse_date, show_date
from linkworker.base.errors import BadInput, NotFound
from linkworker.base.lists import coded
from linkworker.base.settings import Settings
from linkworker.casework.people.looking import saw
from linkworker.casework.plans.around_person import whose
from linkworker.casework.plans.prompts import review_prompts
from linkworker.casework.reviews import holding, reviewing
from linkworker.casework.reviews.review_due import intervals, next_window, review_due
from linkworker.casework.reviews.review_view import ReviewView, review_view, reviews
from linkworker.cli.desk import Desk
from linkworker.journal.unit_of_work import UnitOfWork


def run(args: Namespace, desk: Desk) -> int:
    """Do the step."""
    return int(args.step(args, desk, desk.person(args.person)) or 0)


def _show(_args: Namespace, desk: Desk, person_id: str) -> None:
    with desk.reading() as connection:
        held = reviews(connection, person_id)
        if not held:
            due = review_due(connection, person_id, desk.today, intervals(desk.settings))
            why = f" {due.why}" if due else ""
            raise NotFound(f"There is no review yet.{why} Type: linkworker review PERSON start")
        chosen = reviewing.unfinished(connection, person_id) or held[0].id
        view = review_view(connection, person_id, chosen)
    desk.answer(view, list(_lines(view)))
    with desk.unit_of_work() as uow:
        saw(uow, person_id)


def _start(args: Namespace, desk: Desk, person_id: str) -> None:
    here = [(name.strip(), role.strip()) for name, _, role in (each.partition("=") for each in args.here)]
    with desk.unit_of_work() as uow:
        begun = reviewing.unfinished(uow.connection, person_id)
        review_id = reviewing.start_review(
            uow,
            person_id,
            name=_meeting(uow, desk.settings, person_id),
            held_on=parse_date(args.on, today=desk.today) if args.on else None,
            mode=args.how,
            conducted_by_name=args.by,
            contributors=here,
        )
        view = review_view(uow.connection, person_id, review_id)
    first = "The review that was not finished is taken up again." if begun else "The review is started."
    desk.answer(view, [first, *_lines(view), *(f"Ask: {prompt.ask}" for prompt in review_prompts())])


def _meeting(uow: UnitOfWork, settings: Settings, person_id: str) -> str:
    team = whose(uow.connection, person_id, uow.worker_id).team
    return next((each for each in settings.teams.value if each.name == team), settings.teams.value[0]).review_meeting


def _word(args: Namespace, desk: Desk, person_id: str) -> None:
    fields = ("going_well", "hard", "matters_now", "see_myself", "feedback")
    said = {field: text for field in fields if (text := getattr(args, field)) is not None}
    if not (said or args.declined):
        raise BadInput("Add the person's words, for example --going-well TEXT, or --declined.")
    with desk.unit_of_work() as uow:
        review_id = _open(uow, person_id)
        if said:
            reviewing.set_words(uow, person_id, review_id, **said)
        if args.declined:
            reviewing.decline_feedback(uow, person_id, review_id)
    desk.answer({"review": review_id}, ["Their words are kept." if said else "Kept: declined to say."])


def _goal_note(args: Namespace, desk: Desk, person_id: str) -> None:
    with desk.unit_of_work() as uow:
        view = review_view(uow.connection, person_id, _open(uow, person_id))
        goal = view.plan.goal(args.goal)
        reviewing.note_on_goal(uow, person_id, view.facts.id, goal.id, args.text)
    last = f" Last time: {goal.last_note.words}" if goal.last_note else ""
    desk.answer({"goal": goal.number}, [f"The note on goal {goal.number} is kept.{last}"])


def _benefit(args: Namespace, desk: Desk, person_id: str) -> None:
    with desk.unit_of_work() as uow:
        reviewing.rate_benefit(uow, person_id, _open(uow, person_id), args.benefit, args.rating, text=args.words)
    label = coded("benefit").find(args.benefit).label
    desk.answer({"benefit": label}, [f"{label}: {coded('benefit-rating').find(args.rating).label.lower()}."])


def _decide(args: Namespace, desk: Desk, person_id: str) -> None:
    with desk.unit_of_work() as uow:
        facts = review_view(uow.connection, person_id, _open(uow, person_id)).facts
        decided = "\n".join(part for part in (facts.decisions, args.text.strip()) if part)
        reviewing.decide(uow, person_id, facts.id, decided)
    desk.answer({"decisions": decided}, decided.splitlines())


def _agree(args: Namespace, desk: Desk, person_id: str) -> None:
    with desk.unit_of_work() as uow:
        reviewing.set_agreement(uow, person_id, _open(uow, person_id), args.answer, note=args.note)
    desk.answer({"answer": args.answer}, ["Their answer is kept. The version freezes when the review is finished."])


def _finish(args: Namespace, desk: Desk, person_id: str) -> None:
    with desk.unit_of_work() as uow:
        review_id = _open(uow, person_id)
        facts = review_view(uow.connection, person_id, review_id).facts
        window = next_window(uow.connection, person_id, facts.held_on, intervals(desk.settings))
        day = parse_date(args.next, today=desk.today, what="the date of the next review") if args.next else None
        chosen = day or (window.latest if window.latest > max(facts.held_on, desk.today) else None)
        reviewing.set_next(uow, person_id, review_id, chosen)
        number = reviewing.finish(uow, person_id, review_id)
    lines = [f"The review is finished. {window.sentence}"]
    if chosen is not None:
        late = "" if chosen <= window.latest else " That is later than the rule says."
        lines.append(f"Next review: {show_date(chosen)}.{late}")
    lines.append(f"Version {number} of the plan is frozen." if number else "The plan was not agreed at this review.")
    desk.answer({"review": review_id, "next_on": chosen, "version": number, "window": window}, lines)


def _hold(args: Namespace, desk: Desk, person_id: str) -> None:
    if args.clear == bool(args.reason):
        raise BadInput("Give the reason for the hold, or --clear.")
    with desk.unit_of_work() as uow:
        if args.clear:
            due = holding.clear_hold(uow, person_id, team_intervals=intervals(desk.settings))
            line = f"The hold is cleared. The review is due by {show_date(due)}." if due else "The hold is cleared."
        else:
            since = parse_date(args.since, today=desk.today) if args.since else None
            holding.put_on_hold(uow, person_id, args.reason, since=since)
            due, line = None, "The reviews are on hold."
    desk.answer({"due_on": due}, [line])


def _open(uow: UnitOfWork, person_id: str) -> str:
    found = reviewing.unfinished(uow.connection, person_id)
    if found is None:
        raise NotFound("No review is open. Type: linkworker review PERSON start")
    return found


def _lines(view: ReviewView) -> Iterator[str]:
    facts, before = view.facts, view.before
    yield f"{facts.name}, {show_date(facts.held_on)}{'' if facts.finished else ', not finished'}"
    yield f"Held by {facts.conducted_by or 'nobody named'}, entered by {facts.entered_by or 'nobody named'}"
    for name, role in facts.contributors:
        yield f"Here: {name}{f', {role}' if role else ''}"
    for prompt in review_prompts():
        if before and prompt.field in before.own_words:
            yield f"{prompt.heading}, last time: {before.own_words[prompt.field]}"
        if prompt.field in facts.own_words:
            yield f"{prompt.heading}: {facts.own_words[prompt.field]}"
    if facts.feedback_declined:
        yield "Feedback: asked, declined to say."
    for each in view.goals:
        yield f"Goal {each.goal.number}: {each.goal.words}"
        yield f"  Last time: {f'{show_date(each.last.on)}, {each.last.words}' if each.last else 'no note'}"
        yield f"  This time: {each.new.words if each.new else 'no note yet'}"
    for benefit in view.benefits:
        words = f' "{benefit.words}"' if benefit.words else ""
        rating = coded("benefit-rating").label(benefit.rating).lower()
        yield f"{coded('benefit').label(benefit.benefit)}: {rating}{words} (said by the person)"
    if before and before.decisions:
        yield from (f"Decided last time: {line}" for line in before.decisions.splitlines())
    yield from (f"Decided: {line}" for line in (facts.decisions or "").splitlines())
    yield f"The person says: {coded('agreement').label(facts.agreement).lower()}"
    if facts.next_on:
        yield f"Next review: {show_date(facts.next_on)}"
