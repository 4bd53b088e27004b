"""Finishing a meeting: the plan takes the next day and the answer, then the person's own copy is made."""

from dataclasses import dataclass
from typing import Any

from linkworker.base.dates import show_date
from linkworker.base.errors import LinkworkerError
from linkworker.casework.reviews import reviewing
from linkworker.casework.reviews.meeting_view import MeetingView
from linkworker.casework.reviews.review_view import review_view
from linkworker.journal.unit_of_work import UnitOfWork
from linkworker.printing.from_plan import Wishes
from linkworker.ui.screens.place import Place
from linkworker.ui.screens.printing import MadeCopy, print_copy


@dataclass(frozen=True, slots=True)
class Ended:
    """What is said once the meeting is over, and the copy that was made of the plan, if one was."""

    words: str
    copy: MadeCopy | None


async def end_meeting(place: Place[Any], meeting: MeetingView, *, was_agreed: bool, wishes: Wishes | None) -> Ended:
    """Finish it, and make the copy. A copy that cannot be made is said, and the meeting is finished all the same.

    Where nobody came to the last but one step, the next meeting is on the last day of the rule. Raises Refused.
    """
    desk, person_id, review = place.desk, meeting.person_id, meeting.review
    if review is None:
        message = "a meeting that has not begun cannot end"
        raise TypeError(message)

    def finish(uow: UnitOfWork) -> str:
        if not was_agreed and review.facts.next_on is None:
            reviewing.set_next(uow, person_id, review.facts.id, meeting.next_by)
        reviewing.finish(uow, person_id, review.facts.id)
        next_on = review_view(uow.connection, person_id, review.facts.id).facts.next_on
        return f" Next one by {show_date(next_on)}." if next_on else ""

    next_words = await desk.change(finish, f"finishing the meeting of {meeting.called}")
    words = f"The review is finished.{next_words} u takes it back."
    if wishes is None:
        return Ended(words, None)
    try:
        place.say("Making the copy. It takes a moment.")
        return Ended(words, await print_copy(desk, person_id, wishes))
    except LinkworkerError as error:
        return Ended(f"The review is finished.{next_words} {error} p prints the copy.", None)
