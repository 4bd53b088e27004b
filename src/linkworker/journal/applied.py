"""What became of entries that were taken in."""

from dataclasses import dataclass

from linkworker.journal.hybrid_clock import ZERO


@dataclass(frozen=True, slots=True)
class Applied:
    """Counts of what one `apply` did.

    `new` entries were stored and `known` ones were here already (`late` values of known ones that were not). Of the new
    ones `waiting` wait for an earlier one and `unknown` are not wholly known to this version. `conflicts` is how many
    fields of the records touched somebody has to choose for now. `refused` things were left out: values that do not
    fit their commitments or have no entry here, and entries whose number in their device's chain is taken by another.
    """

    new: int = 0
    known: int = 0
    late: int = 0
    conflicts: int = 0
    waiting: int = 0
    unknown: int = 0
    refused: int = 0
    erased: frozenset[str] = frozenset()
    """Ids of the records (and people) that went from here: for drafts, prints and unsent bundles."""
    people: frozenset[str] = frozenset()
    """Ids of the people whom the new entries and values are about."""
    newest_hlc: str = ZERO
    """The newest hybrid reading taken in that is not after the bound given to `apply`."""
    homeless: int = 0
    """How many of those refused are values that have no entry here."""
