"""Receipts over HTTPS: the newest one for the laptop that asks, whole or from an offset on."""

import functools
import hashlib
import re
from collections.abc import AsyncIterator
from pathlib import Path

import anyio
import anyio.to_thread
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from linkworker.hub.web.answers import Error, Said, bare
from linkworker.hub.web.behind import Behind
from linkworker.hub.web.note import note_of
from linkworker.hub.web.signed import Doorkeeper
from linkworker.sync.carriers.request import NUMBER, RANGE

_AFTER = re.compile(rb"after=(0|[1-9]\d{0,11})")
_RANGE = re.compile(r"bytes=(0|[1-9]\d{0,11})-", re.ASCII)
_AT_ONCE = 1 << 17


class Downloads:
    """Answers HEAD and GET of the newest receipt."""

    def __init__(self, door: Doorkeeper, behind: Behind) -> None:
        self._door, self._behind = door, behind

    async def answer(self, request: Request) -> Response:
        """Answer one request: 204 when there is no receipt with a higher number. Raises Said."""
        if request.method not in {"GET", "HEAD"}:
            raise Said(Error.NOT_FOUND)
        note = note_of(request.scope)
        note.what = "receipt"
        after = _AFTER.fullmatch(request.scope["query_string"])
        if after is None:
            raise Said(Error.NOT_UNDERSTOOD)
        known = await self._door.let_in(request, lambda short: setattr(note, "device", short))
        found = await anyio.to_thread.run_sync(self._behind.receipt, known.device, int(after[1]))
        if found is None:
            note.state = "none"
            return bare(204, {})
        note.number, note.state = found.number, "given"
        try:
            at = found.path.stat()
            digest = await anyio.to_thread.run_sync(_digest, found.path, at.st_size, at.st_mtime_ns)
        except OSError as error:  # written anew at this very moment, say
            raise Said(Error.BUSY, {"Retry-After": "10"}) from error
        start = _start(request, at.st_size)
        headers = {
            NUMBER: str(found.number),
            "ETag": f'"{digest}"',
            "Accept-Ranges": "bytes",
            "Content-Length": str(at.st_size - start),
            "Content-Type": "application/octet-stream",
            "Cache-Control": "no-store",
        }
        if RANGE in request.headers:
            headers["Content-Range"] = f"bytes {start}-{at.st_size - 1}/{at.st_size}"
        status = 206 if RANGE in request.headers else 200
        if request.method == "HEAD":
            return Response(status_code=status, headers=headers)
        return StreamingResponse(_pieces(found.path, start), status, headers)


def _start(request: Request, size: int) -> int:
    text = request.headers.get(RANGE)
    if text is None:
        return 0
    found = _RANGE.fullmatch(text)
    if found is None or int(found[1]) >= size:
        raise Said(Error.RANGE)
    return int(found[1])


@functools.lru_cache(maxsize=1024)
def _digest(path: Path, _size: int, _changed: int) -> str:
    """Return a file's SHA-256 in hex; it is read once, as long as it is the same."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


async def _pieces(path: Path, start: int) -> AsyncIterator[bytes]:
    async with await anyio.open_file(path, "rb") as file:
        await file.seek(start)
        while piece := await file.read(_AT_ONCE):
            yield piece
