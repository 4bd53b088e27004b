"""Which people count: those whose record was neither entered in error nor joined with another that counts for it."""

from sqlalchemy import ColumnElement, and_, exists, not_, or_

from linkworker.records.person import Person

_PERSON = Person.table()
_P = _PERSON.c
_INTO, _FURTHER = _PERSON.alias("joined_into"), _PERSON.alias("joined_further")


def _leads_back() -> ColumnElement[bool]:
    """Return whether the other record was joined into this one, or with one that was."""
    onward = exists().where(_FURTHER.c.id == _INTO.c.merged_into, _FURTHER.c.merged_into == _P.id)
    return or_(_INTO.c.merged_into == _P.id, onward.correlate(_PERSON, _INTO))


GOES_ON_ELSEWHERE = and_(
    _P.merged_into.is_not(None),
    exists()
    .where(
        _INTO.c.id == _P.merged_into,
        _INTO.c.in_error.is_(False),
        or_(_INTO.c.merged_into.is_(None), not_(_leads_back())),
    )
    .correlate(_PERSON),
)
"""The record was joined with one that is here and stands for it. Not so where that one was erased, let go of or entered
in error since, nor where two laptops joined each of the two into the other: then nobody would be in any list."""

STANDS = and_(_P.in_error.is_(False), not_(GOES_ON_ELSEWHERE))
"""For every list, search, count and match of people. A person's own page shows a joined record too."""
