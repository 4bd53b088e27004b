"""A check-in as a QuestionnaireResponse, and its scores and changes as Observations derived from it.

The words of a licensed questionnaire are never written: an answer stands beside the number of its item.
"""

from typing import Any
from uuid import NAMESPACE_URL, uuid5

from linkworker.hub.exports.fhir.codes import Resource, concept, system
from linkworker.hub.exports.fhir.parts import day, known, listed, ref, resource, second
from linkworker.hub.exports.house import House, name_in
from linkworker.hub.exports.one_person import OnePerson
from linkworker.hub.exports.scored import Moved, answers_of, moved, pack_of, scored_form
from linkworker.wellbeing.instrument import Instrument
from linkworker.wellbeing.packs import instrument, instruments
from linkworker.wellbeing.parts import LicenceKind
from linkworker.wellbeing.scoring import Score

_SNOMED = "SNOMED CT"
_ERROR = "entered-in-error"


def questionnaires() -> list[Resource]:
    """Return each instrument with its owners' notice; with its words only where they are free for all."""
    return [_questionnaire(pack) for pack in instruments()]


def check_ins(one: OnePerson, house: House) -> list[Resource]:
    """Return each check-in, its scores, and the changes between those that stand."""
    corrected = one.corrected("check_in")
    found: list[Resource] = []
    for row in one.all("check_in"):
        gone = row.in_error or row.id in corrected
        found.append(_response(one, row, house, gone=gone))
        found += _scores(one, row, house, gone=gone)
    return found + [_change(one, each) for each in moved(one.live("check_in"))]


def _questionnaire_id(code: str) -> str:
    return str(uuid5(NAMESPACE_URL, system("questionnaire") + code))


def _questionnaire(pack: Instrument) -> Resource:
    free = pack.licence is LicenceKind.FREE
    return resource(
        "Questionnaire",
        _questionnaire_id(pack.code),
        url=system("questionnaire") + pack.code,
        title=pack.name,
        status="active",
        subjectType=["Patient"],
        copyright=f"{pack.notice} {pack.licence_terms}",
        item=[known(linkId=str(each.number), text=each.text if free else None, type="integer") for each in pack.items],
    )


def _response(one: OnePerson, row: Any, house: House, *, gone: bool) -> Resource:
    url, subject = system("questionnaire") + row.instrument, ref("Patient", one.id)
    if gone:
        return resource("QuestionnaireResponse", row.id, questionnaire=url, status=_ERROR, subject=subject)
    pack = pack_of(row)
    words = {each.number: each.text for each in pack.items} if pack and pack.licence is LicenceKind.FREE else {}
    return resource(
        "QuestionnaireResponse",
        row.id,
        extension=[_said("check-in-moment", row.moment), _said("check-in-mode", row.mode)],
        questionnaire=url,
        status="stopped" if row.partial_reason else "amended" if row.corrects else "completed",
        subject=subject,
        authored=day(row.on),
        author=ref("Practitioner", row.worker_id, name_in(house.workers, row.worker_id)),
        source=subject,
        item=[
            known(linkId=str(number), text=words.get(number), answer=[{"valueInteger": answer}])
            for number, answer in answers_of(row).items()
            if answer is not None
        ],
    )


def _said(name: str, code: str) -> Resource:
    return {"url": system("extension") + name, "valueCode": code}


def _scores(one: OnePerson, row: Any, house: House, *, gone: bool) -> list[Resource]:
    form = scored_form(row)
    return [_score(one, row, each, house, gone=gone) for each in form.scores] if form else []


def _score(one: OnePerson, row: Any, score: Score, house: House, *, gone: bool) -> Resource:
    fixed = {"category": [concept("survey")], "code": _code(score.instrument), "subject": ref("Patient", one.id)}
    source = [ref("QuestionnaireResponse", row.id)]
    if gone:
        return resource("Observation", _score_id(row, score), status=_ERROR, **fixed, derivedFrom=source)
    return resource(
        "Observation",
        _score_id(row, score),
        status="corrected" if row.corrects else "final",
        **fixed,
        effectiveDateTime=day(row.on),
        performer=listed(
            ref("Patient", one.id), ref("Practitioner", row.worker_id, name_in(house.workers, row.worker_id))
        ),
        valueQuantity=_points(score.value),
        note=[{"text": f"Said by the person. {instrument(score.instrument).notice}"}],
        derivedFrom=source,
        component=[{"code": {"text": "Raw sum"}, "valueInteger": score.raw}] if score.metric is not None else [],
    )


def _change(one: OnePerson, found: Moved) -> Resource:
    name, judged = instrument(found.score.instrument).short_name, found.judged
    return resource(
        "Observation",
        second(found.later.id, f"change:{found.score.instrument}"),
        status="final",
        category=[concept("survey")],
        code={"text": f"Change in {name} score since {found.earlier.on.isoformat()}"},
        subject=ref("Patient", one.id),
        effectiveDateTime=day(found.later.on),
        valueQuantity=_points(judged[0].amount),
        interpretation=[{"text": each.sentence()} for each in judged],
        derivedFrom=[ref("Observation", _score_id(each, found.score)) for each in (found.earlier, found.later)],
    )


def _score_id(row: Any, score: Score) -> str:
    return second(row.id, f"score:{score.instrument}")


def _code(code: str) -> Resource:
    pack = instrument(code)
    codes = [
        {"system": system("snomed"), "code": each.code, "display": each.meaning}
        for each in pack.codes
        if each.system == _SNOMED
    ]
    return known(coding=codes, text=f"{pack.short_name} score")


def _points(value: Any) -> Resource:
    return {"value": value, "unit": "points", "system": system("ucum"), "code": "{score}"}
