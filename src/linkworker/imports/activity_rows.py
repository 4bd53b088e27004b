"""Rows of our own activities template as the records of a directory."""

from typing import Any

from linkworker.base.identifiers import is_prison_code
from linkworker.base.ids import imported_id
from linkworker.imports.feed_costs import Cost
from linkworker.imports.feed_services import times_as_records, within_cap
from linkworker.imports.open_referral import Directory
from linkworker.imports.report import Outcome, ReportRow
from linkworker.imports.template_rows import Filled, TemplateRow
from linkworker.imports.word_map import folded
from linkworker.records.activity import Activity
from linkworker.records.provider import Provider
from linkworker.records.venue import Venue


def directory_from(filled: Filled, feed: str) -> Directory:
    """Return a filled-in activities template as unsaved records and report rows."""
    directory = Directory(feed, notes=list(filled.notes))
    for row in filled.rows:
        _take(directory, row)
    return directory


def _take(directory: Directory, row: TemplateRow) -> None:
    values = row.of("activity")
    name = values.get("name")
    notes = list(row.warnings)
    if not name:
        notes.insert(0, "It has no name.")
        directory.rows.append(ReportRow(row.where(), "", Outcome.REFUSED, tuple(notes)))
        return
    source_id = _source_id(row)
    if source_id in directory.present:
        why = "A row above has the same reference." if "row.reference" in row.values else "A row above is the same."
        directory.rows.append(ReportRow(row.where(), name, Outcome.REFUSED, (why,)))
        return
    directory.present.add(source_id)
    _check(values, notes)
    _say_cost(values, row.values.get("row.cost"))
    activity = Activity(
        **values,
        id=imported_id(directory.feed, source_id),
        provider_id=_provider_id(directory, row),
        venue_id=_venue_id(directory, row, values),
        feed=directory.feed,
        source_id=source_id,
        assured_on=values.get("status_on"),
        extra=within_cap(row.unknown, notes),
    )
    directory.activities[activity.id] = activity
    times = times_as_records(activity.id, row.values.get("row.times", ()))
    directory.times.update({time.id: time for time in times})
    outcome = Outcome.WARNED if notes else Outcome.TAKEN
    directory.rows.append(ReportRow(row.where(), name, outcome, tuple(notes)))


def _source_id(row: TemplateRow) -> str:
    """Return the row's reference, or what tells it from others where it has none."""
    said = row.values.get("row.reference")
    if said:
        return str(said)
    parts = (row.values.get(field) for field in ("activity.name", "provider.name", "venue.name"))
    return "row:" + "|".join(folded(str(part or "")) for part in parts)


def _say_cost(values: dict[str, Any], cost: Cost | None) -> None:
    """Give an activity its price; what the price is for may stand in a column of its own, which counts."""
    if cost is not None:
        values["cost_pence"] = cost.pence
        if cost.per is not None:
            values.setdefault("cost_per", cost.per)


def _check(values: dict[str, Any], notes: list[str]) -> None:
    low, high = values.get("minimum_age"), values.get("maximum_age")
    if low is not None and high is not None and low > high:
        notes.append("Its youngest age is above its oldest, so neither was used.")
        del values["minimum_age"], values["maximum_age"]
    begins, ends = values.get("starts_on"), values.get("ends_on")
    if begins is not None and ends is not None and begins > ends:
        notes.append("It ends before it starts. Check both dates.")
    codes: list[str] = values.get("establishments", [])
    values["establishments"] = [code.upper() for code in codes]
    if not all(is_prison_code(code) for code in values["establishments"]):
        notes.append("An establishment is not a code of three letters.")


def _provider_id(directory: Directory, row: TemplateRow) -> str | None:
    values = row.of("provider")
    key = folded(values.get("name") or "")
    if not key:
        return None
    if key not in directory.providers:
        record_id = imported_id(directory.feed, f"provider:{key}")
        directory.providers[key] = Provider(**values, id=record_id, feed=directory.feed, source_id=key)
    return directory.providers[key].id


def _venue_id(directory: Directory, row: TemplateRow, activity: dict[str, Any]) -> str | None:
    values = row.of("venue")
    if not values.get("name"):
        return None
    places = activity.get("establishments") or []
    inside = places[0] if len(places) == 1 else None
    key = folded(" ".join(filter(None, (values["name"], values.get("postcode"), inside))))
    if key not in directory.venues:
        record_id = imported_id(directory.feed, f"venue:{key}")
        directory.venues[key] = Venue(**values, establishment=inside, id=record_id, feed=directory.feed, source_id=key)
    return directory.venues[key].id
