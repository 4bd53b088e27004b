"""What is said when a data file of the demonstration is not as it should be."""

from linkworker.base.errors import LinkworkerError


class DemonstrationFault(LinkworkerError):
    """The demonstration cannot be made: {}."""
