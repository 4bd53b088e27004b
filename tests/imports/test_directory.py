"""A directory taken into a real store: again, changed, gone, back, and edited by a worker in between."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from linkworker.base.clock import FixedClock
from linkworker.base.ids import imported_id
from linkworker.imports.columns import Template
from linkworker.imports.directory import import_directory
from linkworker.imports.report import Report
from linkworker.imports.templates import template_csv
from linkworker.journal.tables import ENTRY
from linkworker.records.activity import Activity, ActivityTime
from linkworker.records.provider import Provider
from linkworker.records.venue import Venue
from linkworker.vault.store import Store

Importer = Callable[..., Report]


def service(number: int, **more: Any) -> dict[str, Any]:
    """Return a fictional service with everything that a list leaves out."""
    return {
        "id": f"s{number}",
        "name": f"Choir {number}",
        "status": "active",
        "assured_date": "2026-06-01",
        "organization": {"id": "o1", "name": "Ouse Singers"},
        "schedules": [{"byday": "TU", "opens_at": "18:00", "closes_at": "19:00"}],
        "service_at_locations": [{"location": {"id": f"l{number}", "name": f"Hall {number}"}}],
        **more,
    }


@pytest.fixture
def take(tmp_path: Path, store: Store, clock: FixedClock) -> Importer:
    """Writes services to a file and takes it in as the feed "choirs" on the clock's day."""

    def one(*services: dict[str, Any], page: dict[str, Any] | None = None) -> Report:
        path = tmp_path / "choirs.json"
        path.write_text(json.dumps({**(page or {}), "contents": services}), encoding="utf-8")
        with store.unit_of_work(None) as uow:
            return import_directory(uow, path, "choirs", clock.today())

    return one


def held(store: Store, kind: Any, record_id: str) -> Any:
    """Return a stored record."""
    with store.unit_of_work(None) as uow:
        return uow.get(kind, record_id)


def activity(store: Store, number: int) -> Activity:
    """Return a stored choir."""
    found: Activity = held(store, Activity, imported_id("choirs", f"s{number}"))
    return found


def times(store: Store, number: int) -> list[ActivityTime]:
    """Return the times of a stored choir, earliest first."""
    choir = activity(store, number).id
    with store.unit_of_work(None) as uow:
        column = ActivityTime.table().c
        wanted = select(column.id).where(column.activity_id == choir).order_by(column.starts)
        return [uow.get(ActivityTime, record_id) for record_id in uow.connection.execute(wanted).scalars()]


def test_the_official_examples_go_into_the_store(store: Store, official: Path, today: date) -> None:
    """Folder in, activity with provider, venue and times out; a second time nothing changes."""
    with store.unit_of_work(None) as uow:
        report = import_directory(uow, official, None, today)
    assert report.counts == {"new": 5, "changed": 0, "same": 0, "withdrawn": 0, "back": 0}
    assert "In the store, counting activities, providers, venues and times together: 5 new." in list(report.lines())
    with store.unit_of_work(None) as uow:
        again = import_directory(uow, official, None, today + timedelta(days=30))
    assert again.counts == {"new": 0, "changed": 0, "same": 5, "withdrawn": 0, "back": 0}
    assert "The oldest was last checked on 1 January 2005, the newest on 1 January 2005." in report.notes


def test_a_dirty_feed_is_the_same_the_second_time(store: Store, dirty: Path, today: date) -> None:
    """No fault of a feed makes a record that looks new or changed at the next import."""
    with store.unit_of_work(None) as uow:
        first = import_directory(uow, dirty, None, today)
    with store.unit_of_work(None) as uow:
        second = import_directory(uow, dirty, None, today)
    assert first.counts["new"] > 15
    assert (second.counts["new"], second.counts["changed"], second.counts["same"]) == (0, 0, first.counts["new"])


