"""Today's things as rows of a list: under each group's name who, why and since when."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from linkworker.base.words import sentence
from linkworker.casework.day.today import Group, Today
from linkworker.casework.day.today_parts import Item
from linkworker.ui import spans
from linkworker.ui.forms.reopening import Begun
from linkworker.ui.widgets.columns import Column
from linkworker.ui.widgets.rows import Cell, Row, heading

COLUMNS = (
    Column(weight=1, least=18),
    Column(weight=3, least=39),
    Column(weight=1, least=13, align="right"),
)
BEGUN = "begun:"
"""Begins the key of a row that is a form begun and not saved; its name follows."""

_DUE = {"reviews-overdue", "reviews-due", "check-ins", "goals", "revisit", "agreements"}
_ENDING = {"checks", "releases"}


@dataclass(frozen=True, slots=True)
class Shown:
    """The rows, and which item each key stands for."""

    rows: tuple[Row, ...]
    items: dict[str, Item]


def shown(today: Today, begun: Sequence[Begun], *, wide: bool) -> Shown:
    """Return the day's rows: what was begun and not saved first, then each group, oldest first."""
    items = {f"{item.group}:{item.opens_id}:{place}": item for place, item in enumerate(_items(today.groups))}
    keys = {id(item): key for key, item in items.items()}
    rows = [*_begun_rows(begun)]
    for group in today.groups:
        rows.append(heading(group.heading()))
        rows += [_row(keys[id(item)], item, today.day, wide=wide) for item in group.items]
    return Shown(tuple(rows), items)


def _items(groups: Sequence[Group]) -> Iterator[Item]:
    for group in groups:
        yield from group.items


def _begun_rows(begun: Sequence[Begun]) -> Iterator[Row]:
    if begun:
        yield heading(f"Begun and not saved ({len(begun)})")
    for each in begun:
        yield Row(f"{BEGUN}{each.form}", (Cell(each.who or "A form", "strong"), each.what, Cell(each.kept, "muted")))


def _row(key: str, item: Item, today: date, *, wide: bool) -> Row:
    who, why = item.shown_name, item.why
    if who is None:  # what is about no person names first what it is about: "Crag Climbing: Insurance ended..."
        who, parted, rest = why.partition(": ")
        who, why = (who, sentence(rest)) if parted else ("This laptop", why)
    return Row(key, (Cell(who, "strong"), why, _since(item, today, wide=wide)), detail=f"{who}: {why}")


def _since(item: Item, today: date, *, wide: bool) -> Cell:
    day = item.since
    if day is None:
        return Cell("")
    if item.group in _DUE:
        words = spans.overdue(day, today) if wide else spans.overdue_in_short(day, today)
        return Cell(words, "warning" if day < today else "muted")
    if item.group in _ENDING:
        return Cell(spans.ended(day, today), "warning" if day < today else "muted")
    return Cell(spans.since(day, today), "muted")
