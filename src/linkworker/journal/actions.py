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
    CHOSEN = "chosen"  # a person settled a conflict: the field's value from here on, in place of all that it names
    TAKEN_IN = "taken-in"  # what the centre sent was taken in: one entry a receipt
    LET_GO = "let-go"  # a person moved to another team: rows and values left this laptop, headers stayed
    # What the centre did with a laptop or with whose record lies where; written in the hub's own chain.
    ENROLLED = "enrolled"
    SUSPENDED = "suspended"
    RESUMED = "resumed"
    ENDED = "ended"  # the laptop was restored and goes on as another device
    RETIRED = "retired"
    TRANSFERRED = "transferred"  # a person's record was given to another laptop
    FORK_ACCEPTED = "fork-accepted"
    REKEYED = "rekeyed"


# Actions whose values stay on the laptop whatever the person agreed to.
STAYS_HERE = frozenset({Action.IMPORTED, Action.TAKEN_IN})

# Actions whose entries write fields of a record. The others tell that something happened, and change no record.
WRITES = frozenset(
    {
        Action.CREATED,
        Action.CHANGED,
        Action.UNDONE,
        Action.ENTERED_IN_ERROR,
        Action.REINSTATED,
        Action.CHOSEN,
    }
)
