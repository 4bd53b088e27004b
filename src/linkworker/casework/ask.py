"""What every casework function asks of what it is given: words that are there, codes that are known, live records."""

from typing import TypeVar

from linkworker.base.errors import BadInput, NotFound, Refused
from linkworker.base.lists import Row, coded
from linkworker.base.words import listed
from linkworker.journal.unit_of_work import UnitOfWork
from linkworker.records.record import OfPerson

P = TypeVar("P", bound=OfPerson)


def words(text: str | None, ask: str) -> str:
    """Return the text without space around it; raises BadInput with the sentence `ask` when nothing is left."""
    given = (text or "").strip()
    if not given:
        raise BadInput(ask)
    return given


def maybe(text: str | None) -> str | None:
    """Return the text without space around it, or None when nothing is left."""
    return (text or "").strip() or None


def live_of(uow: UnitOfWork, kind: type[P], person_id: str, record_id: str) -> P:
    """Return one record of a person that is not entered in error; raises NotFound."""
    record = uow.get_of(kind, person_id, record_id)
    if record.in_error:
        raise NotFound("That was entered in error.")
    return record


def next_state(name: str, now: str, wanted: str) -> Row:
    """Return the row of the state wanted, if the coded list lets it follow the state now.

    Raises BadInput for a state that is not in the list, Refused for one that may not follow.
    """
    states = coded(name)
    row = states.find(wanted)
    allowed = states[now].codes("next")
    if row.code not in allowed:
        choices = listed((f"'{states.label(code)}'" for code in allowed), "or")
        may = f"It can become {choices}." if allowed else "It can change no more."
        raise Refused(f"It is '{states.label(now)}', so it cannot become '{row.label}'. {may}")
    return row
