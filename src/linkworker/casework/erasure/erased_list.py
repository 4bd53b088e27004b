"""What was erased in this store: when, by whom and why; nothing says what it was."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, select

from linkworker.base.times import show_instant
from linkworker.casework.history.field_words import kind_words
from linkworker.casework.history.histories import because_words
from linkworker.journal.erased import latest_marks
from linkworker.records.person import Person
from linkworker.records.worker import Worker

_WORKERS = select(Worker.table().c.id, Worker.table().c.name).where(
    Worker.table().c.id.in_(bindparam("ids", expanding=True))
)
_ANOTHER = "another worker"


@dataclass(frozen=True, slots=True)
class ErasedLine:
    """One erasure in words. `record_id` is the id that it had; a person's is found on paper kept with its reason."""

    kind: str
    record_id: str
    at: datetime
    who: str
    because: str | None
    despite: str | None

    @property
    def what(self) -> str:
        """Return what it was of: "a person" or "a note"; no more is known."""
        return "a person" if self.kind == Person.kind() else kind_words(self.kind)

    @property
    def sentence(self) -> str:
        """Return it in a line: "6 August 2026 at 1pm, Jo erased a person because the person asked for it."."""
        why = f" because {self.because}" if self.because else ""
        despite = f" Something spoke against it: {self.despite}" if self.despite else ""
        return f"{show_instant(self.at)}, {self.who} erased {self.what}{why}.{despite}"


def erased_list(connection: Connection, most: int = 200) -> tuple[ErasedLine, ...]:
    """Return the erasures, latest first."""
    marks = latest_marks(connection, most)
    ids = sorted({mark.worker_id for mark in marks if mark.worker_id})
    names = {row.id: row.name for row in connection.execute(_WORKERS, {"ids": ids})} if ids else {}
    return tuple(
        ErasedLine(
            mark.kind,
            mark.record_id,
            datetime.fromisoformat(mark.at),
            names.get(mark.worker_id or "", _ANOTHER),
            because_words(mark.because),
            mark.despite,
        )
        for mark in marks
    )
