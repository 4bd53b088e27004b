"""A GP or another professional around a person."""

from linkworker.records.record import OfPerson, coded


class Professional(OfPerson, table=True):
    """Who else works with the person, and how to reach them."""

    role: str = coded("professional-role", "other")
    name: str
    organisation: str | None = None
    phone: str | None = None
    email: str | None = None
