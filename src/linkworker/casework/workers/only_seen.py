"""What of a person's page a role sees: who they are and how to reach them, and the rest only where it may."""

from dataclasses import replace

from linkworker.casework.people.person_page_view import Identity, InTheRoom, PersonPage, Risk
from linkworker.casework.workers.role_rows import Role

_NOTHING_HELPS = InTheRoom(None, None, None, (), (), None, "")
_NO_RISK = Risk(
    "", None, None, None, (), no_under_18s=False, safeguarding=False, safeguarding_note=None, victim_safety=None
)


def only_seen(who: Identity, role: Role) -> Identity:
    """Return the bar above a person's pages without what a role does not see; risk is then ""."""
    if not role.may("risk"):
        who = replace(who, risk="", safeguarding=False)
    return who if role.may("details") else replace(who, adjustments_first=(), legal_stage=None)


def page_seen(page: PersonPage, role: Role) -> PersonPage:
    """Return a person's page without what a role does not see; a role that sees all gets the page as it is."""
    page = replace(page, identity=only_seen(page.identity, role))
    if not role.may("risk"):
        page = replace(page, risk=_NO_RISK, kept_apart=())
    if not role.may("plans"):
        page = replace(page, matters=None, next_things=())
    if not role.may("notes"):
        page = replace(page, notes=(), appointments=())
    if not role.may("check-ins"):
        page = replace(page, latest_check_in=None)
    if not role.may("consent"):
        page = replace(page, consents=())
    if not role.may("details"):
        page = replace(page, about={}, asked_for=(), asked_for_words=None, barriers=(), in_the_room=_NOTHING_HELPS)
        page = replace(page, professionals=(), busy=(), episode=None, episodes=())
    return page
