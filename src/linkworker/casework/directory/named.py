"""Finding the one activity, provider, venue, mentor or pot that typed words mean."""

from typing import Any

from sqlalchemy import Connection, select

from linkworker.base.errors import BadInput, NotFound
from linkworker.base.words import listed
from linkworker.casework.people.naming import folded
from linkworker.records.activity import Activity
from linkworker.records.mentor import Mentor
from linkworker.records.money import Pot
from linkworker.records.provider import Provider
from linkworker.records.record import Standalone
from linkworker.records.venue import Venue

_NAME_MOST = 8
_SELECTS: dict[type[Standalone], Any] = {
    kind: select(kind.table().c.id, kind.table().c.name).where(kind.table().c.in_error.is_(False))
    for kind in (Activity, Mentor, Pot, Provider, Venue)
}


def one_activity(connection: Connection, typed: str) -> str:
    """Return the id of the one activity meant; raises NotFound, or BadInput naming those it could be."""
    return _one(connection, Activity, typed, "activity")


def one_provider(connection: Connection, typed: str) -> str:
    """Return the id of the one provider meant; raises as `one_activity`."""
    return _one(connection, Provider, typed, "provider")


def one_venue(connection: Connection, typed: str) -> str:
    """Return the id of the one venue meant; raises as `one_activity`."""
    return _one(connection, Venue, typed, "venue")


def one_mentor(connection: Connection, typed: str) -> str:
    """Return the id of the one mentor meant; raises as `one_activity`."""
    return _one(connection, Mentor, typed, "mentor")


def one_pot(connection: Connection, typed: str) -> str:
    """Return the id of the one pot meant; raises as `one_activity`."""
    return _one(connection, Pot, typed, "pot")


def _one(connection: Connection, kind: type[Standalone], typed: str, noun: str) -> str:
    """Find by id, by the exact name, or by words that each begin a word of the name."""
    wanted = folded(typed)
    if not wanted:
        raise BadInput(f"Enter the name of the {noun}.")
    exact: list[tuple[str, str]] = []
    near: list[tuple[str, str]] = []
    for record_id, name in connection.execute(_SELECTS[kind]):
        if record_id == typed.strip():
            return str(record_id)
        bare = folded(name)
        if bare == wanted:
            exact.append((record_id, name))
        elif _begins(wanted.split(), bare.split()):
            near.append((record_id, name))
    found = exact or near
    if not found:
        raise NotFound(f"There is no {noun} called '{typed.strip()}' here.")
    if len(found) > 1:
        raise BadInput(_which(typed.strip(), found))
    return found[0][0]


def _begins(typed: list[str], name: list[str]) -> bool:
    return all(any(word.startswith(part) for word in name) for part in typed)


def _which(typed: str, found: list[tuple[str, str]]) -> str:
    ordered = sorted(found, key=lambda row: (folded(row[1]), row[0]))
    names = [name for _, name in ordered]
    if len(set(names)) < len(names):  # two of one name are told apart by id
        names = [f"{name} ({record_id})" for record_id, name in ordered]
    shown = names[:_NAME_MOST]
    if len(names) > len(shown):
        shown.append(f"{len(names) - len(shown)} more")
    return f"'{typed}' could be {listed(shown, 'or')}. Type more of the name."
