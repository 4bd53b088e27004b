"""The day's backup and the spare room, made once the first place is painted: nobody waits, and the store stays free."""

from typing import TYPE_CHECKING

from textual.worker import get_current_worker

from linkworker.base.progress import Stopped
from linkworker.casework.keeping_safe import keep_safe
from linkworker.ui.desk import Desk
from linkworker.ui.widgets.status_line import Status, Tone

if TYPE_CHECKING:
    from linkworker.ui.app import Linkworker


def keep_safe_soon(app: "Linkworker", desk: Desk) -> None:
    """Begin after the next painting, in a thread of its own; a demonstration is not worth a backup."""
    if not app.front.demonstration:
        app.call_after_refresh(app.call_after_refresh, _begin, app, desk)


def _begin(app: "Linkworker", desk: Desk) -> None:
    app.run_worker(lambda: _keep_safe(app, desk), thread=True, group="keeping safe", exit_on_error=False)


def _keep_safe(app: "Linkworker", desk: Desk) -> None:
    worker = get_current_worker()

    def watched(_done: int, _total: int) -> None:
        if worker.is_cancelled:
            raise Stopped

    said = keep_safe(desk.store, watched)
    if said and not worker.is_cancelled:
        app.call_from_thread(app.say, Status(said, Tone.TROUBLE))
