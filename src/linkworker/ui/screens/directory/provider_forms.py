"""The forms of a provider: who it is, a check, a part of the agreement, and a suspension."""

from collections.abc import Mapping
from typing import Any

from linkworker.base.lists import coded
from linkworker.casework.directory.as_kept import kept
from linkworker.casework.directory.provider_upkeep import (
    add_provider,
    change_provider,
    keep_agreement,
    keep_check,
    lift_suspension,
    suspend,
)
from linkworker.casework.directory.provider_view import ProviderView, Status
from linkworker.records.provider import Provider
from linkworker.ui.desk import Desk
from linkworker.ui.forms.field import Field, Kind, Typed
from linkworker.ui.forms.form import Form, Values
from linkworker.ui.forms.options import from_list
from linkworker.ui.screens.directory.filled import Filled


async def provider_form(desk: Desk, provider_id: str | None = None) -> Form[str]:
    """Return the form of a new provider, or of one to change; saving gives its id. Raises NotFound."""
    held: Mapping[str, Any] = (
        await desk.read(lambda connection: kept(connection, Provider, provider_id)) if provider_id else {}
    )

    async def save(values: Values) -> str:
        written = dict(values) | {"areas": list(values["areas"] or ()), "stage": values["stage"] or "found"}
        name = written.pop("name")
        if provider_id is None:
            given = {field: value for field, value in written.items() if value not in (None, [])}
            return await desk.change(lambda uow: add_provider(uow, name, **given), name)
        await desk.change(lambda uow: change_provider(uow, provider_id, name=name, **written), name)
        return provider_id

    fill = Filled(held)
    fields = (
        fill.line("name", "Name", needed="Enter the provider's name."),
        fill.pick("type", "What sort of organisation", from_list("provider-type"), "a sort"),
        fill.words("description", "What it does"),
        fill.line("contact_name", "Who to ask for"),
        fill.line("phone", "Phone"),
        fill.line("email", "Email"),
        fill.line("website", "Website"),
        fill.names("areas", "Areas"),
        fill.choice("stage", "Where the work with it stands", from_list("pipeline-stage")),
        fill.day("next_contact_on", "Next contact", "the day of the next contact"),
    )
    title = "Change a provider" if provider_id else "New provider"
    return Form(f"provider:{provider_id or 'new'}", title, fields, save)


def check_form(desk: Desk, view: ProviderView) -> Form[bool]:
    """Return the form that keeps evidence for one check. The end is asked only of a check that runs out."""
    fields = (
        Field("item", "Which check?", Kind.CHOICE, options=from_list("due-diligence-item"), needed="Choose a check."),
        Field("evidence", "What you saw", hint="For example: certificate, policy number 123"),
        Field("seen_on", "Seen on", Kind.DATE, hint="Today, if you leave it empty", what="the day it was seen"),
        Field(
            "expires_on", "Ends on", Kind.DATE, needed="Enter the date it ends.", what="the date it ends",
            shown_if=_runs_out,
        ),
    )  # fmt: skip

    async def save(values: Values) -> bool:
        await desk.change(
            lambda uow: keep_check(
                uow,
                view.id,
                values["item"],
                evidence=values["evidence"],
                seen_on=values["seen_on"],
                expires_on=values["expires_on"],
            ),
            f"a check of {view.name}",
        )
        return True

    return Form(f"check:{view.id}", f"A check of {view.name}", fields, save)


def agreement_form(desk: Desk, view: ProviderView) -> Form[bool]:
    """Return the form that keeps one part of the working agreement."""
    parts = from_list("agreement-part")
    fields = (
        Field("part", "Which part?", Kind.CHOICE, options=parts, needed="Choose a part of the agreement."),
        Field("present", "Is it in place?", Kind.YES_NO, needed="Say whether it is in place.", default="yes"),
        Field("signed_by", "Signed by", shown_if=_present),
        Field("signed_on", "Signed on", Kind.DATE, what="the day it was signed", shown_if=_present),
        Field("review_on", "Review due", Kind.DATE, what="the day of its review", shown_if=_present),
    )

    async def save(values: Values) -> bool:
        await desk.change(
            lambda uow: keep_agreement(
                uow,
                view.id,
                values["part"],
                present=values["present"],
                signed_by=values["signed_by"],
                signed_on=values["signed_on"],
                review_on=values["review_on"],
            ),
            f"the agreement with {view.name}",
        )
        return True

    return Form(f"agreement:{view.id}", f"Working agreement with {view.name}", fields, save)


def suspend_form(desk: Desk, view: ProviderView) -> Form[bool]:
    """Return the form that suspends a provider, or lifts the suspension; either needs a reason."""
    lifts = view.status is Status.SUSPENDED
    ask = "Why does the suspension end?" if lifts else "Why is it suspended?"
    hint = "Kept in the history" if lifts else "Shown wherever it stands in the way"
    needed = "Say why the suspension ends." if lifts else "Say why the provider is suspended."

    async def save(values: Values) -> bool:
        does = lift_suspension if lifts else suspend
        words = f"{'lifting the suspension of' if lifts else 'suspending'} {view.name}"
        await desk.change(lambda uow: does(uow, view.id, values["reason"]), words)
        return True

    title = f"Lift the suspension of {view.name}" if lifts else f"Suspend {view.name}"
    return Form(
        f"suspend:{view.id}", title, (Field("reason", ask, Kind.LONG, lines=2, hint=hint, needed=needed),), save
    )


def _runs_out(typed: Typed) -> bool:
    items = coded("due-diligence-item")
    code = typed.get("item", "")
    return items.has(code) and items[code].is_set("expires")


def _present(typed: Typed) -> bool:
    return typed.get("present") != "no"