def test_every_import_is_one_entry_of_the_journal(take: Importer, store: Store) -> None:
    """Hundreds of records are one line of history, which says what was taken in."""
    take(*(service(number) for number in range(300)))
    with store.reading() as connection:
        actions = list(connection.execute(select(ENTRY.c.action).where(ENTRY.c.action == "imported")).scalars())
    assert actions == ["imported"]


def test_a_service_that_has_gone_is_marked_and_kept(take: Importer, store: Store, today: date) -> None:
    """Gone from a later import: withdrawn that day, with its place; the rest as it was; nothing is deleted."""
    take(service(1), service(2))
    report = take(service(1))
    assert report.counts["withdrawn"] == 1
    assert (activity(store, 1).withdrawn_on, activity(store, 2).withdrawn_on) == (None, today)
    assert held(store, Venue, imported_id("choirs", "venue:l2")).withdrawn_on == today
    assert held(store, Provider, imported_id("choirs", "provider:o1")).withdrawn_on is None
    assert "1 activity no longer in the feed: marked as withdrawn, and kept." in report.notes


def test_a_withdrawn_service_keeps_the_day_it_went(take: Importer, store: Store, clock: FixedClock) -> None:
    """A later import without it says nothing new."""
    take(service(1), service(2))
    take(service(1))
    went = clock.today()
    clock.advance(timedelta(days=7))
    assert take(service(1)).counts == {"new": 0, "changed": 0, "same": 4, "withdrawn": 0, "back": 0}
    assert activity(store, 2).withdrawn_on == went


def test_a_service_that_is_back_is_no_longer_marked(take: Importer, store: Store) -> None:
    """Back in the feed: the mark is taken off, and said."""
    take(service(1), service(2))
    take(service(1))
    report = take(service(1), service(2))
    assert report.counts["back"] == 1
    assert activity(store, 2).withdrawn_on is None
    assert "1 activity back in the feed: no longer marked as withdrawn." in report.notes


def test_a_part_of_a_feed_withdraws_nothing(take: Importer, store: Store) -> None:
    """Page 1 of 3 cannot say what has gone."""
    take(service(1), service(2))
    report = take(service(1), page={"total_pages": 3, "page_number": 1})
    assert report.counts["withdrawn"] == 0
    assert activity(store, 2).withdrawn_on is None


def test_a_refused_row_has_not_gone(take: Importer, store: Store) -> None:
    """A service that lost its name is refused, and is not taken for withdrawn."""
    take(service(1), service(2))
    report = take(service(1), service(2, name=""))
    assert report.counts["withdrawn"] == 0
    assert activity(store, 2).withdrawn_on is None


def test_another_feed_is_left_alone(take: Importer, store: Store, tmp_path: Path, today: date) -> None:
    """What one feed lacks may well be another's."""
    take(service(1))
    other = tmp_path / "other.json"
    other.write_text(json.dumps([service(5), service(6)]), encoding="utf-8")
    with store.unit_of_work(None) as uow:
        import_directory(uow, other, "other", today)
    assert activity(store, 1).withdrawn_on is None


def test_what_a_worker_changed_stays(take: Importer, store: Store) -> None:
    """A local edit outlives the next import, whatever the feed says; other fields follow the feed."""
    take(service(1))
    choir = activity(store, 1).id
    with store.unit_of_work(None) as uow:
        uow.change(uow.get(Activity, choir), name="Tuesday choir")
    report = take(service(1, name="Choir One", minimum_age=18))
    assert (activity(store, 1).name, activity(store, 1).minimum_age) == ("Tuesday choir", 18)
    assert "1 detail changed on this laptop stayed as you left it." in report.notes


def test_a_time_that_has_gone_ends_and_a_new_one_begins(take: Importer, store: Store, today: date) -> None:
    """A session that moved is two times: the old one ended yesterday, the new one is open. Back again, it is open."""
    take(service(1))
    moved = service(1, schedules=[{"byday": "TU", "opens_at": "19:00"}])
    take(moved)
    assert [(time.starts, time.to_on) for time in times(store, 1)] == [
        ("18:00", today - timedelta(days=1)),
        ("19:00", None),
    ]
    take(service(1))
    assert [time.to_on for time in times(store, 1)] == [None, today - timedelta(days=1)]


