"""A person's page through `casework` beside the very statements it runs, by the library alone, on the same store."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from sqlalchemy import Connection, event

from benchmarks.big_store import caseload, opened
from benchmarks.fictional import chance
from benchmarks.measuring import Ground, Line, always, interleaved
from benchmarks.person_rows import TODAY
from benchmarks.store import OF_PERSON
from linkworker.casework.people.person_page import person_page

BAR = 4
Statements = list[tuple[str, tuple[Any, ...]]]


def measure(ground: Ground) -> Iterator[Line]:
    """Yield the page beside its own statements, and beside every row about the person in the plainest statements."""
    people = caseload(ground)
    wanted = chance("pages").sample(people.people, k=min(100, len(people.people)))
    with opened(ground, people.size.people) as found:
        with found.store.reading() as connection:  # one of its own, for a connection once listened to stays slower
            said = [_statements(connection, person) for person in wanted]
        with found.store.reading() as connection:
            raw = connection.connection.driver_connection
            ways = (
                partial(_pages, connection, wanted),
                partial(_run, raw, said),
                partial(_run, raw, [[(statement, (person,)) for statement in OF_PERSON] for person in wanted]),
            )
            page, same, plainest = interleaved(ground.size(20, 2), *map(always, ways), batch=len(wanted))
    beside = f"the same {len(said[0])} statements bare"
    yield Line("a person's page through casework", page, beside, same, most_ratio=BAR)
    yield Line("the same", page, f"all rows about the person, {len(OF_PERSON)} plain statements", plainest)


def _pages(connection: Connection, wanted: list[str]) -> None:
    for person in wanted:
        person_page(connection, person, TODAY)


def _run(raw: Any, said: list[Statements]) -> None:
    for statements in said:
        for statement, given in statements:
            raw.execute(statement, given).fetchall()


def _statements(connection: Connection, person: str) -> Statements:
    """Return what one page asks of the library, word for word."""
    found: Statements = []

    def note(_connection: Any, _cursor: Any, statement: str, given: Any, _context: Any, _many: Any) -> None:
        found.append((statement, tuple(given)))

    event.listen(connection, "before_cursor_execute", note)
    try:
        person_page(connection, person, TODAY)
    finally:
        event.remove(connection, "before_cursor_execute", note)
    return found
