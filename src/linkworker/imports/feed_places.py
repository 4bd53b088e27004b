"""Where a service is and where it reaches: a feed's locations and service areas as venues and areas."""

from dataclasses import dataclass

from linkworker.base.ids import imported_id
from linkworker.imports.loose import Item, id_of, name_of, object_of, objects_of, text_of, unknown
from linkworker.imports.word_map import folded, word_map
from linkworker.records.venue import Venue

_LOCATION = frozenset({"id", "name", "addresses", "accessibility", "location_type", "transportation"})
_STREET = ("address_1", "address_2", "city", "region")
# "physical" first: a postal address is where letters go, which may be an office elsewhere.
_BY_USE = {"physical": 0, "": 1, "postal": 2, "virtual": 3}
_LONGEST_AREA = 80


@dataclass(frozen=True, slots=True)
class Reach:
    """Where a service reaches: named areas (empty: not known), or everywhere; and what it says in sentences."""

    areas: tuple[str, ...]
    anywhere: bool
    said: tuple[str, ...]


def locations_of(item: Item) -> list[Item]:
    """Return the locations of a service, physical ones first, each once."""
    places = [object_of(place.get("location")) for place in objects_of(item.get("service_at_locations"))]
    places += objects_of(item.get("locations"))
    distinct: dict[str, Item] = {}
    for place in filter(None, places):
        distinct.setdefault(venue_key(place), place)
    return sorted(distinct.values(), key=is_virtual)


def is_virtual(location: Item) -> bool:
    """Say whether a location is no place: online or by phone."""
    return str(location.get("location_type") or "").strip().casefold() == "virtual"


def venue_key(location: Item) -> str:
    """Return what a location is known by: its id, or its name and postcode where it has none."""
    source_id = id_of(location)
    if source_id:
        return source_id
    address = _address(location)
    return folded(" ".join(filter(None, (name_of(location), text_of(address, "address_1", "postal_code")))))


def venue_of(location: Item, feed: str) -> Venue:
    """Return a location as an unsaved venue, with what it says of access read into our features."""
    address = _address(location)
    street = [text_of(address, name) for name in _STREET]
    key = venue_key(location)
    return Venue(
        id=imported_id(feed, f"venue:{key}"),
        name=name_of(location) or name_of(address, "address_1", "postal_code") or "Place without a name",
        address=", ".join(dict.fromkeys(filter(None, street))) or None,
        postcode=text_of(address, "postal_code"),
        area=text_of(address, "city", "region", "state_province"),
        access=access_of(location),
        travel=text_of(location, "transportation"),
        feed=feed,
        source_id=key,
        extra=unknown(location, _LOCATION) | _sayings(location),
    )


def access_of(location: Item) -> list[str]:
    """Return the access features that a location's own words speak of."""
    features = objects_of(location.get("accessibility"))
    texts = [text_of(feature, name) for feature in features for name in ("description", "accessibility", "details")]
    return word_map("access-feature").find(texts, deny=True)


def reach_of(item: Item) -> Reach:
    """Return where a service reaches. A sentence in place of an area's name is kept as it was said."""
    named = [text_of(area, "name", "service_area") for area in objects_of(item.get("service_areas"))]
    names = list(dict.fromkeys(name for name in named if name))
    everywhere = word_map("everywhere")
    anywhere = any(everywhere.is_one(name) for name in names)
    short = tuple(name for name in names if len(name) <= _LONGEST_AREA and not everywhere.is_one(name))
    return Reach(short, anywhere, tuple(name for name in names if len(name) > _LONGEST_AREA))


def _address(location: Item) -> Item:
    held = objects_of(location.get("addresses"))
    use = [(str(address.get("address_type") or "").strip().casefold(), address) for address in held]
    return min(use, key=lambda pair: _BY_USE.get(pair[0], 1))[1] if use else {}


def _sayings(location: Item) -> dict[str, list[str]]:
    """Return what is said of access in words: features are a reading of it, and may miss something."""
    said = [text_of(feature, "description", "accessibility") for feature in objects_of(location.get("accessibility"))]
    kept = [words for words in said if words]
    return {"accessibility": kept} if kept else {}
