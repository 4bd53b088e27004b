"""When reviews fall due, from the facts of person and episode, holds included."""

from datetime import date
from typing import Any

import pytest

from linkworker.base.clock import FixedClock
from linkworker.base.errors import BadInput, NotFound, Refused
from linkworker.base.settings import load_settings
from linkworker.casework.plans import agreeing, planning
from linkworker.casework.reviews import holding, reviewing
from linkworker.casework.reviews.review_due import intervals, next_window, review_due, reviews_due
from linkworker.records.episode import Episode
from linkworker.records.person import Person
from linkworker.records.worker import Team
from linkworker.vault.store import Store

DAY = date(2026, 8, 6)


def supported(store: Store, worker: str, name: str, *, review_on: date | None = None, **facts: Any) -> str:
    """Add a person in support since 1 June 2026 with a plan agreed that day; return the id."""
    with store.unit_of_work(worker) as uow:
        person = uow.add(Person(name=name, worker_id=worker, **facts))
        uow.add(Episode(person_id=person.id, opened_on=date(2026, 6, 1)))
        plan = planning.start_plan(uow, person.id)
        planning.decline_words(uow, person.id, plan)
        agreeing.agree(uow, person.id, plan, "agreed", on=date(2026, 6, 1))
        record = planning.open_plan(uow, person.id, plan)
        uow.change(record, review_on=review_on)
        return person.id


@pytest.mark.practice(37)
@pytest.mark.parametrize(
    ("facts", "due"),
    [
        ({"care_leaver": "relevant"}, date(2026, 12, 1)),
        ({"legal_stage": "remand"}, date(2026, 9, 1)),
        ({"release_known": "does-not-apply"}, date(2026, 12, 1)),
        ({"release_date": date(2026, 12, 20)}, date(2026, 9, 1)),
        ({"release_date": date(2026, 8, 20)}, date(2026, 8, 19)),
        ({"arrived_by": "transfer", "arrived_on": date(2026, 8, 1), "care_leaver": "relevant"}, date(2026, 8, 11)),
        ({"arrived_by": "court", "arrived_on": date(2026, 8, 1), "care_leaver": "relevant"}, date(2026, 12, 1)),
        ({"arrived_by": "transfer", "arrived_on": date(2026, 5, 1), "care_leaver": "relevant"}, date(2026, 12, 1)),
    ],
)
def test_without_a_date_the_rule_table_decides(store: Store, worker: str, facts: dict[str, Any], due: date) -> None:
    """Counted from the last review or the agreement; a transfer since then comes first."""
    ali = supported(store, worker, "Ali Marsh", **facts)
    with store.reading() as connection:
        found = review_due(connection, ali, DAY)
    assert found is not None
    assert found.due_on == due


def test_a_date_that_was_set_counts_unless_a_move_or_release_comes_first(store: Store, worker: str) -> None:
    """A worker's own date stands; a transfer and a release without its review bring the review forward."""
    kept = supported(store, worker, "Ali Marsh", review_on=date(2026, 10, 1), release_date=date(2027, 10, 1))
    moved = supported(
        store, worker, "Bo Ek", review_on=date(2026, 10, 1), arrived_by="readmission", arrived_on=date(2026, 8, 4)
    )
    leaving = supported(store, worker, "Cy Dunn", review_on=date(2026, 10, 1), release_date=date(2026, 9, 1))
    with store.reading() as connection:
        found = [review_due(connection, person, DAY) for person in (kept, moved, leaving)]
    assert [each.due_on for each in found if each] == [date(2026, 10, 1), date(2026, 8, 14), date(2026, 8, 31)]
    assert [each.why for each in found if each] == [
        "The review was set for 1 October 2026.",
        "Review by 14 August 2026. They arrived by transfer or readmission.",
        "Hold the release review before release on 1 September 2026.",
    ]


def test_after_the_release_review_the_next_is_in_the_community(store: Store, worker: str, clock: FixedClock) -> None:
    """A review held near release counts as the release review, so a later date stands."""
    ali = supported(store, worker, "Ali Marsh", release_date=date(2026, 9, 1))
    with store.unit_of_work(worker) as uow:
        review = reviewing.start_review(uow, ali, name="Review")
        reviewing.set_next(uow, ali, review, date(2026, 11, 1))
        reviewing.finish(uow, ali, review)
        due = review_due(uow.connection, ali, clock.today())
    assert due is not None
    assert (due.due_on, due.last_on, due.overdue) == (date(2026, 11, 1), DAY, False)


