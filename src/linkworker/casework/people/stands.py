"""Which people count: those whose record was neither entered in error nor joined with another of the same person."""

from sqlalchemy import and_

from linkworker.records.person import Person

_P = Person.table().c

STANDS = and_(_P.in_error.is_(False), _P.merged_into.is_(None))
"""For every list, search, count and match of people. A person's own page shows a joined record too."""
