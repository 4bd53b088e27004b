"""What `access` says of a review: how much is held by kind, and each finding with what is decided."""

from collections.abc import Iterator
from typing import Any

from linkworker.base.words import count, within
from linkworker.casework.access.decisions import Choice, held_records
from linkworker.casework.access.passages import record_name
from linkworker.casework.access.reviewing import Review
from linkworker.casework.access.third_parties import Finding

_SAID = {Choice.LEAVE: "Left in.", Choice.TAKE_OUT: "Taken out."}


def held_lines(review: Review) -> list[str]:
    """Return what would be given, and each finding."""
    held = review.held
    lines = [f"Everything held about {held.name}:"]
    lines += [f"  {kind.heading}: {len(kind.records)}" for kind in held.kinds]
    lines.append(f"  Entries of the journal: {len(held.events)}")
    lines.append(f"  Sent to the centre: {count(len(held.bundles), 'bundle')}")
    lines.append(f"  Not saved yet: {count(len(held.drafts), 'draft')}")
    lines += ["", "About or from somebody else:" if review.findings else "Nothing about anybody else was found."]
    for number, finding in enumerate(review.findings, 1):
        lines += _finding(number, finding, _state(review, finding))
    lines += ["", review.words()]
    if not review.left:
        lines.append(f"To make the copies: linkworker access {held.person_id} --pdf --data")
    return lines


def record_lines(review: Review) -> list[str]:
    """Return each record with its id, and whether it is held back."""
    whole = held_records(review.decisions)
    return [
        f"{record.record_id}  {record_name(record)}{' (held back)' if record.record_id in whole else ''}"
        for record in review.held.records()
    ]


def held_view(review: Review) -> dict[str, Any]:
    """Return the same for a script: counts by kind, findings with their keys and decisions, records with their ids."""
    held, whole = review.held, held_records(review.decisions)
    return {
        "person": {"id": held.person_id, "name": held.name},
        "kinds": {kind.kind: len(kind.records) for kind in held.kinds},
        "journal": len(held.events),
        "bundles": len(held.bundles),
        "drafts": len(held.drafts),
        "findings": [
            {
                "key": each.key, "where": each.where, "found": each.found, "around": each.around, "why": each.why,
                "decision": str(made.choice) if (made := review.decisions.get(each.key)) else None,
                "reason": made.reason or None if made else None,
            }
            for each in review.findings
        ],
        "records": [
            {"id": record.record_id, "kind": record.kind, "held_back": record.record_id in whole}
            for record in held.records()
        ],
        "left": len(review.left),
    }  # fmt: skip


def _finding(number: int, finding: Finding, state: str) -> Iterator[str]:
    yield f"  {number}. {finding.where} [{finding.key}]"
    yield f"     {' '.join(finding.found.split())}"
    yield f"     {finding.why} {state}"


def _state(review: Review, finding: Finding) -> str:
    made = review.decisions.get(finding.key)
    if finding.place.record_id in held_records(review.decisions):
        return "The whole record is held back."
    if made is None:
        return "To decide."
    return _SAID.get(made.choice) or f"Held back: {within(made.reason)}."
