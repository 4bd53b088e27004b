"""Lines pulled from a function that hands them out."""

import threading

import pytest

from linkworker.sync.problems import CutShort
from linkworker.sync.stream import Take, pulled


def names() -> list[str]:
    """Return the names of the threads that run."""
    return [thread.name for thread in threading.enumerate()]


def test_lines_come_in_order_and_the_thread_ends() -> None:
    """More batches than wait at once."""

    def hand_out(take: Take) -> None:
        for number in range(50):
            take([b"%d" % number, b"more"])

    assert list(pulled(hand_out)) == [line for number in range(50) for line in (b"%d" % number, b"more")]
    assert "linkworker-bundle" not in names()


def test_a_failure_is_raised_after_the_lines_before_it() -> None:
    """Where the lines are read, not in the thread."""

    def hand_out(take: Take) -> None:
        take([b"one"])
        raise CutShort

    lines = pulled(hand_out)
    assert next(lines) == b"one"
    with pytest.raises(CutShort):
        next(lines)


def test_leaving_early_ends_the_thread() -> None:
    """Even while it waits to hand out more."""

    def hand_out(take: Take) -> None:
        while True:
            take([b"line"])

    lines = pulled(hand_out)
    assert next(lines) == b"line"
    lines.close()
    assert "linkworker-bundle" not in names()
