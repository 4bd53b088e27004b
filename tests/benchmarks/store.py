"""The store's reads, writes and searches beside the same SQL, by the same library, without a key."""

import shutil
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.big_store import caseload, connect, key_of, plain_of
from benchmarks.caseload_rows import Caseload
from benchmarks.fictional import chance
from benchmarks.measuring import Ground, Line, always, interleaved
from linkworker.vault.search import words_query
from linkworker.vault.store import STORE_NAME

LOOK_UP = "SELECT p.* FROM identifier AS i JOIN person AS p ON p.id = i.person_id WHERE i.value = ? AND NOT p.in_error"
OF_PERSON = (
    "SELECT * FROM person WHERE id = ?",
    *(
        f"SELECT * FROM {table} WHERE person_id = ? AND NOT in_error"
        for table in (
            "identifier", "contact_detail", "consent", "episode", "appointment", "plan", "need", "goal", "step",
            "review", "referral", "check_in", "note",
        )
    ),
)  # fmt: skip
FULL_TEXT = (
    "SELECT d.person_id, d.record_id, snippet(search_words, 0, '[', ']', ' ... ', 12) FROM search_words "
    "JOIN search_doc AS d ON d.docid = search_words.rowid WHERE search_words MATCH ? "
    "ORDER BY search_words.rowid DESC LIMIT 50"
)
CHECK_INS = (
    "SELECT moment, strftime('%Y-%m', \"on\") AS month, count(*), avg(raw), min(raw), max(raw) FROM check_in "
    "WHERE NOT in_error GROUP BY moment, month"
)
CONTACTS = (
    "SELECT about, strftime('%Y-%m', \"on\") AS month, count(DISTINCT person_id), sum(minutes) FROM note "
    "WHERE NOT in_error GROUP BY about, month"
)
BESIDE = "without a key"


def measure(ground: Ground) -> Iterator[Line]:
    """Yield lookup, person page cold and warm, full text, report and bulk write."""
    people = caseload(ground)
    plain = plain_of(ground, people.size.people)
    keyed, key = plain.with_name(STORE_NAME), key_of(ground, people.size.people)
    both = [connect(keyed, key), connect(plain, None)]
    repeats = ground.size(15, 2)
    yield _look_ups(both, repeats)
    yield from _cold((keyed, key), (plain, None), people, repeats * 4)
    yield _warm(both, people, repeats)
    yield _full_text(both, repeats)
    yield from _reports(both, repeats)
    for raw in both:
        raw.close()
    yield _bulk_write((keyed, key), (plain, None), people, ground)


def _line(what: str, ways: Sequence[Any], bar: float | None, repeats: int, batch: int = 1, note: str = "") -> Line:
    ours, theirs = interleaved(repeats, *ways, batch=batch)
    return Line(what, ours, BESIDE, theirs, most_ratio=bar, note=note)


def _look_ups(both: list[Any], repeats: int) -> Line:
    known = [row[0] for row in both[0].execute("SELECT value FROM identifier").fetchall()]
    wanted = chance("look up").choices(known, k=1000)
    ways = [always(partial(_each, raw, (LOOK_UP,), wanted)) for raw in both]
    return _line("look a person up by number", ways, 1.2, repeats, len(wanted))


def _cold(keyed: tuple[Path, str], plain: tuple[Path, None], people: Caseload, repeats: int) -> Iterator[Line]:
    """Read one person on a connection that has read nothing else; the files lie in the system's own cache."""
    order = chance("cold").choices(people.people, k=repeats + 1)
    held: list[Any] = []

    def fresh(path: Path, key: str | None, repeat: int) -> Any:
        while held:
            held.pop().close()
        held.append(connect(path, key))
        return partial(_each, held[0], OF_PERSON, [order[repeat]])

    def opened(path: Path, key: str | None, repeat: int) -> Any:
        def work() -> None:
            fresh(path, key, repeat)()

        return work

    for what, way, bar in (("", fresh, 1.5), (", with opening the store", opened, None)):
        ways = [partial(way, *keyed), partial(way, *plain)]
        yield _line(f"a person's page of {len(OF_PERSON)} tables, cold{what}", ways, bar, repeats)
    while held:
        held.pop().close()


def _warm(both: list[Any], people: Caseload, repeats: int) -> Line:
    wanted = chance("warm").sample(people.people, k=min(100, len(people.people)))
    ways = [always(partial(_each, raw, OF_PERSON, wanted)) for raw in both]
    return _line("a person's page, warm", ways, 1.1, repeats, len(wanted))


def _full_text(both: list[Any], repeats: int) -> Line:
    asked = [words_query(typed) for typed in ("kitchen", "gym", "hopeful sleep", "unpa", "wri", "family money", "mus")]
    ways = [always(partial(_each, raw, (FULL_TEXT,), asked)) for raw in both]
    return _line("search what was written", ways, 1.2, repeats, len(asked))


def _reports(both: list[Any], repeats: int) -> Iterator[Line]:
    def report(raw: Any, statement: str) -> None:
        raw.execute(statement).fetchall()

    larger = "reads every note, which together are larger than the 48 MB cache"
    for what, statement, bar, note in (("check-ins", CHECK_INS, 1.1, ""), ("notes", CONTACTS, None, larger)):
        ways = [always(partial(report, raw, statement)) for raw in both]
        yield _line(f"report on all {what}", ways, bar, repeats, note=note)


def _bulk_write(keyed: tuple[Path, str], plain: tuple[Path, None], people: Caseload, ground: Ground) -> Line:
    """Write notes in one transaction, with what search keeps of them, onto copies; each to the medium."""
    repeats, many = ground.size(7, 2), ground.size(5000, 20)
    made = [people.notes(f"bulk {repeat}", many) for repeat in range(-1, repeats)]
    names = list(made[0][0])
    places = ", ".join(f":{name}" for name in names)
    columns = ", ".join(f'"{name}"' for name in names)
    statement = f"INSERT INTO note ({columns}) VALUES ({places})"
    copies = [(path.with_name(f"copy-{path.name}"), key) for path, key in (keyed, plain)]
    for (copy, _), (path, _) in zip(copies, (keyed, plain), strict=True):
        shutil.copyfile(path, copy)
    raws = [connect(copy, key) for copy, key in copies]

    def write(raw: Any, repeat: int) -> None:
        raw.execute("BEGIN IMMEDIATE")
        raw.executemany(statement, [{**row, "on": row["on"].isoformat()} for row in made[repeat + 1]])
        raw.execute("COMMIT")

    try:
        ways = [lambda repeat, raw=raw: partial(write, raw, repeat) for raw in raws]
        return _line(f"write {many} notes at once", ways, 1.9, repeats)
    finally:
        for raw, (copy, _) in zip(raws, copies, strict=True):
            raw.close()
            for left in copy.parent.glob(f"{copy.name}*"):
                left.unlink()


def _each(raw: Any, statements: Sequence[str], wanted: Sequence[Any]) -> None:
    for one in wanted:
        for statement in statements:
            raw.execute(statement, (one,)).fetchall()
