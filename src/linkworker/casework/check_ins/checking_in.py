"""Taking a check-in: licence, age and date looked at first, answers kept as given, and what the worker decided."""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection

from linkworker.base.errors import NotFound, Refused
from linkworker.base.ids import new_id
from linkworker.base.setting_values import WemwbsLicence
from linkworker.casework.ask import live_of, maybe, words
from linkworker.casework.check_ins.check_in_reading import cautions_before, check_ins_of, result, result_of
from linkworker.casework.check_ins.check_in_view import CheckInView, Result
from linkworker.journal.unit_of_work import UnitOfWork
from linkworker.records.check_in import CheckIn
from linkworker.records.person import Person
from linkworker.wellbeing import check_in_codes as codes
from linkworker.wellbeing.answers import Answers, check_answers
from linkworker.wellbeing.cautions import Caution, Weight
from linkworker.wellbeing.instrument import Instrument
from linkworker.wellbeing.licence import Licence, Verdict, may_use
from linkworker.wellbeing.packs import instrument as pack
from linkworker.wellbeing.parts import LicenceKind
from linkworker.wellbeing.scoring import score_form

DEMONSTRATION = "demonstration"


class NotLicensed(Refused):
    """{}"""  # noqa: D400 - the licence's own sentence is the detail


class NotForThem(Refused):
    """{}"""  # noqa: D400 - the caution's own sentence is the detail


@dataclass(frozen=True, slots=True)
class Form:
    """One filled-in form. `on` None means today; answers are by item number, None where skipped."""

    instrument: str
    answers: Answers
    moment: str = "unscheduled"
    mode: str = "on-screen"
    on: date | None = None
    partial_reason: str | None = None


@dataclass(frozen=True, slots=True)
class Gate:
    """The organisation's licence from its settings, and whether this is the demonstration store."""

    licence: WemwbsLicence | None = None
    demonstration: bool = False

    def verdict(self, instrument: Instrument, on: date) -> Verdict:
        """Say whether an instrument may be used on a day, and what may be used instead."""
        held = self.licence
        own = None if held is None else Licence(held.holder, held.reference, held.granted, held.expires)
        return may_use(instrument, own, on, self.demonstration)

    def kept_as(self, instrument: Instrument) -> str | None:
        """Return what the record says of the licence: holder and reference; None for a free instrument."""
        if instrument.licence is LicenceKind.FREE:
            return None
        if self.demonstration:
            return DEMONSTRATION
        return None if self.licence is None else f"{self.licence.holder} ({self.licence.reference})"


def usable(gate: Gate, today: date, code: str) -> Instrument:
    """Return an instrument that may be used today; raises NoSuchInstrument, NotLicensed naming what may be instead."""
    found = pack(code)
    verdict = gate.verdict(found, today)
    if not verdict.allowed:
        raise NotLicensed(verdict.sentence)
    return found


def may_begin(
    connection: Connection, person_id: str, code: str, gate: Gate, *, mode: str, on: date, today: date
) -> tuple[Instrument, tuple[Caution, ...]]:
    """Return the instrument and what to bear in mind, before anybody answers anything.

    Raises NotLicensed, NotForThem, NoSuchInstrument, NoSuchMode: nobody fills in a form that cannot be kept.
    """
    scale = usable(gate, on, code)
    held = check_ins_of(connection, person_id)
    found = cautions_before(connection, person_id, scale, held, codes.mode(mode), on=on, today=today)
    _refuse_stopped(found)
    return scale, found


def look(connection: Connection, person_id: str, form: Form, gate: Gate, *, today: date) -> Result:
    """Return what a form says before it is kept: score, change, cautions, safety prompt.

    Raises NotLicensed, NotForThem (too young, or dated after today), and what scoring raises: answers out of range,
    a partial form without its reason.
    """
    return _looked(connection, person_id, form, gate, today, correcting=None)


