"""Bundles over HTTPS: how much of one is here, and taking in the rest."""

import asyncio
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass

import anyio.to_thread
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from linkworker.hub.web.answers import Error, Said, bare, outcome_answer
from linkworker.hub.web.behind import Outcome, Standing
from linkworker.hub.web.coming import Coming
from linkworker.hub.web.ingesting import RECEIVED, Ingesting
from linkworker.hub.web.limits import Limits
from linkworker.hub.web.note import note_of, write_fault
from linkworker.hub.web.signed import Doorkeeper, own_time
from linkworker.hub.web.writers import Writers
from linkworker.sync.caps import shipped_caps
from linkworker.sync.carriers.request import CODE, CONTENT_RANGE, OFFSET, STATE

COMING = "coming"
_DIGEST = re.compile(r"[0-9a-f]{64}")
_RANGE = re.compile(r"bytes (\d{1,12})-(\d{1,12})/(\d{1,12})", re.ASCII)
_LENGTH = re.compile(r"\d{1,12}", re.ASCII)
_AT_ONCE = 1 << 18
_GRACE_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Part:
    """Which bytes come: from an offset, so many, of a file of so many."""

    start: int
    length: int
    size: int


class Uploads:
    """Answers HEAD and PUT of a bundle."""

    def __init__(self, door: Doorkeeper, coming: Coming, ingesting: Ingesting, limits: Limits) -> None:
        self._door, self._coming, self._ingesting, self._limits = door, coming, ingesting, limits
        self._writers = Writers()

    async def answer(self, request: Request) -> Response:
        """Answer one request. Raises Said."""
        digest = request.path_params["digest"]
        if request.method not in {"HEAD", "PUT"} or not _DIGEST.fullmatch(digest):
            raise Said(Error.NOT_FOUND)
        note = note_of(request.scope)
        note.what = "bundle"
        known = await self._door.let_in(request, lambda short: setattr(note, "device", short))
        if known.standing is Standing.RETIRED:  # its receipt still tells it so
            raise Said(Error.RETIRED)
        found = await anyio.to_thread.run_sync(self._coming.outcome, known.device, digest)
        if request.method == "HEAD":
            return await self._held(request, known.device, digest, found)
        part = _part(request)
        if found is None:
            await self._receive(request, known.device, digest, part)
            if part.start + part.length < part.size:
                note.state = COMING
                return outcome_answer(Outcome(COMING), 202)
            found = await self._ingesting.outcome(known.device, digest, own_time(request))
        elif found == RECEIVED:
            found = await self._ingesting.outcome(known.device, digest, None)
        note.state = found.state
        return outcome_answer(found, 202 if found == RECEIVED else 201)

    async def _held(self, request: Request, device: str, digest: str, found: Outcome | None) -> Response:
        offset = 0
        if found is None:
            offset = await anyio.to_thread.run_sync(self._coming.offset, device, digest)
            found = Outcome(COMING)
        note_of(request.scope).state = found.state
        return bare(200, {STATE: found.state, OFFSET: str(offset), CODE: found.code})

    async def _receive(self, request: Request, device: str, digest: str, part: Part) -> None:
        """Write what comes, and when it is whole check it. What came before a cut is kept."""
        note = note_of(request.scope)
        async with self._writers.writer(device, digest) as writer:
            try:
                async with writer.step():
                    await anyio.to_thread.run_sync(self._coming.begin, device, digest, part.start, part.size)
                async for piece in self._pieces(request, part):
                    async with writer.step():
                        await anyio.to_thread.run_sync(self._coming.write, device, digest, piece)
                    note.bytes += len(piece)
                if part.start + part.length == part.size:
                    async with writer.step():
                        await anyio.to_thread.run_sync(self._coming.finish, device, digest)
            except TimeoutError:
                raise
            except OSError as error:  # the disk
                write_fault(type(error).__name__)
                raise Said(Error.BUSY, {"Retry-After": "3600"}) from error

    async def _pieces(self, request: Request, part: Part) -> AsyncIterator[bytes]:
        """Yield the body in pieces, all of what came even if it is cut off or too slow, which is raised after that."""
        loop, held, came = asyncio.get_running_loop(), bytearray(), 0
        began, stream, cut = loop.time(), request.stream(), False
        while came < part.length:
            try:
                async with asyncio.timeout(self._limits.quiet_seconds):
                    piece = await anext(stream, b"")
            except (TimeoutError, ClientDisconnect) as error:
                yield bytes(held)
                if isinstance(error, TimeoutError):
                    raise Said(Error.SLOW) from None
                raise
            if not piece:
                cut = True
                break
            held += piece
            came += len(piece)
            spent = loop.time() - began
            slow = spent > _GRACE_SECONDS and came < spent * self._limits.least_bytes_a_second
            if len(held) >= _AT_ONCE or slow or came >= part.length:
                yield bytes(held[: len(held) - max(came - part.length, 0)])
                held.clear()
            if slow and came < part.length:
                raise Said(Error.SLOW)
        if cut:
            yield bytes(held)
            raise Said(Error.NOT_UNDERSTOOD)


def _part(request: Request) -> Part:
    """Return which bytes come, checked before any is read. Raises Said."""
    length = request.headers.get("Content-Length", "")
    if not length or "Transfer-Encoding" in request.headers:
        raise Said(Error.LENGTH)
    if not _LENGTH.fullmatch(length):
        raise Said(Error.NOT_UNDERSTOOD)
    text = request.headers.get(CONTENT_RANGE)
    if text is None:
        found = Part(0, int(length), int(length))
    else:
        numbers = _RANGE.fullmatch(text)
        if numbers is None:
            raise Said(Error.NOT_UNDERSTOOD)
        first, last, size = map(int, numbers.groups())
        found = Part(first, last - first + 1, size)
    if found.size > shipped_caps().sealed:
        raise Said(Error.TOO_LARGE)
    if found.length != int(length) or found.length < 1 or found.start + found.length > found.size:
        raise Said(Error.NOT_UNDERSTOOD)
    return found
