"""What is done once a day while somebody works: nobody waits for it."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from linkworker.ui.app import Linkworker

_AFTER = 20.0  # seconds from unlocking: the first pages are painted by then


def keep_checkpoint(app: "Linkworker") -> None:
    """Sign the journal's head some moments from now, so that words written down on any day can be proved."""

    async def keep() -> None:
        from linkworker.ui.checkpoint_words import checkpoint_words  # noqa: PLC0415 - not before it is due

        if app.unlocked:
            await app.desk.look(checkpoint_words)

    app.set_timer(_AFTER, lambda: app.run_worker(keep(), group="checkpoint"))
