"""What a worker's role must allow for each command and step; what is not named here is open to every role.

The actions are those of `roles.toml`. The store is opened to know the role only where something is needed. Commands
that ask for the passphrase once more (a worker added or taken away, a new data key) look at the role themselves.
"""

from argparse import Namespace
from collections.abc import Mapping

from linkworker.cli.desk import Desk

NEEDS: Mapping[str, str] = {
    "access": "give-all",
    "check-in": "check-ins",
    "chronology": "history",
    "history": "history",
    "import people": "bring-in-people",
    "match": "matching",
    "money pot": "pots",
    "money request": "ask-money",
    "note": "notes",
    "people appointment": "notes",
    "people busy": "details",
    "people change": "details",
    "people consent": "consent",
    "people episode": "details",
    "people join": "details",
    "people keep-apart": "risk",
    "people part": "details",
    "people professional": "details",
    "people withhold": "consent",
    "plan": "plans",
    "print": "plans",
    "refer": "referrals",
    "retention": "evidence",
    "review": "plans",
    "sync choose": "details",
    "workers role": "workers",
}
"""By the command, or the command and its step. Each is a word of the command line."""


def need_of(name: str, args: Namespace) -> str | None:
    """Return the action that a command needs as it was typed, or None where it is open to all."""
    step = getattr(args, "step_name", "")
    if (name, step) == ("money", "decide"):
        return _deciding(args.state)
    if (name, step) == ("audit", "activity"):
        return "others-activity" if args.worker else None
    if name == "oversight":
        return "oversight" if args.by or args.checked or args.actions else "risk"
    return NEEDS.get(name) or NEEDS.get(f"{name} {step}")


def refuse_unless_allowed(name: str, args: Namespace, desk: Desk) -> None:
    """Raise NotForRole (exit 5), saying who can, unless the role of the worker who unlocks allows the command."""
    need = need_of(name, args)
    if need is None:
        return
    from linkworker.casework.workers.roles import must  # noqa: PLC0415 - many commands never open a store

    must(desk.role.code, need)


def _deciding(state: str) -> str | None:
    from linkworker.base.lists import coded  # noqa: PLC0415 - as above
    from linkworker.casework.money.funding import DECISIONS  # noqa: PLC0415 - as above

    return "approve-money" if coded("money-state").find(state).code in DECISIONS else None
