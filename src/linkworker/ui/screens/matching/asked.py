"""What must be known before a form about one person and one activity can be drawn; read in one go."""

from dataclasses import dataclass

from sqlalchemy import Connection

from linkworker.base.dates import show_date
from linkworker.base.words import listed
from linkworker.casework.consent.consenting import may_refer
from linkworker.casework.directory.activity_reading import activity
from linkworker.casework.matches.matching import PersonMatches, mentors_for
from linkworker.casework.people.person_page import identity
from linkworker.casework.plans.plan_reading import current_plan, plan_view
from linkworker.casework.referrals.referral_reading import of_person
from linkworker.casework.referrals.referral_rules import Standing, standing
from linkworker.casework.referrals.support_needed import support_needed
from linkworker.ui.desk import Desk
from linkworker.ui.forms.field import Option


@dataclass(frozen=True, slots=True)
class Asked:
    """One activity for one person: how it stands, and what may be chosen beside it."""

    person_id: str
    who: str
    """What the person likes to be called."""
    name: str
    activity_id: str
    activity: str
    facts: str
    """When, where and what it costs, in a line."""
    provider: str | None
    told: Standing
    """How it stands if the person is only told of it."""
    sent: Standing
    """How it stands if details go to the provider."""
    consent: tuple[str, ...]
    """Whether details may go there, a sentence each; none where nothing goes to anybody."""
    support: tuple[str, ...]
    """What helps the person take part, a sentence each."""
    goals: tuple[Option, ...]
    mentors: tuple[Option, ...]
    open_referral: str | None
    """The id of a referral to it that is open already."""

    def standing(self, form: str) -> Standing:
        """Return how it stands for a form of referral."""
        return self.told if form == SIGNPOST else self.sent


SIGNPOST = "signpost"
REFERRAL = "referral"


async def ask(desk: Desk, person_id: str, activity_id: str, matched: PersonMatches | None = None) -> Asked:
    """Read it; raises NotFound."""
    return await desk.read(lambda connection: _asked(connection, desk, person_id, activity_id, matched))


def _asked(
    connection: Connection, desk: Desk, person_id: str, activity_id: str, matched: PersonMatches | None
) -> Asked:
    today = desk.today
    who, held = identity(connection, person_id, today), activity(connection, activity_id, today)
    told, sent = (standing(connection, person_id, activity_id, form, today, matched) for form in (SIGNPOST, REFERRAL))
    goals = plan_view(connection, person_id).goals if current_plan(connection, person_id) else ()
    mentors = mentors_for(connection, person_id, today).suggested
    when = listed(each.said() for each in held.times)
    starts = f"from {show_date(held.starts_on)}" if held.starts_on and held.starts_on > today else ""
    already = [each.id for each in of_person(connection, person_id) if each.activity_id == activity_id and each.open]
    return Asked(
        person_id=person_id,
        who=who.called,
        name=who.name,
        activity_id=activity_id,
        activity=held.name,
        facts=", ".join(part for part in (when, starts, held.venue, held.cost) if part),
        provider=held.provider,
        told=told,
        sent=sent,
        consent=may_refer(connection, person_id, held.provider_id, today).why if held.provider_id else (),
        support=support_needed(connection, person_id),
        goals=tuple(Option(goal.id, goal.words) for goal in goals if goal.open),
        mentors=tuple(Option(row.mentor.id, row.mentor.name, row.reasons[0]) for row in mentors),
        open_referral=already[-1] if already else None,
    )
