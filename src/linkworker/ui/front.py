"""What the screens start from: which store, whose settings, which clock."""

from dataclasses import dataclass
from pathlib import Path

from linkworker.base.clock import Clock
from linkworker.base.setting_values import Look
from linkworker.base.settings import Settings


@dataclass(frozen=True, slots=True)
class Front:
    """Where to start. `look` is what the terminal can draw, never auto. `user` is the short name that was given.

    `demonstration` is the passphrase of a throwaway store, which is shown and filled in: it is not a secret.
    `cheap` lets tests make and open key slots at a cost that is not safe anywhere else.
    """

    folder: Path
    settings: Settings
    clock: Clock
    look: Look = Look.FULL
    user: str | None = None
    demonstration: str | None = None
    cheap: bool = False
