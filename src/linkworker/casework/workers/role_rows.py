"""The file of roles, read and checked: its actions, and what stands in the row of each role."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from linkworker.base.errors import LinkworkerError
from linkworker.base.lists import coded
from linkworker.casework.day.due_rules import GROUPS
from linkworker.casework.people.list_names import SAVED_LISTS

PLACES = ("today", "people", "activities", "money", "evidence", "sync")
TABS = ("summary", "plan", "activities", "check_ins", "notes", "money", "history")
PARTS = (
    "who", "where", "reach", "around", "helps", "asks", "joining", "times", "risk", "apart", "numbers", "about",
)  # fmt: skip
_ALL = "all"
_LEAST = frozenset({"today", "people"})
"""Places that every role has: the screens open at the first, and a person is found at the second."""


class RolesFault(LinkworkerError):
    """The file of roles cannot be used: {}."""


@dataclass(frozen=True, slots=True)
class Role:
    """One role: what it is called in a sentence, what it sees, and what it may do."""

    code: str
    called: str
    places: tuple[str, ...]
    tabs: tuple[str, ...]
    lists: tuple[str, ...]
    today: frozenset[str]
    parts: frozenset[str]
    actions: frozenset[str]

    @property
    def label(self) -> str:
        """Return what the role is called in a list."""
        return coded("worker-role").label(self.code)

    def may(self, action: str) -> bool:
        """Say whether the role may do an action of the file."""
        return action in self.actions


@dataclass(frozen=True, slots=True)
class Policy:
    """All of the file: the words of each action by its code, and the roles."""

    actions: Mapping[str, str]
    roles: tuple[Role, ...]


def read_policy(text: str) -> Policy:
    """Read and check the roles in a TOML text; raises RolesFault naming what is wrong."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RolesFault(str(error)) from error
    actions = {str(row.get("code")): _words(row, "words") for row in table.get("action", [])}
    roles = tuple(_role(row, actions) for row in table.get("role", []))
    if len(actions) != len(table.get("action", [])) or len({each.code for each in roles}) != len(roles):
        raise RolesFault("an action or a role stands in it twice")
    missing = set(coded("worker-role").codes()) ^ {each.code for each in roles}
    if missing:
        raise RolesFault(f"'{min(missing)}' stands only here or only in the list worker-role")
    for action, words in actions.items():
        if not any(each.may(action) for each in roles):
            raise RolesFault(f"nobody can {words}")
    return Policy(actions, roles)


def _role(row: dict[str, Any], actions: Mapping[str, str]) -> Role:
    known = {"code", "called", "places", "tabs", "lists", "today", "parts", "may"}
    for key in row.keys() ^ known:
        raise RolesFault(f"a role has no '{key}', or does not know it")
    places, tabs = _some(row, "places", PLACES), _some(row, "tabs", TABS)
    if not set(places) >= _LEAST or "summary" not in tabs:
        raise RolesFault(f"'{row['code']}' needs the places today and people, and the tab summary")
    return Role(
        code=_words(row, "code"),
        called=_words(row, "called"),
        places=places,
        tabs=tabs,
        lists=_some(row, "lists", tuple(each.name for each in SAVED_LISTS)),
        today=frozenset(_some(row, "today", tuple(sorted(GROUPS)))),
        parts=frozenset(_some(row, "parts", PARTS)),
        actions=frozenset(_some(row, "may", tuple(actions))),
    )


def _some(row: dict[str, Any], key: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """Return those of the known that a row names, in the order of the known."""
    named = row[key]
    if named == [_ALL]:
        return known
    if not isinstance(named, list) or not all(isinstance(each, str) for each in named):
        raise RolesFault(f"'{key}' is a list of words")
    for each in named:
        if each not in known:
            raise RolesFault(f"'{key}' does not know '{each}'")
    return tuple(each for each in known if each in named)


def _words(row: dict[str, Any], key: str) -> str:
    words = row.get(key)
    if not isinstance(words, str) or not words.strip():
        raise RolesFault(f"a row has no '{key}'")
    return words
