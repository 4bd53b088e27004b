"""What needs you today: why each thing is there and since when, the oldest first."""

from argparse import Namespace

from linkworker.base.dates import show_date
from linkworker.base.errors import Refused
from linkworker.casework.day.today import Today, today
from linkworker.casework.day.today_parts import Item
from linkworker.casework.plans.around_person import has_people
from linkworker.cli.desk import Desk
from linkworker.sync.trust import trusted_hub

HINTS = {
    "reviews-unfinished": "To go on with one: linkworker review NAME",
    "reviews-overdue": "To hold one: linkworker review NAME start",
    "reviews-due": "To hold one: linkworker review NAME start",
    "reviews-on-hold": "To clear a hold: linkworker review NAME hold --clear",
    "oversight": 'To keep a look: linkworker oversight NAME --by "MANAGER"',
    "referrals-in": "To decide one: linkworker people referral-in NAME --accept",
    "plans-to-agree": "To see one: linkworker plan NAME",
    "check-ins": "To take one: linkworker check-in NAME",
    "referrals": "To see one: linkworker refer NAME",
    "revisit": "To see one: linkworker refer NAME",
    "goals": "To see one: linkworker plan NAME",
    "releases": "To see one: linkworker show NAME",
    "requests": "To decide one: linkworker money decide NAME NUMBER approved",
    "checks": "To see one: linkworker activities provider NAME",
    "agreements": "To see one: linkworker activities provider NAME",
    "unsent": "To see it: linkworker sync",
    "choices": "To see them and choose: linkworker sync conflicts",
    "retention": "To see who they are: linkworker retention",
}
"""What to type to act on the lines of a group, by its code."""


def run(args: Namespace, desk: Desk) -> int:
    """List it. A worker with no people of their own sees everybody's."""
    syncs, seen = _meets_a_centre(desk), desk.role.today
    with desk.reading() as connection:
        own = not args.everyone and has_people(connection, desk.worker_id)
        found = today(
            connection,
            desk.today,
            desk.settings,
            device_id=desk.store.device_id,
            worker_id=desk.worker_id if own else None,
            syncs=syncs,
            seen=seen,
        )
    desk.answer(found, _lines(found))
    return 0


def _meets_a_centre(desk: Desk) -> bool:
    """Say whether this laptop was ever meant to export: a worker who never does is not told of what is unsent."""
    if desk.settings.hub_invitation.value is not None:
        return True
    try:
        trusted_hub(desk.store)
    except Refused:
        return False
    return True


def _lines(found: Today) -> list[str]:
    lines = [found.sentence()]
    for group in found.groups:
        lines += [group.heading(), *(f"  {_line(item)}" for item in group.items)]
        if group.code in HINTS:
            lines.append(f"  {HINTS[group.code]}")
    return lines


def _line(item: Item) -> str:
    who = f"{item.shown_name}: " if item.shown_name else ""
    day = show_date(item.since) if item.since else ""
    since = f" ({day})" if day and day not in item.why else ""
    return f"{who}{item.why}{since}"
