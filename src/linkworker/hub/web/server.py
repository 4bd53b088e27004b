"""Serving: uvicorn on one address, one service for each hub, behind the organisation's TLS."""

import ipaddress
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import uvicorn
from filelock import FileLock, Timeout

from linkworker.base.errors import Refused
from linkworker.hub.web.application import application
from linkworker.hub.web.behind import Behind
from linkworker.hub.web.limits import Limits
from linkworker.hub.web.patient import patient

LOCK = "serve.lock"
_LARGEST_HEAD = 16_384


class AlreadyServed(Refused):
    """This hub is served already by another linkworker. Stop that one first."""


class WithoutTls(Refused):
    """The address {} can be reached from other machines. Put TLS before it, then say --behind-tls."""


def check_address(host: str, *, behind_tls: bool) -> None:
    """Raise WithoutTls for an address that others can reach, unless somebody says that TLS stands before it."""
    if not behind_tls and not _is_this_machine(host):
        raise WithoutTls(host)


@contextmanager
def served_by_us(folder: Path) -> Iterator[None]:
    """Keep other services off a hub. Raises AlreadyServed."""
    lock = FileLock(folder / LOCK, thread_local=False)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise AlreadyServed from None
    try:
        yield
    finally:
        lock.release()


def server(
    behind: Behind, limits: Limits, host: str, port: int, *, proxies: str = "127.0.0.1", **more: Any
) -> uvicorn.Server:
    """Return the server, ready to run; `proxies` are the addresses whose X-Forwarded-For is believed.

    `more` goes to uvicorn as it is: a certificate, say, where the hub is tried without a proxy.
    """
    config = uvicorn.Config(
        application(behind, limits),
        host,
        port,
        http=patient(limits.head_seconds),
        loop="asyncio",
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=True,
        forwarded_allow_ips=proxies,
        limit_concurrency=limits.connections,
        timeout_keep_alive=min(5, max(1, int(limits.head_seconds))),
        timeout_graceful_shutdown=limits.stop_seconds,
        h11_max_incomplete_event_size=_LARGEST_HEAD,
        **more,
    )
    return uvicorn.Server(config)


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
