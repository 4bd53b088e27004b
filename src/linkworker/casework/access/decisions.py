"""What a worker decides on each finding: left in, taken out, or held back with a reason; kept as a draft meanwhile."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import TypeAlias

from linkworker.base.errors import BadInput, NotFound
from linkworker.base.words import plural
from linkworker.casework.access.held import ACCESS, Everything, HeldRecord
from linkworker.casework.access.third_parties import Finding

_RECORD = "record:"
FINISHED = "@finished"
"""The field of the draft that says on which day copies were made by these decisions."""


class Choice(StrEnum):
    """What becomes of a finding."""

    LEAVE = "leave"
    TAKE_OUT = "take-out"
    HOLD = "hold"


@dataclass(frozen=True, slots=True)
class Decision:
    """A choice; one that holds back has a reason."""

    choice: Choice
    reason: str = ""


Decisions: TypeAlias = Mapping[str, Decision]
"""By the key of a finding, or `record_key` of a whole record that is held back."""

NONE: Decisions = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Tally:
    """How many findings were left in and taken out, and how much was held back."""

    left: int
    taken_out: int
    held_back: int

    def words(self) -> str:
        """Return it as a sentence: "Left in: 3. Taken out: 2. Held back: 0."."""
        return f"Left in: {self.left}. Taken out: {self.taken_out}. Held back: {self.held_back}."


def draft_form(person_id: str) -> str:
    """Return the name of the draft that keeps the decisions about one person."""
    return f"{ACCESS}:{person_id}"


def record_key(record: HeldRecord) -> str:
    """Return the key under which a whole record is held back."""
    return f"{_RECORD}{record.record_id}"


def held_records(decisions: Decisions) -> frozenset[str]:
    """Return the ids of the records that are held back whole."""
    return frozenset(key.removeprefix(_RECORD) for key in decisions if key.startswith(_RECORD))


def decided(
    findings: Sequence[Finding], decisions: Decisions, key: str, decision: Decision, *, alike: bool = False
) -> Decisions:
    """Return the decisions with one more; `alike` decides every finding with the same words and reason the same way.

    Raises NotFound for a key that is no finding's, BadInput for holding back without a reason.
    """
    finding = next((each for each in findings if each.key == key), None)
    if finding is None:
        raise NotFound(f"There is nothing to decide called '{key}'.")
    _check(decision)
    also = [each.key for each in findings if alike and each.alike(finding)]
    return {**decisions, **dict.fromkeys([key, *also], decision)}


def hold_record(held: Everything, decisions: Decisions, record_id: str, reason: str) -> Decisions:
    """Return the decisions with a whole record held back. Raises NotFound, and BadInput without a reason.

    The person's own details cannot be held back whole: a copy that says nothing of them is none.
    """
    record = next((each for each in held.records() if each.record_id == record_id), None)
    if record is None:
        raise NotFound("There is no record of that id about this person.")
    if record_id == held.person_id:
        raise BadInput("Who the person is cannot be held back whole. Hold back what is found in it.")
    decision = Decision(Choice.HOLD, reason.strip())
    _check(decision)
    return {**decisions, record_key(record): decision}


def give_record(decisions: Decisions, record_id: str) -> Decisions:
    """Return the decisions with a record no longer held back."""
    return {key: decision for key, decision in decisions.items() if key != f"{_RECORD}{record_id}"}


def undecided(findings: Iterable[Finding], decisions: Decisions) -> tuple[Finding, ...]:
    """Return what is still to be decided; what stands in a record held back whole needs no decision."""
    whole = held_records(decisions)
    return tuple(each for each in findings if each.key not in decisions and each.place.record_id not in whole)


def tally(findings: Iterable[Finding], decisions: Decisions) -> Tally:
    """Return how many of each; decisions about what stands there no longer are not counted."""
    made = [decisions[each.key].choice for each in findings if each.key in decisions]
    whole = len(held_records(decisions))
    return Tally(made.count(Choice.LEAVE), made.count(Choice.TAKE_OUT), made.count(Choice.HOLD) + whole)


def to_decide_words(number: int) -> str:
    """Return how many are left, as a sentence."""
    return f"{number} {plural(number, 'finding')} to decide." if number else "Everything is decided."


def as_draft(decisions: Decisions, finished: str = "") -> dict[str, str]:
    """Return decisions as the fields of a draft; `finished` is the ISO day on which copies were made by them."""
    fields = {key: f"{made.choice}:{made.reason}" for key, made in decisions.items()}
    return {**fields, **({FINISHED: finished} if finished else {})}


def from_draft(fields: Mapping[str, str]) -> Decisions:
    """Return the decisions that a draft keeps."""
    found = {}
    for key, text in fields.items():
        choice, _, reason = text.partition(":")
        if key != FINISHED and choice in list(Choice):
            found[key] = Decision(Choice(choice), reason)
    return found


def _check(decision: Decision) -> None:
    if decision.choice is Choice.HOLD and not decision.reason.strip():
        raise BadInput("Say what harm it would cause, and to whom.")
