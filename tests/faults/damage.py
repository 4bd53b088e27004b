"""Damaged copies of a file's bytes: a bit flipped, or the end cut off; the same in every run of one seed."""

import random
from collections.abc import Iterator

_CUT_EVERY = 5


def damaged(whole: bytes, times: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """Yield so many damaged copies, each with words that say what was done: every fifth is cut, the others flipped."""
    dice = random.Random(seed)  # noqa: S311 - chance for a test, the same in every run
    for turn in range(times):
        at = dice.randrange(len(whole))
        if turn % _CUT_EVERY == 0:
            yield f"seed {seed} turn {turn}: cut after {at} of {len(whole)} bytes", whole[:at]
            continue
        bit = dice.randrange(8)
        hurt = bytearray(whole)
        hurt[at] ^= 1 << bit
        yield f"seed {seed} turn {turn}: bit {bit} of byte {at} of {len(whole)} flipped", bytes(hurt)
