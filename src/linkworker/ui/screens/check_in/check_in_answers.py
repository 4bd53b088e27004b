"""The answers of one form while it is being filled in: where the person is, what they chose, what they left out."""

from collections.abc import Mapping
from enum import StrEnum

from linkworker.wellbeing.answers import SKIPPED
from linkworker.wellbeing.instrument import Instrument
from linkworker.wellbeing.parts import Item

_HIGHEST_DIGIT = 9
_OPEN = "?"


class Filling(StrEnum):
    """Who fills the form in."""

    PERSON = "person"
    """The person, on the screen; or the worker as the person speaks."""
    PAPER = "paper"
    """The worker, from a form that the person filled in on paper."""


class Answers:
    """An instrument with its answers so far. `place` is the item at hand, from 0; one past the last is the end.

    Every item is answered, left out (which is a choice of its own), or open. Nothing is scored here.
    """

    def __init__(self, instrument: Instrument, filling: Filling = Filling.PERSON) -> None:
        self.instrument = instrument
        self.filling = filling
        self.large = False
        """Whether one item at a time is shown, in large type."""
        self.answered_large = False
        """Whether any answer was given so: it is recorded as the mode."""
        self.place = 0
        self._given: dict[int, int] = {}
        self._left_out: set[int] = set()
        self._typing = False

    # What is there -------------------------------------------------------------------------------------------------

    @property
    def count(self) -> int:
        """How many items there are."""
        return len(self.instrument.items)

    @property
    def at_end(self) -> bool:
        """Whether the last item has been passed."""
        return self.place >= self.count

    @property
    def item(self) -> Item | None:
        """The item at hand, None at the end."""
        return None if self.at_end else self.instrument.items[self.place]

    @property
    def by_one_key(self) -> bool:
        """Whether every answer is one digit, so that a key both answers and moves on."""
        return self.instrument.highest_answer <= _HIGHEST_DIGIT

    @property
    def open_items(self) -> tuple[int, ...]:
        """Numbers of the items neither answered nor left out."""
        known = self._given.keys() | self._left_out
        return tuple(item.number for item in self.instrument.items if item.number not in known)

    @property
    def left_out(self) -> tuple[int, ...]:
        """Numbers of the items left out, lowest first."""
        return tuple(sorted(self._left_out))

    @property
    def begun(self) -> bool:
        """Whether anything was answered or left out."""
        return bool(self._given or self._left_out)

    def answer_of(self, number: int) -> int | None:
        """Return the answer to an item, None if it has none."""
        return self._given.get(number)

    def is_left_out(self, number: int) -> bool:
        """Say whether an item was left out on purpose."""
        return number in self._left_out

    def given(self) -> dict[int, int | None]:
        """Return the answers as a check-in takes them: every item in order, None where it has no answer."""
        return {item.number: self._given.get(item.number) for item in self.instrument.items}

    # Filling in ----------------------------------------------------------------------------------------------------

    def choose(self, value: int) -> None:
        """Answer the item at hand; at the end, or outside the scale, nothing happens."""
        if self.item is None or not self.instrument.lowest_answer <= value <= self.instrument.highest_answer:
            return
        self._given[self.item.number] = value
        self._left_out.discard(self.item.number)
        self.answered_large = self.answered_large or self.large

    def type_digit(self, digit: int) -> None:
        """Answer with a digit key: it moves on where every answer is one digit, else 1 and then 0 make ten."""
        if self.item is None:
            return
        if self.by_one_key:
            if self.instrument.lowest_answer <= digit <= self.instrument.highest_answer:
                self.choose(digit)
                self.move(1)
            elif digit == 0 and self.filling is Filling.PAPER:
                self.leave_out()
            return
        before = self._given.get(self.item.number) if self._typing else None
        longer = None if before is None else before * 10 + digit
        fits = longer is not None and before != 0 and longer <= self.instrument.highest_answer
        self.choose(longer if fits and longer is not None else digit)
        self._typing = True

    def nudge(self, by: int) -> None:
        """Choose the next answer to the right (1) or left (-1); where there is none yet, begin at that end."""
        if self.item is None:
            return
        held = self._given.get(self.item.number)
        low, high = self.instrument.lowest_answer, self.instrument.highest_answer
        start = low if by > 0 else high
        self.choose(start if held is None else max(low, min(high, held + by)))
        self._typing = False

    def leave_out(self) -> None:
        """Leave the item at hand out, and move on; at the end, leave out all that are open."""
        if self.item is None:
            self._left_out.update(self.open_items)
            return
        self._given.pop(self.item.number, None)
        self._left_out.add(self.item.number)
        self.move(1)

    # Moving --------------------------------------------------------------------------------------------------------

    def move(self, by: int) -> None:
        """Go forward or back, from the first item to the end."""
        self.go_to(self.place + by)

    def go_to(self, place: int) -> None:
        """Go to an item by its place from 0, or to the end."""
        self.place = max(0, min(place, self.count))
        self._typing = False

    def go_to_open(self) -> None:
        """Go to the first item that is open; to the end if there is none."""
        numbers = [item.number for item in self.instrument.items]
        self.go_to(numbers.index(self.open_items[0]) if self.open_items else self.count)

    # Drafts --------------------------------------------------------------------------------------------------------

    def to_draft(self) -> dict[str, str]:
        """Return the answers so far as a draft keeps them."""
        marks = (
            str(self._given[item.number])
            if item.number in self._given
            else (SKIPPED if item.number in self._left_out else _OPEN)
            for item in self.instrument.items
        )
        return {
            "instrument": self.instrument.code,
            "filling": self.filling.value,
            "answers": " ".join(marks),
            "place": str(self.place),
            "large": "yes" if self.large else "",
            "answered_large": "yes" if self.answered_large else "",
        }

    @classmethod
    def from_draft(cls, instrument: Instrument, kept: Mapping[str, str]) -> "Answers":
        """Take up a draft. One of another instrument, or that cannot be read, starts as new."""
        found = cls(instrument, Filling.PAPER if kept.get("filling") == Filling.PAPER.value else Filling.PERSON)
        marks = kept.get("answers", "").split()
        if kept.get("instrument") != instrument.code or len(marks) != len(instrument.items):
            return found
        for place, mark in enumerate(marks):
            found.place = place
            if mark == SKIPPED:
                found.leave_out()
            elif mark.isdecimal():
                found.choose(int(mark))
        place_kept = kept.get("place", "")
        found.go_to(int(place_kept) if place_kept.isdecimal() else 0)
        found.large = kept.get("large") == "yes"
        found.answered_large = kept.get("answered_large") == "yes"
        return found
