"""Who is writing a file that comes: the newest connection, since the laptop has given up the one before it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from linkworker.hub.web.answers import Error, Said


@dataclass(slots=True)
class _File:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    newest: object = None
    users: int = 0


class Writers:
    """The files that are being written, each by one connection."""

    def __init__(self) -> None:
        self._files: dict[tuple[str, str], _File] = {}

    @asynccontextmanager
    async def writer(self, device: str, digest: str) -> AsyncIterator["Writer"]:
        """Give a file to this connection; another one that was writing it is stopped at its next step."""
        key = (device, digest)
        file = self._files.setdefault(key, _File())
        file.users += 1
        writer = Writer(file)
        file.newest = writer
        try:
            yield writer
        finally:
            file.users -= 1
            if file.users == 0:
                del self._files[key]


class Writer:
    """One connection's right to write one file, as long as no newer connection has come."""

    def __init__(self, file: _File) -> None:
        self._file = file

    @asynccontextmanager
    async def step(self) -> AsyncIterator[None]:
        """Do one step of the writing while no other does. Raises Said when a newer connection has taken over."""
        async with self._file.lock:
            if self._file.newest is not self:
                raise Said(Error.OFFSET)
            yield
