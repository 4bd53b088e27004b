"""The smallest Textual app: one label. What the first screen and the memory are measured beside."""

import asyncio
import gc

from textual.app import App, ComposeResult
from textual.widgets import Static


class OneLabel(App[None]):
    """One label, and nothing else."""

    def compose(self) -> ComposeResult:
        """Yield the label."""
        yield Static("One label")


def megabytes() -> float:
    """Return what a process has in memory that shows the label and nothing else, in MB."""
    return asyncio.run(_megabytes())


async def _megabytes() -> float:
    from benchmarks.child import resident_megabytes  # noqa: PLC0415 - the app alone is started without it

    async with OneLabel().run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        gc.collect()
        return resident_megabytes()


if __name__ == "__main__":
    OneLabel().run()
