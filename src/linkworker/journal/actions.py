"""What an entry of the journal can say was done."""

from enum import StrEnum


class Action(StrEnum):
    """A closed set: readers of bundles rely on it. New ones are added, none is ever given another meaning."""

    CREATED = "created"
    CHANGED = "changed"
    UNDONE = "undone"  # a change that restores what an earlier entry replaced
    ENTERED_IN_ERROR = "entered-in-error"
    REINSTATED = "reinstated"  # undoes entered in error
    VIEWED = "viewed"
    IMPORTED = "imported"  # one entry for a whole directory; its values never leave the laptop
    EXPORTED = "exported"
    PRINTED = "printed"
    STORE_MADE = "store-made"
    HUB_TRUSTED = "hub-trusted"
    UNLOCKED = "unlocked"
    RESTORED = "restored"  # a backup was put in the store's place: the first entry of the laptop's new device
    SLOT_GIVEN = "slot-given"  # a worker was given a passphrase of this laptop
    SLOT_ENDED = "slot-ended"  # and it was taken away
    ERASED = "erased"  # its one value is why, by a code; nothing says what was there


# Actions whose values stay on the laptop whatever the person agreed to.
STAYS_HERE = frozenset({Action.IMPORTED})
