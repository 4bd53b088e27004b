"""A connection to the hub: every request signed, the system's own trust in certificates, the environment's proxy."""

import json
import secrets
import ssl
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import IO, Any, TypeVar

from urllib3 import BaseHTTPResponse, PoolManager, ProxyManager, Timeout, exceptions
from urllib3.exceptions import HTTPError, LocationParseError
from urllib3.util import Url, parse_url

from linkworker import __version__
from linkworker.base.clock import Clock, SystemClock
from linkworker.base.errors import LinkworkerError
from linkworker.base.words import count
from linkworker.journal.canonical import instant_text
from linkworker.sync.carriers import problems
from linkworker.sync.carriers.patience import Waiting
from linkworker.sync.carriers.plainly import said
from linkworker.sync.carriers.request import CLOCK, ERROR, TIME, TIME_FORM, Request
from linkworker.sync.device import DeviceIdentity

T = TypeVar("T")

AT_ONCE = 1 << 18
LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})
_WAITS = Timeout(connect=15, read=120)  # the hub may read a large bundle before it answers
_LONGEST_ANSWER = 4096
_LONGEST_WAIT = timedelta(hours=24)
_BUSY = frozenset({429, 503})
_BY_ERROR: Mapping[str, type[LinkworkerError]] = {
    "not-known": problems.NotKnownThere,
    "clock": problems.NotKnownThere,
    "retired": problems.RetiredThere,
    "too-large": problems.TooLargeThere,
    "other-bytes": problems.ArrivedOtherwise,
    "slow": problems.CutOff,
    "seen": problems.CutOff,
}
"""What the hub says in an answer, and our sentence for it."""
_BY_STATUS: Mapping[int, type[LinkworkerError]] = {
    407: problems.ProxyInTheWay,
    502: problems.NoAnswer,
    504: problems.NoAnswer,
}
"""What machines between say that are not the hub."""


@dataclass(frozen=True, slots=True)
class Way:
    """To whom, as whom and by whose trust: the hub's address and id, this laptop, and a TLS context or None."""

    url: str
    device: DeviceIdentity
    hub: str
    trust: ssl.SSLContext | None = None


