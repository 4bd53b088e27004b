"""What a person agreed may be shared, with whom, and until when."""

from datetime import date

from linkworker.records.record import OfPerson, coded, link


class Consent(OfPerson, table=True):
    """Given, refused or withdrawn; never implied."""

    purpose: str = coded("consent-purpose", "refer")
    what: str | None = None
    provider_id: str | None = link("provider.id", optional=True)  # None: not tied to one provider
    with_whom: str | None = None
    given: bool = True
    how: str | None = coded("consent-how")
    decided_on: date
    withdrawn_on: date | None = None
    words: str | None = None
