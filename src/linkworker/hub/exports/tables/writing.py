"""People to CSV files, a page of people at a time."""

import csv
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from linkworker.base.clock import london_day
from linkworker.base.progress import Progress, nobody_watches
from linkworker.hub.exports.folder import whole_folder, written
from linkworker.hub.exports.house import House, read_house
from linkworker.hub.exports.manifest import Exported, seal
from linkworker.hub.exports.one_person import OnePerson
from linkworker.hub.exports.people import people
from linkworker.hub.exports.tables import commissioner, dictionary, worked_out
from linkworker.hub.exports.tables.cells import cells, headings
from linkworker.hub.exports.tables.declared import WORKED_OUT, Column, Table, tables
from linkworker.hub.exports.tables.long_form import LINES
from linkworker.hub.exports.tables.pseudonym import Pseudonyms
from linkworker.hub.exports.tables.worked_out import Around
from linkworker.hub.exports.undecided import undecided
from linkworker.records.person import Person
from linkworker.records.record import Standalone

_AT_ONCE = 500
_WORKED: Mapping[str, Callable[[Any, Around], Any]] = {**worked_out.COLUMNS, **commissioner.COLUMNS}


def write_csv(
    connection: Connection,
    folder: Path,
    *,
    made_at: datetime,
    pseudonyms: Pseudonyms | None,
    person_id: str | None = None,
    since: date | None = None,
    replace: bool = False,
    progress: Progress = nobody_watches,
) -> Exported:
    """Write the tables into a folder, whole or not at all; with no pseudonyms, names and words stand in them.

    Memory does not grow with the people. Raises NotFound, FolderInUse, NotWritten, Stopped.
    """
    named = pseudonyms is None
    shown = tables(named=named)
    with whole_folder(folder, replace=replace) as beside:
        with ExitStack() as stack:
            sheets = _Sheets(beside, shown, stack, pseudonyms)
            house = read_house(connection)
            _directory(connection, sheets, Around(None, house, london_day(made_at)))
            chosen = people(connection, person_id=person_id, since=since, progress=progress)
            count = _people(chosen, sheets, house, london_day(made_at))
        rows = sheets.rows
        rows["dictionary.csv"] = dictionary.write_dictionary(beside, shown, named=named)
        rows["codes.csv"] = dictionary.write_codes(beside, shown, named=named)
        rows["README.txt"] = dictionary.write_readme(beside, shown, named=named)
        notes = (dictionary.SMALL_NUMBERS, *undecided(connection))
        return seal(beside, folder, "csv", rows, people=count, made_at=made_at, notes=notes, more={"named": named})


class _Sheets:
    """The open files and how many rows each has."""

    def __init__(self, folder: Path, shown: tuple[Table, ...], stack: ExitStack, pseudonyms: Pseudonyms | None) -> None:
        self.rows: Counter[str] = Counter()
        self.shown = shown
        self._pseudonyms = pseudonyms
        self._columns = {table.file: table.shown(named=pseudonyms is None) for table in shown}
        self._writers: dict[str, Any] = {}
        for table in shown:
            file = stack.enter_context(written(folder / table.file, newline="", encoding=dictionary.ENCODING))
            self._writers[table.file] = csv.writer(file)
            self._writers[table.file].writerow(headings(self._columns[table.file]))
            self.rows[table.file] = 0

    def add(self, table: Table, row: Any, around: Around, worked: Mapping[str, Any]) -> None:
        """Write one row."""
        line = [
            cell
            for column in self._columns[table.file]
            for cell in cells(column, _value(column, row, around, worked), self._pseudonyms)
        ]
        self._writers[table.file].writerow(line)
        self.rows[table.file] += 1


def _people(chosen: Iterator[OnePerson], sheets: _Sheets, house: House, today: date) -> int:
    of_people = [table for table in sheets.shown if table.kind is Person or not issubclass(table.kind, Standalone)]
    count = 0
    for one in chosen:
        if one.row.in_error:
            continue
        count += 1
        around = Around(one, house, today)
        for table in of_people:
            lines = LINES[table.rows](one) if table.rows else ((row, {}) for row in one.live(table.kind.kind()))
            for row, worked in lines:
                sheets.add(table, row, around, worked)
    return count


def _directory(connection: Connection, sheets: _Sheets, around: Around) -> None:
    for table in sheets.shown:
        if table.kind is Person or not issubclass(table.kind, Standalone):
            continue
        found = table.kind.table()
        query = select(found).where(found.c.in_error.is_(False)).order_by(found.c.id)
        with connection.execute(query, execution_options={"yield_per": _AT_ONCE}) as rows:
            for row in rows:
                sheets.add(table, row, around, {})


def _value(column: Column, row: Any, around: Around, worked: Mapping[str, Any]) -> Any:
    if column.source == "person_id":
        return around.person.goes_on  # so that whoever counts people counts one with two records once
    if not column.source.startswith(WORKED_OUT):
        return getattr(row, column.source)
    name = column.source.removeprefix(WORKED_OUT)
    return worked[name] if name in worked else _WORKED[name](row, around)
