"""What a person agreed to as a Consent."""

from typing import Any

from linkworker.hub.exports.fhir.codes import Resource, concept, local_coding
from linkworker.hub.exports.fhir.parts import day, known, listed, period, ref, resource
from linkworker.hub.exports.house import House, name_in
from linkworker.hub.exports.one_person import OnePerson


def consents(one: OnePerson, house: House) -> list[Resource]:
    """Return each consent, refusal and withdrawal."""
    return [_consent(one, row, house) for row in one.all("consent")]


def _consent(one: OnePerson, row: Any, house: House) -> Resource:
    fixed = {"scope": concept("privacy"), "category": [concept("consent-document")]}
    if row.in_error:
        return resource(
            "Consent", row.id, status="entered-in-error", **fixed,
            patient=ref("Patient", one.id), policyRule=concept("opt-in"),
        )  # fmt: skip
    return resource(
        "Consent",
        row.id,
        status=_status(row),
        **fixed,
        patient=ref("Patient", one.id),
        dateTime=day(row.decided_on),
        policyRule=concept("opt-in" if row.given else "opt-out"),
        provision=known(
            type="permit" if row.given else "deny",
            period=period(row.decided_on, row.withdrawn_on),
            actor=listed(_actor(row, house)),
            purpose=[local_coding("consent-purpose", row.purpose)],
        ),
    )


def _status(row: Any) -> str:
    if row.withdrawn_on:
        return "inactive"
    return "active" if row.given else "rejected"


def _actor(row: Any, house: House) -> Resource | None:
    """Return who may have it: a provider of the directory, or somebody named in words."""
    named = row.with_whom or name_in(house.providers, row.provider_id)
    who = ref("Organization", row.provider_id, named) or known(display=named)
    return {"role": concept("recipient"), "reference": who} if who else None
