"""A small program around one list, and sources for it, for the tests of the list."""

import asyncio
from collections.abc import Sequence

from textual.app import App, ComposeResult

from linkworker.ui.widgets.paged_list import PagedList
from linkworker.ui.widgets.rows import Row
from on_screen import send
from resting import quiet


class Host(App[None]):
    """The smallest program around one list; it writes down what the list tells."""

    def __init__(self, paged_list: PagedList, *, console: bool = True) -> None:
        super().__init__()
        self.list = paged_list
        self.console_look = console
        self.chosen: list[str] = []
        self.moved: list[str | None] = []
        self.failed: list[str] = []

    def compose(self) -> ComposeResult:
        yield self.list

    def on_paged_list_chosen(self, message: PagedList.Chosen) -> None:
        assert message.row.key == message.key
        self.chosen.append(message.key)

    def on_paged_list_moved(self, message: PagedList.Moved) -> None:
        self.moved.append(message.key)

    def on_paged_list_failed(self, message: PagedList.Failed) -> None:
        self.failed.append(str(message.error))


class Long:
    """A source of people made up as they are asked for, that counts what is asked. No row costs more than another."""

    def __init__(self, length: int, prefix: str = "Person") -> None:
        self.length = length
        self.prefix = prefix
        self.asked: list[tuple[int, int]] = []
        self.gate: asyncio.Event | None = None

    async def count(self) -> int:
        return self.length

    async def page(self, offset: int, limit: int) -> Sequence[Row]:
        self.asked.append((offset, limit))
        if self.gate:
            await self.gate.wait()
        return [Row(str(n), (f"{self.prefix} {n}",)) for n in range(offset, min(offset + limit, self.length))]

    @property
    def rows_asked(self) -> int:
        return sum(limit for _, limit in self.asked)


def people(count):
    return [Row(str(n), (f"Person {n}", "Lewes")) for n in range(count)]


def seen(paged_list):
    """Return the lines of the list as they are on the screen."""
    return [paged_list.render_line(y).text.rstrip() for y in range(paged_list.size.height)]


async def settle(pilot):
    await pilot.app.workers.wait_for_complete()
    await quiet(pilot.app)


async def press(pilot, *keys):
    for key in keys:
        send(pilot, key)
        await quiet(pilot.app)
    await settle(pilot)
