"""A person as a Patient: names, numbers, and how they may be reached."""

from linkworker.base.identifiers import check
from linkworker.base.lists import NOT_ASKED
from linkworker.hub.exports.fhir.codes import Resource, label, local_coding, state, system
from linkworker.hub.exports.fhir.parts import day, known, listed, ref, resource
from linkworker.hub.exports.house import House, name_in
from linkworker.hub.exports.one_person import OnePerson

_NHS = "nhs"
_SAFE = "yes"
_ADDRESS = "letter"


def patient(one: OnePerson, house: House) -> Resource:
    """Return the Patient. One entered in error says only that it is no longer in use."""
    if one.row.in_error:
        return {"resourceType": "Patient", "id": one.id, "active": False}
    row = one.row
    return resource(
        "Patient",
        one.id,
        extension=listed(_ethnicity(row.ethnicity), _interpreter(row.interpreter)),
        identifier=[_identifier(each) for each in one.live("identifier")],
        active=one.merged_into is None,
        name=_names(one),
        telecom=_telecom(one),
        gender=None if row.sex == NOT_ASKED else state("gender", row.sex).get("patient"),
        birthDate=day(row.date_of_birth),
        address=_addresses(one),
        communication=_communication(row.language),
        generalPractitioner=[_gp(each) for each in one.live("professional") if each.role == "gp"],
        managingOrganization=ref("Organization", row.team_id, name_in(house.teams, row.team_id)),
        link=_links(one),
    )


def _names(one: OnePerson) -> list[Resource]:
    row = one.row
    return listed(
        {"use": "official", "text": row.name},
        {"use": "usual", "text": row.known_as} if row.known_as else None,
        {"use": "old", "text": row.other_names} if row.other_names else None,
    )


def _identifier(row: object) -> Resource:
    """Return a number. One that cannot be an NHS number is not called one: others look people up by it."""
    scheme, value = row.scheme, row.value  # type: ignore[attr-defined] # a row has its table's columns
    use = state("identifier-status", row.status)["use"]  # type: ignore[attr-defined] # as above
    if scheme != _NHS:
        address = system("identifier") + scheme
        return {"use": use, "type": {"text": label("identifier-scheme", scheme)}, "system": address, "value": value}
    found = check(scheme, value)
    if found.warning:
        return {"use": "temp", "type": {"text": "NHS number, not checked: it does not fit"}, "value": value}
    return {"use": use, "system": system("nhs-number"), "value": found.canonical}


def _telecom(one: OnePerson) -> list[Resource]:
    """Return only what the person said is safe: FHIR has no place for a warning beside a number."""
    safe = [each for each in one.live("contact_detail") if each.safe == _SAFE]
    return [
        {"system": state("contact-channel", each.channel)["system"], "value": each.value}
        for each in safe
        if state("contact-channel", each.channel)
    ]


def _addresses(one: OnePerson) -> list[Resource]:
    safe = [each for each in one.live("contact_detail") if each.safe == _SAFE and each.channel == _ADDRESS]
    own = known(use="home", text=one.row.address, district=one.row.area)
    return listed(own if len(own) > 1 else None, *({"type": "postal", "text": each.value} for each in safe))


def _communication(language: str | None) -> list[Resource]:
    if not language:
        return []
    name = label("language", language)
    code = {"system": system("language"), "code": language, "display": name}
    return [{"language": {"coding": [code], "text": name}, "preferred": True}]


def _gp(row: object) -> Resource:
    words = (row.name, row.organisation)  # type: ignore[attr-defined] # a row has its table's columns
    return {"display": ", ".join(each for each in words if each)}


def _links(one: OnePerson) -> list[Resource]:
    into = [{"other": ref("Patient", one.merged_into), "type": "replaced-by"}] if one.merged_into else []
    return [*into, *({"other": ref("Patient", each), "type": "replaces"} for each in one.merged_here)]


def _ethnicity(code: str) -> Resource | None:
    if code == NOT_ASKED:
        return None
    said = {"coding": [local_coding("ethnicity", code)], "text": label("ethnicity", code)}
    return {"url": system("ethnic-category"), "valueCodeableConcept": said}


def _interpreter(answer: str) -> Resource | None:
    if answer not in {"yes", "no"}:
        return None
    return {"url": system("interpreter"), "valueBoolean": answer == "yes"}
