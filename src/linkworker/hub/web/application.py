"""The web application: three addresses, one closed set of answers, and a note of each request."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus
from typing import Any

import anyio.to_thread
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from linkworker.base.errors import LinkworkerError
from linkworker.base.fault import fault_in_a_line
from linkworker.hub.web.answers import Error, Said, health, refusal
from linkworker.hub.web.behind import Behind
from linkworker.hub.web.coming import Bounds, Coming
from linkworker.hub.web.downloads import Downloads
from linkworker.hub.web.ingesting import Ingesting
from linkworker.hub.web.limits import Limits
from linkworker.hub.web.note import note_of, write_fault, write_note
from linkworker.hub.web.signed import Doorkeeper
from linkworker.hub.web.uploads import Uploads

ABORT = "abort"
"""In the state of a connection: the function that ends it at once (see `patient`)."""


def application(behind: Behind, limits: Limits) -> ASGIApp:
    """Return the application over a hub."""
    door = Doorkeeper(behind, limits)
    coming = Coming(behind.folder, Bounds(limits.files_coming, limits.days_coming, limits.free_bytes))
    ingesting = Ingesting(behind, coming, limits)
    uploads, downloads = Uploads(door, coming, ingesting, limits), Downloads(door, behind)

    async def well(request: Request) -> Response:
        note_of(request.scope).what = "health"
        return health(database=await anyio.to_thread.run_sync(behind.answers))

    @asynccontextmanager
    async def living(_app: Starlette) -> AsyncIterator[None]:
        ingesting.start()
        yield
        await ingesting.stop()

    async def refused(request: Request, error: Exception) -> Response:
        said = _said_of(error)
        note_of(request.scope).state = said.error.code
        return refusal(said, behind.now())

    app = Starlette(
        routes=[
            Route("/health", well, methods=["GET"]),
            Route("/v1/bundles/{digest}", uploads.answer, methods=["HEAD", "PUT"]),
            Route("/v1/receipts/next", downloads.answer, methods=["GET", "HEAD"]),
        ],
        exception_handlers=dict.fromkeys((Said, HTTPException, LinkworkerError, Exception), refused),
        lifespan=living,
    )
    app.router.redirect_slashes = False  # an answer never repeats what was asked
    return Guarded(app, door, limits, refused)


def _said_of(error: Exception) -> Said:
    """Return the answer to what was raised: a path or method that is not ours is simply not there."""
    if isinstance(error, Said):
        return error
    if isinstance(error, HTTPException) and error.status_code < HTTPStatus.INTERNAL_SERVER_ERROR:
        return Said(Error.NOT_FOUND)
    if isinstance(error, LinkworkerError):  # the database is gone, the disk is full
        write_fault(type(error).__name__)
        return Said(Error.BUSY, {"Retry-After": "60"})
    return Said(Error.FAULT)


class Guarded:
    """The application behind its guards: addresses are counted, slow takers cut off, faults noted and not told."""

    def __init__(self, app: ASGIApp, door: Doorkeeper, limits: Limits, refused: Any) -> None:
        self._app, self._door, self._limits, self._refused = app, door, limits, refused

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, and write its note."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        note, began = note_of(scope), time.monotonic()

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                note.status = message["status"]
            elif note.method == "GET":
                note.bytes += len(message.get("body", b""))
            async with asyncio.timeout(self._limits.quiet_seconds):
                await send(message)

        try:
            await self._guarded(scope, receive, sent)
        except ClientDisconnect:
            note.state = "cut-off"
        except TimeoutError:  # whoever asked does not take the answer
            note.state = "slow"
            scope.get("state", {}).get(ABORT, lambda: None)()
        except Exception as error:  # noqa: BLE001 - it was answered as a fault; the web server would quote it
            write_fault(fault_in_a_line(error))
        finally:
            note.ms = round((time.monotonic() - began) * 1000)
            write_note(note)

    async def _guarded(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope)
        try:
            self._door.count(request)
            _check_path(scope)
        except Said as said:
            answer = await self._refused(request, said)
            await answer(scope, receive, send)
            return
        await self._app(scope, receive, send)


def _check_path(scope: Scope) -> None:
    """Raise Said for a path with escapes: ours have no need of them, and what is signed is the path as it is."""
    if scope["path"].encode("utf-8", "replace") != scope.get("raw_path", b""):
        raise Said(Error.NOT_FOUND)
