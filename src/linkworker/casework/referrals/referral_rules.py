"""What stands in the way of a referral: tests that are not met, and consent that was not given."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from linkworker.base.errors import Refused
from linkworker.base.lists import coded
from linkworker.casework.consent.consenting import consents, may_refer
from linkworker.casework.matches.matching import PersonMatches, match_person
from linkworker.matching.reasons import wording_for
from linkworker.matching.rules import rules
from linkworker.matching.verdict import Verdict

CONSENT = "consent"
ALREADY = "already"
_TO_REFER = "refer"

# Consent is the person's to give and no worker's reason takes its place; a second open referral is refused outright.
_NOT_BY_REASON = frozenset({CONSENT, ALREADY})


@dataclass(frozen=True, slots=True)
class Standing:
    """How one activity stands for one person today: tests not met, and whether details may go to the provider."""

    tests: tuple[str, ...]
    sentences: tuple[str, ...]
    consent: str
    """"" when consent is there or not called for, else what to say and do."""
    sharing: str
    """"" when sharing is agreed with the provider, else what is missing."""
    consent_id: str | None


def standing(
    connection: Connection,
    person_id: str,
    activity_id: str,
    form: str,
    today: date,
    matched: PersonMatches | None = None,
) -> Standing:
    """Return how an activity stands for a person; give `matched` when the person has been matched already.

    A signpost only tells the person, so the tests on sharing information do not count. Raises NotFound.
    """
    matches = matched or match_person(connection, person_id, today)
    found = matches.found(activity_id)
    wording = wording_for(found, matches.places)
    shares = coded("referral-form")[form].is_set("consent") and found.activity.needs_consent
    unmet = [
        outcome
        for outcome in found.outcomes
        if outcome.test in found.unmet()
        and outcome.test not in _NOT_BY_REASON
        and (shares or not rules().tests[outcome.test].sharing)
    ]
    consent, sharing, consent_id = "", "", None
    if shares:
        outcome = found.outcome(CONSENT)
        provider = found.activity.provider.id if found.activity.provider else None
        if outcome.verdict not in {Verdict.MET, Verdict.DOES_NOT_APPLY}:
            consent = f"{wording.sentence(outcome)} {wording.fix(outcome)}"
        if outcome.verdict is not Verdict.DOES_NOT_APPLY:
            may = may_refer(connection, person_id, provider or None, today)
            sharing = " ".join(may.missing)
            consent_id = _consent_id(connection, person_id, provider)
    return Standing(
        tuple(outcome.test for outcome in unmet),
        tuple(wording.sentence(outcome) for outcome in unmet),
        consent,
        sharing,
        consent_id,
    )


def refuse_without_consent(now: Standing, despite: str | None) -> None:
    """Raise Refused where details would go to a provider without consent, or without an agreement and no reason."""
    if now.consent:
        raise Refused(now.consent)
    if now.sharing and despite is None:
        raise Refused(f"{now.sharing} Give a reason to go ahead.")


def refuse_unmet(now: Standing, known: tuple[str, ...], despite: str | None) -> tuple[str, ...]:
    """Return the tests that are not met beyond those `known`; raises Refused, saying each, without a reason."""
    fresh = [(test, text) for test, text in zip(now.tests, now.sentences, strict=True) if test not in known]
    if fresh and despite is None:
        raise Refused(f"{' '.join(text for _, text in fresh)} Give a reason to go ahead.")
    return tuple(test for test, _ in fresh)


def _consent_id(connection: Connection, person_id: str, provider_id: str | None) -> str | None:
    answers = [one for one in consents(connection, person_id) if one.purpose == _TO_REFER and one.in_force]
    own = [one for one in answers if provider_id is not None and one.provider_id == provider_id]
    loose = [one for one in answers if one.provider_id is None]
    return next((one.id for one in [*own, *loose]), None)
