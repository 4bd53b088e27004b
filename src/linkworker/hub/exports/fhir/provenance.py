"""Who last changed what, as Provenance drawn from the journal."""

from collections.abc import Iterable, Iterator

from linkworker.hub.exports.fhir.codes import Resource, concept, system
from linkworker.hub.exports.fhir.parts import ref, resource, second
from linkworker.hub.exports.house import House, name_in
from linkworker.hub.exports.one_person import LastChange, OnePerson
from linkworker.journal.actions import Action

_ACTIVITY = {Action.CREATED: "create", Action.ENTERED_IN_ERROR: "nullify"}


def provenances(one: OnePerson, made: Iterable[Resource], house: House) -> Iterator[Resource]:
    """Yield one Provenance for each resource that stands for a record; what was drawn from it besides has none."""
    for each in made:
        change = one.changes.get(each["id"])
        if change is not None:
            yield _provenance(each, change, house)


def _provenance(of: Resource, change: LastChange, house: House) -> Resource:
    who = ref("Practitioner", change.worker_id, name_in(house.workers, change.worker_id))
    device = {"identifier": {"system": system("device"), "value": change.device_id}, "display": "A laptop"}
    return resource(
        "Provenance",
        second(of["id"], "Provenance"),
        target=[ref(of["resourceType"], of["id"])],
        recorded=change.at,
        activity=concept(_ACTIVITY.get(Action(change.action), "update") if change.action in set(Action) else "update"),
        agent=[{"type": concept("author"), "who": who or device}],
    )
