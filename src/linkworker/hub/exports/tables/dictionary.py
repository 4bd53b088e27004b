"""What the files hold: dictionary.csv with every column, codes.csv with every code, and README.txt."""

import csv
from collections.abc import Sequence
from pathlib import Path

from linkworker.base.lists import coded
from linkworker.hub.exports.folder import written
from linkworker.hub.exports.tables.cells import escaped
from linkworker.hub.exports.tables.declared import Column, Table
from linkworker.wellbeing.packs import instruments

ENCODING = "utf-8-sig"
"""UTF-8 that begins with a byte order mark: without it a spreadsheet takes the letters for another code page's."""
SMALL_NUMBERS = (
    "These are rows, not figures. Before a figure leaves your team, hide counts of 1 to 4. "
    "Round the rest to the nearest 5, and hide a second cell where a total would give the first away."
)
_SEVERAL = {"id": "text", "code-id": "text", "codes": "codes, '; ' between", "pence": "whole number",
            "number": "whole number"}  # fmt: skip
_SCALES = "The questionnaires, whose statements are not in these files:"


def write_dictionary(folder: Path, shown: Sequence[Table], *, named: bool) -> int:
    """Write dictionary.csv; return its rows."""
    rows = [
        [table.file, name, says, type_, column.unit, codes]
        for table in shown
        for column in table.shown(named=named)
        for name, says, type_, codes in _described(column)
    ]
    _write(folder / "dictionary.csv", ["file", "column", "meaning", "type", "unit", "codes"], rows)
    return len(rows)


def write_codes(folder: Path, shown: Sequence[Table], *, named: bool) -> int:
    """Write codes.csv, the lists that the columns draw on; return its rows."""
    lists = sorted({column.list for table in shown for column in table.shown(named=named) if column.list})
    rows = [[name, row.code, row.label, row.group or ""] for name in lists for row in coded(name)]
    _write(folder / "codes.csv", ["list", "code", "label", "group"], rows)
    return len(rows)


def write_readme(folder: Path, shown: Sequence[Table], *, named: bool) -> int:
    """Write README.txt; return its lines."""
    who = (
        "This export holds names and what people said. Keep it as you keep the case system."
        if named
        else "People, workers and records stand under pseudonyms. Only the centre's key can make them again."
    )
    lines = [
        "Tidy tables from linkworker, one file a table. dictionary.csv explains each column, codes.csv each code.",
        "",
        who,
        SMALL_NUMBERS,
        "Records entered in error, corrected since, withheld or erased are not here.",
        "",
        "Encoding: UTF-8 with a byte order mark. Read it as utf-8-sig, or in PostgreSQL leave the first line out.",
        "Cells are set apart by commas, lines end in CR LF, dates are ISO (2026-08-06), money is whole pence.",
        "A text that would begin a formula (= + - @ tab CR) has an apostrophe before it. Numbers never have.",
        "",
        *(f"{table.file}: {table.says}" for table in shown),
        "",
        _SCALES,
        *(f"- {pack.notice} {pack.licence_terms}" for pack in instruments()),
    ]
    with written(folder / "README.txt", newline="\r\n") as file:
        file.writelines(f"{line}\n" for line in lines)
    return len(lines)


def _described(column: Column) -> list[tuple[str, str, str, str]]:
    said = (column.name, column.says, _SEVERAL.get(column.type, column.type), column.list)
    label = (f"{column.name}_label", f"What people read for {column.name}.", "text", "")
    return [said, label] if column.list else [said]


def _write(path: Path, head: list[str], rows: list[list[str]]) -> None:
    with written(path, newline="", encoding=ENCODING) as file:
        writer = csv.writer(file)
        writer.writerow(head)
        writer.writerows([escaped(cell) for cell in row] for row in rows)
