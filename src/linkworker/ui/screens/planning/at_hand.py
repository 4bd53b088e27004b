"""The plan that a form changes, and what a form of a plan ends with."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

from linkworker.base.errors import BadInput
from linkworker.casework.plans.plan_view import PlanView
from linkworker.journal.unit_of_work import UnitOfWork
from linkworker.ui.desk import Desk

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Done:
    """What was done, in words for the status line, and the key of the line of the plan to show."""

    key: str
    words: str


@dataclass(frozen=True, slots=True)
class AtHand:
    """An open plan, whose it is, and the desk that changes it."""

    desk: Desk
    plan: PlanView
    called: str
    """What the person likes to be called."""

    @property
    def person_id(self) -> str:
        """Return whose plan it is."""
        return self.plan.person_id

    async def change(self, do: Callable[[UnitOfWork], T], words: str) -> T:
        """Do something in one unit of work; `words` say what, for undo: "the new goal"."""
        return await self.desk.change(do, f"{words} of {self.called}")


@contextmanager
def at_field(name: str) -> Iterator[None]:
    """Let a form show at one of its fields that what stands there cannot be; "" for the whole form."""
    try:
        yield
    except BadInput as error:
        error.field = name  # type: ignore[attr-defined]  # forms look for it there
        raise
