"""Which commands hold on a screen just now: the nearest first, each with what it is run on."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from textual.actions import SkipAction, parse
from textual.dom import DOMNode
from textual.screen import Screen

from linkworker.ui.commands.allowed import why_not, why_not_now
from linkworker.ui.commands.command import Command
from linkworker.ui.commands.table import commands

EVERYWHERE = "everywhere"


@dataclass(frozen=True, slots=True)
class Held:
    """A command, the place it belongs to, and the node whose method it is."""

    place: str
    command: Command
    on: DOMNode


def holding(screen: Screen[Any]) -> tuple[Held, ...]:
    """Return the commands of a screen's places, then those of everywhere.

    A key that means something nearer by does not mean what it means further off. A command that nothing here can do,
    or that is not allowed now or to this worker, is left out.
    """
    held: list[Held] = []
    taken: set[str] = set()
    for place in dict.fromkeys((*getattr(screen, "places", ()), EVERYWHERE)):
        here: list[str] = []
        for command in commands(place):
            keys = set(command.key.split(","))
            on = None if keys & taken else doer(screen, command.action)
            if on is not None:
                held.append(Held(place, command, on))
                here += keys
        taken.update(here)
    return tuple(held)


def doer(screen: Screen[Any], action: str) -> DOMNode | None:
    """Return the node that can do an action and allows it now, looked for from the focus outward; or None."""
    namespace, name, parameters = parse(action)
    for node in _nodes(screen):
        if namespace == "app" and node is not screen.app:
            continue
        if hasattr(node, f"action_{name}") or hasattr(node, f"_action_{name}"):
            role = getattr(screen.app, "role", None)
            may = _allows(node, name, parameters) and not why_not(role, node, name, parameters)
            return node if may and not why_not_now(node, name) else None
    return None


def _allows(node: DOMNode, name: str, parameters: tuple[Any, ...]) -> bool:
    try:
        return node.check_action(name, parameters) is True
    except SkipAction:
        return False


def _nodes(screen: Screen[Any]) -> Iterator[DOMNode]:
    if screen.focused is not None:
        outward = screen.focused.ancestors_with_self
        yield from (node for node in outward if node is not screen and node is not screen.app)
    panel = getattr(screen, "panel", None)
    if panel is not None:
        yield panel
    yield screen
    yield screen.app
