"""What a suitability test is: which facts it reads, and how it judges them for one person."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from linkworker.matching.person_facts import PersonFacts
from linkworker.matching.rules import Rule
from linkworker.matching.verdict import Outcome

Judge: TypeAlias = Callable[..., Outcome]
"""Takes the facts that the test reads, one argument each."""

Prepare: TypeAlias = Callable[[Rule, PersonFacts, date], Judge | Outcome]
"""Works out the person's side once; an Outcome when the answer is the same for every activity."""


@dataclass(frozen=True, slots=True)
class Suitability:
    """One test. Judging is a pure function of the facts read, so equal facts are judged once (see `directory`)."""

    name: str
    reads: tuple[str, ...]
    prepare: Prepare


def suitability(name: str, *reads: str) -> Callable[[Prepare], Suitability]:
    """Make a test of a function that prepares its judge; `reads` names fields of ActivityFacts."""
    return lambda prepare: Suitability(name, reads, prepare)
