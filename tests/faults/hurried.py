"""The working process of the screens, but for two keys: after F8 nobody has been there for long, and F10 breaks it.

Run as `python -m faults.hurried`, with the folder of the tests where Python looks.
"""

import sys
from typing import Any

_HALF = "Quax"  # the marker, in halves: it must be nowhere in the process before something reads it


def _breaks(_: Any) -> None:
    typed = f"{_HALF}willow in a variable"
    raise ValueError(typed)


def _hours_pass(app: Any) -> None:
    app.idle.minutes = 1e-6


def main() -> int:
    """Run the screens with the two keys."""
    from linkworker.ui import app, child  # noqa: PLC0415 - as the screens load them

    app.Linkworker.action_last_person = _hours_pass
    app.Linkworker.action_settings = _breaks
    return child.main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
