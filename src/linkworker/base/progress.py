"""How far a long piece of work is, and stopping it safely."""

from collections.abc import Callable
from typing import TypeAlias

from linkworker.base.errors import LinkworkerError

Progress: TypeAlias = Callable[[int, int], None]
"""Called now and then with how much is done (pages, bytes, rows) and how much there is. It may raise Stopped."""


class Stopped(LinkworkerError):
    """It was stopped. Nothing is lost: it can be done again at any time."""


def nobody_watches(_done: int, _total: int) -> None:
    """Tell nobody."""
