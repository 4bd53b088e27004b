"""How far a long piece of work is, and stopping it safely."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from linkworker.base import progress as base
from linkworker.base.progress import Progress

T = TypeVar("T")

_EVERY = 200


class Stopped(base.Stopped):
    """You stopped it. Nothing is lost: export again when you are ready."""


def reporting(things: Iterable[T], progress: Progress, *, before: int, total: int) -> Iterator[T]:
    """Give each thing on, saying every so often how far it is; `before` were done already."""
    progress(before, total)
    for number, thing in enumerate(things, start=1):
        if number % _EVERY == 0:
            progress(before + number, total)
        yield thing
