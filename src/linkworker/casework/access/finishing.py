"""What is written down when copies of everything held were made: who decided, how much, and why what was held back."""

from collections.abc import Sequence

from linkworker.base.dates import show_date
from linkworker.casework.access.decisions import Choice, Decisions, held_records, record_key, tally
from linkworker.casework.access.held import ACCESS, Everything
from linkworker.casework.access.passages import record_name
from linkworker.casework.access.third_parties import Finding
from linkworker.journal.actions import Action
from linkworker.journal.unit_of_work import UnitOfWork


def note_copies(
    uow: UnitOfWork,
    held: Everything,
    findings: Sequence[Finding],
    decisions: Decisions,
    *,
    elsewhere: bool = False,
    staff_hidden: bool = False,
) -> None:
    """Write into the journal that copies were made, as a print's note is: the worker of the unit decided."""
    counts = tally(findings, decisions)
    reasons = [reason for _, reason in _held_back(held, findings, decisions)]
    values = {
        "left": counts.left,
        "taken_out": counts.taken_out,
        "held_back": counts.held_back,
        "elsewhere": elsewhere,
        "staff_hidden": staff_hidden,
        **({"why_held_back": reasons} if reasons else {}),
    }
    uow.event(Action.PRINTED, ACCESS, held.person_id, person_id=held.person_id, values=values)


def manager_note(held: Everything, findings: Sequence[Finding], decisions: Decisions, decided_by: str) -> str:
    """Return the note to the manager: what was held back, where it stands and why, never what it says; "" for nothing.

    It is not for the person: that something was held back can itself do harm.
    """
    lines = [f"{number}. {where}\n   {reason}" for number, (where, reason) in
             enumerate(_held_back(held, findings, decisions), 1)]  # fmt: skip
    if not lines:
        return ""
    head = (
        f"To the manager: held back from the copy of everything held about {held.name}",
        f"Made on {show_date(held.made_on)}. Decided by {decided_by}.",
        "This note is not for the person. Check each reason: it must be serious harm, to them or to another.",
    )
    return "\n\n".join(["\n".join(head), *lines]) + "\n"


def _held_back(held: Everything, findings: Sequence[Finding], decisions: Decisions) -> list[tuple[str, str]]:
    whole = held_records(decisions)
    found = [
        (record_name(record), decisions[record_key(record)].reason)
        for record in held.records()
        if record.record_id in whole
    ]
    return found + [
        (each.where, made.reason)
        for each in findings
        if (made := decisions.get(each.key)) is not None and made.choice is Choice.HOLD
    ]
