"""How a copy puts things: in which language, with staff by name or by what they do, and which way lines run."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from linkworker.printing.language import Language
from linkworker.printing.letters import is_blank, tidy
from linkworker.printing.plan_copy import PlanCopy
from linkworker.printing.staff import Staff, hiding

Line: TypeAlias = dict[str, str]
"""One line as the template takes it: `text`, and `dir`: which way it runs, "ltr", "rtl" or "" for as the page does."""

_LONG_WORD = re.compile(r"\S{21,}")
_WAYS = {"L": "ltr", "R": "rtl", "AL": "rtl"}
_MAY_BREAK = "\N{ZERO WIDTH SPACE}"


@dataclass(frozen=True, slots=True)
class Voice:
    """The words of the copy's language, and what hides the names of staff."""

    words: Language
    second: Language | None
    hide_staff: bool
    hide: Callable[[str], str]

    def lines(self, text: str) -> list[Line]:
        """Return the lines of what somebody wrote, names hidden where asked; blank lines are left out."""
        return [line(part) for part in tidy(self.hide(text)).split("\n") if not is_blank(part)]

    def one_line(self, text: str) -> Line:
        """Return what somebody wrote as a single line, names hidden where asked."""
        return line(" ".join(tidy(self.hide(text)).split()))

    def ours(self, group: str, key: str, **filled: str) -> list[Line]:
        """Return one of our own sentences as lines."""
        return [line(self.words.say(group, key, **filled))]

    def who(self, who: str | Staff) -> str:
        """Return who it is: a name and role, a role alone where names are hidden, or the words of a `step-by` code."""
        if isinstance(who, str):
            return self.words.of_code("step-by", who)
        if self.hide_staff:
            return who.role or self.words.say("labels", "a-worker")
        return f"{who.name}, {who.role}" if who.role else who.name

    def date(self, day: date) -> str:
        """Return the day in the copy's language."""
        return self.words.date(day)


def voice_of(copy: PlanCopy, words: Language, second: Language | None) -> Voice:
    """Return the voice of a copy, which hides every member of staff it names if it is asked to."""
    if not copy.hide_staff:
        return Voice(words, second, hide_staff=False, hide=str)
    hide = hiding(staff_in(copy), copy.shown_name, words.say("labels", "a-worker"))
    return Voice(words, second, hide_staff=True, hide=hide)


def staff_in(copy: PlanCopy) -> tuple[Staff, ...]:
    """Return every member of staff that a copy names in a place of its own."""
    named: list[str | Staff | None] = [copy.made_with, *copy.other_staff]
    named += [step.who for goal in copy.goals for step in goal.steps]
    named += [contact.who for contact in copy.contacts]
    named.append(copy.next_review.who if copy.next_review else None)
    return tuple(dict.fromkeys(who for who in named if isinstance(who, Staff)))


def line(text: str) -> Line:
    """Return a line with the way it runs (its first strong letter says: Unicode TR9, P2), very long words breakable."""
    strong = (_WAYS.get(unicodedata.bidirectional(letter)) for letter in text)
    way = next((found for found in strong if found), "")
    if way == "rtl":
        return {"text": text, "dir": way}  # a break inside a word would part its joined letters
    return {"text": _LONG_WORD.sub(lambda word: _MAY_BREAK.join(word[0]), text), "dir": way}
