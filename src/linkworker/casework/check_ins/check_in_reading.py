"""Reading check-ins: one select a person, every score worked out from the answers that were kept."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, bindparam, select

from linkworker.base.dates import age_on
from linkworker.base.errors import NotFound
from linkworker.casework.check_ins.check_in_trend import family, order, trends
from linkworker.casework.check_ins.check_in_view import CheckInView, Comparison, Result
from linkworker.records.check_in import CheckIn
from linkworker.records.person import Person
from linkworker.records.worker import Worker
from linkworker.wellbeing import check_in_codes as codes
from linkworker.wellbeing.bands import place
from linkworker.wellbeing.cautions import Caution, cautions
from linkworker.wellbeing.change import changes, form_changes, shared_scores
from linkworker.wellbeing.instrument import Instrument
from linkworker.wellbeing.packs import instrument as pack
from linkworker.wellbeing.safety import SafetyPrompt, safety_prompt
from linkworker.wellbeing.scoring import ScoredForm, score_form

BASELINE = "baseline"
_CUSTODY = "custody"

_C, _W, _P = CheckIn.table(), Worker.table(), Person.table()
_OF_PERSON = (
    select(_C, _W.c.name.label("worker"))
    .select_from(_C.outerjoin(_W, _W.c.id == _C.c.worker_id))
    .where(_C.c.person_id == bindparam("person"), _C.c.in_error.is_(False))
    .order_by(_C.c.on.desc(), _C.c.id.desc())
)
_PERSON = select(_P.c.date_of_birth, _P.c.setting, _P.c.sex).where(_P.c.id == bindparam("person"))


def check_ins_of(connection: Connection, person_id: str) -> tuple[CheckInView, ...]:
    """Return a person's check-ins, newest first; one that a later one corrects is left out."""
    rows = connection.execute(_OF_PERSON, {"person": person_id}).all()
    corrected = {row.corrects for row in rows}
    return tuple(_view(row) for row in rows if row.id not in corrected)


def result(connection: Connection, person_id: str, check_in_id: str | None = None, *, today: date) -> Result:
    """Return what one check-in says, the latest if none is named; raises NotFound."""
    held = check_ins_of(connection, person_id)
    if not held:
        raise NotFound("There is no check-in yet. Take one first.")
    found = held[0] if check_in_id is None else next((each for each in held if each.id == check_in_id), None)
    if found is None:
        raise NotFound("There is no such check-in here, or a later one corrects it.")
    return result_of(connection, person_id, found, held, today=today)


def result_of(
    connection: Connection, person_id: str, found: CheckInView, held: Sequence[CheckInView], *, today: date
) -> Result:
    """Return what a check-in says beside the others of the person; it need not be kept yet."""
    scale = pack(found.instrument)
    others = [each for each in held if each.id not in {found.id, found.corrects}]
    before = [each for each in others if order(each) < order(found)]
    baseline, last = _baseline(found, before), _last(found, before)
    person = connection.execute(_PERSON, {"person": person_id}).one()
    earlier = [each for each in (baseline, last) if each]
    placing = (
        place(found.scores[0], in_custody=person.setting == _CUSTODY, sex=person.sex).lines()
        if found.scores and scale.bands
        else ()
    )
    return Result(
        check_in=found,
        comparisons=_comparisons(found, baseline, last),
        placing=placing,
        cautions=cautions_before(
            connection,
            person_id,
            scale,
            others,
            codes.mode(found.mode),
            on=found.on,
            today=today,
            earlier_mode=codes.mode(last.mode) if last else None,
        ),
        prompt=_prompt(found, earlier),
        trends=trends(scale, found, others),
        notice=scale.notice,
    )


def scored(view: CheckInView) -> ScoredForm:
    """Return the form of a check-in as scoring gives it."""
    reason = codes.partial_reason(view.partial_reason) if view.partial_reason else None
    skipped = tuple(number for number, answer in view.answers.items() if answer is None)
    return ScoredForm(view.instrument, view.complete, skipped, reason, view.scores, view.figures)


def _view(row: Any) -> CheckInView:
    scale = pack(row.instrument)
    answers = {int(number): answer for number, answer in row.answers.items()}
    form = score_form(scale, answers, row.partial_reason)
    return CheckInView(
        id=row.id,
        instrument=scale.code,
        name=scale.short_name,
        on=row.on,
        moment=row.moment,
        moment_label=codes.moment(row.moment).label,
        mode=row.mode,
        mode_label=codes.mode(row.mode).label,
        answers={item.number: answers.get(item.number) for item in scale.items},
        raw=row.raw,
        complete=form.complete,
        partial_reason=row.partial_reason,
        partial_label=form.reason.label if form.reason else None,
        scores=form.scores,
        figures=form.figures,
        licence=row.licence,
        safety_prompted=row.safety_prompted,
        safety_decision=row.safety_decision,
        worker=row.worker,
        corrects=row.corrects,
    )


def _baseline(found: CheckInView, before: Sequence[CheckInView]) -> CheckInView | None:
    """Return the latest baseline before: coming back begins with one of its own."""
    if found.moment == BASELINE:
        return None
    return next((each for each in before if each.moment == BASELINE and _comparable(each, found)), None)


def _last(found: CheckInView, before: Sequence[CheckInView]) -> CheckInView | None:
    return next((each for each in before if _comparable(each, found)), None)


def _comparable(earlier: CheckInView, later: CheckInView) -> bool:
    return shared_scores(scored(earlier), scored(later)) is not None


def _comparisons(found: CheckInView, baseline: CheckInView | None, last: CheckInView | None) -> tuple[Comparison, ...]:
    pairs = [(BASELINE, baseline), ("last time", last if last is not baseline else None)]
    return tuple(
        Comparison(name, each.on, form_changes(scored(each), scored(found)) + _second(each, found))
        for name, each in pairs
        if each
    )


def _second(earlier: CheckInView, later: CheckInView) -> tuple[Any, ...]:
    """Return the changes on the scale that both forms also yield: SWEMWBS beside WEMWBS."""
    both = [(a, b) for b in later.scores[1:] for a in earlier.scores[1:] if a.instrument == b.instrument]
    return tuple(change for a, b in both for change in changes(a, b))


def _prompt(found: CheckInView, earlier: Sequence[CheckInView]) -> SafetyPrompt | None:
    return safety_prompt(scored(found), [scored(each) for each in earlier])


def cautions_before(
    connection: Connection,
    person_id: str,
    scale: Instrument,
    others: Sequence[CheckInView],
    mode: codes.Mode,
    *,
    on: date,
    today: date,
    earlier_mode: codes.Mode | None = None,
) -> tuple[Caution, ...]:
    """Return what to stop at or bear in mind for a check-in on a day; `others` are the person's other check-ins."""
    born = connection.execute(_PERSON, {"person": person_id}).one().date_of_birth
    return cautions(
        scale,
        age=age_on(born, on) if born else None,
        taken_on=on,
        today=today,
        mode=mode,
        other_dates=[each.on for each in others if family(each.instrument) & family(scale.code)],
        earlier_mode=earlier_mode,
    )
