"""Where details of other people stand, and what in free text may point to somebody else, read from a file."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from linkworker.base.errors import LinkworkerError

NEEDED = ("name", "phone", "email", "relation", "titled", "elsewhere")
"""Reasons that the program gives of itself, so that the file must have words for them."""


class ThirdPartyFault(LinkworkerError):
    """The file of third parties cannot be used: {}."""


@dataclass(frozen=True, slots=True)
class FieldRule:
    """A field that names somebody: why it is marked, and whether names (and their parts) are looked for elsewhere."""

    why: str
    names: bool
    parts: bool


@dataclass(frozen=True, slots=True)
class Rules:
    """All of them. `fields` and `own` go by (kind, field)."""

    why: Mapping[str, str]
    fields: Mapping[tuple[str, str], FieldRule]
    own: frozenset[tuple[str, str]]
    relation: re.Pattern[str]
    titled: re.Pattern[str]
    organisation: re.Pattern[str]


@cache
def rules() -> Rules:
    """Return the rules that came with the program; raises ThirdPartyFault."""
    file = files("linkworker.casework.access") / "data" / "third_parties.toml"
    return read_rules(file.read_text(encoding="utf-8"))


def read_rules(text: str) -> Rules:
    """Read and check the rules in a TOML text; raises ThirdPartyFault naming what is wrong."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ThirdPartyFault(str(error)) from error
    why = table.get("why", {})
    lacking = [code for code in NEEDED if not why.get(code)]
    if lacking:
        raise ThirdPartyFault(f"[why] has no words for '{lacking[0]}'")
    fields: dict[tuple[str, str], FieldRule] = {}
    for row in table.get("field", []):
        fields.update(_fields(row, why))
    own = frozenset((kind, field) for kind, names in table.get("own", {}).items() for field in names)
    relation = rf"(?<!\w)(?:{_either(table, 'relations')})(?!\w)"
    titled = rf"(?<!\w)(?:{_either(table, 'titles')})\.?\s+[A-Z][\w'\u2019-]*(?:\s+[A-Z][\w'\u2019-]+)*"
    organisation = rf"(?<!\w)(?:{_either(table, 'organisations')})(?!\w)"
    return Rules(
        why, fields, own, re.compile(relation, re.IGNORECASE), re.compile(titled),
        re.compile(organisation, re.IGNORECASE),
    )  # fmt: skip


def _fields(row: Mapping[str, Any], why: Mapping[str, str]) -> dict[tuple[str, str], FieldRule]:
    kind, names = row.get("kind"), row.get("names", [])
    if row.get("why") not in why:
        raise ThirdPartyFault(f"a field of '{kind}' gives a reason that [why] has no words for")
    return {
        (str(kind), field): FieldRule(row["why"], field in names, field in names and bool(row.get("parts")))
        for field in row.get("fields", [])
    }


def _either(table: Mapping[str, Any], name: str) -> str:
    words = table.get(name, {}).get("words", [])
    if not words:
        raise ThirdPartyFault(f"[{name}] has no words")
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
