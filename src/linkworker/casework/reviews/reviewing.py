"""Holding a review with the person: their voice first, last time's goals, what it did for them, what is decided."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import Connection, bindparam, select

from linkworker.base.errors import BadInput, NotFound, Refused
from linkworker.base.lists import coded
from linkworker.casework.ask import live_of, maybe, words
from linkworker.casework.plans.agreeing import agree as agree_plan
from linkworker.casework.plans.agreeing import check_answer, latest, stands
from linkworker.casework.plans.goals import add_note
from linkworker.casework.plans.plan_reading import current_plan, plan_view
from linkworker.casework.plans.planning import open_plan
from linkworker.casework.plans.prompts import REVIEW_FIELDS
from linkworker.journal.unit_of_work import UnitOfWork
from linkworker.records.review import Benefit, Review

_REVIEW, _BENEFIT = Review.table(), Benefit.table()
_UNFINISHED = (
    select(_REVIEW.c.id)
    .where(_REVIEW.c.person_id == bindparam("person"), _REVIEW.c.in_error.is_(False), _REVIEW.c.finished.is_(False))
    .order_by(_REVIEW.c.id.desc())
    .limit(1)
)
_RATED = (
    select(_BENEFIT.c.id)
    .where(
        _BENEFIT.c.person_id == bindparam("person"),
        _BENEFIT.c.review_id == bindparam("review"),
        _BENEFIT.c.benefit == bindparam("benefit"),
        _BENEFIT.c.in_error.is_(False),
    )
    .order_by(_BENEFIT.c.id.desc())
    .limit(1)
)


def unfinished(connection: Connection, person_id: str) -> str | None:
    """Return the id of the review that was begun and not finished, or None."""
    return connection.execute(_UNFINISHED, {"person": person_id}).scalar()


def start_review(
    uow: UnitOfWork,
    person_id: str,
    *,
    name: str,
    held_on: date | None = None,
    mode: str = "in-person",
    conducted_by: str | None = None,
    conducted_by_name: str | None = None,
    contributors: Iterable[tuple[str, str]] = (),
) -> str:
    """Start a review of the open plan and return its id; one that is not finished is taken up again instead.

    `name` is what the team calls the meeting. `conducted_by` is a worker's id or `conducted_by_name` another's name;
    with neither it is the worker at the keys, who is always kept as `entered_by`. `contributors` are (name, role).
    Raises NotFound without a plan, BadInput for a day to come.
    """
    begun = unfinished(uow.connection, person_id)
    if begun is not None:
        return begun
    plan_id = current_plan(uow.connection, person_id)
    if plan_id is None:
        raise NotFound("There is no plan to review yet. Start one first.")
    day = held_on or uow.clock.today()
    if day > uow.clock.today():
        raise BadInput("Enter the day of the review: today or earlier.")
    by_name = maybe(conducted_by_name)
    review = Review(
        person_id=person_id, plan_id=plan_id, name=words(name, "Enter what this meeting is called."),
        mode=coded("contact-mode").find(mode).code, held_on=day,
        conducted_by=conducted_by or (None if by_name else uow.worker_id), conducted_by_name=by_name,
        entered_by=uow.worker_id, contributors=_contributors(contributors),
    )  # fmt: skip
    return uow.add(review).id


def set_who_is_here(uow: UnitOfWork, person_id: str, review_id: str, people: Iterable[tuple[str, str]]) -> None:
    """Keep who is in the room beside person and worker: (name, role) each."""
    uow.change(_open(uow, person_id, review_id), contributors=_contributors(people))


def set_words(uow: UnitOfWork, person_id: str, review_id: str, **said: str | None) -> None:
    """Keep the person's words under `going_well`, `hard`, `matters_now`, `see_myself` or `feedback`.

    Blank text takes the words away.
    """
    given: dict[str, Any] = {}
    for field, text in said.items():
        if field not in REVIEW_FIELDS:
            message = f"a review keeps no words under {field}"
            raise TypeError(message)
        given[field] = maybe(text)
    if given.get("feedback"):
        given["feedback_declined"] = False
    uow.change(_open(uow, person_id, review_id), **given)


def decline_feedback(uow: UnitOfWork, person_id: str, review_id: str) -> None:
    """Note that the person was asked what they think of the support and declined to say."""
    review = _open(uow, person_id, review_id)
    if review.feedback:
        raise Refused("Their words are in the review. Take them out before you note that they declined.")
    uow.change(review, feedback_declined=True)


def note_on_goal(uow: UnitOfWork, person_id: str, review_id: str, goal_id: str, text: str) -> str:
    """Add this review's note on a goal and return its id; it stands beside last time's."""
    review = _open(uow, person_id, review_id)
    return add_note(uow, person_id, goal_id, text, on=review.held_on, review_id=review_id)


def rate_benefit(
    uow: UnitOfWork, person_id: str, review_id: str, benefit: str, rating: str, *, text: str | None = None
) -> str:
    """Keep how much the support helped one thing (sleep, mood ...) as the person says; rating again corrects.

    `benefit` and `rating` are words of their coded lists. Returns the id; raises BadInput.
    """
    _open(uow, person_id, review_id)
    code = coded("benefit").find(benefit).code
    given = {"person": person_id, "review": review_id, "benefit": code}
    record = Benefit(
        person_id=person_id, review_id=review_id, benefit=code, rating=coded("benefit-rating").find(rating).code,
        words=maybe(text), corrects=uow.connection.execute(_RATED, given).scalar(),
    )  # fmt: skip
    return uow.add(record).id


def decide(uow: UnitOfWork, person_id: str, review_id: str, text: str | None) -> None:
    """Keep what was decided, one decision a line."""
    uow.change(_open(uow, person_id, review_id), decisions=maybe(text))


def set_agreement(uow: UnitOfWork, person_id: str, review_id: str, answer: str, *, note: str | None = None) -> None:
    """Keep what the person says of the plan now; the version is frozen when the review is finished. Raises BadInput."""
    code, said = check_answer(answer, note)
    uow.change(_open(uow, person_id, review_id), agreement=code, agreement_note=said)


def set_next(uow: UnitOfWork, person_id: str, review_id: str, next_on: date | None) -> None:
    """Keep the day of the next review; raises BadInput unless it comes after this one and is not in the past."""
    review = _open(uow, person_id, review_id)
    if next_on is not None and (next_on <= review.held_on or next_on < uow.clock.today()):
        raise BadInput("The next review must be after this one.")
    uow.change(review, next_on=next_on)


def finish(uow: UnitOfWork, person_id: str, review_id: str) -> int | None:
    """Finish a review: the plan takes the next date, and freezes if the person has answered.

    Returns the number of the frozen version (the one before, where it stands as it is), or None when no answer was
    given: steps may be skipped.
    Raises Refused when it is finished already or the plan was closed meanwhile.
    """
    review = _open(uow, person_id, review_id)
    uow.change(open_plan(uow, person_id, review.plan_id), review_on=review.next_on)
    uow.change(review, finished=True)
    if not coded("agreement")[review.agreement].is_set("freezes"):
        return None
    last = latest(uow.connection, person_id, review.plan_id)
    plan = plan_view(uow.connection, person_id, review.plan_id)
    if last is not None and stands(last, plan, review.agreement, review.agreement_note):
        return last.number
    return agree_plan(uow, person_id, review.plan_id, review.agreement, note=review.agreement_note, on=review.held_on)


def _open(uow: UnitOfWork, person_id: str, review_id: str) -> Review:
    review = live_of(uow, Review, person_id, review_id)
    if review.finished:
        raise Refused("This review is finished. Start a new one.")
    return review


def _contributors(people: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    return [
        {"name": words(name, "Enter the name of each person who is here."), "role": role.strip()}
        for name, role in people
    ]
