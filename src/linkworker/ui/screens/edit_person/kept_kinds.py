"""The kinds of things kept about a person in lists: ways to reach them, others around them, numbers."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection

from linkworker.base.lists import coded
from linkworker.casework.people import identifying, reaching
from linkworker.journal.unit_of_work import UnitOfWork
from linkworker.ui.forms.field import Field
from linkworker.ui.forms.field import Kind as Asked
from linkworker.ui.forms.form import Values
from linkworker.ui.forms.options import from_list
from linkworker.ui.screens.edit_person.kept_list import Kind
from linkworker.ui.widgets.columns import Column
from linkworker.ui.widgets.rows import Cell, Row

_SAVED = "Saved. u takes it back."


def _reach_row(one: reaching.Reach) -> Row:
    safe = {"yes": Cell("safe to contact"), "no": Cell("NOT SAFE to contact", "error")}
    how, note = coded("contact-channel").label(one.channel), one.note or ""
    cells = (how, Cell(one.value, "strong"), safe.get(one.safe, Cell("not asked if safe", "muted")), note)
    return Row(one.id, cells, detail=note)


def _reach_fields(one: reaching.Reach | None) -> tuple[Field, ...]:
    return (
        Field(
            "channel",
            "How",
            Asked.CHOICE,
            options=from_list("contact-channel"),
            default=one.channel if one else "phone",
            needed="Choose how they are reached.",
        ),
        Field(
            "value",
            "Number or address",
            default=one.value if one else "",
            needed="Enter the number or address.",
        ),
        Field(
            "safe",
            "Is it safe to use?",
            Asked.CHOICE,
            why="Asked because others may answer that phone or open that letter.",
            options=from_list("safe-to-contact"),
            default=one.safe if one else "not-asked",
        ),
        Field("note", "What to know", hint="For example: his mum's phone", default=one.note or "" if one else ""),
    )


def _save_reach(uow: UnitOfWork, person_id: str, one: reaching.Reach | None, values: Values, desk: Any) -> str:
    del desk
    channel, value, note = values["channel"], values["value"], values["note"]
    safe = values["safe"] or "not-asked"
    if one is None:
        reaching.add_contact_detail(uow, person_id, channel, value, safe=safe, note=note)
    else:
        reaching.change_contact_detail(uow, person_id, one.id, channel=channel, value=value, safe=safe, note=note)
    return _SAVED


REACH: Kind[reaching.Reach] = Kind(
    code="reach",
    title="How to reach them",
    record="contact_detail",
    words="a way to reach them",
    empty="No way to reach them is written down. Press n to add one.",
    columns=(Column(width=16), Column(least=20, weight=2), Column(width=19), Column(least=12, drop=1)),
    read=lambda connection, person_id, _: reaching.contact_details(connection, person_id),
    row=_reach_row,
    fields=_reach_fields,
    save=_save_reach,
)


def _around_row(one: reaching.Around) -> Row:
    more = ", ".join(part for part in (one.organisation, one.phone, one.email) if part)
    return Row(one.id, (one.role, Cell(one.name, "strong"), more))


def _around_fields(one: reaching.Around | None) -> tuple[Field, ...]:
    role = coded("professional-role").find(one.role).code if one else ""
    return (
        Field("role", "Who they are", Asked.PICK, options=from_list("professional-role"), default=role, lines=6,
              needed="Choose who they are, for example GP."),
        Field("name", "Name", needed="Enter their name.", default=one.name if one else ""),
        Field("organisation", "Organisation", default=(one.organisation or "") if one else ""),
        Field("phone", "Phone", default=(one.phone or "") if one else ""),
        Field("email", "Email", default=(one.email or "") if one else ""),
    )  # fmt: skip


def _save_around(uow: UnitOfWork, person_id: str, one: reaching.Around | None, values: Values, desk: Any) -> str:
    del desk
    given = {name: values[name] for name in ("role", "name", "organisation", "phone", "email")}
    if one is None:
        reaching.add_professional(uow, person_id, given.pop("role"), given.pop("name"), **given)
    else:
        reaching.change_professional(uow, person_id, one.id, **given)
    return _SAVED


AROUND: Kind[reaching.Around] = Kind(
    code="around",
    title="Who else works with them",
    record="professional",
    words="a professional",
    empty="Nobody else is written down. Press n to add a GP, probation worker or another.",
    columns=(Column(width=22), Column(least=18), Column(least=20, weight=2)),
    read=lambda connection, person_id, _: reaching.professionals(connection, person_id),
    row=_around_row,
    fields=_around_fields,
    save=_save_around,
)


def _number_row(one: identifying.Number) -> Row:
    status = coded("identifier-status").label(one.status)
    return Row(
        one.id,
        (one.label, Cell(one.shown, "strong"), status, Cell(one.warning or "", "warning")),
        detail=one.warning or "",
    )


def _number_fields(one: identifying.Number | None) -> tuple[Field, ...]:
    status = Field(
        "status",
        "Is it theirs?",
        Asked.CHOICE,
        options=from_list("identifier-status"),
        default=one.status if one else "in-use",
        needed="Choose one.",
    )
    if one is not None:
        return (Field("number", f"{one.label}: {one.shown}", Asked.NOTE), status)
    return (
        Field("scheme", "Which number", Asked.CHOICE, options=from_list("identifier-scheme"), needed="Choose which."),
        Field("number", "Number", needed="Enter the number."),
        status,
    )


def _save_number(uow: UnitOfWork, person_id: str, one: identifying.Number | None, values: Values, desk: Any) -> str:
    del desk
    if one is not None:
        identifying.change_identifier_status(uow, person_id, one.id, values["status"])
        return _SAVED
    kept = identifying.add_identifier(uow, person_id, values["scheme"], values["number"], values["status"])
    return " ".join(part for part in (_SAVED, kept.warning) if part)


def _numbers(connection: Connection, person_id: str, today: Any) -> Sequence[identifying.Number]:
    del today
    return identifying.identifiers(connection, person_id)


NUMBERS: Kind[identifying.Number] = Kind(
    code="numbers",
    title="Numbers",
    record="identifier",
    words="a number",
    empty="No number is written down. Press n to add the NHS number or another.",
    columns=(Column(least=22, weight=2), Column(width=18), Column(width=22), Column(least=20, weight=2, drop=1)),
    read=_numbers,
    row=_number_row,
    fields=_number_fields,
    save=_save_number,
)