def take(
    uow: UnitOfWork, person_id: str, form: Form, gate: Gate, *, decision: str | None = None, corrects: str | None = None
) -> Result:
    """Keep a check-in and return its result; it is a fact, and never edited afterwards.

    `decision` is what the worker decided where the safety prompt applies; without one it is kept all the same, and can
    follow with `decide`. `corrects` names the check-in that this one takes the place of. Raises what `look` raises.
    """
    _live_person(uow, person_id)
    old = live_of(uow, CheckIn, person_id, corrects) if corrects else None
    found = _looked(uow.connection, person_id, form, gate, uow.clock.today(), correcting=corrects)
    held = found.check_in
    record = CheckIn(
        id=held.id,
        person_id=person_id,
        instrument=held.instrument,
        on=held.on,
        moment=held.moment,
        mode=held.mode,
        answers={str(number): answer for number, answer in held.answers.items()},
        raw=held.raw,
        partial_reason=held.partial_reason,
        licence=held.licence,
        safety_prompted=found.prompt is not None,
        safety_decision=maybe(decision) or (old.safety_decision if old and found.prompt else None),
        worker_id=uow.worker_id,
        corrects=corrects,
    )
    uow.add(record)
    return result(uow.connection, person_id, record.id, today=uow.clock.today())


def decide(uow: UnitOfWork, person_id: str, check_in_id: str, decision: str) -> str:
    """Keep what the worker decided after the safety prompt, as a new fact in place of the old; return its id.

    Raises BadInput for blank words, Refused where nothing prompted it.
    """
    old = live_of(uow, CheckIn, person_id, check_in_id)
    if not old.safety_prompted:
        raise Refused("This check-in did not ask for a decision.")
    if check_in_id not in {each.id for each in check_ins_of(uow.connection, person_id)}:
        raise NotFound("A later check-in corrects that one. Decide on the later one.")
    said = words(decision, "Enter what you decided.")
    fields = {name: getattr(old, name) for name in CheckIn.value_fields()}
    fields |= {"safety_decision": said, "corrects": old.id, "worker_id": uow.worker_id}
    return uow.add(CheckIn(person_id=person_id, **fields)).id


def enter_in_error(uow: UnitOfWork, person_id: str, check_in_id: str, reason: str) -> None:
    """Mark a check-in as entered in error: of the wrong person, say. It is counted nowhere."""
    uow.enter_in_error(live_of(uow, CheckIn, person_id, check_in_id), reason)


def _live_person(uow: UnitOfWork, person_id: str) -> None:
    if uow.get(Person, person_id).in_error:
        raise NotFound("That person was entered in error.")


def _looked(
    connection: Connection, person_id: str, form: Form, gate: Gate, today: date, *, correcting: str | None
) -> Result:
    found = replace(_view(form, gate, today), corrects=correcting)
    told = result_of(connection, person_id, found, check_ins_of(connection, person_id), today=today)
    _refuse_stopped(told.cautions)
    return told


def _refuse_stopped(found: tuple[Caution, ...]) -> None:
    stop = next((caution for caution in found if caution.weight is Weight.STOP), None)
    if stop is not None:
        raise NotForThem(stop.sentence)


def _view(form: Form, gate: Gate, today: date) -> CheckInView:
    on = form.on or today
    scale = usable(gate, on, form.instrument)
    moment, mode = codes.moment(form.moment), codes.mode(form.mode)
    answers = check_answers(scale, form.answers)
    filled = score_form(scale, answers, form.partial_reason)
    return CheckInView(
        id=new_id(),
        instrument=scale.code,
        name=scale.short_name,
        on=on,
        moment=moment.code,
        moment_label=moment.label,
        mode=mode.code,
        mode_label=mode.label,
        answers=answers,
        raw=filled.scores[0].raw if filled.scores else None,
        complete=filled.complete,
        partial_reason=filled.reason.code if filled.reason else None,
        partial_label=filled.reason.label if filled.reason else None,
        scores=filled.scores,
        figures=filled.figures,
        licence=gate.kept_as(scale),
        safety_prompted=False,
        safety_decision=None,
        worker=None,
        corrects=None,
    )
