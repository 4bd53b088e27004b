"""Which steps of a request for money a role may take: whoever only asks for money does not approve it."""

from linkworker.casework.money.funding import DECISIONS
from linkworker.casework.workers.role_rows import Role


def may_decide(of: Role, state: str) -> bool:
    """Say whether a role may bring a request to a state; only approving and refusing are kept to some."""
    return state not in DECISIONS or of.may("approve-money")