def test_a_time_that_a_worker_added_is_left(take: Importer, store: Store) -> None:
    """The feed never knew of it, so its silence says nothing."""
    take(service(1))
    choir = activity(store, 1).id
    with store.unit_of_work(None) as uow:
        uow.add(ActivityTime(activity_id=choir, weekday="friday", starts="20:00"))
    take(service(1))
    assert [time.to_on for time in times(store, 1)] == [None, None]


def test_a_list_does_not_wipe_out_detail(take: Importer, store: Store) -> None:
    """A thinner import later keeps what the fuller one said: description, place, times and ages."""
    take(service(1, description="Sing with others.", minimum_age=16))
    report = take({"id": "s1", "name": "Choir 1", "status": "inactive", "assured_date": "2026-07-01"})
    choir = activity(store, 1)
    assert (choir.plain, choir.minimum_age, choir.active) == ("Sing with others.", 16, False)
    assert choir.venue_id == imported_id("choirs", "venue:l1")
    assert choir.provider_id == imported_id("choirs", "provider:o1")
    assert [time.to_on for time in times(store, 1)] == [None]
    assert held(store, Venue, choir.venue_id).withdrawn_on is None
    assert report.counts["withdrawn"] == 0


def test_the_age_of_the_data_is_said(take: Importer) -> None:
    """How many were checked when, and how many nobody knows of."""
    report = take(service(1), service(2, assured_date="2024-01-01"), service(3, assured_date=""))
    assert report.notes[-3:] == (
        "The oldest was last checked on 1 January 2024, the newest on 1 June 2026.",
        "1 activity not checked in the last 12 months.",
        "1 activity with nothing to say when they were last checked.",
    )


def test_a_filled_in_template_goes_in_twice_as_once(store: Store, tmp_path: Path, today: date) -> None:
    """A prison's own activities: idempotent by reference, and a row taken out is withdrawn."""
    path = tmp_path / "gym.csv"
    head = "Reference,Name,Kinds,Provider,Establishments,Days and times,Last confirmed\r\n"
    rows = [
        "1,Circuits,fitness,Fenwick Gym,FNW,Tue 10:00am to 11:00am,1/8/26\r\n",
        "2,Weights,gym,Fenwick Gym,FNW,,\r\n",
    ]
    counts = []
    for body in (rows, rows, rows[:1]):
        path.write_text(head + "".join(body), encoding="utf-8", newline="")
        with store.unit_of_work(None) as uow:
            counts.append(import_directory(uow, path, None, today).counts)
    assert [(count["new"], count["same"], count["withdrawn"]) for count in counts] == [(4, 0, 0), (0, 4, 0), (0, 3, 1)]
    gym = held(store, Activity, imported_id("gym", "1"))
    assert (gym.establishments, gym.kinds, gym.assured_on) == (["FNW"], ["fitness"], date(2026, 8, 1))


def test_an_untouched_template_changes_nothing(store: Store, tmp_path: Path, today: date) -> None:
    """The example row is never an activity."""
    path = tmp_path / "activities.csv"
    path.write_bytes(template_csv(Template.ACTIVITIES))
    with store.unit_of_work(None) as uow:
        report = import_directory(uow, path, None, today)
    assert (report.rows, report.counts["new"]) == ((), 0)


def test_a_report_reads_as_plain_lines_and_as_json(take: Importer) -> None:
    """Totals first, then what needs a look; every row on request; the same as JSON."""
    report = take(service(1, attributes=["Music"]), service(2, name=""))
    lines = list(report.lines())
    assert lines[0] == "choirs.json: 2 activities read, kept as 'choirs'."
    assert "  1 refused" in lines
    assert lines[-1] == "choirs.json, entry 2 - no name - refused: It has no name."
    assert any("Choir 1 - taken in" in line for line in report.lines(every_row=True))
    assert json.loads(json.dumps(report.as_json()))["outcomes"]["refused"] == 1
