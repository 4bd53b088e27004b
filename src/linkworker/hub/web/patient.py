"""A patience with an end: a connection whose request does not come, or drips, is closed."""

import asyncio
from typing import Any, ClassVar

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from linkworker.hub.web.application import ABORT


class Patient(H11Protocol):
    """Uvicorn's own protocol, which waits for ever, with an end to its waiting.

    From the opening of a connection, and from the first byte after each answer, the whole head of the next request has
    so many seconds to come. A body is watched by the application.
    """

    head_seconds: ClassVar[float] = 20
    _waiting: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        """Begin to wait; the application may end the connection at once."""
        super().connection_made(transport)
        self.app_state = {**self.app_state, ABORT: transport.abort}
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Wait from the first byte of a request on, and for what comes after an answer."""
        if not self._is_answering():
            self._wait()
        super().data_received(data)

    def handle_events(self) -> None:
        """Wait no longer once the head of a request has come."""
        super().handle_events()
        if self._is_answering():
            self._stop_waiting()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop waiting."""
        self._stop_waiting()
        super().connection_lost(exc)

    def _is_answering(self) -> bool:
        return self.cycle is not None and not self.cycle.response_complete and self.conn.our_state is not h11.ERROR

    def _wait(self) -> None:
        if self._waiting is None:
            self._waiting = self.loop.call_later(self.head_seconds, self.transport.abort)

    def _stop_waiting(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None


def patient(seconds: float) -> type[Patient]:
    """Return the protocol with a patience of so many seconds."""
    return type("PatientFor", (Patient,), {"head_seconds": seconds})
