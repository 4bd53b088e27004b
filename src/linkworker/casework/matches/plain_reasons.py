"""Why an activity may suit somebody, in sentences said to them: what they asked for and what it gives, never a need."""

from linkworker.base.words import count, listed
from linkworker.matching.match import Match
from linkworker.matching.ranking import asked_kinds, goals_served, is_own_area, shared_experience
from linkworker.matching.wording import label, lower_first

_NOTHING_MORE = "You can get there, and the times suit you."


def plain_reasons(found: Match) -> tuple[str, ...]:
    """Return the reasons of an activity that fits, a sentence each, the strongest first.

    Needs are left out: some were seen by others, and the person may be reading with somebody beside them.
    """
    person, activity = found.person, found.activity
    kinds = listed(lower_first(label("activity-kind", code)) for code in sorted(asked_kinds(person, activity.kinds)))
    goals = goals_served(person, activity.domains)
    said = (
        f"You asked for {kinds}." if kinds else "",
        f"It helps with {count(goals, 'goal')} of yours." if goals else "",
        "Somebody there knows what it is like." if shared_experience(person, activity.mentors, found.today) else "",
        "It is in your own area." if is_own_area(person, activity.areas, activity.venue_area) else "",
    )
    return tuple(filter(None, said)) or (_NOTHING_MORE,)
