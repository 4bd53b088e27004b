"""A goal as a Goal, with the notes on how it goes."""

from typing import Any

from linkworker.hub.exports.fhir.codes import Resource, concept, label, state
from linkworker.hub.exports.fhir.parts import day, listed, note, ref, resource
from linkworker.hub.exports.one_person import OnePerson


def goals(one: OnePerson) -> list[Resource]:
    """Return each goal of the person."""
    return [_goal(one, row) for row in one.all("goal")]


def _goal(one: OnePerson, row: Any) -> Resource:
    subject = ref("Patient", one.id)
    if row.in_error:
        words = {"text": "Entered in error"}  # FHIR lets no goal go without a description
        return resource("Goal", row.id, lifecycleStatus="entered-in-error", description=words, subject=subject)
    where = state("goal-state", row.state)
    return resource(
        "Goal",
        row.id,
        lifecycleStatus=where["goal"],
        achievementStatus=concept(where["achievement"]) if "achievement" in where else None,
        category=[{"text": "Relationships and belonging"}] if row.belonging else [],
        description={"text": row.words},
        subject=subject,
        startDate=day(row.remind_on) if row.state == "future" else None,
        statusReason=row.removed_reason,
        expressedBy=subject,
        note=_notes(one, row.id),
    )


def _notes(one: OnePerson, goal_id: str) -> list[Resource]:
    found = sorted((each for each in one.live("goal_note") if each.goal_id == goal_id), key=lambda n: (n.on, n.id))
    return listed(*(note(f"{label('goal-note-kind', each.note_kind)}: {each.words}", each.on) for each in found))
