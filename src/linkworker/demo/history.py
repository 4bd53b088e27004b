"""A person's told life as events in the order in which they happened."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from typing import Any

from linkworker.demo import telling_activity, telling_person, telling_plan
from linkworker.demo.scene import Event
from linkworker.demo.shapes import PersonTold

_STEPS_AFTER = timedelta(days=13)


def events_of(person: PersonTold, today: date) -> Iterator[Event]:
    """Yield everything that happened with a person; on one day, in this order."""
    yield _event(person, person.added, telling_person.come, told=person)
    yield from _ways_in(person)
    yield from _sharing(person)
    yield from _planned(person, today)
    yield from _goals(person)
    yield from _activities(person)
    yield from _money(person)
    yield from _reviewed(person)
    yield from _around(person)
    yield from _endings(person)


def _event(of: PersonTold, on: date, act: Callable[..., object], worker: str | None = None, /, **given: Any) -> Event:
    return Event(on, worker or of.worker, partial(act, **given), about=of.key)


def _ways_in(person: PersonTold) -> Iterator[Event]:
    for told in person.referral_in:
        yield _event(person, told.on, telling_person.be_referred_in, key=person.key, told=told)
        if told.accepted:
            yield _event(person, told.accepted, telling_person.be_accepted, key=person.key, told=told)
        if told.refused:
            yield _event(person, told.refused, telling_person.be_refused, key=person.key, told=told)
    for change in person.change:
        yield _event(person, change.on, telling_person.be_changed, key=person.key, told=change)


def _sharing(person: PersonTold) -> Iterator[Event]:
    for told in person.consent:
        yield _event(person, told.on, telling_person.answer_about_sharing, key=person.key, told=told)
        if told.withdrawn:
            take_back = telling_person.take_consent_back
            yield _event(person, told.withdrawn, take_back, key=person.key, purpose=told.purpose)
    for withheld in person.withheld:
        yield _event(person, withheld.on, telling_person.be_withheld, key=person.key, told=withheld)
    for apart in person.apart:
        yield _event(person, apart.on, telling_person.be_kept_apart, key=person.key, told=apart)


def _planned(person: PersonTold, today: date) -> Iterator[Event]:
    for plan in person.plan:
        yield _event(person, plan.on, telling_plan.draft, person=person, told=plan)
        if plan.agreed:
            yield _event(person, plan.agreed, telling_plan.agree, key=person.key, told=plan)
        yield _event(person, min(plan.on + _STEPS_AFTER, today), telling_plan.take_steps, person=person)


def _goals(person: PersonTold) -> Iterator[Event]:
    for goal in person.goal:
        for note in goal.notes:
            yield _event(person, note.on, telling_plan.note_goal, key=person.key, goal=goal.key, words=note.words)
        for state, on in (("achieved", goal.achieved), ("removed", goal.removed)):
            if on:
                yield _event(person, on, telling_plan.set_goal, key=person.key, told=goal, state=state)
    for need in person.need:
        if need.met:
            yield _event(person, need.met, telling_plan.meet_need, key=person.key, need=need.key)


def _activities(person: PersonTold) -> Iterator[Event]:
    for told in person.referral:
        yield _event(person, told.states[0].on, telling_activity.refer, key=person.key, told=told)
        for state in told.states[1:]:
            yield _event(person, state.on, telling_activity.move, key=person.key, told=told, state=state)


def _money(person: PersonTold) -> Iterator[Event]:
    for budget in person.budget:
        yield _event(person, budget.on, telling_activity.be_given_budget, key=person.key, told=budget)
    for told in person.request:
        yield _event(person, told.on, telling_activity.ask_for_money, key=person.key, told=told)
        for state in told.states:
            decide = telling_activity.decide_on_money
            yield _event(person, state.on, decide, state.by, key=person.key, told=told, state=state)


def _reviewed(person: PersonTold) -> Iterator[Event]:
    for told in person.check_in:
        yield _event(person, told.on, telling_plan.check_in, key=person.key, told=told)
    for review in person.review:
        yield _event(person, review.on, telling_plan.review, person=person, told=review)


def _around(person: PersonTold) -> Iterator[Event]:
    for note in person.note:
        yield _event(person, note.on, telling_person.write_note, key=person.key, told=note)
    for look in person.oversight:
        yield _event(person, look.on, telling_person.be_overseen, key=person.key, told=look)
    for told in person.appointment:
        yield _event(person, told.set, telling_person.set_time, key=person.key, told=told)


def _endings(person: PersonTold) -> Iterator[Event]:
    for hold in person.hold:
        yield _event(person, hold.on, telling_person.be_put_on_hold, key=person.key, told=hold)
    for plan in person.plan:
        if plan.closed:
            yield _event(person, plan.closed, telling_plan.close, key=person.key)
    for told in person.end:
        yield _event(person, told.on, telling_person.end, key=person.key, told=told)
