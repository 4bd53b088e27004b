"""The six words of the journal's checkpoint of today, for the screens that show them."""

from contextlib import suppress

from linkworker.base.errors import LinkworkerError
from linkworker.sync.checkpoint import last_checkpoint, todays_checkpoint
from linkworker.vault.store import Store


def checkpoint_words(store: Store) -> str | None:
    """Return the words of today's checkpoint, made if there is none; of the last one where none can be written."""
    with suppress(LinkworkerError):
        return todays_checkpoint(store).words
    last = last_checkpoint(store)
    return None if last is None else last.words
