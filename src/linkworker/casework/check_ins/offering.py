"""Which questionnaires a person may be asked on a day, why not the others, and what to bear in mind."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from linkworker.casework.check_ins.check_in_reading import BASELINE, check_ins_of
from linkworker.casework.check_ins.checking_in import Gate, NotForThem, NotLicensed, may_begin
from linkworker.wellbeing.cautions import Caution
from linkworker.wellbeing.instrument import Instrument
from linkworker.wellbeing.packs import instruments

_ON_SCREEN = "on-screen"
_DURING = "during"


@dataclass(frozen=True, slots=True)
class Offered:
    """One questionnaire for one person. `refusal` says why it may not be used, and what to do; "" where it may be."""

    instrument: Instrument
    refusal: str
    licensed: bool
    """False where the licence is what stops it."""
    cautions: tuple[Caution, ...]
    """What to bear in mind whoever fills it in; the way of completing it has its own."""

    @property
    def allowed(self) -> bool:
        """Say whether it may be used."""
        return not self.refusal


def offered(connection: Connection, person_id: str, gate: Gate, *, on: date, today: date) -> tuple[Offered, ...]:
    """Return every questionnaire in the order to offer them, also those that may not be used on that day."""
    return tuple(_one(connection, person_id, each, gate, on, today) for each in instruments())


def usual_moment(connection: Connection, person_id: str) -> str:
    """Return the code of the moment that a next check-in usually is: the first is the baseline."""
    return _DURING if check_ins_of(connection, person_id) else BASELINE


def _one(connection: Connection, person_id: str, scale: Instrument, gate: Gate, on: date, today: date) -> Offered:
    try:
        _, cautions = may_begin(connection, person_id, scale.code, gate, mode=_ON_SCREEN, on=on, today=today)
    except NotLicensed as error:
        return Offered(scale, str(error), licensed=False, cautions=())
    except NotForThem as error:
        return Offered(scale, str(error), licensed=True, cautions=())
    return Offered(scale, "", licensed=True, cautions=cautions)
