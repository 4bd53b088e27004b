"""Record ids: made on the device, or worked out from a feed so that every laptop agrees."""

import json
import unicodedata
from uuid import UUID, uuid5

import uuid_utils

from linkworker.base.errors import BadInput

# Ours alone, drawn once at random. To change it would give every imported record a second identity.
_IMPORTS = UUID("5b0f3a3e-6c52-4f0a-9a57-2d0c8e7b41d6")

NO_PERSON = "00000000-0000-0000-0000-000000000000"
"""The nil UUID: stands where an entry is about no person."""


def new_id() -> str:
    """Return a new UUIDv7 as canonical 36-character text; later ids sort after earlier ones."""
    return str(uuid_utils.uuid7())


def imported_id(feed: str, source_id: str) -> str:
    """Return the id of a feed's record: the UUIDv5 of (feed, source id), the same on every laptop.

    The pair is joined as a JSON list, so that no two pairs can read alike. Raises BadInput if either is blank.
    """
    pair = [unicodedata.normalize("NFC", part).strip() for part in (feed, source_id)]
    if not all(pair):
        raise BadInput("An imported record needs the name of its feed and its id there.")
    return str(uuid5(_IMPORTS, json.dumps(pair, ensure_ascii=True, separators=(",", ":"))))


def is_id(text: str) -> bool:
    """Say whether the text is a UUID in canonical form (36 characters, lower case)."""
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False
