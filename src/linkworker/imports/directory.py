"""A directory taken into the store: new and changed records, those that have gone marked, nothing deleted."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import select

from linkworker.base.dates import add_months, show_date
from linkworker.base.words import count
from linkworker.imports.limits import LIMITS, Limits
from linkworker.imports.open_referral import Directory
from linkworker.imports.reading import read_directory
from linkworker.imports.report import Report
from linkworker.journal.taking_in import TakenIn, take_in
from linkworker.journal.unit_of_work import UnitOfWork
from linkworker.records.activity import Activity, ActivityTime
from linkworker.records.provider import Provider
from linkworker.records.record import Standalone
from linkworker.records.venue import Venue

S = TypeVar("S", bound=Standalone)

_NOT_SAID: tuple[Any, ...] = (None, "", [], {}, False)
# An absence from a list's row says nothing of these; withdrawn_on has to be cleared when a service is back.
_ALWAYS_NEW = frozenset({"withdrawn_on", "active"})
_STALE_MONTHS = 12
_FROM_A_FEED = 5  # the version of an imported record's UUID; what a worker adds has version 7


def import_directory(
    uow: UnitOfWork, path: Path, feed_name: str | None, today: date, *, limits: Limits = LIMITS
) -> Report:
    """Take in a directory from a file, folder or zip, and say what became of each row. The caller commits.

    A second import of the same changes nothing. An activity, provider or venue that has gone from a whole feed is
    marked withdrawn; one that is back is not. What a worker changed here stays. Raises NotFound or BadInput
    before anything is changed.
    """
    directory = read_directory(path, feed_name, today, limits)
    back = _back_again(uow, directory)
    _keep_what_was_said(uow, directory)
    gone = list(_gone(uow, directory, today)) if directory.whole else []
    ended = list(_ended_times(uow, directory, today))
    records = [*directory.providers.values(), *directory.venues.values(), *directory.activities.values()]
    summary = {"source": path.name, "rows": len(directory.rows), "withdrawn": len(gone)}
    taken = take_in(uow, directory.feed, [*records, *directory.times.values(), *gone, *ended], summary)
    withdrawn = sum(isinstance(record, Activity) for record in gone)
    return _report(path, directory, taken, withdrawn, back, today)


def _stored(uow: UnitOfWork, kind: type[Standalone], feed: str) -> dict[str, date | None]:
    """Return the ids of a feed's records in the store, each with the date it was withdrawn."""
    column = kind.table().c
    rows = uow.connection.execute(select(column.id, column.withdrawn_on).where(column.feed == feed))
    return {row.id: row.withdrawn_on for row in rows}


def _back_again(uow: UnitOfWork, directory: Directory) -> int:
    held = _stored(uow, Activity, directory.feed)
    return sum(held.get(record_id) is not None for record_id in directory.activities)


def _gone(uow: UnitOfWork, directory: Directory, today: date) -> Iterator[Standalone]:
    """Yield what the feed no longer has, as it stands, withdrawn today. A refused row has not gone."""
    for activity in _missing(uow, Activity, directory, {record.id for record in directory.activities.values()}):
        if activity.source_id not in directory.present:
            yield _copy(activity, withdrawn_on=today)
    for provider in _missing(uow, Provider, directory, {record.id for record in directory.providers.values()}):
        yield _copy(provider, withdrawn_on=today)
    if not directory.thin:  # a list's row names no place, so a place that is not there has not gone
        for venue in _missing(uow, Venue, directory, {record.id for record in directory.venues.values()}):
            yield _copy(venue, withdrawn_on=today)


def _missing(uow: UnitOfWork, kind: type[S], directory: Directory, there: set[str]) -> list[S]:
    held = _stored(uow, kind, directory.feed)
    return [uow.get(kind, record_id) for record_id, gone in held.items() if gone is None and record_id not in there]


def _ended_times(uow: UnitOfWork, directory: Directory, today: date) -> Iterator[ActivityTime]:
    """Yield times that an activity of the feed no longer has, ended yesterday. Those a worker added are left."""
    time, activity = ActivityTime.table().c, Activity.table().c
    current = (time.to_on.is_(None)) | (time.to_on >= today)
    held = (
        select(time.id, time.activity_id)
        .join(Activity.table(), activity.id == time.activity_id)
        .where(activity.feed == directory.feed, current)
    )
    for row in uow.connection.execute(held).all():
        said = row.activity_id in directory.activities and row.activity_id not in directory.thin
        if said and row.id not in directory.times and UUID(row.id).version == _FROM_A_FEED:
            yield _copy(uow.get(ActivityTime, row.id), to_on=today - timedelta(days=1))


def _keep_what_was_said(uow: UnitOfWork, directory: Directory) -> None:
    """Let what an earlier, fuller import said stand where this one has only a list's row."""
    held = _stored(uow, Activity, directory.feed)
    for record_id in directory.thin & held.keys():
        _fill(directory.activities[record_id], uow.get(Activity, record_id))
    if directory.thin and len(directory.thin) == len(directory.activities):
        providers = _stored(uow, Provider, directory.feed)
        for provider in directory.providers.values():
            if provider.id in providers:
                _fill(provider, uow.get(Provider, provider.id))


def _fill(new: Standalone, old: Standalone) -> None:
    for name in new.value_fields():
        if getattr(new, name) in _NOT_SAID and name not in _ALWAYS_NEW:
            setattr(new, name, getattr(old, name))


def _copy(record: S, **changed: Any) -> S:
    """Return an unsaved twin of a record with some fields changed: what `take_in` compares with the stored one."""
    values = {name: getattr(record, name) for name in ("id", *record.value_fields())}
    return type(record)(**(values | changed))


def _report(path: Path, directory: Directory, taken: TakenIn, withdrawn: int, back: int, today: date) -> Report:
    counts = {"new": taken.new, "changed": taken.changed, "same": taken.same}
    notes = list(directory.notes)
    if withdrawn:
        notes.append(
            f"{count(withdrawn, 'activity', 'activities')} no longer in the feed: marked as withdrawn, and kept."
        )
    if back:
        notes.append(f"{count(back, 'activity', 'activities')} back in the feed: no longer marked as withdrawn.")
    if taken.kept_local:
        notes.append(f"{count(len(taken.kept_local), 'detail')} changed on this laptop stayed as you left it.")
    notes += _age_notes(directory.activities.values(), today)
    return Report(
        source=path.name,
        feed=directory.feed,
        what=("activity", "activities"),
        rows=tuple(directory.rows),
        counts=counts | {"withdrawn": withdrawn, "back": back},
        counted="activities, providers, venues and times",
        notes=tuple(notes),
    )


def _age_notes(activities: Iterable[Activity], today: date) -> Iterator[str]:
    """Say how old the data is: offline, nobody can look it up again."""
    checked = [activity.assured_on for activity in activities]
    known = [day for day in checked if day is not None]
    if known:
        stale = sum(add_months(day, _STALE_MONTHS) < today for day in known)
        yield f"The oldest was last checked on {show_date(min(known))}, the newest on {show_date(max(known))}."
        if stale:
            yield f"{count(stale, 'activity', 'activities')} not checked in the last {_STALE_MONTHS} months."
    if unknown := len(checked) - len(known):
        yield f"{count(unknown, 'activity', 'activities')} with nothing to say when they were last checked."
