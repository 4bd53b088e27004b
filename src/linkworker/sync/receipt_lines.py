"""The lines of a receipt: entries of any device, values of entries that came without, and rows of directories.

They are what the laptop is to have, so they hold gaps, and no chain joins them: that they are whole and true, the hub's
signature over them says.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from linkworker.journal.incoming import Incoming, Late
from linkworker.sync.canonical import canonical, parse
from linkworker.sync.entry_line import EntryLine
from linkworker.sync.lines import CommitsOf, commits, read_line
from linkworker.sync.problems import ChainBroken, WrongFacts
from linkworker.sync.receipt import Counts

_DIRECTORY = b'{"feed":'


@dataclass(frozen=True, slots=True)
class DirectoryRow:
    """A record of a directory that every laptop is to have: the feed, its kind, its id, and its fields as JSON."""

    feed: str
    kind: str
    record: str
    row: Mapping[str, Any]


def entry_line(entry: Incoming) -> bytes:
    """Return the line of an entry, as bundles have it too."""
    start = b'{"entry":%b,"hash":"%b"' % (canonical(entry.header), entry.hash.encode())
    return start + (b"" if entry.content is None else b',"values":%b' % entry.content.encode()) + b"}\n"


def late_line(late: Late) -> bytes:
    """Return the line of values of an entry that went without them."""
    return b'{"values":%b,"values_of":%b}\n' % (late.content.encode(), canonical(late.entry_id))


def directory_line(row: DirectoryRow) -> bytes:
    """Return the line of a directory's record. Raises WrongFacts for a value without a canonical form."""
    return canonical({"feed": row.feed, "kind": row.kind, "record": row.record, "row": dict(row.row)}) + b"\n"


def read_receipt_lines(
    lines: Iterable[bytes], counts: Counts, commits_of: CommitsOf | None = None
) -> Iterator[Incoming | Late | DirectoryRow]:
    """Yield what each line brings, after it was checked; raises ChainBroken, and WrongFacts after the last."""
    entries = values = directory = 0
    came: dict[str, dict[str, str]] = {}

    def known(entry_id: str) -> Mapping[str, str] | None:
        return came.get(entry_id) or (commits_of(entry_id) if commits_of else None)

    for number, raw in enumerate(lines, 1):
        try:
            thing = _read(raw.removesuffix(b"\n"), known, came)
        except WrongFacts as error:
            raise ChainBroken(number, error.args[0]) from error
        entries += isinstance(thing, Incoming)
        values += isinstance(thing, Late)
        directory += isinstance(thing, DirectoryRow)
        yield thing
    if Counts(entries, values, directory) != counts:
        raise WrongFacts("the lines are not the ones it speaks of")


def _read(raw: bytes, known: CommitsOf, came: dict[str, dict[str, str]]) -> Incoming | Late | DirectoryRow:
    if raw.startswith(_DIRECTORY):
        return _directory(parse(raw))
    line = read_line(raw, known)
    if isinstance(line, EntryLine):
        if line.content is None:  # only then can its values come later in this receipt
            came[line.header["id"]] = commits(line.header)
        return Incoming(line.text, line.hash, line.content)
    return Late(line.entry, line.content)


def _directory(held: Any) -> DirectoryRow:
    match held:
        case {"feed": str(feed), "kind": str(kind), "record": str(record), "row": dict(row), **rest} if not rest:
            if all((feed, kind, record)):
                return DirectoryRow(feed, kind, record, row)
    raise WrongFacts("it is not a row of a directory")
