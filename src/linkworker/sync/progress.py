"""How far a long piece of work is, and stopping it safely."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias, TypeVar

from linkworker.base.errors import LinkworkerError

T = TypeVar("T")

Progress: TypeAlias = Callable[[int, int], None]
"""Called now and then with how much is done and how much there is. It may raise Stopped."""

_EVERY = 200


class Stopped(LinkworkerError):
    """You stopped it. Nothing is lost: export again when you are ready."""


def nobody_watches(_done: int, _total: int) -> None:
    """Tell nobody."""


def reporting(things: Iterable[T], progress: Progress, *, before: int, total: int) -> Iterator[T]:
    """Give each thing on, saying every so often how far it is; `before` were done already."""
    progress(before, total)
    for number, thing in enumerate(things, start=1):
        if number % _EVERY == 0:
            progress(before + number, total)
        yield thing
