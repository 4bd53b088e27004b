"""A person's way into an activity as a ServiceRequest, and where it stands as a Task on it."""

from typing import Any

from linkworker.hub.exports.fhir.codes import Resource, coding, concept, local, state
from linkworker.hub.exports.fhir.parts import day, known, listed, note, period, ref, resource, second
from linkworker.hub.exports.house import House, name_in
from linkworker.hub.exports.one_person import OnePerson

_ENDS = ("completed", "ended-early")


def referrals(one: OnePerson, house: House) -> list[Resource]:
    """Return the request and the task of each referral to an activity, signposts among them."""
    return [made for row in one.all("referral") for made in (_request(one, row, house), _task(one, row, house))]


def _request(one: OnePerson, row: Any, house: House) -> Resource:
    where, subject = state("referral-state", row.state), ref("Patient", one.id)
    if row.in_error:
        return resource("ServiceRequest", row.id, status="entered-in-error", intent=where["intent"], subject=subject)
    told = _told(one, row.id)
    first = told[0] if told else row
    asked_by = getattr(first, "worker_id", None)
    return resource(
        "ServiceRequest",
        row.id,
        basedOn=listed(ref("CarePlan", row.plan_id)),
        replaces=listed(ref("ServiceRequest", row.again_of)),
        status=where["request"],
        intent=where["intent"],
        code=local("referral-form", row.form),
        subject=subject,
        authoredOn=day(first.on if told else row.state_on),
        requester=ref("Practitioner", asked_by, name_in(house.workers, asked_by)),
        performer=listed(ref("HealthcareService", row.activity_id, name_in(house.activities, row.activity_id))),
        supportingInfo=listed(ref("Goal", row.goal_id), ref("Consent", row.consent_id)),
    )


def _task(one: OnePerson, row: Any, house: House) -> Resource:
    task_id, focus = second(row.id, "Task"), ref("ServiceRequest", row.id)
    where = state("referral-state", row.state)
    fixed = {"intent": where["intent"], "code": concept("fulfil"), "focus": focus, "for_": ref("Patient", one.id)}
    if row.in_error:
        return resource("Task", task_id, status="entered-in-error", **fixed)
    told = _told(one, row.id)
    now = told[-1] if told else None
    return resource(
        "Task",
        task_id,
        status=where["task"],
        statusReason=_reason(where, now),
        businessStatus=local("referral-state", row.state),
        **fixed,
        executionPeriod=period(_on(told, "started"), _on(told, *_ENDS)),
        authoredOn=day(told[0].on if told else row.state_on),
        lastModified=day(row.state_on),
        owner=ref("HealthcareService", row.activity_id, name_in(house.activities, row.activity_id)),
        note=listed(note(now.words, now.on)) if now else [],
    )


def _told(one: OnePerson, referral_id: str) -> list[Any]:
    """Return the changes of a referral's state, earliest first."""
    found = [each for each in one.live("referral_state") if each.referral_id == referral_id]
    return sorted(found, key=lambda each: (each.on, each.id))


def _on(told: list[Any], *states: str) -> Any | None:
    """Return the latest day on which a referral came into one of the states."""
    return next((each.on for each in reversed(told) if each.state in states), None)


def _reason(where: dict[str, str], now: Any | None) -> Resource:
    standard = [coding(where["because"])] if "because" in where else []
    ours = local("end-reason", *now.reasons) if now and now.reasons else {"coding": [], "text": None}
    return known(coding=[*standard, *ours["coding"]], text=ours["text"])
