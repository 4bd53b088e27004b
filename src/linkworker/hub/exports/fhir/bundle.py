"""One person as one Bundle of type collection: the person, and all that their record points to."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from linkworker.hub.exports.fhir.check_in import questionnaires
from linkworker.hub.exports.fhir.codes import Resource
from linkworker.hub.exports.fhir.directory import house_resources
from linkworker.hub.exports.fhir.person import person_resources, references
from linkworker.hub.exports.house import House
from linkworker.hub.exports.one_person import OnePerson
from linkworker.journal.canonical import instant_text


def bundle(connection: Connection, one: OnePerson, house: House, made_at: datetime) -> Resource:
    """Return the Bundle. Inside it a reference is the `urn:uuid:` of the entry that it means."""
    made = list(person_resources(one, house))
    made += [*_pointed_to(connection, made), *_asked(made)]
    return {
        "resourceType": "Bundle",
        "type": "collection",
        "timestamp": instant_text(made_at),
        "entry": [{"fullUrl": f"urn:uuid:{each['id']}", "resource": _inside(each)} for each in made],
    }


def _pointed_to(connection: Connection, made: list[Resource]) -> list[Resource]:
    """Return the staff and the directory that the resources point to, and what those point to in turn."""
    found: list[Resource] = []
    wanted = _ids(made)
    while len(wanted) > len(_ids(found) & wanted):
        found = list(house_resources(connection, frozenset(wanted)))
        more = _ids(found) | wanted
        if more == wanted:
            break
        wanted = more
    return found


def _ids(made: list[Resource]) -> set[str]:
    return {each.partition("/")[2] for one in made for each in references(one)}


def _asked(made: list[Resource]) -> list[Resource]:
    urls = {each.get("questionnaire") for each in made}
    return [each for each in questionnaires() if each["url"] in urls]


def _inside(value: Any) -> Any:
    """Return a resource with its references as the addresses of entries in the same Bundle."""
    if isinstance(value, list):
        return [_inside(each) for each in value]
    if not isinstance(value, dict):
        return value
    return {
        name: f"urn:uuid:{one.partition('/')[2]}" if name == "reference" and isinstance(one, str) else _inside(one)
        for name, one in value.items()
    }
