"""Whether it is open to where the person is: in custody and in this prison, on licence, in the community."""

from datetime import date, timedelta
from functools import partial

from linkworker.matching.person_facts import PersonFacts
from linkworker.matching.rules import Rule, rules
from linkworker.matching.suitability import Judge, suitability
from linkworker.matching.verdict import Outcome


@suitability("setting", "settings", "establishments", "anywhere")
def setting(rule: Rule, person: PersonFacts, today: date) -> Judge | Outcome:
    """Met in the person's own setting and prison; what waits for a release that is near is "fits if"."""
    if person.setting is None:
        return rule.not_known("person-not-known")
    return partial(_judge, rule, person, person.setting, today)


def _judge(
    rule: Rule,
    person: PersonFacts,
    here: str,
    today: date,
    settings: frozenset[str] | None,
    establishments: frozenset[str] | None,
    anywhere: bool,
) -> Outcome:
    in_custody = here == rules().words["custody"]
    if settings is None:
        return rule.not_known("activity-not-known", here)
    if here in settings:
        return _prison(rule, person, establishments, anywhere=anywhere) if in_custody else rule.met("here", here)
    if in_custody and settings & rules().codes["outside"]:
        return _waits_for_release(rule, person, settings, today)
    return rule.not_met("not-for-setting", settings, here)


def _prison(rule: Rule, person: PersonFacts, establishments: frozenset[str] | None, *, anywhere: bool) -> Outcome:
    if anywhere:
        return rule.met("any-prison")
    if person.establishment is None:
        return rule.not_known("prison-not-known")
    if establishments is None:
        return rule.not_known("prisons-not-known", person.establishment)
    if person.establishment in establishments:
        return rule.met("this-prison", person.establishment)
    return rule.not_met("other-prison", establishments, person.establishment)


def _waits_for_release(rule: Rule, person: PersonFacts, settings: frozenset[str], today: date) -> Outcome:
    release = person.release_date
    if person.no_release:
        return rule.not_met("no-release", settings)
    if release is None:
        return rule.not_known("release-not-known", settings)
    if release < today:
        return rule.not_known("release-passed", settings, release)
    near = today + timedelta(weeks=rules().limits["release_ahead_weeks"])
    return rule.not_met("after-release" if release <= near else "release-far", settings, release)
