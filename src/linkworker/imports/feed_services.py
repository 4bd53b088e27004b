"""One service of a feed, as an unsaved activity with its times."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from linkworker.base.dates import add_months, show_date
from linkworker.base.ids import imported_id
from linkworker.base.lists import coded
from linkworker.base.words import sentence
from linkworker.imports.feed_contacts import reach_of as contact_of
from linkworker.imports.feed_costs import cost_of
from linkworker.imports.feed_places import Reach, access_of, is_virtual, locations_of, reach_of
from linkworker.imports.feed_times import TimeFact, times_of
from linkworker.imports.limits import LIMITS
from linkworker.imports.loose import (
    Item,
    date_of,
    name_of,
    number_of,
    object_of,
    objects_of,
    text_of,
    unknown,
    unknown_within,
)
from linkworker.imports.plain_text import plain_text
from linkworker.imports.word_map import folded, word_map
from linkworker.records.activity import Activity, ActivityTime

_KNOWN = frozenset(
    [
        "id",
        "name",
        "description",
        "status",
        "minimum_age",
        "maximum_age",
        "assured_date",
        "schedules",
        "service_areas",
        "service_at_locations",
        "locations",
        "languages",
        "organization",
        "organization_id",
        "cost_options",
        "contacts",
        "attributes",
        "eligibility_description",
        "phones",
    ]
)
_WITHIN = {
    "schedules": frozenset(
        [
            "id",
            "service_id",
            "service_at_location_id",
            "valid_from",
            "valid_to",
            "dtstart",
            "freq",
            "interval",
            "byday",
            "bymonthday",
            "description",
            "opens_at",
            "closes_at",
        ]
    ),
    "service_areas": frozenset({"id", "service_id", "name", "service_area"}),
    "languages": frozenset({"id", "service_id", "name", "language", "code"}),
    "cost_options": frozenset(
        {"id", "service_id", "valid_from", "valid_to", "option", "amount", "amount_description", "currency"}
    ),
    "contacts": frozenset({"id", "service_id", "phones", "email"}),
    "attributes": frozenset({"id", "link_id"}),
}
# Directories describe services that people come to from home. A worker changes it where that is not so.
_SETTINGS = ("community", "on-licence")
_REACHED = frozenset({"email", "url", "website"})
_OLDEST = 110
_LONGEST = 4000
_STALE_MONTHS = 12
_RUNS = frozenset({"active", ""})


@dataclass(slots=True)
class Service:
    """What one service became: the activity, its times, and what a worker should check."""

    activity: Activity
    times: list[ActivityTime]
    notes: list[str] = field(default_factory=list)


def service_of(item: Item, feed: str, source_id: str, terms: dict[str, Item], today: date) -> Service:
    """Return a merged service row as unsaved records. The caller ties it to its provider and venue."""
    notes: list[str] = []
    names = term_names(item, terms)
    name = name_of(item) or "Service without a name"
    reached = contact_of(item, notes)
    activity = Activity(
        id=imported_id(feed, source_id),
        name=name,
        feed=feed,
        source_id=source_id,
        settings=list(_SETTINGS),
        kinds=_kinds(name, names, notes),
        attributes=word_map("activity-attribute").find([name, *names]),
        languages=_languages(item, notes),
        how_to_join=reached.sentence(),
        phone=reached.phone,
        email=reached.email,
        website=reached.website,
        assured_on=_assured(item, today, notes),
        active=_is_active(item, notes),
        extra={},
    )
    activity.status_on = activity.assured_on
    _say_who_for(activity, item, names, notes)
    reach = _say_where(activity, item)
    cost = cost_of(item, today, notes)
    activity.cost_pence, activity.cost_per, activity.cost_words = cost.pence, cost.per, cost.words
    said = _describe(activity, item, notes)
    rest = {key: value for key, value in unknown(item, _KNOWN).items() if not _has_a_place(activity, item, key)}
    kept = rest | unknown_within(item, _WITHIN) | _say_reach(activity, reach) | said
    activity.extra = within_cap(kept, notes)
    times = times_as_records(activity.id, times_of(item, today, notes))
    return Service(activity, times, list(dict.fromkeys(notes)))


def times_as_records(activity_id: str, facts: Iterable[TimeFact]) -> list[ActivityTime]:
    """Return times as unsaved records, known by what they say: a feed's ids of times change from export to export."""
    times: dict[str, ActivityTime] = {}
    for fact in facts:
        said = [activity_id, fact.weekday, fact.starts, fact.ends, fact.words]
        record_id = imported_id("time", json.dumps(said, ensure_ascii=True))
        if record_id in times:  # the same time in another term
            record_id = imported_id("time", json.dumps([*said, str(fact.from_on)], ensure_ascii=True))
        times[record_id] = ActivityTime(
            id=record_id,
            activity_id=activity_id,
            weekday=fact.weekday,
            starts=fact.starts,
            ends=fact.ends,
            from_on=fact.from_on,
            to_on=fact.to_on,
            words=fact.words,
        )
    return list(times.values())


