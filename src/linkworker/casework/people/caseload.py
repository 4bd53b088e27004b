"""The caseload: a page of people at a time, filtered as one types, the same cost however many there are."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, bindparam, func, select, text, tuple_

from linkworker.base.dates import age_on
from linkworker.base.lists import coded
from linkworker.casework.people.marks import Marks, marks
from linkworker.casework.people.naming import CODES_ONLY, folded, place_words, shown_name
from linkworker.casework.people.saved_lists import clause
from linkworker.casework.people.seen import ALL_SEEN, Seen
from linkworker.casework.people.stands import STANDS
from linkworker.casework.support.corrections import without_corrected
from linkworker.records.person import Person
from linkworker.records.plan import Plan
from linkworker.vault.search import find_words, words_query

OVERSIGHT_DAYS = 90
RELEASE_SOON_DAYS = 90
_NOTES_FROM_LETTER = 2
_PLACES_FROM_LETTER = 2
_NOTE_HITS = 200  # the newest; a word that finds more than these is one to add another word to
_NUMBER = re.compile(r"[\d\s-]{4,}")


@dataclass(frozen=True, slots=True)
class Filter:
    """Which people: a saved list, and the words typed. `today` and the days decide what is overdue or soon."""

    today: date
    worker_id: str | None = None
    saved: str = "everyone"
    words: str = ""
    oversight_days: int = OVERSIGHT_DAYS
    release_days: int = RELEASE_SOON_DAYS
    places: Mapping[str, str] = field(default_factory=lambda: CODES_ONLY)
    """Names of establishments, by code."""
    seen: Seen = ALL_SEEN
    """What whoever looks may see: notes are not searched, and the rest is left out, where it says so."""


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One person as the list shows them. `found_in` is what a note says around the words typed; risk may be "".

    `leaving`: the record can only be read, somebody else gets it. `to_choose`: a field of it was written in two places.
    """

    person_id: str
    name: str
    date_of_birth: date | None
    age: int | None
    place: str | None
    release_date: date | None
    risk: str
    next_review: date | None
    safeguarding: bool
    found_in: str | None = None
    leaving: bool = False
    to_choose: bool = False


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where the page before ended: among names and numbers, or among notes; the name as sorted, and the id."""

    in_notes: bool
    name: str
    id: str


@dataclass(frozen=True, slots=True)
class Page:
    """Some of the people in order of name; `after` gives the next page, None at the end."""

    rows: tuple[CaseRow, ...]
    after: Cursor | None


@dataclass(frozen=True, slots=True)
class Found:
    """What a filter finds: how many by name, number or place, how many more by their notes, and what those say."""

    chosen: Filter
    query: str | None
    named: int
    noted: int
    in_notes: Mapping[str, str]

    @property
    def total(self) -> int:
        """Return how many people are found in all."""
        return self.named + self.noted


_P, _L = Person.table().c, Plan.table().c
_SORT = func.lower(_P.name)
_NEXT_REVIEW = (
    select(func.min(_L.review_on))
    .where(_L.person_id == _P.id, _L.in_error.is_(False), _L.closed_on.is_(None))
    .correlate(Person.table())
    .scalar_subquery()
)
_COLUMNS = (
    _P.id, _SORT.label("sort"), _P.name, _P.known_as, _P.date_of_birth, _P.establishment, _P.wing, _P.address, _P.area,
    _P.release_date, _P.risk_level, _P.safeguarding, _NEXT_REVIEW.label("next_review"),
)  # fmt: skip
_NAMED = text(
    "person.id IN (SELECT d.person_id FROM search_people JOIN search_doc AS d ON d.docid = search_people.rowid "
    "WHERE search_people MATCH :query)"
)
_NOTED = _P.id.in_(bindparam("noted", expanding=True))
_AFTER = tuple_(_SORT, _P.id) > tuple_(bindparam("sort_after"), bindparam("id_after"))


def page(connection: Connection, chosen: Filter, after: Cursor | None = None, size: int = 50) -> Page:
    """Return the next `size` people of a filter: first those found by name, number or place, then those by a note.

    Raises NotFound for a saved list that there is not.
    """
    query = _query(chosen)
    given = {**_given(chosen), "query": query, "most": size + 1, "skip": 0}
    if chosen.words.strip() and query is None:
        return Page((), None)
    rows: list[Row[Any]] = []
    if after is None or not after.in_notes:
        rows = _rows(connection, chosen, given, after, noted=False)
    if len(rows) > size or query is None or not _looks_in_notes(chosen):
        return _page(connection, rows, size, chosen, {}, named=len(rows))
    snippets = _snippets(connection, chosen.words)
    named = len(rows)
    if snippets:
        given = {**given, "noted": sorted(snippets), "most": size + 1 - named}
        noted_after = after if after is not None and after.in_notes else None
        rows += _rows(connection, chosen, given, noted_after, noted=True)
    return _page(connection, rows, size, chosen, snippets, named=named)


def look_up(connection: Connection, chosen: Filter) -> Found:
    """Return how many people a filter finds, for a list in which one may jump to any place (`rows_at`).

    Raises NotFound for a saved list that there is not.
    """
    query = _query(chosen)
    if chosen.words.strip() and query is None:
        return Found(chosen, None, 0, 0, {})
    snippets = _snippets(connection, chosen.words) if query is not None and _looks_in_notes(chosen) else {}
    noted = _count(connection, chosen, query, sorted(snippets)) if snippets else 0
    return Found(chosen, query, _count(connection, chosen, query), noted, snippets)


def rows_at(connection: Connection, found: Found, offset: int, size: int) -> tuple[CaseRow, ...]:
    """Return up to `size` of those found from the one at `offset` (0 is the first), in the order of `page`.

    The further down, the more it costs: about 10 ms at the end of 10,000.
    """
    given = {**_given(found.chosen), "query": found.query, "noted": sorted(found.in_notes)}
    rows: list[Row[Any]] = []
    if offset < found.named:
        rows = _rows(connection, found.chosen, {**given, "most": size, "skip": offset}, None, noted=False)
    named = len(rows)
    if named < size and offset + size > found.named and found.noted:
        onward = {**given, "most": size - named, "skip": max(0, offset - found.named)}
        rows += _rows(connection, found.chosen, onward, None, noted=True)
    return _case_rows(connection, rows, found.chosen, found.in_notes, named)


def count(connection: Connection, chosen: Filter) -> int:
    """Return how many people a filter finds; among notes, only the newest 200 are looked at."""
    return look_up(connection, chosen).total


def _count(connection: Connection, chosen: Filter, query: str | None, noted: list[str] | None = None) -> int:
    given = {**_given(chosen), "query": query, "noted": noted}
    statement = _counting(chosen.saved, worded=query is not None, noted=noted is not None)
    return int(connection.execute(statement, given).scalar_one())


def _given(chosen: Filter) -> dict[str, Any]:
    return {
        "worker": chosen.worker_id,
        "today": chosen.today,
        "soon": chosen.today + timedelta(days=chosen.release_days),
        "seen_since": chosen.today - timedelta(days=chosen.oversight_days),
    }


def _looks_in_notes(chosen: Filter) -> bool:
    return chosen.seen.notes and len(chosen.words.strip()) >= _NOTES_FROM_LETTER


def _one_number(words: str) -> str:
    """Join the groups that people type a number in: 999 000 0018 is kept as one word."""
    return re.sub(r"[\s-]", "", words) if _NUMBER.fullmatch(words) else words


def _query(chosen: Filter) -> str | None:
    """Return the index's query for the words typed; None if there is none.

    The index holds an establishment by its code, so a word that begins one of its name finds its code as well.
    """
    said = []
    for word in _one_number(chosen.words).split():
        found = words_query(word)
        if found is not None:
            codes = [words_query(code) for code, name in chosen.places.items() if _begins_a_word(word, name)]
            said.append(f"({' OR '.join(filter(None, (f'({found})', *codes)))})" if codes else found)
    return " AND ".join(said) or None


def _begins_a_word(typed: str, name: str) -> bool:
    begun = folded(typed)
    return len(begun) >= _PLACES_FROM_LETTER and any(word.startswith(begun) for word in folded(name).split())


def _rows(
    connection: Connection, chosen: Filter, given: Mapping[str, Any], after: Cursor | None, *, noted: bool
) -> list[Row[Any]]:
    statement = _paging(chosen.saved, worded=given["query"] is not None, noted=noted, onward=after is not None)
    bounds = {} if after is None else {"sort_after": after.name, "id_after": after.id}
    return list(connection.execute(statement, {**given, **bounds}))


def _page(
    connection: Connection, rows: list[Row[Any]], size: int, chosen: Filter, snippets: Mapping[str, str], *, named: int
) -> Page:
    shown = rows[:size]
    found = _case_rows(connection, shown, chosen, snippets, named)
    if len(rows) <= size:
        return Page(found, None)
    last = shown[-1]
    return Page(found, Cursor(len(shown) > named, last.sort, last.id))


def _case_rows(
    connection: Connection, rows: list[Row[Any]], chosen: Filter, snippets: Mapping[str, str], named: int
) -> tuple[CaseRow, ...]:
    """Return rows as the list shows them; from place `named` on they were found by what a note says."""
    marked = marks(connection, [row.id for row in rows])
    return tuple(_case_row(row, chosen, snippets if place >= named else {}, marked) for place, row in enumerate(rows))


def _case_row(row: Row[Any], chosen: Filter, snippets: Mapping[str, str], marked: Marks) -> CaseRow:
    born = row.date_of_birth
    return CaseRow(
        person_id=row.id,
        name=shown_name(row.name, row.known_as),
        date_of_birth=born,
        age=None if born is None else age_on(born, chosen.today),
        place=place_words(row.establishment, row.wing, row.address, row.area, chosen.places),
        release_date=row.release_date,
        risk=coded("risk-level").label(row.risk_level) if chosen.seen.risk else "",
        next_review=row.next_review if chosen.seen.reviews else None,
        safeguarding=row.safeguarding and chosen.seen.risk,
        found_in=snippets.get(row.id),
        leaving=row.id in marked.leaving,
        to_choose=row.id in marked.to_choose,
    )


def _snippets(connection: Connection, words: str) -> dict[str, str]:
    """Return, for each person found by a note, the newest words around what was typed."""
    found: dict[str, str] = {}
    for hit in without_corrected(connection, find_words(connection, words, most=_NOTE_HITS)):
        found.setdefault(hit.person_id, hit.snippet.strip())
    return found


@cache
def _paging(saved: str, *, worded: bool, noted: bool, onward: bool) -> Select[Any]:
    chosen = select(*_COLUMNS).where(*_where(saved, worded=worded, noted=noted))
    if onward:
        chosen = chosen.where(_AFTER)
    return chosen.order_by(_SORT, _P.id).limit(bindparam("most")).offset(bindparam("skip"))


@cache
def _counting(saved: str, *, worded: bool, noted: bool) -> Select[Any]:
    return select(func.count()).select_from(Person.table()).where(*_where(saved, worded=worded, noted=noted))


def _where(saved: str, *, worded: bool, noted: bool) -> list[ColumnElement[bool]]:
    conditions: list[Any] = [STANDS]
    listed = clause(saved)
    if listed is not None:
        conditions.append(listed)
    if worded:
        conditions.append(text(f"NOT ({_NAMED.text})") if noted else _NAMED)
    if noted:
        conditions.append(_NOTED)
    return conditions
