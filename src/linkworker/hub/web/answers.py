"""Every answer that the service can give: a closed set, with nothing in it of what was asked."""

import json
from collections.abc import Mapping
from datetime import datetime
from enum import Enum

from starlette.responses import Response

from linkworker.hub.web.behind import Outcome
from linkworker.journal.canonical import instant_text
from linkworker.sync.carriers.request import ERROR, TIME


class Error(Enum):
    """What is refused: the code in the answer, and the HTTP status."""

    NOT_UNDERSTOOD = ("not-understood", 400)
    NOT_KNOWN = ("not-known", 401)
    CLOCK = ("clock", 401)
    SEEN = ("seen", 401)
    RETIRED = ("retired", 403)
    NOT_FOUND = ("not-found", 404)
    SLOW = ("slow", 408)
    OFFSET = ("offset", 409)
    LENGTH = ("length-needed", 411)
    TOO_LARGE = ("too-large", 413)
    RANGE = ("range", 416)
    OTHER_BYTES = ("other-bytes", 422)
    TOO_MANY = ("too-many", 429)
    FAULT = ("fault", 500)
    BUSY = ("busy", 503)

    @property
    def code(self) -> str:
        """Return the word in the answer."""
        return self.value[0]

    @property
    def status(self) -> int:
        """Return the HTTP status."""
        return self.value[1]


class Said(Exception):
    """An answer that ends a request: what is refused, and headers that help to ask better."""

    def __init__(self, error: Error, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(error.code)
        self.error = error
        self.headers = dict(headers or {})


def refusal(said: Said, now: datetime) -> Response:
    """Return the answer that refuses. It tells the hub's time, so that a laptop whose clock is wrong can tell.

    The connection ends with it: what else was on its way is not waited for.
    """
    headers = {ERROR: said.error.code, TIME: instant_text(now), "Connection": "close", **said.headers}
    return _json({"error": said.error.code}, said.error.status, headers)


def outcome_answer(found: Outcome, status: int) -> Response:
    """Return the answer that says what became of a bundle."""
    return _json({"state": found.state, "code": found.code}, status, {})


def health(*, database: bool) -> Response:
    """Return the answer to whoever watches over the service."""
    return _json({"ok": database, "database": database}, 200 if database else 503, {})


def bare(status: int, headers: Mapping[str, str]) -> Response:
    """Return an answer that is all in its headers."""
    return Response(status_code=status, headers={"Cache-Control": "no-store", **headers})


def _json(held: Mapping[str, object], status: int, headers: Mapping[str, str]) -> Response:
    text = json.dumps(held, separators=(",", ":"))
    return Response(
        text, status, {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", **headers}, "application/json"
    )
