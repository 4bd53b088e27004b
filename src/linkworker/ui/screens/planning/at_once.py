"""What can be said of a line of the plan without a form: met, none found, declined, together."""

from collections.abc import Callable
from dataclasses import dataclass

from linkworker.casework.plans import needs, planning
from linkworker.journal.unit_of_work import UnitOfWork
from linkworker.ui.screens.person.plan_rows import Part
from linkworker.ui.screens.planning.at_hand import AtHand


@dataclass(frozen=True, slots=True)
class AtOnce:
    """A change, what it is in words for undo, and the sentence said when it is done."""

    do: Callable[[UnitOfWork], None]
    words: str
    said: str


def at_once(at: AtHand, part: Part) -> AtOnce | None:
    """Return the change of a line, or None where it takes a form or there is none."""
    if part.kind == "need":
        return _met(at, part.which)
    if part.kind == "needs":
        return AtOnce(
            lambda uow: planning.no_needs_found(uow, at.person_id, at.plan.id),
            "that no need was found",
            "Kept: needs were looked for, and none was found.",
        )
    if part.kind == "words" and not at.plan.own_words:
        return AtOnce(
            lambda uow: planning.decline_words(uow, at.person_id, at.plan.id),
            "declining to say",
            f"Kept: {at.called} was asked, and declined to say.",
        )
    return _together(at) if part.kind == "together" else None


def _met(at: AtHand, need_id: str) -> AtOnce:
    need = next(each for each in at.plan.needs if each.id == need_id)
    return AtOnce(
        lambda uow: needs.set_met(uow, at.person_id, need.id, met=not need.met),
        "the change to a need",
        f"Need {need.number} is {'not met any more' if need.met else 'met'}.",
    )


def _together(at: AtHand) -> AtOnce:
    together = not at.plan.together
    return AtOnce(
        lambda uow: planning.set_together(uow, at.person_id, at.plan.id, together=together),
        "who wrote the plan",
        f"The plan is {'written' if together else 'not written'} together with {at.called}.",
    )
