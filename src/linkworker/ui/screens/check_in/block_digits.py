"""Digits three rows high, of half blocks, which both looks have."""

ROWS = 3

# Five rows of three dots each, from the top.
_DOTS = (
    "111101101101111",
    "010110010010111",
    "111001111100111",
    "111001111001111",
    "101101111001001",
    "111100111001111",
    "111100111101111",
    "111001001001001",
    "111101111101111",
    "111101111001111",
)
_HALVES = {"00": " ", "10": "▀", "01": "▄", "11": "█"}


def block_digit(digit: int) -> tuple[str, str, str]:
    """Return a digit from 0 to 9 as three rows of three cells."""
    dots = [*(_DOTS[digit][at : at + 3] for at in range(0, 15, 3)), "000"]
    upper, middle, lower = (
        "".join(_HALVES[above + below] for above, below in zip(dots[row], dots[row + 1], strict=True))
        for row in (0, 2, 4)
    )
    return upper, middle, lower
