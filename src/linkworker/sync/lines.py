"""The lines of a bundle's entries: each proved by the chain of hashes and by the commitments to its values."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from linkworker.journal.entry import FIRST_HASH, FORMAT, REASON, chain_hash, commitment
from linkworker.sync.canonical import parse, written
from linkworker.sync.container import GREATEST, HEX_64, MADE_AT, UUID
from linkworker.sync.entry_line import EntryLine, Line, ReleasedLine, Values
from linkworker.sync.manifest import BundleFacts
from linkworker.sync.problems import ChainBroken, WrongFacts
from linkworker.sync.quick_lines import quick_entry

HEADER_KEYS = frozenset(
    "action at device fields hlc id kind person reason record seq v worker".split()  # noqa: SIM905 - one line to read
)
FIELD_KEYS = frozenset({"commit", "field", "replaces"})
SALT = re.compile("[0-9a-f]{32}")
HLC = re.compile("[0-9a-f]{16}")
IDS = ("device", "id", "record")
LONGEST_ACTION, LONGEST_WORKER, LONGEST_NAME = 24, 36, 64  # of a kind, and of a field

CommitsOf = Callable[[str], Mapping[str, str] | None]


class _Chain:
    """Lines that come one by one, each checked against those before it."""

    def __init__(self, previous_hash: str, commits_of: CommitsOf | None) -> None:
        self.head = previous_hash
        self.seq: int | None = None
        self._number = 0
        self._commits_of = commits_of

    def check(self, raw: bytes) -> Line:
        """Return what the next line says. Raises ChainBroken."""
        self._number += 1
        try:
            line, fits = _read(raw.removesuffix(b"\n"))
            if isinstance(line, EntryLine):
                _check_entry(line, self.head, self.seq, fits=fits)
                self.head, self.seq = line.hash, line.header["seq"]
                return line
            return _released(line, self._commits_of)
        except WrongFacts as error:
            raise ChainBroken(self._number, error.args[0]) from error


def check_lines(
    lines: Iterable[bytes], previous_hash: str = FIRST_HASH, commits_of: CommitsOf | None = None
) -> Iterator[Line]:
    """Yield lines one by one, each after it was checked. Raises ChainBroken, which names the line and the fault.

    Checked are: canonical form; that each header has the form of the format page and a sequence number one above the
    one before; that each hash is SHA-256 of the hash before and the header's bytes, beginning with `previous_hash`
    (hex); that each value with its salt fits the header's commitment. `commits_of` gives the commitments by field of an
    entry sent earlier (None when unknown), against which released values are proved.
    """
    return map(_Chain(previous_hash, commits_of).check, lines)


def read_line(raw: bytes, commits_of: CommitsOf | None = None) -> Line:
    """Return what a line says, checked but for the chain of hashes. Raises WrongFacts.

    For lines that no chain joins: those of a receipt. `commits_of` is as in `check_lines`.
    """
    line, fits = _read(raw)
    if not isinstance(line, EntryLine):
        return _released(line, commits_of)
    if not _matches(HEX_64, line.hash):
        raise WrongFacts("a hash is not 64 hex digits")
    if line.values is not None and not fits:
        _check_values(line.values, commits(line.header))
    return line


class Proof:
    """The lines of a bundle as they come, each checked as `check_lines` does, and that they are those of its manifest.

    `check` raises ChainBroken, and WrongFacts for another laptop's entry or a clock that went back; `finish`, after the
    last line, raises WrongFacts when head, range or a count differ.
    """

    def __init__(self, facts: BundleFacts, commits_of: CommitsOf | None = None) -> None:
        self._facts = facts
        self._chain = _Chain(facts.head_before, commits_of)
        self._hlc = ""
        self._first: int | None = None
        self._count = self._bare = self._released = 0

    def check(self, raw: bytes) -> Line:
        """Return what the next line says."""
        line = self._chain.check(raw)
        if not isinstance(line, EntryLine):
            self._released += 1
            return line
        header = line.header
        if header["device"] != self._facts.device:
            raise WrongFacts("an entry is another laptop's")
        if header["hlc"] <= self._hlc:
            raise WrongFacts("an entry's clock reading is not after the one before")
        self._hlc = header["hlc"]
        if self._first is None:
            self._first = header["seq"]
        self._count += 1
        self._bare += line.values is None
        return line

    def finish(self) -> None:
        """Check that the lines that came are all."""
        facts = self._facts
        # An entry that changed no field, or whose values were erased, is bare too without being withheld.
        found = (self._chain.head, self._first, self._chain.seq, self._count, self._released)
        if found != (facts.head, facts.first, facts.last, facts.count, facts.released) or facts.withheld > self._bare:
            raise WrongFacts("the entries are not the ones it speaks of")


def check_against(facts: BundleFacts, lines: Iterable[bytes], commits_of: CommitsOf | None = None) -> Iterator[Line]:
    """Yield lines as a `Proof` checks them, and raise what it raises."""
    proof = Proof(facts, commits_of)
    yield from map(proof.check, lines)
    proof.finish()


def commits(header: Mapping[str, Any]) -> dict[str, str]:
    """Return the commitments in an entry's header, in hex: by field, and the reason's under REASON."""
    held = {row["field"]: row["commit"] for row in header["fields"]}
    return held if header["reason"] is None else {REASON: header["reason"], **held}


def _read(raw: bytes) -> tuple[Line, bool]:
    """Return what a line says, and whether the quick reading has found already that each value fits."""
    quick = quick_entry(raw)
    return (_read_with_care(raw), False) if quick is None else (quick, True)


def _read_with_care(raw: bytes) -> Line:
    line = parse(raw)
    match line:
        case {"entry": str(text), "hash": str(found), **rest} if set(rest) <= {"values"}:
            header = parse(text.encode("utf-8"))
            _check_header(header)
            if not rest:
                return EntryLine(header, text, found, None)
            return EntryLine(header, text, found, _values(rest["values"]), _text(rest["values"]))
        case {"values_of": str(entry), "values": values, **rest} if not rest and UUID.fullmatch(entry):
            return ReleasedLine(entry, _values(values), proved=False, content=_text(values))
    raise WrongFacts("it is neither an entry nor values of one")


def _check_header(header: Any) -> None:
    if not isinstance(header, dict) or header.keys() != HEADER_KEYS:
        raise WrongFacts("its header has other names than it should")
    fields = header["fields"]
    if type(header["v"]) is not int or header["v"] != FORMAT or not _is_seq(header["seq"]):
        raise WrongFacts("its header is of another format, or has no number")
    if not _texts_are_right(header) or not isinstance(fields, list):
        raise WrongFacts("its header is not as it should be")
    for row in fields:
        _check_field(row)
    if len({(row["field"], row["replaces"]) for row in fields}) != len(fields):
        raise WrongFacts("a field stands twice in its header")
    if len({(row["field"], row["commit"]) for row in fields}) != len({row["field"] for row in fields}):
        raise WrongFacts("a field has two values in its header")


def _is_seq(seq: Any) -> bool:
    return type(seq) is int and 1 <= seq <= GREATEST


def _texts_are_right(header: Mapping[str, Any]) -> bool:
    reason = header["reason"]
    return (
        all(_matches(UUID, header[name]) for name in IDS)
        and (header["person"] is None or _matches(UUID, header["person"]))
        and (header["worker"] is None or _is_name(header["worker"], LONGEST_WORKER))
        and _is_name(header["action"], LONGEST_ACTION)
        and _is_name(header["kind"], LONGEST_NAME)
        and _matches(HLC, header["hlc"])
        and _matches(MADE_AT, header["at"])
        and (reason is None or _matches(HEX_64, reason))
    )


def _is_name(text: Any, most: int) -> bool:
    # No NUL: PostgreSQL holds none, and one bundle must not stop the others.
    return isinstance(text, str) and 0 < len(text) <= most and "\x00" not in text


def _check_field(row: Any) -> None:
    if not isinstance(row, dict) or row.keys() != FIELD_KEYS:
        raise WrongFacts("a field of its header is not as it should be")
    name, replaces = row["field"], row["replaces"]
    # A field with the reason's reserved name would hide one of the two commitments.
    named = _is_name(name, LONGEST_NAME) and name != REASON
    if not named or not _matches(HEX_64, row["commit"]) or not (replaces is None or _matches(UUID, replaces)):
        raise WrongFacts("a field of its header is not as it should be")


def _matches(pattern: re.Pattern[str], text: Any) -> bool:
    return isinstance(text, str) and pattern.fullmatch(text) is not None


def _check_entry(line: EntryLine, head: str, seq: int | None, *, fits: bool) -> None:
    if line.hash != chain_hash(head, line.text):
        raise WrongFacts("its hash does not follow from the one before")
    if seq is not None and line.header["seq"] != seq + 1:
        raise WrongFacts("its number does not follow the one before")
    if line.values is not None and not fits:
        _check_values(line.values, commits(line.header))


def _released(line: ReleasedLine, commits_of: CommitsOf | None) -> ReleasedLine:
    known = commits_of(line.entry) if commits_of else None
    if known is None:
        return line
    _check_values(line.values, known)
    return ReleasedLine(line.entry, line.values, proved=True, content=line.content)


def _text(held: Any) -> str:
    return written(held).decode()


def _values(held: Any) -> Values:
    """Return salted values as they stand, after a look at their form."""
    if not isinstance(held, dict):
        raise WrongFacts("its values are not as they should be")
    for pair in held.values():
        match pair:
            case [str(salt), _] if SALT.fullmatch(salt):
                continue
        raise WrongFacts("a salt is not 32 hex digits")
    return held


def _check_values(values: Values, known: Mapping[str, str]) -> None:
    for name, (salt, value) in values.items():
        if known.get(name) != commitment(salt, written(value).decode()):
            raise WrongFacts("a value is not the one its header commits to")
