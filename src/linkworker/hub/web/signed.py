"""Who asks: a request's signature checked before anything else is done for it."""

from collections.abc import Callable
from datetime import datetime, timedelta

import anyio.to_thread
from starlette.requests import Request as WebRequest

from linkworker.hub.web.answers import Error, Said
from linkworker.hub.web.behind import Behind, Known
from linkworker.hub.web.limits import Limits
from linkworker.hub.web.nonces import Nonces
from linkworker.hub.web.rates import Rates
from linkworker.sync.carriers.request import (
    CLOCK,
    CONTENT_RANGE,
    DEVICE,
    DEVICE_FORM,
    NONCE,
    NONCE_FORM,
    RANGE,
    SIGNATURE,
    TIME,
    TIME_FORM,
    Request,
)
from linkworker.sync.problems import WrongSignature

_ONCE = (DEVICE, TIME, NONCE, SIGNATURE, RANGE, CONTENT_RANGE, "Content-Length", "Transfer-Encoding")

_LONGEST_ADDRESS = 64  # a proxy may have passed anything on


class Doorkeeper:
    """Lets in laptops that are enrolled and sign what they ask, not too often."""

    def __init__(self, behind: Behind, limits: Limits) -> None:
        self._behind, self._window = behind, timedelta(minutes=limits.clock_minutes)
        self._nonces = Nonces(limits.nonces)
        self._devices = Rates(limits.device_requests, limits.device_requests_a_minute, limits.tables)
        self._addresses = Rates(limits.address_requests, limits.address_requests_a_minute, limits.tables)

    def count(self, request: WebRequest) -> None:
        """Count a request of a network address, before it is known who asks. Raises Said (too many)."""
        _wait(self._addresses, request.client.host[:_LONGEST_ADDRESS] if request.client else "")

    async def let_in(self, request: WebRequest, name: Callable[[str], None]) -> Known:
        """Return the laptop that signed the request; `name` is told it, for the log, once it is known.

        Raises Said: not understood, not known (nobody's, or a signature that is not that laptop's: one answer for
        both), clock, seen, too many.
        """
        asked, text = _read(request, self._behind.hub_id)
        try:
            signature = asked.check(text)
        except WrongSignature:
            raise Said(Error.NOT_KNOWN) from None
        known = await anyio.to_thread.run_sync(self._behind.device, asked.device)
        if known is None or known.public != signature.public:
            raise Said(Error.NOT_KNOWN)
        name(known.short)
        if abs(datetime.fromisoformat(asked.time) - self._behind.now()) > self._window:
            raise Said(Error.CLOCK)
        if not self._nonces.is_new(known.device, asked.nonce):
            raise Said(Error.SEEN)
        _wait(self._devices, known.device)
        return known


def own_time(request: WebRequest) -> datetime | None:
    """Return what the laptop's own clock says, of a request that was let in; None when it says nothing we can read."""
    text = request.headers.get(CLOCK) or request.headers.get(TIME, "")
    try:
        return datetime.fromisoformat(text) if TIME_FORM.fullmatch(text) else None
    except ValueError:  # no such day
        return None


def _wait(rates: Rates, name: str) -> None:
    if seconds := rates.wait(name):
        raise Said(Error.TOO_MANY, {"Retry-After": str(seconds)})


def _read(request: WebRequest, hub_id: str) -> tuple[Request, str]:
    """Return what is asked and the text of its signature. Raises Said when a header is missing or not of its form."""
    headers = request.headers
    if any(len(headers.getlist(name)) > 1 for name in _ONCE):
        raise Said(Error.NOT_UNDERSTOOD)
    device, time, nonce = headers.get(DEVICE, ""), headers.get(TIME, ""), headers.get(NONCE, "")
    if not (DEVICE_FORM.fullmatch(device) and TIME_FORM.fullmatch(time) and NONCE_FORM.fullmatch(nonce)):
        raise Said(Error.NOT_UNDERSTOOD)
    try:
        datetime.fromisoformat(time)
    except ValueError:  # no such day
        raise Said(Error.NOT_UNDERSTOOD) from None
    if headers.get(RANGE if request.method == "PUT" else CONTENT_RANGE) is not None:
        raise Said(Error.NOT_UNDERSTOOD)
    part = headers.get(CONTENT_RANGE if request.method == "PUT" else RANGE, "")
    query = request.scope["query_string"].decode("latin-1")
    if not (part.isascii() and query.isascii()):
        raise Said(Error.NOT_UNDERSTOOD)
    asked = Request(request.method, request.scope["path"], query, part, time, nonce, device, hub_id)
    return asked, headers.get(SIGNATURE, "")
