"""The hub's web service on a free port of this machine, over a hub that only keeps what it is given."""

import re
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from linkworker.base.clock import Clock, SystemClock
from linkworker.hub.web.behind import Known, Outcome, Receipt, Standing
from linkworker.hub.web.limits import Limits, shipped_limits
from linkworker.hub.web.server import server
from linkworker.sync.carriers.names import receipt_name
from linkworker.sync.device import DeviceIdentity

HUB_ID = "0198a6a0-0000-7000-8000-0000000000bb"
GENEROUS = replace(
    shipped_limits(), device_requests=10**6, address_requests=10**6, free_bytes=1, answer_seconds=20, stop_seconds=5
)
"""Limits that stand in no test's way."""


@dataclass
class KeepingHub:
    """A hub that says `outcome` of each file it is given, and remembers the files by their bytes."""

    folder: Path
    clock: Clock = field(default_factory=SystemClock)
    known: dict[str, Known] = field(default_factory=dict)
    outcome: Outcome = field(default_factory=lambda: Outcome("taken-in"))
    taken: list[bytes] = field(default_factory=list)
    sent_at: list[datetime | None] = field(default_factory=list)
    breaks: Exception | None = None
    gate: threading.Event | None = None
    hub_id: str = HUB_ID

    def enrol(self, laptop: DeviceIdentity, standing: Standing = Standing.ENROLLED) -> None:
        """Know a laptop from now on."""
        self.known[laptop.device] = Known(laptop.device, laptop.public.public, standing)

    def give(self, laptop: DeviceIdentity, number: int, data: bytes) -> Path:
        """Lay a receipt out for a laptop."""
        path = self.folder / "receipts" / receipt_name(laptop.public.short, number)
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
        return path

    def now(self) -> datetime:
        return self.clock.now()

    def device(self, device_id: str) -> Known | None:
        if self.breaks is not None:
            raise self.breaks
        return self.known.get(device_id)

    def take_in(self, path: Path, _received_at: datetime, sent_at: datetime | None) -> Outcome:
        if self.gate is not None:
            self.gate.wait(30)
        self.taken.append(path.read_bytes())
        self.sent_at.append(sent_at)
        return self.outcome

    def receipt(self, device_id: str, after: int) -> Receipt | None:
        short = self.known[device_id].short
        found = sorted((self.folder / "receipts").glob(f"linkworker-{short}-*.receipt.age"))
        number = int(found[-1].name[20:26]) if found else 0
        return Receipt(number, found[-1]) if number > after else None

    def answers(self) -> bool:
        return self.breaks is None


@contextmanager
def serving(behind: Any, limits: Limits = GENEROUS, **more: Any) -> Iterator[int]:
    """Serve a hub on a free port, which is given, until the block ends."""
    listening = socket.create_server(("127.0.0.1", 0))
    running = server(behind, limits, "127.0.0.1", 0, **more)
    thread = threading.Thread(target=running.run, kwargs={"sockets": [listening]}, name="web")
    thread.start()
    try:
        yield listening.getsockname()[1]
    finally:
        running.should_exit = True
        thread.join(30)
        listening.close()
        assert not thread.is_alive()


class Cutting:
    """A line to a port: connections are cut off after so many bytes up or down, so many times, then no more."""

    def __init__(self, port: int, up: int, down: int, times: int) -> None:
        self._port, self._up, self._down, self._left = port, up, down, times
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._ends: list[socket.socket] = []
        self._threads = [threading.Thread(target=self._accept)]
        self._threads[0].start()

    @property
    def port(self) -> int:
        """The near end's port."""
        return int(self._listening.getsockname()[1])

    def close(self) -> None:
        """End all connections."""
        self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self._threads[0].join(10)
        for end in self._ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
        for thread in self._threads[1:]:
            thread.join(10)
        for end in self._ends:
            end.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._listening.accept()
                far = socket.create_connection(("127.0.0.1", self._port))
                self._ends += [near, far]
                for source, target, most in ((near, far, self._up), (far, near, self._down)):
                    self._threads.append(threading.Thread(target=self._pass, args=(source, target, most)))
                    self._threads[-1].start()

    def _pass(self, source: socket.socket, target: socket.socket, most: int) -> None:
        passed = 0
        with suppress(OSError):
            while data := source.recv(16_384):
                if self._left > 0 and passed + len(data) > most:
                    target.sendall(data[: most - passed])
                    self._left -= 1
                    break
                target.sendall(data)
                passed += len(data)
        for end in (source, target):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)


@contextmanager
def cutting(port: int, *, up: int = 10**12, down: int = 10**12, times: int = 10**6) -> Iterator[int]:
    """Give the near end of a line that is cut off again and again."""
    line = Cutting(port, up, down, times)
    try:
        yield line.port
    finally:
        line.close()


def exchange(port: int, data: bytes, seconds: float = 20) -> bytes:
    """Send bytes as they are, and return all that comes back before the other side ends the connection."""
    with socket.create_connection(("127.0.0.1", port), seconds) as link:
        with suppress(OSError):
            link.sendall(data)
        found = bytearray()
        with suppress(OSError):
            while piece := link.recv(65_536):
                found += piece
    return bytes(found)


def answered(port: int, data: bytes, seconds: float = 3) -> bytes:
    """Send bytes as they are, and return the first answer, without waiting for the connection's end; b"" for none."""
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), seconds) as link:
        with suppress(OSError):
            link.sendall(data)
        found = bytearray()
        with suppress(OSError):
            while (piece := link.recv(65_536)) and not _is_whole(found := found + piece, data):
                pass
        return bytes(found)
    return b""


def _is_whole(found: bytes, data: bytes) -> bool:
    head, end, body = bytes(found).partition(b"\r\n\r\n")
    length = re.search(rb"(?i)\r\ncontent-length: (\d+)", head)
    return bool(end) and length is not None and (data.startswith(b"HEAD") or len(body) >= int(length[1]))
