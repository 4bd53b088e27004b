"""Whether its dates and length go with release, and with the end of an order or licence."""

from datetime import date, timedelta
from functools import partial

from linkworker.matching.open_ends import ALWAYS, NEVER
from linkworker.matching.person_facts import PersonFacts
from linkworker.matching.rules import Rule, rules
from linkworker.matching.suitability import Judge, suitability
from linkworker.matching.verdict import Outcome


@suitability("dates", "dates", "weeks", "settings")
def dates(rule: Rule, person: PersonFacts, today: date) -> Judge:
    """In custody: over before release, or there after it; elsewhere: it can still be joined.

    The day of release is spent leaving: a prison activity must end before it, one outside may start on it.
    """
    in_custody = person.setting == rules().words["custody"]
    goes_on = partial(_around_release if in_custody else _outside, rule, person, today)

    def judge(both: tuple[date, date] | None, weeks: int | None, settings: frozenset[str] | None) -> Outcome:
        if both is None:
            return rule.not_known("dates-not-known")
        start, end = both
        if end < today:
            return rule.not_met("ended", end)
        return goes_on((start, end, weeks), settings or frozenset())

    return judge


def _last_day(today: date, start: date, end: date, weeks: int | None) -> date:
    """Return the last day of someone who starts as soon as they can; NEVER for what runs on."""
    if weeks is None:
        return end
    begin = max(start, today)
    return min(end, begin + timedelta(days=7 * weeks - 1)) if weeks > 0 else begin


def _around_release(
    rule: Rule, person: PersonFacts, today: date, course: tuple[date, date, int | None], settings: frozenset[str]
) -> Outcome:
    inside = rules().words["custody"] in settings
    outside = bool(settings & rules().codes["outside"])
    release = person.release_date
    if person.no_release:
        return rule.met("no-release")
    if release is None:
        return rule.not_known("release-not-known")
    if release < today:
        return rule.not_known("release-passed", release)
    if inside:
        return _inside(rule, today, course, release, outside=outside)
    return _after(rule, course, release)


def _inside(rule: Rule, today: date, course: tuple[date, date, int | None], release: date, *, outside: bool) -> Outcome:
    start, end, weeks = course
    last = _last_day(today, start, end, weeks)
    if outside and last >= release:
        return rule.met("through-the-gate" if start < release else "after-release", release)
    if start >= release:
        return rule.not_met("starts-after-release", start, release)
    if last == NEVER:
        return rule.met("until-release", release)
    return rule.met("before-release", last, release) if last < release else rule.not_met("past-release", last, release)


def _after(rule: Rule, course: tuple[date, date, int | None], release: date) -> Outcome:
    start, end, weeks = course
    if end < release:
        return rule.not_met("ends-before-release", end, release)
    if weeks is not None and ALWAYS < start < release:
        return rule.not_met("starts-before-release", start, release)
    return rule.met("after-release", release)


def _outside(
    rule: Rule, person: PersonFacts, today: date, course: tuple[date, date, int | None], settings: frozenset[str]
) -> Outcome:
    start, end, weeks = course
    if weeks is not None and ALWAYS < start < today:
        return rule.not_met("under-way", start, weeks)
    if person.order_until is not None and settings and settings <= rules().codes["supervised"]:
        last = _last_day(today, start, end, weeks)
        if NEVER > last > person.order_until:
            return rule.not_met("past-order", last, person.order_until)
    return rule.met("starts", start) if start > today else rule.met("open")
