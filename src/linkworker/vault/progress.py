"""How far a long copy is, and stopping it safely."""

from collections.abc import Callable
from typing import TypeAlias

from linkworker.base.errors import LinkworkerError

Progress: TypeAlias = Callable[[int, int], None]
"""Called now and then with how many pages or bytes are done, and how many there are. It may raise Stopped."""


class Stopped(LinkworkerError):
    """It was stopped. Nothing is lost: it can be done again at any time."""


def nobody_watches(_done: int, _total: int) -> None:
    """Tell nobody."""
