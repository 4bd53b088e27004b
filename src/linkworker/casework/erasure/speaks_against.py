"""What speaks against erasing a person's record: a court, safeguarding, open payments, other people's safety."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, bindparam, func, select

from linkworker.base.dates import show_date
from linkworker.base.lists import coded
from linkworker.base.words import count
from linkworker.casework.erasure.holds import hold_of
from linkworker.casework.erasure.retention_rules import retention_rules
from linkworker.journal.ties import naming
from linkworker.records.episode import Episode
from linkworker.records.money import MoneyRequest
from linkworker.records.person import Person

_P, _E, _M = (kind.table().c for kind in (Person, Episode, MoneyRequest))
_PERSON = select(_P.legal_stage, _P.safeguarding).where(_P.id == bindparam("person"))
_OPEN_SUPPORT = (
    select(func.count())
    .select_from(Episode.table())
    .where(_E.person_id == bindparam("person"), _E.in_error.is_(False), _E.ended_on.is_(None))
)
_PAYMENTS = (
    select(func.count())
    .select_from(MoneyRequest.table())
    .where(
        _M.person_id == bindparam("person"),
        _M.in_error.is_(False),
        _M.state.in_(bindparam("states", expanding=True)),
    )
)


@dataclass(frozen=True, slots=True)
class Against:
    """One thing that speaks against it: a code for scripts, and a sentence."""

    code: str
    sentence: str


def speaks_against(connection: Connection, person_id: str, today: date) -> tuple[Against, ...]:
    """Return what speaks against erasing a person, weightiest first; empty where nothing does."""
    rules = retention_rules()
    person = connection.execute(_PERSON, {"person": person_id}).first()
    if person is None:
        return ()
    found = []
    if person.legal_stage in rules.legal_stages:
        label = coded("legal-stage").label(person.legal_stage).lower()
        found.append(Against("court", f"The law has a hand in it: {label}. A court may ask for the record."))
    if person.safeguarding:
        found.append(Against("safeguarding", "There is a safeguarding flag. Speak with your safeguarding lead first."))
    others = len(naming(connection, person_id))
    if others:
        kept = count(others, "other record keeps", "other records keep")
        found.append(Against("others", f"{kept} somebody apart from this person. That goes too."))
    payments = connection.execute(_PAYMENTS, {"person": person_id, "states": sorted(rules.money_states)}).scalar_one()
    if payments:
        found.append(Against("money", f"{count(payments, 'payment is', 'payments are')} still open."))
    if connection.execute(_OPEN_SUPPORT, {"person": person_id}).scalar_one():
        found.append(Against("supported", "Support has not ended."))
    hold = hold_of(connection, person_id)
    if hold is not None and hold.until > today:
        found.append(Against("held", f"Somebody decided to keep this record until {show_date(hold.until)}."))
    return tuple(found)
