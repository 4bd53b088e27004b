"""The lines of a bundle that are as nearly all are, read in one look; any other is left to the careful reading.

What is taken here is a part of what `lines` takes, never more: one pattern stands for the canonical form and the form
of the header together, another for those of the values. It answers None for all else, also for what is wrong, so that
only one place says what is the matter with a line.
"""

import json
import re
import unicodedata
from hashlib import sha256
from typing import Any

from linkworker.journal.entry import FORMAT, REASON
from linkworker.sync.canonical import written
from linkworker.sync.entry_line import EntryLine
from linkworker.sync.problems import WrongFacts

_START, _HASH, _VALUES, _END = '{"entry":"', '","hash":"', '","values":{', '"}'
_HASH_LENGTH, _SALT_LENGTH = 64, 32

# A text of letters that canonical JSON writes as themselves: no quotation mark, no backslash, nothing beyond ASCII.
_TEXT = r"[ !#-\[\]-~]"
_NAME = rf'"({_TEXT}{{1,64}})"'
_UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
_ID, _ID_OR_NULL = f'"({_UUID})"', f'(?:null|"({_UUID})")'


def _as_text(pattern: str) -> re.Pattern[str]:
    """Return the pattern as it is to be found in a JSON text, where each quotation mark has a backslash before it."""
    return re.compile(pattern.replace('"', r"\\\""), re.ASCII)


_HEADER = _as_text(
    rf'\{{"action":"({_TEXT}{{1,24}})","at":"(\d{{4}}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{{3}}Z)","device":{_ID},'
    rf'"fields":\[([^\]]*)\],"hlc":"([0-9a-f]{{16}})","id":{_ID},"kind":{_NAME},"person":{_ID_OR_NULL},'
    rf'"reason":(?:null|"([0-9a-f]{{64}})"),"record":{_ID},"seq":([1-9][0-9]{{0,14}}),"v":{FORMAT},'
    rf'"worker":(?:null|"({_TEXT}{{1,36}})")\}}'
)
# Fields, and values, follow each other without a gap when the lengths of what was found add up to the whole.
_FIELD = _as_text(rf'\{{"commit":"([0-9a-f]{{64}})","field":{_NAME},"replaces":{_ID_OR_NULL}\}}(?:,(?=\{{)|\Z)')
_FIELD_LENGTH = len('{"commit":"","field":"","replaces":},'.replace('"', '\\"')) + _HASH_LENGTH
_NULL_LENGTH, _ID_LENGTH = len("null"), len(r"\"\"") + 36
_SIMPLE = r'"[^"\\\x00-\x1f]*(?:\\.[^"\\\x00-\x1f]*)*"|0|-?[1-9][0-9]{0,17}|null|true|false'
_FLAT = r"\[[^\[\]{}]*\]|\{[^\[\]{}]*\}"  # brackets inside what was typed are left to care
_VALUE = re.compile(rf'{_NAME}:\["([0-9a-f]{{{_SALT_LENGTH}}})",({_SIMPLE}|{_FLAT})\](?:,(?=")|\Z)')
_VALUE_LENGTH = len('"":["",],') + _SALT_LENGTH
_WORDS = {"null": None, "true": True, "false": False}


def _refuse(_text: str) -> None:
    raise ValueError


_decoded = json.JSONDecoder(parse_float=_refuse, parse_constant=_refuse).decode


def quick_entry(raw: bytes) -> EntryLine | None:
    """Return an entry line that is as most are, or None: then it is to be read with care.

    Every value fits its commitment in the header; the chain was not looked at.
    """
    try:
        line = raw.decode("utf-8")
    except UnicodeDecodeError:
        return None
    end = line.find(_HASH)
    rest = end + len(_HASH) + _HASH_LENGTH
    if not line.startswith(_START) or end < 0 or not (line.isascii() or unicodedata.is_normalized("NFC", line)):
        return None
    text = line[len(_START) : end]
    read = _header(text)
    if read is None:
        return None
    header, commits = read
    text, found = text.replace("\\", ""), line[end + len(_HASH) : rest]
    if line[rest:] == _END:
        return EntryLine(header, text, found, None, None)
    if not line.startswith(_VALUES, rest) or not line.endswith("}}"):
        return None
    values = _values(line[rest + len(_VALUES) : -2], commits)
    return None if values is None else EntryLine(header, text, found, values, line[rest + len(_VALUES) - 1 : -1])


def _header(text: str) -> tuple[dict[str, Any], dict[str, str]] | None:
    """Return a header that stands in a JSON text, and its commitments by name."""
    found = _HEADER.fullmatch(text)
    if found is None:
        return None
    action, at, device, listed, hlc, entry, kind, person, reason, record, seq, worker = found.groups()
    length, before, fields, commits = bool(listed) and -1, "", [], {REASON: reason}
    for commit, field, replaces in _FIELD.findall(listed):
        if before >= field or field == REASON:  # once each and in order, and none with the reserved name
            return None
        before = field
        length += _FIELD_LENGTH + len(field) + (_ID_LENGTH if replaces else _NULL_LENGTH)
        commits[field] = commit
        fields.append({"commit": commit, "field": field, "replaces": replaces or None})
    if length != len(listed):
        return None
    return {
        "action": action, "at": at, "device": device, "fields": fields, "hlc": hlc, "id": entry, "kind": kind,
        "person": person, "reason": reason, "record": record, "seq": int(seq), "v": FORMAT, "worker": worker,
    }, commits  # fmt: skip


def _values(listed: str, commits: dict[str, str]) -> dict[str, Any] | None:
    """Return the values with their salts, or None unless each fits its commitment and is canonically written."""
    length, before, values = bool(listed) and -1, "", {}
    try:
        for name, salt, spelt in _VALUE.findall(listed):  # this is most of what taking a bundle in costs
            fits = sha256(bytes.fromhex(salt) + spelt.encode()).hexdigest() == commits[name]
            if before >= name or not fits:
                return None
            before = name
            length += _VALUE_LENGTH + len(name) + len(spelt)
            values[name] = [salt, _value(spelt)]
    except (KeyError, ValueError, WrongFacts):
        return None
    return values if length == len(listed) else None


def _value(spelt: str) -> Any:
    """Return the value of its JSON text; raises ValueError or WrongFacts unless that is the canonical one."""
    first = spelt[0]
    if first == '"' and "\\" not in spelt:
        return spelt[1:-1]
    if first in '"[{':
        value = _decoded(spelt)
        if written(value).decode() != spelt:
            raise ValueError
        return value
    return _WORDS[spelt] if first in "ntf" else int(spelt)
