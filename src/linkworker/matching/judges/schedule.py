"""Whether it happens when the person cannot come."""

from collections.abc import Iterable
from datetime import date
from enum import IntEnum
from functools import cache

from linkworker.matching.activity_facts import TimeFacts
from linkworker.matching.open_ends import DAY
from linkworker.matching.person_facts import PersonFacts, TakenTime
from linkworker.matching.rules import Rule, rules
from linkworker.matching.suitability import Judge, suitability
from linkworker.matching.verdict import Outcome


class Overlap(IntEnum):
    """How one weekly time lies against the times that are taken."""

    FREE = 0
    NOT_SURE = 1
    CLASH = 2


@suitability("schedule", "times", "dates", "item")
def schedule(rule: Rule, person: PersonFacts, today: date) -> Judge | Outcome:
    """Met when every weekly time is free; when only some are, it "fits if" those can be missed."""
    taken = tuple(slot for slot in person.unavailable if slot.until >= today)
    if not taken:
        return rule.does_not_apply("none-recorded")
    any_time = rules().codes["no_times"]
    earliest_free = min(slot.until for slot in taken)

    @cache  # a few hundred weekly times make up those of ten thousand activities; the caches go with this judge
    def lies(time: TimeFacts) -> Overlap:
        return overlap(time, taken)

    @cache
    def with_all(times: tuple[TimeFacts, ...]) -> Outcome:
        return _answer(rule, times, list(map(lies, times)))

    def judge(times: tuple[TimeFacts, ...] | None, dates: tuple[date, date] | None, item: str) -> Outcome:
        if item in any_time:
            return rule.does_not_apply("any-time")
        if not times:
            return rule.not_known("times-not-known")
        if dates is None or dates[0] <= earliest_free:
            return with_all(times)
        still = [slot for slot in taken if slot.until >= dates[0]]
        return _answer(rule, times, [overlap(time, still) for time in times])

    return judge


def overlap(time: TimeFacts, taken: Iterable[TakenTime]) -> Overlap:
    """Return the worst overlap; a time that ends as a taken one begins, or the other way round, is free."""
    return max((_against(time, slot) for slot in taken), default=Overlap.FREE)


def _answer(rule: Rule, times: tuple[TimeFacts, ...], found: list[Overlap]) -> Outcome:
    clashing = tuple(time for time, lies in zip(times, found, strict=True) if lies is Overlap.CLASH)
    if len(clashing) == len(times):
        return rule.not_met("clash", clashing)
    if clashing:
        return rule.not_met("part-clash", clashing)
    unsure = tuple(time for time, lies in zip(times, found, strict=True) if lies is Overlap.NOT_SURE)
    return rule.not_known("not-sure", unsure) if unsure else rule.met("free", times)


def _against(time: TimeFacts, slot: TakenTime) -> Overlap:
    if slot.weekday is not None and time.weekday is not None and slot.weekday != time.weekday:
        return Overlap.FREE
    hours = _hours(time, slot)
    same_day = slot.weekday is None or slot.weekday == time.weekday
    return hours if same_day else min(hours, Overlap.NOT_SURE)


def _hours(time: TimeFacts, slot: TakenTime) -> Overlap:
    if slot.starts <= 0 and slot.ends >= DAY:
        return Overlap.CLASH
    if time.starts is None:
        return Overlap.NOT_SURE
    if time.starts >= slot.ends:
        return Overlap.FREE
    if time.starts >= slot.starts:
        return Overlap.CLASH
    if time.ends is None:
        return Overlap.NOT_SURE
    # An end before its start is past midnight.
    ends = time.ends if time.ends > time.starts else time.ends + DAY
    return Overlap.CLASH if ends > slot.starts else Overlap.FREE
