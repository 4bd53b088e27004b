"""The same service standing in several places of a feed, made into one: the fuller row wins, the other fills gaps."""

from collections.abc import Sequence
from typing import Any

from linkworker.imports.feed_files import Sighting
from linkworker.imports.loose import Item, id_of, objects_of

_EMPTY: tuple[Any, ...] = (None, "", [], {})
# Lists that a page of services leaves out and the service's own page has.
_DETAIL = ("schedules", "service_areas", "service_at_locations", "languages", "cost_options", "contacts", "attributes")

TWICE = "It is in the feed more than once. The fuller row was used."
DIFFERS = "It is in the feed more than once and the rows differ. The newer or fuller row was used."


def merge(sightings: Sequence[Sighting]) -> tuple[Item, str]:
    """Return one row of a service, and what to say about how it was told apart ("" if nothing)."""
    if len(sightings) == 1:
        return sightings[0].item, ""
    ranked = sorted(sightings, key=lambda sighting: _rank(sighting.item), reverse=True)
    merged: dict[str, Any] = dict(ranked[0].item)
    for sighting in ranked[1:]:
        for name, value in sighting.item.items():
            if name == "service_at_locations":
                merged[name] = _joined(objects_of(merged.get(name)), objects_of(value))
            elif merged.get(name) in _EMPTY:
                merged[name] = value
    return merged, _note(sightings)


def is_thin(item: Item) -> bool:
    """Say whether a row has none of the lists that only a service's own page has."""
    return not any(name in item for name in _DETAIL)


def _rank(item: Item) -> tuple[bool, str, int]:
    """Put detail before a list's row, then newer before older, then fuller before barer."""
    return (not is_thin(item), str(item.get("last_modified") or ""), _size(item))


def _size(value: Any) -> int:
    if isinstance(value, dict):
        return sum(_size(item) for item in value.values())
    if isinstance(value, list):
        return sum(_size(item) for item in value)
    return value not in _EMPTY


def _joined(held: list[Item], more: list[Item]) -> list[Item]:
    """Add places that are not there yet; a place is known by its id, or by all of it where it has none."""
    known = {id_of(place) for place in held}
    return [
        *held,
        *(place for place in more if id_of(place) not in known or (id_of(place) is None and place not in held)),
    ]


def _note(sightings: Sequence[Sighting]) -> str:
    if any(_differ(sightings[0].item, other.item) for other in sightings[1:]):
        return DIFFERS
    shapes = [sighting.shape for sighting in sightings if sighting.shape != "location"]
    return TWICE if len(shapes) > len(set(shapes)) else ""


def _differ(one: Item, other: Item) -> bool:
    """Say whether two rows answer the same question differently; an unset answer differs from nothing."""
    return any(
        one[name] != other[name]
        for name in one.keys() & other.keys()
        if isinstance(one[name], str | int)
        and isinstance(other[name], str | int)
        and "" not in (one[name], other[name])
    )
