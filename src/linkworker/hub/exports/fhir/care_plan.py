"""A plan as a CarePlan: the person's own words as notes, its goals, its steps and its referrals."""

from typing import Any

from linkworker.hub.exports.fhir.codes import Resource, label, local, state
from linkworker.hub.exports.fhir.parts import known, listed, note, period, ref, resource
from linkworker.hub.exports.one_person import OnePerson

_WORDS = (
    ("matters", "What matters to me"),
    ("going_well", "What is going well"),
    ("gets_in_the_way", "What gets in the way"),
    ("ideas", "Ideas I have"),
    ("strengths", "My strengths"),
)


def care_plans(one: OnePerson) -> list[Resource]:
    """Return each plan of the person."""
    return [_care_plan(one, row) for row in one.all("plan")]


def _care_plan(one: OnePerson, row: Any) -> Resource:
    fixed = {"intent": "plan", "subject": ref("Patient", one.id)}
    if row.in_error:
        return resource("CarePlan", row.id, status="entered-in-error", **fixed)
    goals = [each for each in one.live("goal") if each.plan_id == row.id]
    steps = [_step(one, step) for goal in sorted(goals, key=_place) for step in _steps(one, goal.id)]
    return resource(
        "CarePlan",
        row.id,
        status="completed" if row.closed_on else state("agreement", row.agreement)["plan"],
        **fixed,
        category=[local("plan-template", row.template)],
        title=label("plan-template", row.template),
        period=period(row.agreed_on, row.closed_on),
        goal=[ref("Goal", each.id) for each in sorted(goals, key=_place)],
        activity=[*steps, *(_referred(each) for each in one.live("referral") if each.plan_id == row.id)],
        note=[*_own_words(row), *_needs(one, row.id), *listed(note(_agreement(row), row.agreed_on))],
    )


def _own_words(row: Any) -> list[Resource]:
    return listed(*(note(f"{head}: {getattr(row, field)}") for field, head in _WORDS if getattr(row, field)))


def _needs(one: OnePerson, plan_id: str) -> list[Resource]:
    """Return the needs as notes: they are in the person's words and name no condition."""
    return listed(
        *(
            note(f"Need, {label('need-domain', each.domain)} ({_source(each)}): {each.words}", each.since)
            for each in one.live("need")
            if each.plan_id == plan_id
        )
    )


def _source(row: Any) -> str:
    said = label("need-source", row.source)
    return f"{said}, met" if row.met else said


def _agreement(row: Any) -> str:
    said = label("agreement", row.agreement)
    return f"The person: {said}. {row.agreement_note}" if row.agreement_note else f"The person: {said}"


def _step(one: OnePerson, row: Any) -> Resource:
    who = row.by_name or label("step-by", row.by)
    return {
        "detail": known(
            goal=listed(ref("Goal", row.goal_id)),
            status=state("step-state", row.state)["activity"],
            scheduledPeriod=period(None, row.due_on),
            performer=[ref("Patient", one.id) if row.by == "person" else {"display": who}],
            description=row.words,
        )
    }


def _steps(one: OnePerson, goal_id: str) -> list[Any]:
    return sorted((each for each in one.live("step") if each.goal_id == goal_id), key=_place)


def _referred(row: Any) -> Resource:
    return {"reference": ref("ServiceRequest", row.id)}


def _place(row: Any) -> tuple[int, str]:
    return row.position, row.id
