"""The house and its directory put into the store: teams, workers, pots, providers, and what a feed brought."""

from collections.abc import Iterator
from datetime import date, time
from typing import Any

from linkworker.base.ids import imported_id
from linkworker.base.lists import coded
from linkworker.casework.directory import provider_upkeep
from linkworker.casework.money import pots
from linkworker.demo.content import Content
from linkworker.demo.scene import Scene
from linkworker.demo.shapes_house import OfferTold, PotTold, ProviderTold
from linkworker.journal.taking_in import take_in
from linkworker.records.activity import Activity, ActivityTime
from linkworker.records.mentor import Mentor
from linkworker.records.provider import Provider
from linkworker.records.record import Standalone
from linkworker.records.venue import Venue
from linkworker.records.worker import Team, Worker

FEED = "Fictional directory of Marlshire and Fenwick"


def tell_house(scene: Scene, told: Content, first_worker: str) -> None:
    """Add the second team and the other workers; the first of both were made when the store was set up."""
    for team in told.teams[1:]:
        scene.made(scene.uow.add(Team(name=team.name, setting=team.setting)).id, "teams", team.key)
    scene.made(first_worker, "workers", told.workers[0].key)
    scene.made(scene.uow.get(Worker, first_worker).team_id or "", "teams", told.teams[0].key)
    for worker in told.workers[1:]:
        record = Worker(name=worker.name, title=worker.title, team_id=scene.id("teams", worker.team), role=worker.role)
        scene.made(scene.uow.add(record).id, "workers", worker.key)
    for worker in told.workers:
        scene.made(scene.id("teams", worker.team), "team of", worker.key)
        scene.made(next(team.name for team in told.teams if team.key == worker.team), "team name of", worker.key)


def tell_pot(scene: Scene, told: PotTold) -> None:
    """Add a pot."""
    fields: dict[str, Any] = {
        "funder": told.funder, "starts_on": told.starts_on, "ends_on": told.ends_on, "terms": told.terms,
        "minimum_age": told.minimum_age, "maximum_age": told.maximum_age, "settings": list(told.settings),
    }  # fmt: skip
    scene.made(pots.add_pot(scene.uow, told.name, told.amount, **fields), "pots", told.key)


def tell_directory(scene: Scene, told: Content, on: date) -> None:
    """Take the directory in as one import, with what was known on the day."""
    records = [*_providers(told), *_venues(told), *_activities(told)]
    for part, held in (("providers", told.providers), ("venues", told.venues), ("activities", told.activities)):
        for each in held:
            scene.made(imported_id(FEED, f"{part}:{each.key}"), part, each.key)
    take_in(scene.uow, FEED, [_as_known(record, on) for record in records], {"source": "demonstration"})


def tell_mentor(scene: Scene, told: OfferTold) -> None:
    """Put a mentor on the register."""
    record = Mentor(**told.fields, provider_id=scene.maybe_id("providers", told.provider))
    scene.made(scene.uow.add(record).id, "mentors", told.key)


def tell_provider_checks(scene: Scene, told: ProviderTold) -> None:
    """Keep what was checked and agreed with a provider, and approve it if it was."""
    provider_id = scene.id("providers", told.key)
    if told.checks_until is not None:
        for row in coded("due-diligence-item"):
            ends = told.until.get(row.code, told.checks_until) if row.is_set("expires") else None
            if row.code not in told.without:
                provider_upkeep.keep_check(
                    scene.uow, provider_id, row.code, evidence="Seen by business support", expires_on=ends
                )
    for part in coded("agreement-part"):
        if told.agreement:
            provider_upkeep.keep_agreement(
                scene.uow, provider_id, part.code, present=part.code in told.agreement, review_on=told.agreement_review
            )
    if told.approved:
        stage = scene.uow.get(Provider, provider_id).stage
        provider_upkeep.approve(scene.uow, provider_id)
        provider_upkeep.change_provider(scene.uow, provider_id, stage=stage)


def tell_suspension(scene: Scene, told: ProviderTold) -> None:
    """Suspend a provider."""
    provider_upkeep.suspend(scene.uow, scene.id("providers", told.key), told.suspended_reason)


def _providers(told: Content) -> Iterator[Standalone]:
    for provider in told.providers:
        yield Provider(**provider.fields, **_identity("providers", provider.key))


def _venues(told: Content) -> Iterator[Standalone]:
    for venue in told.venues:
        yield Venue(**venue.fields, **_identity("venues", venue.key))


def _activities(told: Content) -> Iterator[Standalone]:
    for offer in told.activities:
        identity = _identity("activities", offer.key)
        yield Activity(
            **offer.fields,
            **identity,
            provider_id=imported_id(FEED, f"providers:{offer.provider}") if offer.provider else None,
            venue_id=imported_id(FEED, f"venues:{offer.venue}") if offer.venue else None,
        )
        for text in offer.times:
            yield _time(identity["id"], offer.key, text)


def _identity(part: str, key: str) -> dict[str, Any]:
    return {"id": imported_id(FEED, f"{part}:{key}"), "feed": FEED, "source_id": key}


def _time(activity_id: str, key: str, text: str) -> ActivityTime:
    """Read "tuesday 18:00-19:30", or "words By arrangement" for a time that only words tell."""
    record_id = imported_id(FEED, f"times:{key}:{text}")
    weekday, _, rest = text.partition(" ")
    if weekday == "words":
        return ActivityTime(id=record_id, activity_id=activity_id, words=rest)
    starts, _, ends = (each.strip() for each in rest.partition("-"))
    for each in (starts, ends):
        time.fromisoformat(each)
    return ActivityTime(id=record_id, activity_id=activity_id, weekday=weekday, starts=starts, ends=ends)


def _as_known(record: Standalone, on: date) -> Standalone:
    """Leave out the days on which something was confirmed after the import: nobody knew them yet."""
    for name in ("status_on", "assured_on", "checked_on"):
        held = getattr(record, name, None)
        if held is not None and held > on:
            setattr(record, name, None)
    return record
