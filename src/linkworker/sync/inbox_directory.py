"""Taking in the rows of the centre's directories, as an import of its feed does: what a worker changed here stays."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from linkworker.base.errors import NotFound
from linkworker.base.ids import is_id
from linkworker.journal.taking_in import take_in
from linkworker.journal.typed import NotOfItsType, typed
from linkworker.journal.unit_of_work import UnitOfWork
from linkworker.records.person import Person
from linkworker.records.record import Record, Standalone, check_codes
from linkworker.records.registry import KINDS
from linkworker.sync.receipt_lines import DirectoryRow


@dataclass(frozen=True, slots=True)
class DirectoryTaken:
    """How many records were new or changed, and how many rows this version does not understand."""

    changed: int
    left_out: int


def take_in_rows(uow: UnitOfWork, rows: Iterable[DirectoryRow]) -> DirectoryTaken:
    """Add or bring up to date the records of the centre's feeds. A row that this version does not know is left out."""
    feeds: dict[str, list[Record]] = defaultdict(list)
    left_out = changed = 0
    for row in rows:
        record = _record(row)
        if record is None:
            left_out += 1
        else:
            feeds[row.feed].append(record)
    for feed, records in feeds.items():
        taken = take_in(uow, feed, records, {"from": "centre"})
        changed += taken.new + taken.changed
    return DirectoryTaken(changed, left_out)


def _record(row: DirectoryRow) -> Record | None:
    """Return the record of a row, without fields not known here; None for a kind, type or code of a later version."""
    kind = KINDS.get(row.kind)
    if kind is None or not issubclass(kind, Standalone) or kind is Person or not is_id(row.record):
        return None
    columns = kind.table().columns
    known = set(kind.value_fields())
    try:
        values = {name: typed(columns[name], value) for name, value in row.row.items() if name in known}
        record = kind(id=row.record, **values)
        check_codes(record)
    except (NotOfItsType, NotFound):
        return None
    needed = (c.name for c in columns if not c.nullable)
    return record if all(getattr(record, name, None) is not None for name in needed) else None
