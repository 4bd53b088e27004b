"""Open Referral UK 3.0 directories, read leniently: each service is taken, taken with a warning, or refused and why."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from linkworker.base.words import count
from linkworker.imports.feed_files import FeedFiles, Sighting
from linkworker.imports.feed_organisations import organisation_key, provider_of
from linkworker.imports.feed_places import is_virtual, locations_of, venue_key, venue_of
from linkworker.imports.feed_services import Service, service_of
from linkworker.imports.loose import Item, id_of, name_of, object_of
from linkworker.imports.merging import is_thin, merge
from linkworker.imports.report import Outcome, ReportRow
from linkworker.records.activity import Activity, ActivityTime
from linkworker.records.provider import Provider
from linkworker.records.venue import Venue


@dataclass(slots=True)
class Directory:
    """A feed's records, none of them saved, and what became of each of its rows."""

    feed: str
    providers: dict[str, Provider] = field(default_factory=dict)
    venues: dict[str, Venue] = field(default_factory=dict)
    places: dict[str, Item] = field(default_factory=dict)
    """What each venue was made of, as the feed has it."""
    activities: dict[str, Activity] = field(default_factory=dict)
    times: dict[str, ActivityTime] = field(default_factory=dict)
    rows: list[ReportRow] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    thin: set[str] = field(default_factory=set)
    """Ids of activities that the feed gave only a list's row of: what it leaves out has not gone."""
    present: set[str] = field(default_factory=set)
    """Source ids of all services seen, those refused as well: they have not gone from the feed."""
    whole: bool = True
    """Whether this is all of the feed, so that what is missing from it has gone."""


def directory_of(files: FeedFiles, feed: str, today: date) -> Directory | None:
    """Return gathered files as unsaved records and report rows, or None if they hold no service."""
    if not files.is_feed():
        return None
    directory = Directory(feed, notes=[*files.notes, *_file_notes(files)], whole=files.whole)
    for item in files.organisations.values():
        _keep_provider(directory, item, [])
    for source_id, sightings in files.services.items():
        directory.present.add(source_id)
        _take(directory, files, source_id, sightings, today)
    for sighting in files.without_id:
        why = "It has no id, so it could not be told from others next time."
        directory.rows.append(ReportRow(sighting.where, name_of(sighting.item) or "", Outcome.REFUSED, (why,)))
    directory.rows += [ReportRow(where, "", Outcome.REFUSED, ("It is not a service.",)) for where in files.strays]
    return directory


def _take(directory: Directory, files: FeedFiles, source_id: str, sightings: list[Sighting], today: date) -> None:
    item, twice = merge(sightings)
    where = sightings[0].where
    name = name_of(item)
    if name is None:
        directory.rows.append(ReportRow(where, "", Outcome.REFUSED, ("It has no name.",)))
        return
    made = service_of(item, directory.feed, source_id, files.terms, today)
    made.notes += [twice] if twice else []
    made.activity.provider_id = _provider_id(directory, files, item, made.notes)
    made.activity.venue_id = _venue_id(directory, item, made)
    directory.activities[made.activity.id] = made.activity
    directory.times.update({time.id: time for time in made.times})
    if is_thin(item):
        directory.thin.add(made.activity.id)
    outcome = Outcome.WARNED if made.notes else Outcome.TAKEN
    directory.rows.append(ReportRow(where, name, outcome, tuple(dict.fromkeys(made.notes))))


def _provider_id(directory: Directory, files: FeedFiles, item: Item, notes: list[str]) -> str | None:
    inside = object_of(item.get("organization"))
    wanted = id_of(inside) or id_of(item, "organization_id")
    whole = files.organisations.get(wanted, inside) if wanted else inside
    provider = _keep_provider(directory, whole, notes)
    if provider is None:
        notes.append("The feed does not say who provides it.")
        return None
    return provider.id


def _keep_provider(directory: Directory, item: Item, notes: list[str]) -> Provider | None:
    key = organisation_key(item)
    if key is None:
        return None
    if key not in directory.providers:
        provider = provider_of(item, directory.feed, notes)
        if provider is None:
            return None
        directory.providers[key] = provider
    return directory.providers[key]


def _venue_id(directory: Directory, item: Item, made: Service) -> str | None:
    """Keep the places of a service as venues and return the first; the others' names stay with the activity."""
    places = [place for place in locations_of(item) if not is_virtual(place) and venue_key(place)]
    for place in places:
        _keep_venue(directory, place)
    held = [directory.venues[venue_key(place)] for place in places]
    if len(held) > 1:
        made.notes.append(f"It runs at {count(len(held), 'place')}. The first is shown.")
        made.activity.extra = {**made.activity.extra, "other_venues": [venue.id for venue in held[1:]]}
    return held[0].id if held else None


def _keep_venue(directory: Directory, place: Item) -> None:
    """Keep a place; where two services name it, the one that says more of it is kept."""
    key = venue_key(place)
    if directory.places.get(key) == place:
        return
    venue, held = venue_of(place, directory.feed), directory.venues.get(key)
    if held is None or _said(venue) > _said(held):
        directory.venues[key], directory.places[key] = venue, place


def _said(venue: Venue) -> int:
    return sum(bool(getattr(venue, name)) for name in venue.value_fields())


def _file_notes(files: FeedFiles) -> Iterator[str]:
    if files.left_alone:
        shown = ", ".join(files.left_alone[:5])
        yield f"Left alone, because no part of a directory is in it: {shown}."
    if not files.whole:
        yield "This is only a part of the feed, so nothing was marked as withdrawn."
