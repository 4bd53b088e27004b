"""What each role sees and may do, read from a file that a team may change.

One data key is shared by all who can unlock, so a role keeps honest people to their own work; it is no lock.
"""

from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from linkworker.base.errors import Refused
from linkworker.base.words import listed
from linkworker.casework.people.seen import Seen
from linkworker.casework.workers.role_rows import Policy, Role, read_policy

__all__ = [
    "NotForRole",
    "Role",
    "Seen",
    "may",
    "must",
    "places_of",
    "policy",
    "role",
    "seen_by",
    "who_may",
    "who_sees_place",
    "who_sees_tab",
]

_LEAST = "business-support"
"""What a code that this program does not know counts as: a newer program may have written it."""


class NotForRole(Refused):
    """{}"""  # noqa: D400 - the sentence says who can, and what


@cache
def policy() -> Policy:
    """Return the roles that came with the program; raises RolesFault."""
    return read_policy((files("linkworker.base") / "data" / "roles.toml").read_text(encoding="utf-8"))


def role(code: str) -> Role:
    """Return the role of a code of the list worker-role; an unknown one is the role that sees least."""
    known = {each.code: each for each in policy().roles}
    return known.get(code) or known[_LEAST]


def may(code: str, action: str) -> bool:
    """Say whether a role (its code) may do an action; raises KeyError for an action that is not in the file."""
    if action not in policy().actions:
        raise KeyError(action)
    return role(code).may(action)


def places_of(code: str) -> tuple[str, ...]:
    """Return the places that a role (its code) sees, in the order of the first line."""
    return role(code).places


def who_may(action: str) -> str:
    """Return the sentence that says who can do an action: "Only a manager can erase ..."."""
    called = [each.called for each in policy().roles if each.may(action)]
    return f"Only {listed(called, 'or')} can {policy().actions[action]}."


def who_sees_place(place: str, name: str) -> str:
    """Return the sentence that says who sees a place; `name` is what it is called."""
    return _only((each.called for each in policy().roles if place in each.places), name)


def who_sees_tab(tab: str, name: str) -> str:
    """Return the sentence that says who sees a tab of a person; `name` is what it is called."""
    return _only((each.called for each in policy().roles if tab in each.tabs), name)


def _only(called: Iterable[str], name: str) -> str:
    return f"Only {listed(called, 'or')} can open {name}."


def must(code: str, action: str) -> None:
    """Raise NotForRole, saying who can, unless a role (its code) may do an action."""
    if not may(code, action):
        raise NotForRole(who_may(action))


def seen_by(of: Role) -> Seen:
    """Return what of the people in a list a role sees."""
    return Seen(notes=of.may("notes"), risk=of.may("risk"), reviews=of.may("plans"))
