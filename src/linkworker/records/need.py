"""What a person needs, and which goals serve it."""

from datetime import date

from linkworker.records.record import OfPerson, coded, link


class Need(OfPerson, table=True):
    """A need in the person's own words, with whose view it is."""

    plan_id: str = link()
    domain: str = coded("need-domain", "other")
    words: str
    source: str = coded("need-source", "self-described")
    met: bool = False
    since: date | None = None
    no_goal_reason: str | None = None
    sits_behind: str | None = link(optional=True)


class GoalNeed(OfPerson, table=True):
    """One goal serves one need; several of each may be tied."""

    __tablename__ = "goal_need"

    goal_id: str = link()
    need_id: str = link()
