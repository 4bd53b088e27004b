"""A person or record that does not leave this laptop."""

from linkworker.records.record import OfPerson, link


class Withholding(OfPerson, table=True):
    """While it stands, the person (or one record of theirs) travels as bare headers only."""

    record_id: str | None = link(optional=True)  # None: everything about the person
    lifted: bool = False
    why: str | None = None
