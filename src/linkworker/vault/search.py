"""Finding people by name, number or place, and by words in what was written about them."""

import re
from dataclasses import dataclass

from sqlalchemy import Connection, text

# What a worker types is words, never the index's own query language.
_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")  # an accent typed apart stays with its letter

_PEOPLE = text(
    "SELECT DISTINCT d.person_id FROM search_people JOIN search_doc AS d ON d.docid = search_people.rowid "
    "WHERE search_people MATCH :words LIMIT :most"
)
_WORDS = text(
    "SELECT d.person_id, d.record_id, d.kind, snippet(search_words, 0, '[', ']', ' ... ', 12) AS snippet "
    "FROM search_words JOIN search_doc AS d ON d.docid = search_words.rowid "
    "WHERE search_words MATCH :words ORDER BY search_words.rowid DESC LIMIT :most"
)


@dataclass(frozen=True, slots=True)
class Found:
    """One record in which the words stand, with the words around them in [brackets]."""

    person_id: str
    record_id: str
    kind: str
    snippet: str


def words_query(typed: str) -> str | None:
    """Return the index's query for what was typed: each word as the beginning of a word; None if there is none."""
    words = _WORD.findall(typed)
    return " ".join(f'"{word}"*' for word in words) if words else None


def find_people(connection: Connection, typed: str, most: int = 200) -> list[str]:
    """Return ids of people whose name, number or place has a word that begins with each word typed."""
    query = words_query(typed)
    if query is None:
        return []
    return list(connection.execute(_PEOPLE, {"words": query, "most": most}).scalars())


def find_words(connection: Connection, typed: str, most: int = 200) -> list[Found]:
    """Return records whose words include one that begins with each word typed, newest first."""
    query = words_query(typed)
    if query is None:
        return []
    rows = connection.execute(_WORDS, {"words": query, "most": most})
    return [Found(row.person_id, row.record_id, row.kind, row.snippet) for row in rows]
