"""A worker and the team they belong to."""

from linkworker.records.record import Standalone, coded, link


class Team(Standalone, table=True):
    """A team of the organisation; its words for roles and reviews come from the settings."""

    name: str
    setting: str | None = coded("setting")


class Worker(Standalone, table=True):
    """A caseworker: link worker, personal adviser, or whatever their team calls them."""

    name: str
    title: str | None = None
    team_id: str | None = link("team.id", optional=True)
    role: str = coded("worker-role", "worker")
