"""Two people who must not be in the same group."""

from datetime import date

from linkworker.records.record import OfPerson, coded, link


class KeepApart(OfPerson, table=True):
    """Read both ways: kept once, under the person it was entered for."""

    __tablename__ = "keep_apart"

    other_id: str = link("person.id", index=True)
    source: str | None = coded("risk-source")
    why: str | None = None
    since: date | None = None
    until: date | None = None
