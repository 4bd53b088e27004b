"""The answers of one form: typed or ticked, checked against the instrument, and written as one line."""

import re
from collections.abc import Mapping
from typing import TypeAlias

from linkworker.base.errors import BadInput
from linkworker.wellbeing.instrument import Instrument

Answers: TypeAlias = Mapping[int, int | None]
"""Item number to the answer given; None where the person skipped it."""

SKIPPED = "-"
# Word processors turn a typed hyphen into an en or em dash, or a minus sign.
_DASHES = ("-", "\N{EN DASH}", "\N{EM DASH}", "\N{MINUS SIGN}")
_HIGHEST_DIGIT = 9


class WrongCount(BadInput):
    """{} needs {} answers, with a space between them and - for a skipped {}. You typed {}."""


class WrongAnswer(BadInput):
    """Answer {} needs a whole number from {} to {}, or - if it was skipped."""


class NoSuchItem(BadInput):
    """{} has no {} {}."""


class NoAnswers(BadInput):
    """No {} was answered. Answer at least one, or leave the check-in for another day."""


def check_answers(instrument: Instrument, answers: Answers) -> dict[int, int | None]:
    """Return the answers with every item in published order, those left out as skipped.

    Raises NoSuchItem, WrongAnswer, or NoAnswers where nothing at all was answered.
    """
    numbers = [item.number for item in instrument.items]
    for number in answers:
        if number not in numbers:
            raise NoSuchItem(instrument.short_name, instrument.item_noun, number)
    whole = {number: answers.get(number) for number in numbers}
    for number, answer in whole.items():
        if answer is not None and not _is_answer(instrument, answer):
            raise WrongAnswer(number, instrument.lowest_answer, instrument.highest_answer)
    if all(answer is None for answer in whole.values()):
        raise NoAnswers(instrument.item_noun)
    return whole


def parse_answers(instrument: Instrument, text: str) -> dict[int, int | None]:
    """Read answers as typed from a paper form, in order: "3 4 5 2 - 3", "3,4,5,2,-,3" or "3452-3".

    Run together they are read digit by digit, so only where no answer has two digits. Raises WrongCount, WrongAnswer,
    NoAnswers.
    """
    words = [word for word in re.split(r"[\s,;]+", text) if word]
    if len(words) == 1 and instrument.highest_answer <= _HIGHEST_DIGIT:
        words = list(words[0])
    if len(words) != len(instrument.items):
        raise WrongCount(instrument.short_name, len(instrument.items), instrument.item_noun, len(words))
    return check_answers(
        instrument, {number: _parse_answer(instrument, number, word) for number, word in enumerate(words, 1)}
    )


def write_answers(answers: Answers) -> str:
    """Write answers as one line that parse_answers reads back: "3 4 5 2 - 3"."""
    given = (answers[number] for number in sorted(answers))
    return " ".join(SKIPPED if answer is None else str(answer) for answer in given)


def skipped_items(answers: Answers) -> tuple[int, ...]:
    """Return the numbers of the items that were skipped, lowest first."""
    return tuple(number for number in sorted(answers) if answers[number] is None)


def _is_answer(instrument: Instrument, answer: int) -> bool:
    # True is an int to Python; as an answer it can only be a slip of a program.
    return type(answer) is int and instrument.lowest_answer <= answer <= instrument.highest_answer


def _parse_answer(instrument: Instrument, number: int, word: str) -> int | None:
    if word in _DASHES:
        return None
    if not re.fullmatch(r"[0-9]{1,2}", word):
        raise WrongAnswer(number, instrument.lowest_answer, instrument.highest_answer)
    return int(word)
