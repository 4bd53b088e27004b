"""The whole story put into a store, day after day, with a clock that stands at each day as it is told."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from itertools import groupby

from linkworker.base.clock import FixedClock
from linkworker.base.errors import LinkworkerError
from linkworker.demo import telling_house
from linkworker.demo.content import Content, demonstration_settings
from linkworker.demo.fault import DemonstrationFault
from linkworker.demo.history import events_of
from linkworker.demo.scene import Event, Scene
from linkworker.vault.store import Store

_OPENS = time(8, 0, tzinfo=UTC)
_BETWEEN = timedelta(minutes=5)
_REFRESHED = timedelta(days=7)
_SUSPENDED = timedelta(days=46)


def seed(store: Store, clock: FixedClock, first_worker: str, told: Content, today: date) -> None:
    """Put everything in through casework. The clock is the store's own, and is left standing at the last event.

    What one worker enters on one day is one unit of work. Raises DemonstrationFault naming what casework refused.
    """
    settings = demonstration_settings()
    ids: dict[str, str] = {}
    events = sorted(_events(told, first_worker, today), key=lambda event: event.on)
    for on, that_day in groupby(events, key=lambda event: event.on):
        instant = datetime.combine(on, _OPENS)
        for worker, acts in groupby(that_day, key=lambda event: event.worker):
            clock.instant = instant
            with store.unit_of_work(ids.get(f"workers/{worker}", first_worker)) as uow:
                scene = Scene(uow, settings, ids)
                for event in acts:
                    _happen(event, scene)
            instant += _BETWEEN


def _happen(event: Event, scene: Scene) -> None:
    try:
        event.act(scene)
    except (LinkworkerError, KeyError) as error:
        raise DemonstrationFault(f"{event.about} on {event.on}: {error}") from error


def _events(told: Content, first_worker: str, today: date) -> Iterator[Event]:
    people = [event for person in told.people for event in events_of(person, today)]
    start = min([event.on for event in people] + [pot.starts_on for pot in told.pots]) - timedelta(days=1)
    keeper = next(each.key for each in told.workers if each.role == "business-support")
    first = told.workers[0].key
    yield Event(start, first, partial(telling_house.tell_house, told=told, first_worker=first_worker), "the house")
    for on in (start, today - _REFRESHED):
        yield Event(on, first, partial(telling_house.tell_directory, told=told, on=on), "the directory")
    for provider in told.providers:
        yield Event(start, first, partial(telling_house.tell_provider_checks, told=provider), provider.key)
        if provider.suspended:
            suspend = partial(telling_house.tell_suspension, told=provider)
            yield Event(today - _SUSPENDED, keeper, suspend, provider.key)
    for mentor in told.mentors:
        yield Event(start, first, partial(telling_house.tell_mentor, told=mentor), mentor.key)
    for pot in told.pots:
        yield Event(pot.starts_on, first, partial(telling_house.tell_pot, told=pot), pot.key)
    yield from people
