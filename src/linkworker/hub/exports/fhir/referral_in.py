"""A referral received as a ServiceRequest, and what became of it as a Task on it."""

from typing import Any

from linkworker.hub.exports.fhir.codes import Resource, concept, label, local, state
from linkworker.hub.exports.fhir.parts import day, known, period, ref, resource, second
from linkworker.hub.exports.house import House, name_in
from linkworker.hub.exports.one_person import OnePerson


def referrals_in(one: OnePerson, house: House) -> list[Resource]:
    """Return the request and the task of each referral received."""
    return [made for row in one.all("referral_in") for made in (_request(one, row, house), _task(one, row, house))]


def _request(one: OnePerson, row: Any, house: House) -> Resource:
    fixed = {"intent": "order", "subject": ref("Patient", one.id)}
    if row.in_error:
        return resource("ServiceRequest", row.id, status="entered-in-error", **fixed)
    team = one.row.team_id
    return resource(
        "ServiceRequest",
        row.id,
        status=_state(one, row)["request"],
        **fixed,
        code=concept("referral-to-service"),
        authoredOn=day(row.received_on),
        requester=known(display=_source(row)),
        performer=[ref("Organization", team, name_in(house.teams, team))] if team else [],
        reasonCode=[{"text": row.reason}] if row.reason else [],
    )


def _task(one: OnePerson, row: Any, house: House) -> Resource:
    task_id, focus = second(row.id, "Task"), ref("ServiceRequest", row.id)
    fixed = {"intent": "order", "code": concept("fulfil"), "focus": focus, "for_": ref("Patient", one.id)}
    if row.in_error:
        return resource("Task", task_id, status="entered-in-error", **fixed)
    episode = _episode(one, row.id)
    return resource(
        "Task",
        task_id,
        status=_state(one, row)["task"],
        statusReason=known(text=row.why),
        businessStatus=local("referral-in-decision", row.decision),
        **fixed,
        executionPeriod=period(episode.opened_on, episode.ended_on) if episode else None,
        authoredOn=day(row.received_on),
        lastModified=day(row.decided_on),
        owner=ref("Practitioner", row.decided_by, name_in(house.workers, row.decided_by)),
    )


def _state(one: OnePerson, row: Any) -> dict[str, str]:
    episode, code = _episode(one, row.id), str(row.decision)
    if code == "accepted" and episode:
        code = "ended" if episode.ended_on else "started"
    return state("referral-in-decision", code)


def _episode(one: OnePerson, referral_in_id: str) -> Any | None:
    return next((each for each in one.live("episode") if each.referral_in_id == referral_in_id), None)


def _source(row: Any) -> str:
    named = (label("referral-source", row.source) if row.source else None, row.source_name)
    return ": ".join(each for each in named if each)
