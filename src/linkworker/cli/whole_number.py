"""A whole number among a command's words, of a size that a record can keep."""

_MOST_DIGITS = 9


def whole_number(typed: str) -> int:
    """Return what was typed as a number of nine digits at most, as the forms take it; raises ValueError for another."""
    if not (typed.isascii() and typed.isdigit() and len(typed) <= _MOST_DIGITS):
        raise ValueError
    return int(typed)
