"""What a service costs: a feed's prices, current and past, as whole pence and words."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from linkworker.base.errors import BadInput
from linkworker.base.money import MOST_PENCE, parse_money, show_money
from linkworker.imports.loose import Item, date_of, objects_of, text_of
from linkworker.imports.word_map import folded, word_map

_AMOUNT = re.compile(r"-?\d[\d,]*(?:\.\d+)?")
_FREE = frozenset({"free", "free of charge", "no charge", "no cost", "no fee", "0", "nil"})
_PRICE = re.compile(r"(£?\s*\d[\d,]*(?:\.\d+)?\s*p?)(?![\w.,])\s*[-/,(]?\s*([a-z /-]*)\)?\.?", re.IGNORECASE)
_EACH = re.compile(r"(?:(?:for|per|each|every|an?|the)\s+)+")
_OTHER_MONEY = frozenset({"usd", "eur", "dollar", "dollars", "euro", "euros"})
_LONGEST = 500
_ASK_COST = "Enter a cost, for example free, £5 or £5 a session. Put anything else in Cost in words."


@dataclass(frozen=True, slots=True)
class Cost:
    """A price: pence (None: not known), what it is for (a code of cost-per) and all that is said of it."""

    pence: int | None = None
    per: str | None = None
    words: str | None = None


def cost_of(item: Item, today: date, notes: list[str]) -> Cost:
    """Return what a service costs today. Of several prices, the one without conditions, else the dearest.

    A price from the past is kept as words only. `notes` gains what the worker should check.
    """
    options = objects_of(item.get("cost_options"))
    current = [option for option in options if _is_current(option, today)]
    fees = text_of(item, "fees", "fees_description")
    words = "; ".join(filter(None, [fees, *(_words(option) for option in options)]))[:_LONGEST] or None
    if options and not current:
        notes.append("Its prices are from the past, so what it costs now is not known.")
    priced = [(pence, option) for option in current if (pence := pence_of(option.get("amount"), option)) is not None]
    if not priced:
        free = folded(fees or "") in _FREE or (not fees and any(_says_free(option) for option in current))
        return Cost(0 if free else None, None, words)
    if len(priced) > 1:
        notes.append("It has more than one price. Check which one applies.")
    plain = [pair for pair in priced if text_of(pair[1], "option") is None]
    pence, option = max(plain or priced, key=lambda pair: pair[0])
    per = word_map("cost-per").find([text_of(option, "amount_description"), text_of(option, "option")])
    return Cost(pence, per[0] if per and pence else None, words)


def parse_cost(cell: str) -> Cost:
    """Read a price as people write it: "free", "no charge", "£5", "£5 a session", "2.50/week".

    Raises BadInput, also for words after the price that say more than what it is for: what they mean is not guessed.
    """
    if folded(cell) in _FREE:
        return Cost(0)
    found = _PRICE.fullmatch(cell.strip())
    if found is None:
        raise BadInput(_ASK_COST)
    pence, said = parse_money(found[1], what="a cost"), folded(found[2])
    per = _per(said)
    if said and per is None:
        raise BadInput(_ASK_COST)
    return Cost(pence, per if pence else None)


def _per(said: str) -> str | None:
    """Return the code of what a price is for: "per session", "a week", "month"; None where it is none of them."""
    words = word_map("cost-per").codes
    bare = _EACH.sub("", said)
    return next((words[form] for form in (said, bare, f"per {bare}") if form in words), None)


def pence_of(value: Any, option: Item | None = None) -> int | None:
    """Return an amount in pounds (35, "3.50", "£1,200") as pence; None for none, below zero or other money."""
    if isinstance(value, bool) or not isinstance(value, int | str):
        return None
    if folded(str((option or {}).get("currency") or "")) in _OTHER_MONEY:
        return None
    if folded(str(value)) in _FREE:
        return 0
    found = _AMOUNT.search(str(value)[:40])
    if found is None:
        return None
    try:
        pence = int((Decimal(found[0].replace(",", "")) * 100).to_integral_value())
    except (InvalidOperation, ValueError):
        return None
    return pence if 0 <= pence <= MOST_PENCE else None


def _is_current(option: Item, today: date) -> bool:
    begins, ends = date_of(option.get("valid_from")), date_of(option.get("valid_to"))
    return (begins is None or begins <= today) and (ends is None or today <= ends)


def _says_free(option: Item) -> bool:
    return any(folded(text_of(option, name) or "") in _FREE for name in ("option", "amount_description"))


def _words(option: Item) -> str | None:
    pence = pence_of(option.get("amount"), option)
    parts = [
        None if pence is None else show_money(pence),
        text_of(option, "amount_description"),
        text_of(option, "option"),
    ]
    return " - ".join(filter(None, parts)) or None
