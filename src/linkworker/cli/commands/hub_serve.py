"""Serve the hub to laptops over HTTPS, until it is stopped."""

import dataclasses
import signal
import socket
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from uvicorn import Server

from linkworker.base.errors import BadInput, Refused
from linkworker.cli.desk import Desk
from linkworker.hub.hub_settings import read_settings
from linkworker.hub.opening import open_folder, place_of_hub
from linkworker.hub.web.limits import Limits, read_limits, shipped_limits, shipped_text
from linkworker.hub.web.note import log_to
from linkworker.hub.web.over import OverHub
from linkworker.hub.web.server import check_address, served_by_us, server

_MOST_PORT = 65_535


class NotListening(Refused):
    """The hub cannot listen on port {} of {}. Another program may have it: name another with --port."""


def _serve(args: Namespace, desk: Desk) -> None:
    if args.show_limits:
        desk.answer(dataclasses.asdict(shipped_limits()), shipped_text().splitlines())
        return
    check_address(args.host, behind_tls=args.behind_tls)
    if not 0 <= args.port <= _MOST_PORT:
        raise BadInput("Enter a port from 0 to 65535.")
    limits = _limits(args.limits)
    folder = place_of_hub(args.hub)
    read_settings(folder)  # there is a hub, or it is said before anything is begun
    with _listening(args.host, args.port) as listening, served_by_us(folder), open_folder(folder, desk.clock) as hub:
        port = listening.getsockname()[1]
        log_to()
        ready = server(OverHub(hub, limits.receipt_minutes), limits, args.host, port, proxies=args.proxy)
        desk.answer(
            {"host": args.host, "port": port, "hub": hub.identity.hub},
            [
                f"The hub {hub.identity.name} is served on http://{args.host}:{port}.",
                "This program does no TLS itself: your own must stand before it. Laptops send only to https://.",
                "Watch over it at /health. Stop it with Ctrl+C: what is under way is finished first.",
            ],
        )
        sys.stdout.flush()  # whoever reads it through a pipe waits for it
        with _ending(ready):
            ready.run(sockets=[listening])
    desk.say(*([] if desk.json else ["The hub is no longer served. Nothing was left half done."]))


@contextmanager
def _ending(ready: Server) -> Iterator[None]:
    """End softly when asked to: the server raises a signal again after it has ended, which would cut us off."""

    def end(_number: int, _frame: object) -> None:
        ready.should_exit = True

    kinds = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGBREAK") if hasattr(signal, name)]
    before = [(kind, signal.signal(kind, end)) for kind in kinds]
    try:
        yield
    finally:
        for kind, handler in before:
            signal.signal(kind, handler)


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=2048)
    except OSError as error:
        raise NotListening(port, host) from error


def _limits(path: Path | None) -> Limits:
    if path is None:
        return shipped_limits()
    try:
        return read_limits(path.read_text(encoding="utf-8"), shipped_limits())
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"The file {path} cannot be read.") from error
