"""A number that somebody else knows a person by."""

from sqlmodel import Field

from linkworker.records.record import OfPerson, coded


class Identifier(OfPerson, table=True):
    """One identifier under one scheme. A wrong one is kept and marked: people arrive with wrong numbers."""

    scheme: str = coded("identifier-scheme", "other")
    value: str = Field(index=True)
    status: str = coded("identifier-status", "in-use")
    warning: str | None = None
