"""A way to reach a person."""

from linkworker.records.record import OfPerson, coded


class ContactDetail(OfPerson, table=True):
    """A phone number, email or address, with whether it is safe to use."""

    __tablename__ = "contact_detail"

    channel: str = coded("contact-channel", "phone")
    value: str
    safe: str = coded("safe-to-contact", "not-asked")
    note: str | None = None
