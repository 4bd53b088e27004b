"""How the hub stands: each laptop, what waits, what was refused, and the totals."""

from typing import Any

from linkworker.cli.later import later
from linkworker.cli.words.hub_common import here


def add(steps: Any) -> None:
    """Add these steps to the hub's."""
    status = steps.add_parser("status", help="each laptop: last bundle, waiting, refused, receipts, clock; the totals")
    status.set_defaults(step=later("hub_status", "_status"))
    here(status)
