"""Today: referrals out, people to ask again, money to decide, providers' checks, what has not reached the centre."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import groupby

from sqlalchemy import Connection, bindparam, func, select

from linkworker.base.dates import show_date
from linkworker.base.lists import coded
from linkworker.base.money import show_money
from linkworker.base.words import listed, within
from linkworker.casework.day.today_parts import PERSON, Asked, Chosen, Item, about
from linkworker.casework.directory.providers import lapsing
from linkworker.casework.people.stands import STANDS
from linkworker.casework.referrals.referral_reading import to_revisit, waiting_for_answer
from linkworker.casework.referrals.referral_view import AwaitedView
from linkworker.records.money import MoneyRequest
from linkworker.records.person import Person
from linkworker.records.provider import Provider, ProviderAgreement

_P, _M, _PR, _AG = Person.table(), MoneyRequest.table(), Provider.table(), ProviderAgreement.table()
_REQUESTS = Chosen.of(
    select(*PERSON, _M.c.id, _M.c.amount_pence, _M.c.what_for, _M.c.state_on)
    .join_from(_M, _P, _P.c.id == _M.c.person_id)
    .where(_M.c.in_error.is_(False), _M.c.state == "requested", STANDS)
)
_AGREEMENTS = (
    select(_AG.c.provider_id, _AG.c.part, func.max(_AG.c.review_on).label("review_on"), _PR.c.name)
    .join_from(_AG, _PR, _PR.c.id == _AG.c.provider_id)
    .where(_AG.c.in_error.is_(False), _PR.c.in_error.is_(False), _PR.c.withdrawn_on.is_(None))
    .group_by(_AG.c.provider_id, _AG.c.part, _PR.c.name)
    .having(func.max(_AG.c.review_on) <= bindparam("until"))
    .order_by(func.max(_AG.c.review_on), _PR.c.name, _AG.c.provider_id, _AG.c.part)
)


def referrals(connection: Connection, asked: Asked) -> Iterable[Item]:
    """Yield referrals that a provider has not answered for some days."""
    before = asked.today - timedelta(days=asked.after("referrals"))
    for each in waiting_for_answer(connection, asked.worker_id):
        if each.since <= before:
            why = f"{each.activity}: referred on {show_date(each.since)}, no answer yet."
            yield _referral("referrals", each, why, each.since)


def revisit(connection: Connection, asked: Asked) -> Iterable[Item]:
    """Yield people who were not ready for an activity and asked to be asked again by now."""
    for each in to_revisit(connection, asked.today, asked.worker_id):
        state = coded("referral-state").label(each.state).lower()
        yield _referral("revisit", each, f"{each.activity}: {state}. Ask again.", each.revisit_on or each.since)


def _referral(group: str, each: AwaitedView, why: str, since: date) -> Item:
    return Item(group, why, since, "referral", each.referral_id, each.person_id, each.person)


def requests(connection: Connection, asked: Asked) -> Iterable[Item]:
    """Yield requests for money that nobody has approved or refused."""
    for row in _REQUESTS.rows(connection, asked.worker_id):
        why = f"{show_money(row.amount_pence)} for {within(row.what_for)}."
        yield about(row, "requests", why, row.state_on, "money_request")


_NAMED = 3
"""How many checks of one day are named; more are counted, and stand on the provider's own page."""


def checks(connection: Connection, asked: Asked) -> Iterable[Item]:
    """Yield providers' checks that have lapsed or soon will; those of one provider that end together are one thing."""
    found = lapsing(connection, asked.today, asked.ahead("checks"))
    for (day, provider, provider_id), each in groupby(found, lambda one: (one.ends_on, one.provider, one.provider_id)):
        labels = [one.label for one in each]
        verb = "ended" if day < asked.today else "ends" if len(labels) == 1 else "end"
        what = _together(labels) if len(labels) <= _NAMED else f"{len(labels)} checks"
        why = f"{provider}: {what} {verb} on {show_date(day)}."
        yield Item("checks", why, day, "provider", provider_id)


def agreements(connection: Connection, asked: Asked) -> Iterable[Item]:
    """Yield parts of providers' agreements whose review date is near or gone; those of one day are one thing."""
    rows = connection.execute(_AGREEMENTS, {"until": asked.today + timedelta(days=asked.ahead("agreements"))})
    for (day, name, provider_id), parts in groupby(rows, lambda row: (row.review_on, row.name, row.provider_id)):
        labels = _together([coded("agreement-part").label(row.part) for row in parts])
        why = f"{name}: look again by {show_date(day)} at: {labels}."
        yield Item("agreements", why, day, "provider", provider_id)


def _together(labels: Sequence[str]) -> str:
    """Return labels in a row, all but the first in small letters unless they are letters of a name, such as DBS."""
    first, *others = labels
    return listed([first, *(each[0].lower() + each[1:] if each[1:2].islower() else each for each in others)])