def term_names(item: Item, terms: dict[str, Item]) -> list[str]:
    """Return the names of the taxonomy terms on a service; `terms` are those that the feed's taxonomies name."""
    found: dict[str, None] = {}
    for attribute in objects_of(item.get("attributes")):
        term = object_of(attribute.get("taxonomy_term")) or terms.get(str(attribute.get("taxonomy_term_id")), {})
        if words := text_of(term, "name", "term") or text_of(attribute, "taxonomy_term", "name", "value"):
            found[words] = None
    for word in item["attributes"] if isinstance(item.get("attributes"), list) else []:
        if isinstance(word, str) and word.strip():
            found[" ".join(word.split())] = None
    return list(found)


def within_cap(extra: dict[str, Any], notes: list[str]) -> dict[str, Any]:
    """Return what is kept of fields without a place: the largest go first where all are too much."""
    kept = dict(extra)
    sizes = {name: len(json.dumps(value, ensure_ascii=False)) for name, value in kept.items()}
    while sum(sizes.values()) > LIMITS.extra:
        largest = max(sizes, key=lambda name: sizes[name])
        notes.append(f"Its field '{largest[:40]}' is too long to keep.")
        del kept[largest], sizes[largest]
    return kept


def _kinds(name: str, names: list[str], notes: list[str]) -> list[str]:
    words = word_map("activity-kind")
    kinds = words.find(names) or words.find([name])
    if not kinds:
        notes.append("What kind of activity it is could not be told.")
    return kinds


def _languages(item: Item, notes: list[str]) -> list[str]:
    """Return language codes; a language without a name, or one that we have no code for, is said."""
    codes: dict[str, None] = {}
    rows = _language_words()
    for language in objects_of(item.get("languages")):
        said = [text_of(language, key) for key in ("code", "name", "language")]
        found = [rows[folded(word)] for word in said if word and folded(word) in rows]
        codes.update(dict.fromkeys(found[:1]))
        if not found:
            notes.append("A language of it is not named." if not any(said) else "A language of it is not in our list.")
    return list(codes)


@cache
def _language_words() -> dict[str, str]:
    return {folded(word): row.code for row in coded("language") for word in row.words()}


def _assured(item: Item, today: date, notes: list[str]) -> date | None:
    assured = date_of(item.get("assured_date"))
    if assured is None or assured > today:
        notes.append("Nobody says when it was last checked.")
        return None
    if add_months(assured, _STALE_MONTHS) < today:
        notes.append(f"It was last checked on {show_date(assured)}.")
    return assured


def _is_active(item: Item, notes: list[str]) -> bool:
    status = folded(str(item.get("status") or ""))
    if status not in _RUNS:
        notes.append(f"The feed says that it is {status}.")
    elif not status:
        notes.append("The feed does not say whether it is running.")
    return status in _RUNS


def _say_who_for(activity: Activity, item: Item, names: list[str], notes: list[str]) -> None:
    low, high = number_of(item.get("minimum_age")), number_of(item.get("maximum_age"))
    # -1 and 0 are how systems write "not set"; an upper age past all ages is no limit either.
    low = low if low is not None and 0 < low <= _OLDEST else None
    high = high if high is not None and 0 < high <= _OLDEST else None
    if low is not None and high is not None and low > high:
        notes.append("Its lowest age is above its highest, so neither was used.")
        low = high = None
    activity.minimum_age, activity.maximum_age = low, high
    activity.eligibility = text_of(item, "eligibility_description", "eligibility")
    sexes = word_map("sex").find([activity.name, activity.eligibility, *names])
    if len(sexes) == 1:
        activity.single_sex = sexes[0]
        notes.append(f"Its words say that it is for one sex only ({coded('sex').label(sexes[0])}).")


def _say_where(activity: Activity, item: Item) -> Reach:
    places = locations_of(item)
    reach = reach_of(item)
    activity.areas = list(reach.areas)
    activity.anywhere = reach.anywhere or (bool(places) and all(is_virtual(place) for place in places))
    activity.access = list(dict.fromkeys(code for place in places for code in access_of(place)))
    return reach


def _describe(activity: Activity, item: Item, notes: list[str]) -> dict[str, Any]:
    """Put the description where a person reads it; return all of it where it had to be cut."""
    description = item.get("description")
    words = plain_text(description) if isinstance(description, str) else ""
    activity.plain = words[:_LONGEST] or None
    alert = text_of(item, "alert")
    if alert:
        notes.append(sentence(f"It has an alert: {alert[:200]}"))
    return {"description": words} if len(words) > _LONGEST else {}


def _say_reach(activity: Activity, reach: Reach) -> dict[str, Any]:
    """Put sentences about where it reaches in their place; return all of them where they had to be cut."""
    words = " ".join(map(sentence, reach.said))
    activity.areas_in_words = words[:_LONGEST] or None
    return {"areas_in_words": list(reach.said)} if len(words) > _LONGEST else {}


def _has_a_place(activity: Activity, item: Item, name: str) -> bool:
    """Say whether all that a field holds became the activity's own address or website."""
    return name in _REACHED and item[name] in (activity.email, activity.website)
