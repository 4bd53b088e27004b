"""What a person agreed may be shared, with whom, and what may therefore be referred or leave this laptop."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, bindparam, select

from linkworker.base.dates import show_date
from linkworker.base.errors import BadInput, NotFound
from linkworker.base.lists import coded
from linkworker.casework.ask import live_of, maybe
from linkworker.casework.consent.in_force import bare_answers, beaten, entered, is_yes
from linkworker.casework.people.naming import folded
from linkworker.casework.people.people import live_person
from linkworker.journal.actions import Action
from linkworker.journal.unit_of_work import UnitOfWork
from linkworker.records.consent import Consent
from linkworker.records.provider import Provider, ProviderAgreement

_TO_REFER = ("refer", "share-with-provider")


@dataclass(frozen=True, slots=True)
class Agreed:
    """One answer of a person. `provider_id` None means that it is tied to no provider."""

    id: str
    purpose: str
    what: str | None
    provider_id: str | None
    with_whom: str | None
    given: bool
    how: str | None
    decided_on: date
    withdrawn_on: date | None
    words: str | None

    @property
    def in_force(self) -> bool:
        """Say whether this answer is a yes that was never taken back; no clock is asked, for it may be wrong."""
        return self.given and self.withdrawn_on is None

    @property
    def sentence(self) -> str:
        """Return it as people read it: "Refer me to a provider, Lewes FC: agreed 6 August 2026, spoken"."""
        whom = f", {self.with_whom}" if self.with_whom else ""
        how = f", {coded('consent-how').label(self.how).lower()}" if self.how else ""
        answer = f"agreed {show_date(self.decided_on)}{how}" if self.given else f"refused {show_date(self.decided_on)}"
        taken = f", withdrawn {show_date(self.withdrawn_on)}" if self.withdrawn_on else ""
        return f"{coded('consent-purpose').label(self.purpose)}{whom}: {answer}{taken}"


@dataclass(frozen=True, slots=True)
class May:
    """Whether something may be done, and why in a sentence each; `missing` are those of them that stand in the way."""

    allowed: bool
    why: tuple[str, ...]
    missing: tuple[str, ...] = ()


_C, _A = Consent.table().c, ProviderAgreement.table().c
_COLUMNS = (
    _C.id, _C.purpose, _C.what, _C.provider_id, _C.with_whom, _C.given, _C.how, _C.decided_on, _C.withdrawn_on,
    _C.words,
)  # fmt: skip
# The answer first that was entered last, whatever day it says: a clock may have been wrong.
_OF_PERSON = (
    select(*_COLUMNS)
    .where(_C.person_id == bindparam("person"), _C.in_error.is_(False))
    .order_by(entered(Consent.table()).desc(), _C.id.desc())
)
_YES, _NO = Consent.table().alias("yes"), Consent.table().alias("no")
_BEATEN = select(_YES.c.id.label("yes"), _NO.c.id.label("no")).where(
    _YES.c.person_id == bindparam("person"),
    _NO.c.person_id == _YES.c.person_id,
    is_yes(_YES),
    _NO.c.in_error.is_(False),
    ~is_yes(_NO),
    beaten(_YES, _NO),
)
_BARE = bare_answers(bindparam("person"))
_PROVIDER = select(Provider.table().c.name).where(Provider.table().c.id == bindparam("provider"))
_SHARING_AGREED = (
    select(_A.review_on)
    .where(
        _A.provider_id == bindparam("provider"),
        _A.part == "information-sharing",
        _A.present.is_(True),
        _A.in_error.is_(False),
    )
    .order_by(_A.review_on.desc().nulls_first())
    .limit(1)
)


def record_consent(
    uow: UnitOfWork,
    person_id: str,
    purpose: str,
    *,
    given: bool,
    how: str | None = None,
    decided_on: date | None = None,
    what: str | None = None,
    provider_id: str | None = None,
    with_whom: str | None = None,
    words: str | None = None,
) -> str:
    """Keep a person's answer, yes or no; return its id. It is never implied: a yes says how it was given.

    `purpose` and `how` are codes or labels. Raises BadInput for a yes without how, or a day to come.
    """
    live_person(uow, person_id)
    today = uow.clock.today()
    if given and not how:
        raise BadInput("Say how consent was given, for example 'In writing, signed'.")
    if decided_on is not None and decided_on > today:
        raise BadInput(f"The date of consent must be on or before {show_date(today)}.")
    if provider_id is not None and not maybe(with_whom):
        with_whom = uow.get(Provider, provider_id).name
    if given:
        _look_at_refusals(uow, person_id)
    record = Consent(
        person_id=person_id,
        purpose=coded("consent-purpose").find(purpose).code,
        what=maybe(what),
        provider_id=provider_id,
        with_whom=maybe(with_whom),
        given=given,
        how=coded("consent-how").find(how).code if how else None,
        decided_on=decided_on or today,
        words=maybe(words),
    )
    uow.add(record)
    uow.flush()  # which answer decides is read from the journal
    return record.id


def _look_at_refusals(uow: UnitOfWork, person_id: str) -> None:
    """Write that each answer that stands against a yes was seen: so the yes is known everywhere to come after it."""
    uow.flush()
    against = {one.id for one in consents(uow.connection, person_id) if not one.in_force}
    against.update(uow.connection.execute(_BARE, {"person": person_id}).scalars())
    for one in sorted(against):
        uow.event(Action.VIEWED, Consent.kind(), one, person_id=person_id)


def withdraw_consent(uow: UnitOfWork, person_id: str, consent_id: str, on: date | None = None) -> None:
    """Take a consent back from a day on. Raises NotFound, BadInput when there is nothing to take back."""
    record, today = live_of(uow, Consent, person_id, consent_id), uow.clock.today()
    if not record.given or record.withdrawn_on is not None:
        raise BadInput("There is nothing to withdraw: this was refused or withdrawn already.")
    if on is not None and not record.decided_on <= on <= today:
        raise BadInput(f"Withdrawal must be from {show_date(record.decided_on)} to {show_date(today)}.")
    uow.change(record, withdrawn_on=on or today)
    uow.flush()


def consents(connection: Connection, person_id: str) -> tuple[Agreed, ...]:
    """Return every answer of a person, the one first that was entered last."""
    return tuple(_agreed(row) for row in connection.execute(_OF_PERSON, {"person": person_id}))


def latest_consent(connection: Connection, person_id: str, purpose: str) -> Agreed | None:
    """Return the answer that decides for a purpose (a code), whoever it is about, or None when nobody asked."""
    return deciding(connection, person_id, [one for one in consents(connection, person_id) if one.purpose == purpose])


def deciding(connection: Connection, person_id: str, answers: Sequence[Agreed]) -> Agreed | None:
    """Return which of a person's answers about one thing decides: the last, but a no goes before a yes unknown to it.

    `answers` are as `consents` gives them, those about the thing.
    """
    pairs = {(row.yes, row.no) for row in connection.execute(_BEATEN, {"person": person_id})}
    refusals = [one for one in answers if not one.in_force]
    stands = (one for one in answers if one.in_force and not any((one.id, other.id) in pairs for other in refusals))
    return next(stands, refusals[0] if refusals else None)


def may_refer(connection: Connection, person_id: str, provider_id: str | None, today: date) -> May:
    """Say whether a person's details may go to a provider: their consent, and an agreement on sharing with it.

    The latest answer about this provider decides; without one, the latest tied to no provider.
    """
    about = [one for one in consents(connection, person_id) if one.purpose in _TO_REFER]
    answer = deciding(connection, person_id, _about(about, provider_id, _provider_name(connection, provider_id)))
    allowed, why = _consent_says(answer)
    agreed, agreement = _agreement_says(connection, provider_id, today)
    missing = (*(() if allowed else (why,)), *(() if agreed else agreement))
    return May(allowed and agreed, (why, *agreement), missing)


def _agreed(row: Any) -> Agreed:
    return Agreed(*row)


def _about(answers: list[Agreed], provider_id: str | None, name: str | None) -> list[Agreed]:
    """Return the answers about a provider, by its id or the name that was written; else those about no provider."""
    own = [
        one
        for one in answers
        if (one.provider_id is not None and one.provider_id == provider_id)
        or (one.provider_id is None and one.with_whom and name is not None and folded(one.with_whom) == folded(name))
    ]
    return own or [one for one in answers if one.provider_id is None and not one.with_whom]


def _provider_name(connection: Connection, provider_id: str | None) -> str | None:
    return None if provider_id is None else connection.execute(_PROVIDER, {"provider": provider_id}).scalar()


def _consent_says(answer: Agreed | None) -> tuple[bool, str]:
    if answer is None:
        return False, "The person has not been asked whether they agree. Ask, and record the answer."
    if not answer.given:
        return False, f"The person refused on {show_date(answer.decided_on)}."
    if answer.withdrawn_on is not None:
        return False, f"The person took their consent back on {show_date(answer.withdrawn_on)}."
    return True, f"The person agreed on {show_date(answer.decided_on)}."


def _agreement_says(connection: Connection, provider_id: str | None, today: date) -> tuple[bool, tuple[str, ...]]:
    if provider_id is None:
        return True, ()
    rows = connection.execute(_SHARING_AGREED, {"provider": provider_id}).all()
    if not rows:
        return False, ("There is no information-sharing agreement with this provider.",)
    review = rows[0].review_on
    if review is not None and review < today:
        return False, (f"The information-sharing agreement was due for review on {show_date(review)}.",)
    return True, ("There is an information-sharing agreement with this provider.",)


def consent_named(connection: Connection, person_id: str, typed: str) -> str:
    """Return the id of the latest consent still in force for a purpose given by code or label; raises NotFound."""
    purpose = coded("consent-purpose").find(typed)
    held = (one for one in consents(connection, person_id) if one.purpose == purpose.code)
    found = next((one for one in held if one.given and one.withdrawn_on is None), None)
    if found is None:
        raise NotFound(f"There is no consent in force for '{purpose.label}'.")
    return found.id