@pytest.mark.practice(37)
def test_the_due_list_is_oldest_first_with_overdue_marked(store: Store, worker: str) -> None:
    """Overdue, due within the days asked and on hold; those later, closed or of others are not there."""
    late = supported(store, worker, "Ali Marsh", review_on=date(2026, 7, 1))
    soon = supported(store, worker, "Bo Ek", review_on=date(2026, 8, 20))
    held = supported(store, worker, "Cy Dunn", review_on=date(2026, 7, 20))
    supported(store, worker, "Di Ray", review_on=date(2026, 8, 21))
    gone = supported(store, worker, "Ed Poe", review_on=date(2026, 7, 1))
    with store.unit_of_work(worker) as uow:
        holding.put_on_hold(uow, held, "regime", since=date(2026, 7, 10))
        due = review_due(uow.connection, gone, DAY)
        assert due is not None
        planning.close_plan(uow, gone, due.plan_id)
        assert review_due(uow.connection, gone, DAY) is None
    with store.reading() as connection:
        found = reviews_due(connection, DAY, 14, worker_id=worker)
        assert reviews_due(connection, DAY, 14) == found
        assert reviews_due(connection, DAY, 14, worker_id=late) == []
    assert [(each.person_id, each.overdue, each.hold) for each in found] == [
        (late, True, None), (held, False, "regime"), (soon, False, None),
    ]  # fmt: skip


def test_a_teams_shorter_interval_holds(store: Store, worker: str, tmp_path: Any) -> None:
    """The organisation's settings shorten the time between reviews for the people of that team."""
    file = tmp_path / "settings.toml"
    file.write_text('[[team]]\nname = "HMP Fenwick"\nreview-interval-months = 1\n', encoding="utf-8", newline="\n")
    months = intervals(load_settings(site_folder=tmp_path, user_folder=tmp_path))
    assert months == {"hmp fenwick": 1}
    with store.unit_of_work(worker) as uow:
        team = uow.add(Team(name="HMP Fenwick"))
    ali = supported(store, worker, "Ali Marsh", care_leaver="relevant", team_id=team.id)
    with store.reading() as connection:
        due = review_due(connection, ali, DAY, months)
        window = next_window(connection, ali, DAY, months)
    assert due is not None
    assert (due.due_on, window.latest) == (date(2026, 7, 1), date(2026, 9, 6))


@pytest.mark.parametrize(
    ("reason", "review_on", "moved"),
    [
        ("regime", date(2026, 7, 20), date(2026, 8, 16)),
        ("staffing", date(2026, 7, 20), date(2026, 8, 11)),
        ("Drug or alcohol dependency", date(2026, 9, 30), date(2026, 9, 30)),
        ("staffing", date(2026, 7, 1), date(2026, 7, 1)),
    ],
)
def test_clearing_a_hold_moves_the_day_by_its_reason(
    store: Store, worker: str, reason: str, review_on: date, moved: date
) -> None:
    """Ten days or five from the clearing, never earlier than it was, and nothing if it was overdue before."""
    ali = supported(store, worker, "Ali Marsh", review_on=review_on)
    with store.unit_of_work(worker) as uow:
        holding.put_on_hold(uow, ali, reason, since=date(2026, 7, 10))
        with pytest.raises(Refused, match="on hold already"):
            holding.put_on_hold(uow, ali, reason)
        assert holding.clear_hold(uow, ali) == moved
        due = review_due(uow.connection, ali, DAY)
        assert due is not None
        assert (due.due_on, due.hold) == (moved, None)
        with pytest.raises(Refused, match="no hold to clear"):
            holding.clear_hold(uow, ali)
        with pytest.raises(BadInput, match="today or earlier"):
            holding.put_on_hold(uow, ali, reason, since=date(2026, 8, 7))


def test_a_hold_needs_an_open_episode(store: Store, worker: str) -> None:
    """A person who is not supported has nothing to hold; nobody at all is said to be nobody."""
    with store.unit_of_work(worker) as uow:
        bo = uow.add(Person(name="Bo Ek"))
        with pytest.raises(NotFound, match="no open episode"):
            holding.put_on_hold(uow, bo.id, "regime")
        with pytest.raises(NotFound, match="no person"):
            review_due(uow.connection, "0198a3c1-0000-7000-8000-000000000000", DAY)
