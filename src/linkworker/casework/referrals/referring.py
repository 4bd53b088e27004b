"""A person's way into an activity: told of it, referred or gone with, each change kept in their own words."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from linkworker.base.dates import show_date
from linkworker.base.errors import BadInput, NotFound, Refused
from linkworker.base.lists import Row, coded
from linkworker.casework.ask import live_of, maybe, next_state
from linkworker.casework.matches.match_provider_facts import mentor_facts
from linkworker.casework.matches.matching import PersonMatches
from linkworker.casework.people.people import live_person
from linkworker.casework.plans.plan_reading import current_plan
from linkworker.casework.referrals.referral_reading import of_person
from linkworker.casework.referrals.referral_rules import refuse_unmet, refuse_without_consent, standing
from linkworker.casework.support.episodes import reached
from linkworker.journal.unit_of_work import UnitOfWork
from linkworker.matching.mentors import why_not
from linkworker.records.activity import Activity
from linkworker.records.goal import Goal
from linkworker.records.referral import Referral, ReferralState

SUGGESTED = "suggested"
_AGREED = "agreed"
_STARTED = "started"
_IN_ERROR = "withdrawn-in-error"
_CHOOSING = "choosing"
# Leaving early is counted by whose reason it was, so words alone are not enough.
_COUNTED_BY_REASON = frozenset({"ended-early"})
_SHARING = "agreement"  # the suitability test of the working agreement on sharing information


@dataclass(frozen=True, slots=True)
class Said:
    """What comes with a state: the day (None: today), the person's words, reasons (labels or codes), when to look."""

    words: str | None = None
    reasons: tuple[str, ...] = ()
    revisit_on: date | None = None
    on: date | None = None
    despite: str | None = None
    """The reason for going ahead against a test that is not met."""


NOTHING_SAID = Said()


def refer(
    uow: UnitOfWork,
    person_id: str,
    activity_id: str,
    *,
    form: str = "referral",
    state: str = SUGGESTED,
    said: Said = NOTHING_SAID,
    goal_id: str | None = None,
    mentor_id: str | None = None,
    matched: PersonMatches | None = None,
) -> str:
    """Begin a referral of a person to an activity and return its id.

    It begins as suggested, offered, agreed, referred and so on. Beyond suggesting, every test that is not met needs a
    reason, kept with the tests; a referral that sends details needs consent, which no reason replaces. One that was
    ended before is taken up as a new one that names the old. Raises Refused, BadInput, NotFound.
    """
    live_person(uow, person_id)
    activity = uow.get(Activity, activity_id)
    if activity.in_error:
        raise NotFound("That activity was entered in error.")
    row, kind = _first(state), coded("referral-form").find(form).code
    before = [each for each in of_person(uow.connection, person_id) if each.activity_id == activity_id]
    if any(each.open for each in before):
        raise Refused("There is an open referral to this activity already. Move that one on instead.")
    if goal_id is not None:
        live_of(uow, Goal, person_id, goal_id)
    record = Referral(
        person_id=person_id,
        activity_id=activity_id,
        plan_id=current_plan(uow.connection, person_id),
        goal_id=goal_id,
        form=kind,
        state=row.code,
        state_on=_day(uow, said.on, None),
        again_of=next((each.id for each in reversed(before) if each.state != _IN_ERROR), None),
    )
    for name, value in _looked(uow, record, row, said, matched).items():
        setattr(record, name, value)
    if mentor_id is not None:
        record.mentor_id = _mentor(uow, mentor_id, maybe(said.despite))
    record.revisit_on = _revisit(uow, row, said.revisit_on)
    fact = _fact(uow, record, row, said)
    uow.add(record, maybe(said.despite))
    uow.add(fact)
    _reach(uow, record)
    return record.id


def move(
    uow: UnitOfWork,
    person_id: str,
    referral_id: str,
    state: str,
    said: Said = NOTHING_SAID,
    *,
    matched: PersonMatches | None = None,
) -> None:
    """Move a referral to a state that its list lets follow, keeping the change as a fact of its own.

    Where the list asks for a reason, words or coded reasons are needed (coded ones for ending early). Tests are looked
    at again when the person's details go out. Raises Refused, BadInput, NotFound.
    """
    record = live_of(uow, Referral, person_id, referral_id)
    before = coded("referral-state")[record.state]
    row = next_state("referral-state", record.state, state)
    fields: dict[str, Any] = {
        "state": row.code,
        "state_on": _day(uow, said.on, record.state_on),
        "revisit_on": _revisit(uow, row, said.revisit_on),
    }
    fact = _fact(uow, record, row, said)
    if before.code == SUGGESTED or before.group == _CHOOSING != row.group:
        fields |= _looked(uow, record, row, said, matched)
    uow.change(record, maybe(said.despite), **fields)
    uow.add(fact)
    _reach(uow, record)


