"""The screen at the root of each place; loaded when it is first gone to."""

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

from textual.screen import Screen

_ROOTS = {
    "today": ("linkworker.ui.screens.today", "Today"),
    "people": ("linkworker.ui.screens.people", "People"),
    "activities": ("linkworker.ui.screens.activities", "Activities"),
    "money": ("linkworker.ui.screens.money", "Money"),
    "evidence": ("linkworker.ui.screens.evidence", "Evidence"),
    "sync": ("linkworker.ui.screens.sync", "Sync"),
}


def modes() -> Mapping[str, Callable[[], Screen[Any]]]:
    """Return what makes the root screen of each place, by the place's name."""
    return {name: _maker(*root) for name, root in _ROOTS.items()}


def load_all() -> None:
    """Load every root screen: called in a thread while the worker types the passphrase."""
    for module, _ in _ROOTS.values():
        import_module(module)


def _maker(module: str, name: str) -> Callable[[], Screen[Any]]:
    def make() -> Screen[Any]:
        screen: Screen[Any] = getattr(import_module(module), name)()
        return screen

    return make
