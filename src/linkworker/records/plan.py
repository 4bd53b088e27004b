"""A health and wellbeing plan: the person's own words first."""

from datetime import date

from linkworker.records.record import OfPerson, coded, link


class Plan(OfPerson, table=True):
    """The plan as it stands now; each agreed wording of it is a frozen `PlanVersion`."""

    episode_id: str | None = link(optional=True)
    template: str = coded("plan-template", "health-and-wellbeing")
    matters: str | None = None
    going_well: str | None = None
    gets_in_the_way: str | None = None
    ideas: str | None = None
    strengths: str | None = None
    declined_words: bool = False  # asked, and declined to say: an answer
    together: bool = False  # completed alongside the person
    agreement: str = coded("agreement", "draft")
    agreement_note: str | None = None
    agreed_on: date | None = None
    no_needs: bool = False  # looked for, none identified: never counted as a need
    review_on: date | None = None
    closed_on: date | None = None
