"""An inspector's chronology of one case as PDF: read-only, everything in order, the journal's words on every page."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

from linkworker.base.clock import london_day
from linkworker.base.dates import MONTHS, show_date
from linkworker.base.times import show_instant
from linkworker.base.words import count
from linkworker.casework.history.chronology import Chronology, Happened
from linkworker.printing.letters import is_blank, tidy
from linkworker.printing.render import Printed
from linkworker.printing.typesetting import set_sheet
from linkworker.printing.voice import Line, line

TEMPLATE = Path(__file__).with_name("chronology.typ")
_TITLE = "Chronology of a case"
_LINE = 100  # letters that stand on a line of the page


@dataclass(frozen=True, slots=True)
class Head:
    """What the journal was when this was printed: how many entries it had, and the six words of its checkpoint."""

    entries: int
    words: str


def render_chronology(case: Chronology, head: Head, *, printed_on: date, by: str, organisation: str = "") -> Printed:
    """Set a chronology as tagged PDF; the same case, head and day give the same bytes. Raises CannotSet."""
    return Printed(*set_sheet(_sheet(case, head, printed_on, by, organisation), printed_on, TEMPLATE))


def _sheet(case: Chronology, head: Head, printed_on: date, by: str, organisation: str) -> dict[str, Any]:
    return {
        "title": _TITLE,
        "shown": line(tidy(case.name)),
        "about": [line(tidy(text)) for text in _about(case, printed_on, by, organisation)],
        "foot": f"Journal of {count(head.entries, 'entry', 'entries')}: {head.words}",
        "months": [
            {"heading": _month(month), "days": list(_days(happened))}
            for month, happened in groupby(case.happened, lambda one: london_day(one.at).replace(day=1))
        ],
        "looked": [
            line(f"{_month(each.month)}: {tidy(each.who)}, {count(each.times, 'time')}") for each in case.looked
        ],
        "nobody": "Nobody has looked at this record without changing it.",
    }


def _about(case: Chronology, printed_on: date, by: str, organisation: str) -> Iterator[str]:
    if organisation:
        yield organisation
    if case.date_of_birth:
        yield f"Born {show_date(case.date_of_birth)}"
    if case.place:
        yield case.place
    if case.happened:
        first, last = (london_day(case.happened[at].at) for at in (0, -1))
        yield f"From {show_date(first)} to {show_date(last)}"
    looks = sum(each.times for each in case.looked)
    yield (
        f"{count(len(case.happened), 'entry', 'entries')} in order, and {count(looks, 'look')} at the record by month: "
        f"all {count(case.entries, 'entry', 'entries')} that the journal has about this person"
    )
    yield f"Printed on {show_date(printed_on)} by {by}. Names stand as they were recorded."
    yield (
        "The words at the foot of each page stand for the whole journal as it was when this was printed. "
        "Typed after 'linkworker audit prove', they show whether anything before it was changed since."
    )


def _days(happened: Iterable[Happened]) -> Iterator[dict[str, Any]]:
    for day, entries in groupby(happened, lambda one: london_day(one.at)):
        yield {"day": show_date(day), "entries": [_entry(one) for one in entries]}


def _entry(one: Happened) -> dict[str, Any]:
    moment = show_instant(one.at).rpartition(" at ")[2]
    what = one.what[:1].upper() + one.what[1:]
    return {"head": line(tidy(f"{moment}  {what}")), "who": tidy(f"{one.who}, entry {one.number}"), "said": _lines(one)}


def _lines(one: Happened) -> list[Line]:
    """Return what an entry says: short fields share a line, long ones and those of several lines have their own."""
    texts: list[str] = []
    for said in one.said:
        joined = f"{texts[-1]}; {said}" if texts else said
        if texts and len(joined) <= _LINE and "\n" not in joined:
            texts[-1] = joined
        else:
            texts.append(said)
    return [line(part) for text in texts for part in tidy(text).split("\n") if not is_blank(part)]


def _month(first: date) -> str:
    return f"{MONTHS[first.month - 1]} {first.year}"