def correct(uow: UnitOfWork, person_id: str, referral_id: str, state_id: str, said: Said) -> str:
    """Correct what was kept with one state (day, words, reasons, day to look again); return the new fact's id.

    The state itself is not corrected so: move the referral on, or enter it in error. Raises NotFound, BadInput.
    """
    record = live_of(uow, Referral, person_id, referral_id)
    old = live_of(uow, ReferralState, person_id, state_id)
    view = next((each for each in of_person(uow.connection, person_id) if each.id == referral_id), None)
    if view is None or old.id not in {each.id for each in view.states}:
        raise NotFound("That is not there to correct, or a later one corrects it.")
    row = coded("referral-state")[old.state]
    fact = _fact(uow, record, row, replace(said, on=said.on or old.on))
    fact.corrects = old.id
    uow.add(fact)
    if view.states[-1].id == old.id:
        uow.change(record, state_on=fact.on, revisit_on=fact.revisit_on)
    return fact.id


def choose_mentor(
    uow: UnitOfWork, person_id: str, referral_id: str, mentor_id: str, despite: str | None = None
) -> None:
    """Keep the mentor whom the person chose; one without room or checks in date needs a reason."""
    record = live_of(uow, Referral, person_id, referral_id)
    uow.change(record, maybe(despite), mentor_id=_mentor(uow, mentor_id, maybe(despite)))


def _first(state: str) -> Row:
    """Return the row of a state that a referral may begin with: suggested, or one that follows it or an agreement."""
    states = coded("referral-state")
    row = states.find(state)
    first = {SUGGESTED, *states[SUGGESTED].codes("next"), *states[_AGREED].codes("next")} - {_IN_ERROR}
    if row.code not in first:
        raise BadInput(f"A referral cannot begin as '{row.label}'.")
    return row


def _looked(uow: UnitOfWork, record: Referral, row: Row, said: Said, matched: PersonMatches | None) -> dict[str, Any]:
    """Look at tests and consent before going ahead; return what the referral keeps of it."""
    if row.code == SUGGESTED or not row.is_set("open"):
        return {}
    why = maybe(said.despite)
    now = standing(uow.connection, record.person_id, record.activity_id, record.form, uow.clock.today(), matched)
    kept: dict[str, Any] = {}
    if row.group != _CHOOSING:
        refuse_without_consent(now, why)
        kept["consent_id"] = now.consent_id
    fresh = list(refuse_unmet(now, tuple(record.override_tests), why))
    if row.group != _CHOOSING and now.sharing and why:
        fresh += [_SHARING] if _SHARING not in [*fresh, *record.override_tests] else []
    if fresh and why:
        kept["override_tests"] = [*record.override_tests, *fresh]
        kept["override_reason"] = why if not record.override_reason else f"{record.override_reason} {why}"
    return kept


def _fact(uow: UnitOfWork, record: Referral, row: Row, said: Said) -> ReferralState:
    reasons = list(dict.fromkeys(coded("end-reason").find(reason).code for reason in said.reasons))
    words = maybe(said.words)
    if row.code in _COUNTED_BY_REASON and not reasons:
        raise BadInput(f"Choose at least one reason why it is '{row.label.lower()}'.")
    if row.is_set("reason") and not reasons and words is None:
        raise BadInput(f"Say why it is '{row.label.lower()}': in their words, or choose a reason.")
    return ReferralState(
        person_id=record.person_id,
        referral_id=record.id,
        state=row.code,
        on=_day(uow, said.on, None),
        reasons=reasons,
        words=words,
        revisit_on=_revisit(uow, row, said.revisit_on),
        worker_id=uow.worker_id,
    )


def _day(uow: UnitOfWork, on: date | None, after: date | None) -> date:
    day, today = on or uow.clock.today(), uow.clock.today()
    if day > today:
        raise BadInput("The date must be today or earlier.")
    if after is not None and day < after:
        raise BadInput(f"The date must be on or after {show_date(after)}.")
    return day


def _revisit(uow: UnitOfWork, row: Row, on: date | None) -> date | None:
    if on is None:
        return None
    if not row.is_set("revisit"):
        raise BadInput(f"'{row.label}' has no day to look again.")
    if on <= uow.clock.today():
        raise BadInput("The day to look again must be after today.")
    return on


def _mentor(uow: UnitOfWork, mentor_id: str, despite: str | None) -> str:
    mentor = next((each for each in mentor_facts(uow.connection) if each.id == mentor_id), None)
    if mentor is None:
        raise NotFound("There is no such mentor here.")
    against = why_not(mentor, uow.clock.today())
    if against and despite is None:
        raise Refused(f"{mentor.name}: {against} Give a reason to go ahead.")
    return mentor_id


def _reach(uow: UnitOfWork, record: Referral) -> None:
    """Date the episode: its first attendance is the day that something started."""
    if record.state == _STARTED:
        reached(uow, record.person_id, "first_attendance_on", record.state_on)
