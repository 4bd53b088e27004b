"""The review before copies are made: everything held, what was found in it, and what is decided so far."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, bindparam, select

from linkworker.base.dates import show_date
from linkworker.casework.access.decisions import (
    FINISHED,
    Decisions,
    Tally,
    draft_form,
    from_draft,
    tally,
    to_decide_words,
    undecided,
)
from linkworker.casework.access.everything_held import everything_held
from linkworker.casework.access.held import Everything
from linkworker.casework.access.known_names import others_known
from linkworker.casework.access.third_parties import Finding, third_parties
from linkworker.records.worker import Worker
from linkworker.vault.drafts import draft

_W = Worker.table()
_NAME = select(_W.c.name).where(_W.c.id == bindparam("worker"))


@dataclass(frozen=True, slots=True)
class Review:
    """What one worker reviews about one person. `finished`: when copies were last made by these decisions."""

    held: Everything
    findings: tuple[Finding, ...]
    decisions: Decisions
    decided_by: str
    finished: date | None = None

    @property
    def left(self) -> tuple[Finding, ...]:
        """Return what is still to be decided."""
        return undecided(self.findings, self.decisions)

    def tally(self) -> Tally:
        """Return how many of each there are."""
        return tally(self.findings, self.decisions)

    def words(self) -> str:
        """Return where it stands: how many are left, and whether copies were made by it before."""
        before = f" Copies were made by these decisions on {show_date(self.finished)}." if self.finished else ""
        return f"{to_decide_words(len(self.left))}{before}"


def review_of(connection: Connection, person_id: str, today: date, worker_id: str) -> Review:
    """Return the review as it stands, with what this worker decided before; raises NotFound."""
    held = everything_held(connection, person_id, today)
    findings = third_parties(held, others_known(connection, person_id))
    kept = draft(connection, worker_id, draft_form(person_id))
    fields = kept.fields if kept else {}
    decided_by = connection.execute(_NAME, {"worker": worker_id}).scalar() or ""
    finished = date.fromisoformat(fields[FINISHED]) if fields.get(FINISHED) else None
    return Review(held, findings, from_draft(fields), decided_by, finished)
