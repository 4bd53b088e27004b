"""Whether a worker's role lets a command through; if not, the sentence that says who can."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from textual.dom import DOMNode
from textual.screen import Screen

from linkworker.ui.commands.needs import need_of, need_of_screen

if TYPE_CHECKING:  # the prompt for the passphrase is painted before any of casework is loaded
    from linkworker.casework.workers.role_rows import Role

_PLACE_NAMES = {
    "today": "Today",
    "people": "People",
    "activities": "Activities",
    "money": "Money",
    "evidence": "Evidence",
    "sync": "Sync",
}
_TAB_NAMES = {
    "summary": "the summary",
    "plan": "the plan",
    "activities": "a person's activities",
    "check_ins": "the check-ins",
    "notes": "the notes",
    "money": "a person's money",
    "history": "the history",
}


def why_not(role: "Role | None", node: DOMNode, action: str, parameters: Sequence[Any]) -> str:
    """Return why a role may not do an action of a node, or "". Before anybody has unlocked there is no role."""
    if role is None:
        return ""
    first = str(parameters[0]) if parameters else ""
    if action == "go":
        return why_not_place(role, first)
    if action == "tab" and first in _TAB_NAMES and getattr(node, "PLACE", "") == "person":
        return why_not_tab(role, first)
    need = need_of(str(getattr(node, "PLACE", "")), action)
    return _may(role, need)


def why_not_now(node: DOMNode, action: str) -> str:
    """Return why what a node shows does not allow an action now, or "": a record that can only be read is an example.

    A node says so by a method of this name.
    """
    ask = getattr(node, "why_not_now", None)
    return "" if ask is None else str(ask(action))


def why_not_place(role: "Role | None", place: str) -> str:
    """Return why a role does not see a place of the first line, or ""."""
    seen = role is None or place not in _PLACE_NAMES or place in role.places
    return "" if seen else _sentence("who_sees_place", place, _PLACE_NAMES[place])


def why_not_tab(role: "Role | None", tab: str) -> str:
    """Return why a role does not see a tab of a person, or ""."""
    seen = role is None or tab not in _TAB_NAMES or tab in role.tabs
    return "" if seen else _sentence("who_sees_tab", tab, _TAB_NAMES[tab])


def why_not_screen(role: "Role | None", screen: Screen[Any]) -> str:
    """Return why a role may not open a screen, or ""; whatever led to it."""
    need = need_of_screen(str(getattr(screen, "PLACE", "")), type(screen).__name__)
    return "" if role is None else _may(role, need)


def why_not_elsewhere(role: "Role | None", place: str, action: str) -> str:
    """Return why a role may not give a command at another place, or ""."""
    said = why_not_place(role, place)
    if said or role is None:
        return said
    if place == "person" and action.startswith("tab("):
        return why_not_tab(role, action.split("'")[1])
    return _may(role, need_of(place, action))


def _may(role: "Role", need: str | None) -> str:
    if need is None or role.may(need):
        return ""
    return _sentence("who_may", need)


def _sentence(which: str, *given: str) -> str:
    from linkworker.casework.workers import roles  # noqa: PLC0415 - a role is known, so it is loaded

    return str(getattr(roles, which)(*given))
