"""A person's plan put into the store as it came about: words, needs, goals, steps, agreement, reviews, check-ins."""

from linkworker.casework.check_ins import checking_in
from linkworker.casework.plans import agreeing, goals, needs, plan_risks, planning, steps
from linkworker.casework.reviews import reviewing
from linkworker.demo import shapes
from linkworker.demo.scene import Scene

OWN_WORDS = ("matters", "going_well", "gets_in_the_way", "ideas", "strengths")
_GATE = checking_in.Gate(demonstration=True)


def draft(scene: Scene, person: shapes.PersonTold, told: shapes.PlanTold) -> None:
    """Start the plan with the person's words, needs, goals, steps and risks."""
    uow, person_id = scene.uow, scene.id("people", person.key)
    plan_id = planning.start_plan(uow, person_id, template=told.template, together=told.together)
    scene.made(plan_id, person.key, "plan")
    said = {field: words for field in OWN_WORDS if (words := getattr(told, field))}
    if said:
        planning.set_words(uow, person_id, plan_id, **said)
    if told.declined:
        planning.decline_words(uow, person_id, plan_id)
    for need in person.need:
        need_id = needs.add_need(
            uow, person_id, plan_id, need.words, domain=need.domain, source=need.source,
            no_goal_reason=need.no_goal_reason,
        )  # fmt: skip
        scene.made(need_id, person.key, "need", need.key)
    for goal in person.goal:
        _goal(scene, person.key, goal)
    for risk in person.risk:
        plan_risks.add_risk(
            uow, person_id, plan_id, risk.hazard, action=risk.action, told=risk.told, review_on=risk.review_on
        )


def _goal(scene: Scene, key: str, told: shapes.GoalTold) -> None:
    uow, person_id = scene.uow, scene.id("people", key)
    served = [scene.id(key, "need", need) for need in told.needs]
    goal_id = goals.add_goal(
        uow, person_id, scene.id(key, "plan"), told.words, needs=served, belonging=told.belonging,
        remind_on=told.remind_on,
    )  # fmt: skip
    scene.made(goal_id, key, "goal", told.key)
    for place, step in enumerate(told.steps):
        step_id = steps.add_step(uow, person_id, goal_id, step.words, by=step.by, by_name=step.by_name, due_on=step.due)
        scene.made(step_id, key, "step", told.key, str(place))


def agree(scene: Scene, key: str, told: shapes.PlanTold) -> None:
    """Set the next review and freeze the plan with the person's answer."""
    person_id, plan_id = scene.id("people", key), scene.id(key, "plan")
    planning.set_review_date(scene.uow, person_id, plan_id, told.review_on)
    agreeing.agree(scene.uow, person_id, plan_id, told.answer, note=told.answer_note)


def take_steps(scene: Scene, person: shapes.PersonTold) -> None:
    """Let steps stand as they are told to."""
    person_id = scene.id("people", person.key)
    for goal in person.goal:
        for place, step in enumerate(goal.steps):
            if step.state != "not-started":
                step_id = scene.id(person.key, "step", goal.key, str(place))
                steps.set_state(scene.uow, person_id, step_id, step.state, reason=step.reason)


def note_goal(scene: Scene, key: str, goal: str, words: str) -> None:
    """Add a note on how a goal goes."""
    goals.add_note(scene.uow, scene.id("people", key), scene.id(key, "goal", goal), words)


def set_goal(scene: Scene, key: str, told: shapes.GoalTold, state: str) -> None:
    """Let a goal be achieved or removed."""
    goals.set_state(scene.uow, scene.id("people", key), scene.id(key, "goal", told.key), state, reason=told.reason)


def meet_need(scene: Scene, key: str, need: str) -> None:
    """Let a need be met."""
    needs.set_met(scene.uow, scene.id("people", key), scene.id(key, "need", need))


def close(scene: Scene, key: str) -> None:
    """Close the plan."""
    planning.close_plan(scene.uow, scene.id("people", key), scene.id(key, "plan"))


def review(scene: Scene, person: shapes.PersonTold, told: shapes.ReviewTold) -> None:
    """Hold a review from their words to the next date, and finish it."""
    uow, person_id = scene.uow, scene.id("people", person.key)
    meeting = scene.settings.team(scene.id("team name of", person.worker)).review_meeting
    review_id = reviewing.start_review(uow, person_id, name=meeting, contributors=told.beside)
    words = {field: getattr(told, field) for field in ("going_well", "hard", "matters_now", "see_myself", "feedback")}
    reviewing.set_words(uow, person_id, review_id, **words)
    for benefit, rating in told.benefits.items():
        reviewing.rate_benefit(uow, person_id, review_id, benefit, rating)
    for goal, note in told.goals.items():
        reviewing.note_on_goal(uow, person_id, review_id, scene.id(person.key, "goal", goal), note)
    reviewing.decide(uow, person_id, review_id, told.decisions)
    reviewing.set_agreement(uow, person_id, review_id, told.answer)
    reviewing.set_next(uow, person_id, review_id, told.next)
    reviewing.finish(uow, person_id, review_id)


def check_in(scene: Scene, key: str, told: shapes.CheckInTold) -> None:
    """Take a WEMWBS check-in; answers are given as "3 2 - 4 ..."."""
    answers = {number: None if text == "-" else int(text) for number, text in enumerate(told.answers.split(), 1)}
    form = checking_in.Form("wemwbs", answers, moment=told.moment, mode=told.mode, partial_reason=told.reason)
    checking_in.take(scene.uow, scene.id("people", key), form, _GATE, decision=told.decision)
