"""Which row of somebody else's list a person is."""

from linkworker.records.record import OfPerson


class SourceRow(OfPerson, table=True):
    """One row of a list that was taken in as this person, or decided to be them: the next import does not ask again."""

    __tablename__ = "source_row"

    feed: str  # the name that the list goes by
    reference: str  # the row's own, or a fingerprint of what it says where it has none
    made: bool = False  # this row brought the person; otherwise somebody decided that it is them
