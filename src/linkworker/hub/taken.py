"""What became of one bundle."""

from dataclasses import dataclass
from enum import StrEnum

from linkworker.hub.refusing import Why
from linkworker.journal.applied import Applied


class TakenState(StrEnum):
    """Taken in, known already, waits for an earlier one, held (the laptop is suspended), or put in quarantine."""

    TAKEN_IN = "taken-in"
    KNOWN = "known"
    WAITS = "waiting"
    HELD = "held"
    FORK = "fork"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Taken:
    """One bundle and what became of it. `short` and `number` are None where nothing could be read of it.

    `name` is then the file's name where it lay. `kept` is its name in the hub's inbox or quarantine. `clock` is
    "ahead" or "behind" where the laptop's clock was more than ten minutes off. `applied` has the counts where entries
    were taken in, `fault` where the program broke over it.
    """

    state: TakenState
    why: Why | None = None
    device: str | None = None
    short: str | None = None
    number: int | None = None
    hash: str | None = None
    kept: str | None = None
    clock: str | None = None
    applied: Applied | None = None
    fault: str = ""
    name: str = ""
