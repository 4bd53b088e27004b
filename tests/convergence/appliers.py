"""The same histories brought into tables, in bundles of any order: heads, tips and rows are what the decision says."""

import random
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, select

from convergence.histories import History
from convergence.model import IN_ERROR, spelt
from convergence.world import NOON
from linkworker.journal.actions import Action
from linkworker.journal.canonical import instant_text
from linkworker.journal.conflicts import conflicts
from linkworker.journal.entry import FIRST_HASH, Entry, FieldChange, chain_hash, commit_to
from linkworker.journal.entry_facts import EntryFacts
from linkworker.journal.incoming import Incoming
from linkworker.journal.tables import HEAD, TIP
from linkworker.records.registry import KINDS

Applier = Callable[[Connection, Iterable[Incoming]], Any]


def hold(history: History, connection: Connection, applier: Applier) -> None:
    """Bring a history in, and hold the tables against the pure decision; raises AssertionError."""
    chance = random.Random(history.seed)  # noqa: S311 - chance for a test
    for bundle in bundles(history.hub.every(), chance):
        applier(connection, bundle)
    heads, tips = _heads(connection), _tips(connection)
    for record in history.hub.entries:
        state = history.hub.state(record)
        assert heads.get(record, {}) == dict(state.heads), record
        assert tips.get(record, set()) == {(tip.field, tip.entry_id, tip.agreed) for tip in state.tips}, record
    shown = {row["id"]: row for kind in ("person", "goal") for row in _rows(connection, kind)}
    for record in history.hub.entries:
        said = {name: value for name, value in history.hub.state(record).shown.items() if name != IN_ERROR}
        assert {name: spelt(shown[record][name]) for name in said} == {n: spelt(v) for n, v in said.items()}, record
    asked = {each.place for each in conflicts(connection, most=10_000) if sum(not side.kind for side in each.sides) > 1}
    assert asked == {
        (record, name) for record in history.hub.entries for name in history.hub.state(record).conflicts
    }  # fmt: skip


def bundles(entries: Iterable[EntryFacts], chance: random.Random) -> Iterator[list[Incoming]]:
    """Yield the entries as bundles of some length in any order, some of them twice."""
    by_device: dict[str, list[EntryFacts]] = {}
    for each in entries:
        by_device.setdefault(each.device, []).append(each)
    found = []
    for device_id, chain in by_device.items():
        things, digest = [], FIRST_HASH
        for seq, each in enumerate(sorted(chain, key=lambda one: one.order), 1):
            header, content = _entry(device_id, seq, each)
            digest = chain_hash(digest, header)
            things.append(Incoming(header, digest, content))
        while things:
            size = chance.randint(1, 30)
            found.append(things[:size])
            del things[:size]
    found += chance.sample(found, len(found) // 3)
    chance.shuffle(found)
    yield from found


def _entry(device_id: str, seq: int, each: EntryFacts) -> tuple[str, str | None]:
    commits, content = commit_to(dict(each.values))
    fields = tuple(
        FieldChange(name, one, commits[name])
        for name in sorted(each.writes)
        for one in sorted(each.writes[name], key=lambda one: one or "")
    )
    entry = Entry(
        id=each.id, seq=seq, hlc=each.hlc, at=instant_text(NOON), worker=None, device=device_id,
        action=Action(each.action), kind=each.kind, record=each.record, person=each.person, reason=None, fields=fields,
    )  # fmt: skip
    return entry.header(), content


def _heads(connection: Connection) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for row in connection.execute(select(HEAD)):
        found.setdefault(row.record_id, {})[row.field] = row.entry_id
    return found


def _tips(connection: Connection) -> dict[str, set[tuple[str, str, bool]]]:
    found: dict[str, set[tuple[str, str, bool]]] = {}
    for row in connection.execute(select(TIP)):
        found.setdefault(row.record_id, set()).add((row.field, row.entry_id, row.agreed))
    return found


def _rows(connection: Connection, kind: str) -> Iterator[Any]:
    yield from connection.execute(select(KINDS[kind].table())).mappings()
