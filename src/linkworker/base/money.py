"""Sums of money: whole pence inside, £25.00 outside."""

import re

from linkworker.base.errors import BadInput

EXAMPLE = "£25.00"
MOST_PENCE = 999_999_999
"""£9,999,999.99: a sum above it is a slip of the keys."""

_PENCE_IN_POUND = 100
_POUNDS = re.compile(r"£?(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{1,2}))?", re.ASCII)
_PENCE = re.compile(r"(\d{1,9})p", re.ASCII)


def parse_money(text: str, *, what: str = "an amount") -> int:
    """Read a sum as pence: 25, £25, 25.50, 25.5, £1,250.00, 50p. Raises BadInput; a sum below nothing is not one."""
    words = "".join(text.casefold().split())
    if found := _PENCE.fullmatch(words):
        return _sane(int(found[1]), what)
    found = _POUNDS.fullmatch(words)
    if found is None:
        raise BadInput(money_sentence(what))
    pounds = found[1].replace(",", "")
    if len(pounds) > len(str(MOST_PENCE)):
        return _sane(MOST_PENCE + 1, what)
    return _sane(int(pounds) * _PENCE_IN_POUND + int((found[2] or "").ljust(2, "0")), what)


def money_sentence(what: str = "an amount") -> str:
    """Return the sentence that asks for a sum: "Enter an amount, for example £25.00."."""
    return f"Enter {what}, for example {EXAMPLE}."


def show_money(pence: int) -> str:
    """Return pence as people read them: £25.00, £1,250.00, -£5.00."""
    pounds, rest = divmod(abs(pence), _PENCE_IN_POUND)
    return f"{'-' if pence < 0 else ''}£{pounds:,}.{rest:02}"


def _sane(pence: int, what: str) -> int:
    if pence > MOST_PENCE:
        raise BadInput(f"Enter {what} up to {show_money(MOST_PENCE)}.")
    return pence
