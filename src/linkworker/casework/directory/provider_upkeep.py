"""Keeping providers: adding one, its evidence and agreement, approving it, suspending it."""

from datetime import date
from typing import Any

from sqlalchemy import bindparam

from linkworker.base.errors import BadInput, Refused
from linkworker.base.lists import coded
from linkworker.base.words import listed
from linkworker.casework.ask import maybe, words
from linkworker.casework.directory.provider_view import missing_items, newest
from linkworker.journal.unit_of_work import UnitOfWork, live
from linkworker.records.provider import Provider, ProviderAgreement, ProviderCheck

_C, _G = ProviderCheck.table(), ProviderAgreement.table()
_CHECKS = live(ProviderCheck).where(_C.c.provider_id == bindparam("provider")).order_by(_C.c.id)
_PART = live(ProviderAgreement).where(_G.c.provider_id == bindparam("provider"), _G.c.part == bindparam("part"))


def add_provider(uow: UnitOfWork, name: str, **fields: Any) -> str:
    """Add a provider and return its id. `type` and `attributes` are codes. Raises BadInput for a blank name."""
    return uow.add(Provider(name=words(name, "Enter the provider's name."), **fields)).id


def change_provider(uow: UnitOfWork, provider_id: str, **fields: Any) -> None:
    """Change a provider's fields, its stage among them. Approving and suspending have functions of their own."""
    if "name" in fields:
        fields["name"] = words(fields["name"], "Enter the provider's name.")
    uow.change(uow.get(Provider, provider_id), **fields)


def keep_check(
    uow: UnitOfWork,
    provider_id: str,
    item: str,
    *,
    evidence: str | None = None,
    seen_on: date | None = None,
    expires_on: date | None = None,
) -> str:
    """Keep evidence for one item of due diligence and return its id; earlier evidence stays beside it.

    Raises BadInput for an item that is not listed, one whose list says it runs out kept without its end, or an end
    before it was seen.
    """
    uow.get(Provider, provider_id)
    row = coded("due-diligence-item").find(item)
    seen = seen_on or uow.clock.today()
    if row.is_set("expires") and expires_on is None:
        raise BadInput(f"{row.label}: enter the date it ends.")
    if seen > uow.clock.today():
        raise BadInput("The day it was seen must be today or earlier.")
    if expires_on is not None and expires_on < seen:
        raise BadInput("The end must be on or after the day it was seen.")
    check = ProviderCheck(
        provider_id=provider_id, item=row.code, evidence=maybe(evidence), seen_on=seen, expires_on=expires_on
    )
    return uow.add(check).id


def keep_agreement(
    uow: UnitOfWork,
    provider_id: str,
    part: str,
    *,
    present: bool = True,
    signed_by: str | None = None,
    signed_on: date | None = None,
    review_on: date | None = None,
) -> str:
    """Keep one of the four parts of the working agreement, there or not; return its id."""
    uow.get(Provider, provider_id)
    code = coded("agreement-part").find(part).code
    fields: dict[str, Any] = {
        "present": present, "signed_by": maybe(signed_by), "signed_on": signed_on, "review_on": review_on,
    }  # fmt: skip
    found = uow.connection.execute(_PART, {"provider": provider_id, "part": code}).first()
    if found is None:
        return uow.add(ProviderAgreement(provider_id=provider_id, part=code, **fields)).id
    uow.change(uow.get(ProviderAgreement, found.id), **fields)
    return str(found.id)


def approve(uow: UnitOfWork, provider_id: str) -> None:
    """Approve a provider; raises Refused, naming what is missing, until every needed check is there and in date."""
    provider = uow.get(Provider, provider_id)
    checks = newest(uow.connection.execute(_CHECKS, {"provider": provider_id}), uow.clock.today())
    missing = [*missing_items(checks), *(f"{check.label} in date" for check in checks if check.lapsed)]
    if missing:
        raise Refused(f"{provider.name} cannot be approved yet. Still missing: {listed(missing)}.")
    stages = coded("pipeline-stage")
    behind = (stages[provider.stage].number("order") or 0) < (stages["approved"].number("order") or 0)
    uow.change(provider, approved=True, stage="approved" if behind else provider.stage)


def suspend(uow: UnitOfWork, provider_id: str, reason: str) -> None:
    """Suspend a provider; the reason is shown wherever it stands in the way."""
    why = words(reason, "Say why the provider is suspended.")
    uow.change(uow.get(Provider, provider_id), why, suspended=True, suspended_reason=why)


def lift_suspension(uow: UnitOfWork, provider_id: str, reason: str) -> None:
    """Lift a suspension; what it was for stays in the history."""
    why = words(reason, "Say why the suspension ends.")
    uow.change(uow.get(Provider, provider_id), why, suspended=False, suspended_reason=None)
