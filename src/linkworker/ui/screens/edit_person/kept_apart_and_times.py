"""The kinds of things kept about a person that decide which groups they can join: times, and people kept apart."""

from datetime import time
from typing import Any

from linkworker.base.dates import show_date
from linkworker.base.errors import LinkworkerError, Refused
from linkworker.base.lists import coded
from linkworker.base.times import show_time
from linkworker.casework.people import availability, keeping_apart
from linkworker.casework.people.finding import one_person
from linkworker.journal.unit_of_work import UnitOfWork
from linkworker.ui.desk import Desk
from linkworker.ui.forms.as_typed import as_typed
from linkworker.ui.forms.field import Field
from linkworker.ui.forms.field import Kind as Asked
from linkworker.ui.forms.form import Values
from linkworker.ui.forms.options import from_list
from linkworker.ui.screens.edit_person.kept_list import Kind
from linkworker.ui.widgets.columns import Column
from linkworker.ui.widgets.rows import Cell, Row

_SAVED = "Saved. u takes it back."


class _NobodyToKeepApart(Refused):
    """{}"""  # noqa: D400 - the whole sentence is the detail

    field = "other"  # the form shows it there


def _clock(text: str | None) -> str:
    return show_time(time.fromisoformat(text)) if text else ""


def _time_fields(one: availability.Busy | None) -> tuple[Field, ...]:
    return (
        Field("weekday", "Day", Asked.CHOICE, "Leave it empty for every day", options=from_list("weekday"),
              default=(one.weekday or "") if one else ""),
        Field("starts", "From", Asked.TIME, default=_clock(one.starts) if one else ""),
        Field("ends", "To", Asked.TIME, default=_clock(one.ends) if one else ""),
        Field("until", "Until which day", Asked.DATE, "Leave it empty if nobody knows",
              default=as_typed(one.until) if one else ""),
        Field("why", "Why", hint="For example: college", default=(one.why or "") if one else ""),
    )  # fmt: skip


def _save_time(uow: UnitOfWork, person_id: str, one: availability.Busy | None, values: Values, desk: Desk) -> str:
    del desk
    given = {name: values[name] for name in ("weekday", "starts", "ends", "until", "why")}
    if one is None:
        availability.cannot_come(uow, person_id, **given)
    else:
        availability.change_time(uow, person_id, one.id, **given)
    return _SAVED


TIMES: Kind[availability.Busy] = Kind(
    code="times",
    title="Times they cannot come",
    record="unavailable",
    words="a time they cannot come",
    empty="They can come at any time. Press n to add college, work or another time that is taken.",
    columns=(Column(),),
    read=availability.busy_times,
    row=lambda one: Row(one.id, (Cell(one.words),)),
    fields=_time_fields,
    save=_save_time,
)


def _apart_row(one: keeping_apart.Apart) -> Row:
    source = coded("risk-source").label(one.source) if one.source else ""
    why = ", ".join(part for part in (one.why, source) if part)
    return Row(one.id, (Cell(one.other_name, "strong"), why, f"until {show_date(one.until)}" if one.until else ""))


def _apart_fields(one: keeping_apart.Apart | None) -> tuple[Field, ...]:
    del one
    return (
        Field("other", "Who else", hint="Their name, or a number", needed="Enter a name or a number."),
        Field("why", "Why", hint="Nothing about a victim"),
        Field("source", "Who says so", Asked.PICK, options=from_list("risk-source"), lines=5),
        Field("until", "Until which day", Asked.DATE, "Leave it empty if nobody knows"),
    )


def _save_apart(uow: UnitOfWork, person_id: str, one: keeping_apart.Apart | None, values: Values, desk: Any) -> str:
    del one
    try:
        other = one_person(uow.connection, values["other"], desk.settings.places())
        keeping_apart.keep_apart(
            uow, person_id, other, source=values["source"], why=values["why"], until=values["until"]
        )
    except LinkworkerError as error:
        raise _NobodyToKeepApart(str(error)) from error
    return "These two are kept apart, whichever of them a group is chosen for. u takes it back."


APART: Kind[keeping_apart.Apart] = Kind(
    code="apart",
    title="People kept apart",
    record="keep_apart",
    words="somebody to keep apart",
    empty="Nobody is kept apart from them. Press n to name somebody who must not be in one group with them.",
    columns=(Column(least=20), Column(least=20, weight=2), Column(width=24, drop=1)),
    read=keeping_apart.kept_apart,
    row=_apart_row,
    fields=_apart_fields,
    save=_save_apart,
    take_out=lambda uow, _, one: keeping_apart.no_longer_apart(uow, one.entered_for, one.id),
    may_change=False,
)
