"""The services that lie in the JSON files of a feed, however they are wrapped, before anything is made of them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from linkworker.imports.limits import Limits
from linkworker.imports.loose import Item, id_of, load_json, number_of, object_of, objects_of
from linkworker.imports.source import Content, Member
from linkworker.imports.texts import decode

_PAGES = ("contents", "content", "items", "results")
_SERVICE = frozenset(
    [
        "status",
        "organization",
        "organization_id",
        "schedules",
        "service_at_locations",
        "cost_options",
        "minimum_age",
        "maximum_age",
        "assured_date",
        "service_areas",
        "eligibility_description",
        "fees",
        "last_modified",
        "contacts",
        "languages",
        "funding",
    ]
)
_ORGANISATION = frozenset({"organization_identifiers", "parent_organization_id", "website", "logo", "legal_status"})
_TERM = frozenset({"taxonomy", "term", "term_uri", "parent_id"})


@dataclass(frozen=True, slots=True)
class Sighting:
    """One place where a service stands. `shape` is how it was wrapped: the same service in two shapes is usual."""

    item: Item
    shape: str
    where: str


@dataclass(slots=True)
class FeedFiles:
    """Everything found in a feed's files."""

    services: dict[str, list[Sighting]] = field(default_factory=dict)
    without_id: list[Sighting] = field(default_factory=list)
    strays: list[str] = field(default_factory=list)
    """Places where a list of services holds something that is not one."""
    organisations: dict[str, Item] = field(default_factory=dict)
    terms: dict[str, Item] = field(default_factory=dict)
    left_alone: list[str] = field(default_factory=list)
    """Names of files that hold nothing of a feed."""
    tables: list[Member] = field(default_factory=list)
    """Sheets and workbooks, which may be our own template."""
    notes: list[str] = field(default_factory=list)
    pages: set[int] = field(default_factory=set)
    pages_of: int = 0
    alone: int = 0
    """Services that were a whole file each."""
    files: int = 0
    publisher: str | None = None

    @property
    def whole(self) -> bool:
        """Say whether this is all of the feed, so that what is missing has gone. One service alone never is."""
        lacks_pages = self.pages_of > 1 and len(self.pages) < self.pages_of
        return not lacks_pages and not (self.files == 1 and self.alone == 1)

    def is_feed(self) -> bool:
        """Say whether there is any service in it."""
        return bool(self.services or self.without_id)


def gather(found: Iterator[Member], limits: Limits) -> FeedFiles:
    """Return what the files of a feed hold; raises BadInput for a file of JSON that is not whole."""
    feed = FeedFiles()
    for member in found:
        if member.content is not Content.JSON:
            feed.left_alone.append(member.name)
            if member.content is not Content.OTHER:
                feed.tables.append(member)
            continue
        text = decode(member.name, member.data)
        if text.note:
            feed.notes.append(f"{member.name}: {text.note}")
        feed.files += 1
        if not _document(feed, load_json(member.name, text.text, limits), member.name):
            feed.left_alone.append(member.name)
    return feed


def _document(feed: FeedFiles, value: Any, where: str) -> bool:
    """Take in one file's value; return whether anything in it belongs to a feed."""
    if isinstance(value, list):
        return _rows(feed, value, where)
    if not isinstance(value, dict):
        return False
    feed.publisher = feed.publisher or _publisher(value)
    for name in _PAGES:
        if isinstance(value.get(name), list):
            taken = _rows(feed, value[name], where)
            if taken and feed.is_feed():
                _count_page(feed, value)
            return taken
    before = len(feed.services)
    taken = _item(feed, value, "whole file", where)
    feed.alone += len(feed.services) == before + 1 and (_is_service(value) or "service" in value)
    return taken


def _rows(feed: FeedFiles, rows: list[Any], where: str) -> bool:
    taken = [_item(feed, row, "list", f"{where}, entry {number}") for number, row in enumerate(rows, 1)]
    if any(taken):
        feed.strays += [f"{where}, entry {number}" for number, was in enumerate(taken, 1) if not was]
    return any(taken)


def _item(feed: FeedFiles, value: Any, shape: str, where: str) -> bool:
    """Take in one object, whatever it is of; return whether it is known."""
    if not isinstance(value, dict):
        return False
    if isinstance(value.get("service"), dict):
        _place_of_service(feed, value, where)
    elif "taxonomy_terms" in value:
        for term in objects_of(value["taxonomy_terms"]):
            _keep_term(feed, term)
    elif _is_service(value):
        _service(feed, Sighting(value, shape, where))
    elif "services" in value or _ORGANISATION & value.keys():
        _organisation(feed, value, where)
    elif _TERM & value.keys() or {"version", "uri"} & value.keys():
        _keep_term(feed, value)
    else:
        return False
    return True


def _is_service(item: Item) -> bool:
    return bool(_SERVICE & item.keys()) and "services" not in item


def _service(feed: FeedFiles, sighting: Sighting) -> None:
    _keep_organisation(feed, object_of(sighting.item.get("organization")))
    source_id = id_of(sighting.item)
    if source_id is None:
        feed.without_id.append(sighting)
    else:
        feed.services.setdefault(source_id, []).append(sighting)


def _organisation(feed: FeedFiles, item: Item, where: str) -> None:
    """Take in an organisation and the services inside it, each told whose it is."""
    outer = {name: value for name, value in item.items() if name != "services"}
    _keep_organisation(feed, outer)
    for service in objects_of(item.get("services")):
        own = service if service.get("organization") else {**service, "organization": outer}
        _service(feed, Sighting(own, "organisation", where))


def _place_of_service(feed: FeedFiles, item: Item, where: str) -> None:
    """Take in a service at a location: the service, told where it is."""
    service = object_of(item["service"])
    place = {name: value for name, value in item.items() if name != "service"}
    places = [*objects_of(service.get("service_at_locations")), place]
    _service(feed, Sighting({**service, "service_at_locations": places}, "location", where))


def _keep_organisation(feed: FeedFiles, item: Item) -> None:
    source_id = id_of(item)
    if source_id is not None:
        held = feed.organisations.get(source_id, {})
        feed.organisations[source_id] = item if len(item) > len(held) else held


def _keep_term(feed: FeedFiles, item: Item) -> None:
    source_id = id_of(item)
    if source_id is not None:
        feed.terms[source_id] = item


def _count_page(feed: FeedFiles, page: Item) -> None:
    number, total = number_of(page.get("page_number")), number_of(page.get("total_pages"))
    if number is not None:
        feed.pages.add(number)
    feed.pages_of = max(feed.pages_of, total or 0)


def _publisher(item: Item) -> str | None:
    said = item.get("publisher")
    name = said.get("name") if isinstance(said, dict) else said
    return name.strip() if isinstance(name, str) and name.strip() else None
