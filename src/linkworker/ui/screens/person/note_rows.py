"""The contact log as rows of a list: times set above, then the notes, two lines each."""

from collections.abc import Iterable, Sequence
from datetime import time

from linkworker.base.dates import show_date
from linkworker.base.times import show_time
from linkworker.base.words import count
from linkworker.casework.support.appointments import AppointmentView
from linkworker.casework.support.contact_reading import Held
from linkworker.casework.support.contacts import NoteView
from linkworker.ui.widgets.columns import Column
from linkworker.ui.widgets.rows import Cell, Row, heading

TIME_SET = "appointment:"
"""Before the key of a time that was set; a note's key is its id."""

COLUMNS = (
    Column(width=17),
    Column(weight=3, least=20),
    Column(width=7, align="right"),
    Column(weight=2, least=10, drop=1),
    Column(weight=2, least=14, drop=2),
)


def note_row(note: NoteView, around: str = "") -> Row:
    """Return a note: day, kind and how, length, where, who; below them its words, or those around what was found."""
    kind = f"{note.about}, {note.mode[:1].lower()}{note.mode[1:]}"
    cells = (
        Cell(show_date(note.on), "strong"),
        f"{_at(note.at)}{kind}",
        Cell(_length(note.minutes), "muted"),
        Cell(note.where or "", "muted"),
        Cell(note.worker or "", "muted"),
    )
    return Row(note.id, cells, detail=around or note.words)


def found_rows(found: Iterable[Held]) -> list[Row]:
    """Return the notes that hold what was searched for."""
    return [note_row(held.note, held.around) for held in found]


def head_rows(unsaid: Sequence[AppointmentView], coming: Sequence[AppointmentView], notes: int) -> list[Row]:
    """Return what stands above the notes: nothing where no time is set."""
    if not (unsaid or coming):
        return []
    rows: list[Row] = []
    if unsaid:
        rows += [heading("How did it go?"), *(_time_row(each, "Press Enter to say how it went.") for each in unsaid)]
    if coming:
        rows += [heading("Times set"), *(_time_row(each, each.note or "") for each in coming)]
    rows.append(heading(f"Contacts ({notes:,})"))
    return rows if notes else [*rows, Row(None, (Cell("No note yet. Press n to write one.", "muted"),))]


def _time_row(held: AppointmentView, detail: str) -> Row:
    cells = (
        Cell(show_date(held.on), "strong"),
        f"{_at(held.at)}{held.about}",
        Cell(_length(held.minutes), "muted"),
        Cell(held.where or "", "muted"),
    )
    return Row(f"{TIME_SET}{held.id}", cells, detail=detail)


def _at(at: str | None) -> str:
    return f"{show_time(time.fromisoformat(at))} " if at else ""


def _length(minutes: int | None) -> str:
    return f"{minutes} min" if minutes else ""


def search_words(found: int, typed: str) -> str:
    """Return what stands beside the search: how many notes hold the words."""
    return f"{count(found, 'note')}" if typed.strip() else ""
