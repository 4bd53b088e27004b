"""Everything that the demonstration tells, read from its data files for one day."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from importlib.resources import files
from typing import Any

from linkworker.base.environment import Environment
from linkworker.base.settings import Settings, load_settings
from linkworker.demo.fault import DemonstrationFault
from linkworker.demo.reading import read, record_values
from linkworker.demo.shapes import PersonTold
from linkworker.demo.shapes_house import OfferTold, PotTold, ProviderTold, TeamTold, WorkerTold
from linkworker.records.activity import Activity
from linkworker.records.mentor import Mentor
from linkworker.records.person import Person
from linkworker.records.provider import Provider
from linkworker.records.record import Record
from linkworker.records.venue import Venue

_DATA = files("linkworker.demo") / "data"
SETTINGS = "settings.toml"


@dataclass(frozen=True, slots=True)
class Content:
    """The whole story: the house, its directory and its people, each day worked out."""

    teams: tuple[TeamTold, ...]
    workers: tuple[WorkerTold, ...]
    pots: tuple[PotTold, ...]
    venues: tuple[OfferTold, ...]
    providers: tuple[ProviderTold, ...]
    activities: tuple[OfferTold, ...]
    mentors: tuple[OfferTold, ...]
    people: tuple[PersonTold, ...]


def content(today: date) -> Content:
    """Return the story as it reads on a day; raises DemonstrationFault naming the file and what is wrong in it."""
    house = _file("house.toml")
    told = Content(
        teams=tuple(read(TeamTold, row, "house.toml, team", today) for row in house["team"]),
        workers=tuple(read(WorkerTold, row, "house.toml, worker", today) for row in house["worker"]),
        pots=tuple(read(PotTold, row, "house.toml, pot", today) for row in house["pot"]),
        venues=tuple(_offers("venues.toml", "venue", Venue, today)),
        providers=tuple(_providers(today)),
        activities=tuple(
            offer for name in _folder("activities") for offer in _offers(name, "activity", Activity, today)
        ),
        mentors=tuple(_offers("mentors.toml", "mentor", Mentor, today)),
        people=tuple(_people(today)),
    )
    _check_keys(told)
    return told


def demonstration_settings() -> Settings:
    """Return the settings that the demonstration runs with: two teams, one prison, no licence."""
    return load_settings(environment=Environment(settings_file=settings_file()))


def settings_file() -> Any:
    """Return where those settings are kept."""
    return _DATA / SETTINGS


def _offers(file: str, name: str, kind: type[Record], today: date) -> Iterator[OfferTold]:
    table = _file(file)
    for row in table[name]:
        ours, theirs = _parted(OfferTold, {**table.get("defaults", {}), **row})
        where = f"{file}, {row.get('key')}"
        told = read(OfferTold, {**ours, "fields": {}}, where, today)
        yield replace(told, fields=record_values(kind, theirs, where, today))


def _providers(today: date) -> Iterator[ProviderTold]:
    for row in _file("providers.toml")["provider"]:
        ours, theirs = _parted(ProviderTold, row)
        where = f"providers.toml, {row.get('key')}"
        told = read(ProviderTold, {**ours, "fields": {}}, where, today)
        yield replace(told, fields=record_values(Provider, theirs, where, today))


def _people(today: date) -> Iterator[PersonTold]:
    for file in _folder("people"):
        for row in _file(file)["person"]:
            where = f"{file}, {row.get('key')}"
            told = read(PersonTold, row, where, today)
            changes = (replace(each, set=record_values(Person, each.set, where, today)) for each in told.change)
            yield replace(told, facts=record_values(Person, told.facts, where, today), change=tuple(changes))


def _parted(shape: type[Any], row: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    names = {each.name for each in fields(shape)}
    return ({k: v for k, v in row.items() if k in names}, {k: v for k, v in row.items() if k not in names})


def _folder(name: str) -> list[str]:
    return sorted(f"{name}/{found.name}" for found in (_DATA / name).iterdir() if found.name.endswith(".toml"))


def _file(name: str) -> dict[str, Any]:
    return tomllib.loads((_DATA / name).read_text(encoding="utf-8"))


def _check_keys(told: Content) -> None:
    """Every key stands once in its list, and what is named by key is there."""
    known = {
        part: _only_once(part, [each.key for each in getattr(told, part)])
        for part in ("teams", "workers", "pots", "venues", "providers", "activities", "mentors", "people")
    }
    named: list[tuple[str, str | None]] = [
        *(("teams", worker.team) for worker in told.workers),
        *(("providers", offer.provider) for offer in (*told.activities, *told.mentors)),
        *(("venues", offer.venue) for offer in told.activities),
        *(pair for person in told.people for pair in _named_by(person)),
    ]
    for part, key in named:
        if key is not None and key not in known[part]:
            raise DemonstrationFault(f"none of the {part} has the key '{key}'")


def _named_by(person: PersonTold) -> Iterator[tuple[str, str | None]]:
    yield "workers", person.worker
    for referral in person.referral:
        yield from (("activities", referral.activity), ("mentors", referral.mentor))
    yield from (("pots", budget.pot) for budget in person.budget)
    for request in person.request:
        yield from (("pots", request.pot), ("activities", request.activity))
        yield from (("workers", state.by) for state in request.states)
    yield from (("people", apart.other) for apart in person.apart)


def _only_once(part: str, keys: list[str]) -> frozenset[str]:
    twice = sorted({key for key in keys if keys.count(key) > 1})
    if twice:
        raise DemonstrationFault(f"among the {part} the key '{twice[0]}' stands twice")
    return frozenset(keys)
