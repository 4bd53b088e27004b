"""The lists of the place Activities: what each shows, where its rows come from, and what it says when empty."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from linkworker.base.dates import show_date
from linkworker.base.words import listed
from linkworker.casework.directory.directory_list import Chosen, ListedActivity, count_listed, listed_at, place_listed
from linkworker.casework.directory.provider_list import ListedProvider, providers_by_lapse
from linkworker.casework.directory.provider_view import Status
from linkworker.casework.directory.register import mentors, venues
from linkworker.casework.directory.shown import LAPSING_DAYS
from linkworker.casework.matches.gaps import gap_words, gaps
from linkworker.casework.referrals.referral_now import short_day
from linkworker.ui.desk import Desk
from linkworker.ui.widgets.columns import Column
from linkworker.ui.widgets.pages import FixedRows, Pages, ReadPages
from linkworker.ui.widgets.rows import Cell, CellStyle, Row


@dataclass(frozen=True, slots=True)
class Tab:
    """One list. `rows` reads it whole; the list of activities is read in pages instead."""

    name: str
    columns: tuple[Column, ...]
    empty: str
    rows: Callable[[Connection, Desk], Sequence[Row]] | None = None


NOT_FOUND = "Nothing holds those words. Esc clears them."


async def pages_of(tab: Tab, desk: Desk, words: str, chosen: Chosen) -> Pages:
    """Return the rows of a tab that hold every word typed."""
    rows = tab.rows
    if rows is None:
        return activity_pages(desk, words, chosen)
    wanted = words.casefold().split()
    read = await desk.read(lambda connection: rows(connection, desk))
    return FixedRows([row for row in read if all(word in _text(row) for word in wanted)])


def activity_pages(desk: Desk, words: str, chosen: Chosen) -> ReadPages:
    """Return the activities of a list that hold every word typed, a page at a time."""
    sought, today, places = chosen.sought(words), desk.today, desk.settings.places()
    return ReadPages(
        desk,
        lambda connection: count_listed(connection, sought, today),
        lambda connection, offset, limit: [
            _activity(row, desk) for row in listed_at(connection, sought, today, offset, limit, places)
        ],
        lambda connection, key: place_listed(connection, sought, today, key),
    )


def _text(row: Row) -> str:
    return " ".join(cell if isinstance(cell, str) else cell.text for cell in row.cells).casefold()


def _activity(row: ListedActivity, desk: Desk) -> Row:
    confirmed = Cell(short_day(row.confirmed_on, desk.today), "muted") if row.confirmed_on else Cell("never", "warning")
    if row.stale and row.confirmed_on:
        confirmed = Cell(f"{confirmed.text}: old", "warning")
    name = row.name if row.running else f"{row.name} (ended)"
    return Row(row.id, (Cell(name, "" if row.running else "muted"), row.when, row.cost, row.where or "", confirmed))


def _providers(connection: Connection, desk: Desk) -> list[Row]:
    return [_provider(row, desk) for row in providers_by_lapse(connection, desk.today)]


def _provider(row: ListedProvider, desk: Desk) -> Row:
    styles: dict[Status, CellStyle] = {Status.APPROVED: "success", Status.DRAFT: "muted"}
    first = row.next_lapse
    style: CellStyle = ""
    if first is not None:
        style = "error" if first.days < 0 else "warning" if first.days <= LAPSING_DAYS else ""
    ends = short_day(first.ends_on, desk.today) if first else ""
    status = Cell(row.status.capitalize(), styles.get(row.status, "error"))
    return Row(row.id, (row.name, status, Cell(row.lapse_words(), style), Cell(ends, style)))


def _venues(connection: Connection, desk: Desk) -> list[Row]:
    places = desk.settings.places()
    private = {True: "private room", False: "not private", None: ""}
    return [
        Row(
            row.id,
            (
                row.name,
                row.area or places.get(row.establishment or "", ""),
                private[row.private],
                _in_a_row(row.access),
            ),
        )
        for row in venues(connection)
    ]


def _in_a_row(labels: Sequence[str]) -> str:
    """Return labels as one sentence would have them: a capital at its beginning alone."""
    return listed(
        label if not at or label[1:2].isupper() else label[0].lower() + label[1:] for at, label in enumerate(labels)
    )


def _mentors(connection: Connection, desk: Desk) -> list[Row]:
    rows = []
    for row in mentors(connection):
        room = "not known" if row.capacity is None else f"{row.supporting or 0} of {row.capacity}"
        until = row.checks_until
        late = until is None or until < desk.today
        ends = "not known" if until is None else f"{'ended ' if late else ''}{short_day(until, desk.today)}"
        name = row.name if row.active else f"{row.name} (not now)"
        shares = listed(label.lower() for label in row.experiences)
        rows.append(
            Row(row.id, (name, listed(row.areas), room, Cell(ends, "warning" if late else ""), Cell(shares, "muted")))
        )
    return rows


def _gaps(connection: Connection, desk: Desk) -> list[Row]:
    del desk
    return [Row(row.id, (show_date(row.on), gap_words(row)), detail=gap_words(row)) for row in gaps(connection)]


TABS = (
    Tab(
        "Activities",
        (
            Column("Activity", least=24, weight=3),
            Column("When", width=11),
            Column("Cost", width=9),
            Column("Where", least=14, weight=2),
            Column("Confirmed", width=13, drop=1),
        ),
        "There are no activities yet. Press i to bring in a directory, or n to add one.",
    ),
    Tab(
        "Providers",
        (
            Column("Provider", least=22, weight=3),
            Column("Status", width=9),
            Column("What lapses first", least=18, weight=2),
            Column("On", width=17),
        ),
        "There are no providers yet. Press i to bring in a directory, or n to add one.",
        _providers,
    ),
    Tab(
        "Venues",
        (
            Column("Venue", least=24, weight=2),
            Column("Area", least=12),
            Column("Private", width=12),
            Column("Access", least=12, weight=2, drop=1),
        ),
        "There are no venues yet. Press n to add one.",
        _venues,
    ),
    Tab(
        "Mentors",
        (
            Column("Mentor", least=18, weight=2),
            Column("Areas", least=14, weight=2),
            Column("Supports", width=9),
            Column("Checks until", width=17),
            Column("Shares", least=14, weight=3, drop=1),
        ),
        "There are no mentors yet. Press n to add one.",
        _mentors,
    ),
    Tab(
        "Gaps",
        (Column("Kept on", width=16), Column("What nothing fitted", least=30)),
        "No gap is kept. Where nothing fits somebody, g on their Match page keeps it.",
        _gaps,
    ),
)
ACTIVITIES, PROVIDERS, VENUES, MENTORS, GAPS = range(len(TABS))