class Connection:
    """Speaks to one hub as one laptop. `offset` is the hub's time less the laptop's, once the hub has said so.

    `look` is called often while the network is waited for; what it raises ends the wait at once.
    """

    def __init__(self, way: Way, clock: Clock | None = None) -> None:
        self._way = way
        self._url = hub_address(way.url)
        self._clock = clock or SystemClock()
        self.offset = timedelta(0)
        self.look: Callable[[], None] = _nobody_looks
        self._was_left = False
        self._pool = _pool(self._url, way.trust or ssl.create_default_context())

    @property
    def host(self) -> str:
        """Return the name of the hub's machine."""
        return self._url.host or ""

    def ask(
        self,
        method: str,
        path: str,
        query: str = "",
        *,
        part: str = "",
        headers: Mapping[str, str] | None = None,
        body: IO[bytes] | Any = None,
    ) -> BaseHTTPResponse:
        """Send a signed request and return the answer with its body unread; `part` is its range.

        A clock that the hub finds wrong is put right by the hub's own time, once, and the request sent again, unless it
        has a body. Raises the sentences of `problems` for every answer but success and 409.
        """
        answer = self._once(method, path, query, part, headers, body)
        if answer.headers.get(ERROR) == "clock" and body is None and self._set_offset(answer):
            answer.close()
            answer = self._once(method, path, query, part, headers, body)
        if answer.status < 300 or answer.status == 409:  # noqa: PLR2004 - success, and "go on from elsewhere"
            return answer
        try:
            raise self._refused(answer)
        finally:
            answer.close()

    def read(self, answer: BaseHTTPResponse) -> dict[str, Any]:
        """Return the JSON object in a short answer. Raises NotAHub, CutOff or NoAnswer."""
        try:
            held = json.loads(self.more(answer, _LONGEST_ANSWER))
        except HTTPError as error:
            raise said(error, self.host) from error
        except (ValueError, RecursionError) as error:
            raise problems.NotAHub(self.host) from error
        finally:
            self.put_away(answer)
        if not isinstance(held, dict):
            raise problems.NotAHub(self.host)
        return held

    def more(self, answer: BaseHTTPResponse, most: int) -> bytes:
        """Return up to so many bytes of an answer's body; raises what urllib3 raises, or at once what `look` raises."""
        return self._watched(partial(answer.read, most), lambda _: answer.close())

    def put_away(self, answer: BaseHTTPResponse) -> None:
        """Close an answer; one that is still read from is closed by whoever reads it."""
        if not self._was_left:
            answer.close()

    def close(self) -> None:
        """Let the connections go."""
        self._pool.clear()

    def _watched(self, do: Callable[[], T], close: Callable[[T | None], object]) -> T:
        waiting = Waiting(do, close)
        try:
            waiting.until(self.look)
        except BaseException:
            self._was_left = True
            raise
        return waiting.result()

    def _once(
        self, method: str, path: str, query: str, part: str, headers: Mapping[str, str] | None, body: Any
    ) -> BaseHTTPResponse:
        now = self._clock.now()
        time = instant_text(now + self.offset)
        device, nonce = self._way.device, secrets.token_hex(16)
        signed = Request(method, path, query, part, time, nonce, device.device, self._way.hub)
        address = f"{self._url.url.rstrip('/')}{path}{'?' if query else ''}{query}"
        request = partial(
            self._pool.request,
            method,
            address,
            body=body,
            headers={
                "User-Agent": f"linkworker/{__version__}",
                "Accept-Encoding": "identity",
                **({CLOCK: instant_text(now)} if self.offset else {}),
                **(headers or {}),
                **signed.signed_by(device.signing_key),
            },
            preload_content=False,
            redirect=False,
            retries=False,
            timeout=_WAITS,
        )
        try:
            return self._watched(request, _close)
        except HTTPError as error:
            raise said(error, self.host) from error

    def _set_offset(self, answer: BaseHTTPResponse) -> bool:
        text = answer.headers.get(TIME, "")
        if not TIME_FORM.fullmatch(text):
            return False
        try:
            self.offset = datetime.fromisoformat(text) - self._clock.now()
        except ValueError:  # no such day
            return False
        return True

    def _refused(self, answer: BaseHTTPResponse) -> LinkworkerError:
        if answer.status in _BUSY:
            return problems.Busy(_waiting(answer.headers.get("Retry-After", "")))
        found = _BY_ERROR.get(answer.headers.get(ERROR, "")) or _BY_STATUS.get(answer.status)
        return found() if found else problems.NotAHub(self.host)


def _nobody_looks() -> None:
    """Wait as long as the network does."""


def _close(answer: BaseHTTPResponse | None) -> None:
    if answer is not None:
        answer.close()


def hub_address(url: str) -> Url:
    """Return the hub's address taken apart. Raises NotAnAddress unless it is HTTPS (or HTTP on this very machine)."""
    try:
        found = parse_url(url.strip())
    except LocationParseError as error:
        raise problems.NotAnAddress from error
    tried_here = found.scheme == "http" and found.host in LOOPBACK
    if not found.host or found.auth or found.query or found.fragment or not (found.scheme == "https" or tried_here):
        raise problems.NotAnAddress
    return found


def _pool(url: Url, trust: ssl.SSLContext) -> PoolManager:
    """Return connections by the proxy that the environment (on Windows, its settings too) names for this host."""
    proxies = {} if urllib.request.proxy_bypass(url.host or "") else urllib.request.getproxies()
    proxy = proxies.get(url.scheme or "") or proxies.get("all")
    try:
        if proxy:
            proxy = proxy if "://" in proxy else f"http://{proxy}"
            return ProxyManager(proxy, ssl_context=trust, blocksize=AT_ONCE, maxsize=1)
        return PoolManager(ssl_context=trust, blocksize=AT_ONCE, maxsize=1)
    except exceptions.ProxySchemeUnknown as error:
        raise problems.ProxyInTheWay from error


def _waiting(text: str) -> str:
    """Return in words how long a Retry-After of so many seconds is; "some minutes" when it says nothing we can read."""
    if not (text.isascii() and text.isdigit() and len(text) < 7):  # noqa: PLR2004 - a week has six digits
        return "some minutes"
    seconds = min(int(text), int(_LONGEST_WAIT.total_seconds()))
    return count(max(seconds, 1), "second") if seconds < 60 else count(-(-seconds // 60), "minute")  # noqa: PLR2004 - a minute
