"""Everything about one person as resources, in the order that a reader meets them."""

from collections.abc import Iterator

from linkworker.hub.exports.fhir.care_plan import care_plans
from linkworker.hub.exports.fhir.check_in import check_ins
from linkworker.hub.exports.fhir.codes import Resource
from linkworker.hub.exports.fhir.consent import consents
from linkworker.hub.exports.fhir.goal import goals
from linkworker.hub.exports.fhir.patient import patient
from linkworker.hub.exports.fhir.provenance import provenances
from linkworker.hub.exports.fhir.referral import referrals
from linkworker.hub.exports.fhir.referral_in import referrals_in
from linkworker.hub.exports.house import House
from linkworker.hub.exports.one_person import OnePerson

TYPES = (
    "Patient", "Consent", "ServiceRequest", "Task", "CarePlan", "Goal", "QuestionnaireResponse", "Observation",
    "Provenance", "Questionnaire", "Organization", "Location", "HealthcareService", "Practitioner", "PractitionerRole",
)  # fmt: skip
"""Every type of resource that is written."""


def person_resources(one: OnePerson, house: House) -> Iterator[Resource]:
    """Yield the resources of a person. A person entered in error is one bare Patient, no longer active."""
    if one.row.in_error:
        yield patient(one, house)
        return
    made = [
        patient(one, house),
        *consents(one, house),
        *referrals_in(one, house),
        *care_plans(one),
        *goals(one),
        *referrals(one, house),
        *check_ins(one, house),
    ]
    yield from made
    yield from provenances(one, made, house)


def references(made: Resource) -> Iterator[str]:
    """Yield every reference in a resource, as `Type/id`."""
    for name, value in made.items():
        if name == "reference" and isinstance(value, str):
            yield value
        for each in value if isinstance(value, list) else (value,):
            if isinstance(each, dict):
                yield from references(each)
