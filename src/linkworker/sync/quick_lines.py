"""The lines of a bundle that are as nearly all are, read in one look; any other is left to the careful reading.

What is taken here is a part of what `lines` takes, never more: one pattern stands for the canonical form and the form
of the header together, and values are compared with what they would be written as. It answers None for all else, also
for what is wrong, so that only one place says what is the matter with a line.
"""

import json
import re
import unicodedata
from dataclasses import dataclass
from hashlib import sha256
from json.encoder import encode_basestring
from typing import Any

from linkworker.journal.entry import FORMAT, REASON
from linkworker.sync.canonical import written
from linkworker.sync.problems import WrongFacts

_START, _HASH, _VALUES, _END = '{"entry":"', '","hash":"', '","values":{', '"}'
_HASH_LENGTH = 64
_SALT_BYTES = 16

# A text of letters that canonical JSON writes as themselves: no quotation mark, no backslash, nothing beyond ASCII.
_TEXT = r"[ !#-\[\]-~]"
_ACTION, _NAME = rf'"({_TEXT}{{1,24}})"', rf'"({_TEXT}{{1,64}})"'
_UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
_ID, _ID_OR_NULL = f'"({_UUID})"', f'(null|"{_UUID}")'
_OR_NULL = rf'(null|"{_TEXT}{{1,36}}")'
_HEADER = re.compile(
    rf'\{{"action":{_ACTION},"at":"(\d{{4}}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{{3}}Z)","device":{_ID},"fields":\[([^\]]*)\],'
    rf'"hlc":"([0-9a-f]{{16}})","id":{_ID},"kind":{_NAME},"person":{_ID_OR_NULL},"reason":(null|"[0-9a-f]{{64}}"),'
    rf'"record":{_ID},"seq":([1-9][0-9]{{0,14}}),"v":{FORMAT},"worker":{_OR_NULL}\}}',
    re.ASCII,
)
# The fields follow each other without a gap when the lengths of what was found add up to the whole.
_FIELD = re.compile(rf'\{{"commit":"([0-9a-f]{{64}})","field":{_NAME},"replaces":{_ID_OR_NULL}\}}(?:,(?=\{{)|\Z)')
_FIELD_LENGTH = len('{"commit":"","field":"","replaces":},') + _HASH_LENGTH


def _refuse(_text: str) -> None:
    raise ValueError


_decoded = json.JSONDecoder(parse_float=_refuse, parse_constant=_refuse).raw_decode


@dataclass(frozen=True, slots=True)
class QuickEntry:
    """An entry line in canonical form whose header has the form of the format page.

    `content` is the text of the values as it stands in the line, None when it came bare. Every value fits its
    commitment in the header; the chain was not looked at.
    """

    header: dict[str, Any]
    text: str
    hash: str
    values: dict[str, Any] | None
    content: str | None


def quick_entry(raw: bytes) -> QuickEntry | None:
    """Return an entry line that is as most are, or None: then it is to be read with care."""
    try:
        line = raw.decode("utf-8")
    except UnicodeDecodeError:
        return None
    end = line.find(_HASH)
    rest = end + len(_HASH) + _HASH_LENGTH
    if not line.startswith(_START) or end < 0 or not (line.isascii() or unicodedata.is_normalized("NFC", line)):
        return None
    written_as = line[len(_START) : end]
    text = written_as.replace('\\"', '"')
    header = _header(text)
    if header is None or text.replace('"', '\\"') != written_as:  # a quotation mark that was not escaped is not JSON
        return None
    found = line[end + len(_HASH) : rest]
    if line[rest:] == _END:
        return QuickEntry(header, text, found, None, None)
    if not line.startswith(_VALUES, rest) or not line.endswith("}}"):
        return None
    return _with_values(header, text, found, line[rest + len(_VALUES) - 1 : -1])


def _with_values(header: dict[str, Any], text: str, found: str, content: str) -> QuickEntry | None:
    """Return the entry with its values, or None unless each fits its commitment and is written in the canonical way."""
    commits = {row["field"]: row["commit"] for row in header["fields"]}
    commits[REASON] = header["reason"]
    parts = []
    try:
        values, end = _decoded(content)
        for name, (salt, value) in values.items():  # in one loop: this is most of what taking a bundle in costs
            kind = type(value)
            spelt = encode_basestring(value) if kind is str else str(value) if kind is int else written(value).decode()
            salted = bytes.fromhex(salt)
            if len(salted) != _SALT_BYTES or sha256(salted + spelt.encode()).hexdigest() != commits[name]:
                return None
            parts.append(f'"{name}":["{salted.hex()}",{spelt}]')  # a name in the header has nothing to escape
    except (KeyError, ValueError, TypeError, RecursionError, WrongFacts):
        return None
    if end != len(content) or list(values) != sorted(values) or content != f"{{{','.join(parts)}}}":
        return None
    return QuickEntry(header, text, found, values, content)


def _header(text: str) -> dict[str, Any] | None:
    found = _HEADER.fullmatch(text)
    if found is None:
        return None
    action, at, device, listed, hlc, entry, kind, person, reason, record, seq, worker = found.groups()
    rows = _FIELD.findall(listed)
    length, before, fields = bool(rows) and -1, "", []
    for commit, field, replaces in rows:
        if before >= field or field == REASON:  # once each and in order, and none with the reserved name
            return None
        before = field
        length += _FIELD_LENGTH + len(field) + len(replaces)
        fields.append({"commit": commit, "field": field, "replaces": None if replaces == "null" else replaces[1:-1]})
    if length != len(listed):
        return None
    return {
        "action": action, "at": at, "device": device, "fields": fields, "hlc": hlc, "id": entry, "kind": kind,
        "person": _or_none(person), "reason": _or_none(reason), "record": record, "seq": int(seq), "v": FORMAT,
        "worker": _or_none(worker),
    }  # fmt: skip


def _or_none(text: str) -> str | None:
    return None if text == "null" else text[1:-1]
