"""A desk at which the demonstration is looked round: its own settings, never the machine's, and no lock."""

from collections.abc import Callable
from dataclasses import replace
from typing import TextIO

from linkworker.base.clock import Clock
from linkworker.base.settings import Settings, Sourced
from linkworker.cli.desk import Desk
from linkworker.demo.demonstration import Demonstration
from linkworker.vault.cost import Cost


class DemonstrationDesk(Desk):
    """A desk whose store is a demonstration just made. Closing it closes the store."""

    def __init__(
        self,
        made: Demonstration,
        clock: Clock,
        cost: Cost,
        *,
        out: TextIO | None = None,
        ask: Callable[[str], str] | None = None,
    ) -> None:
        """Sit down at it. WEMWBS may be used as it stands; there is nobody real to lock the screen for."""
        super().__init__(clock=clock, cost=cost, out=out, ask=ask)
        self._demonstration_settings = replace(made.settings, idle_minutes=Sourced(0, "the demonstration"))
        self.demonstration = True
        self.opened(made.store, made.worker_id)

    @property
    def settings(self) -> Settings:
        """Return the demonstration's settings."""
        return self._demonstration_settings
