"""How much the hub's web service puts up with: how often, how slowly, and how much."""

import contextlib
import io
import logging
import os
import socket
import threading
import time
from contextlib import suppress
from dataclasses import replace

import pytest

from linkworker.hub.web.note import LOGGER, log_to
from linkworker.sync.device import DeviceIdentity
from web_asking import BODY, DIGEST, asked, error, fictional_laptop, header, sent, status
from web_server import GENEROUS, KeepingHub, exchange, serving


def test_those_who_ask_too_often_have_to_wait(behind: KeepingHub, laptop: DeviceIdentity) -> None:
    """Each laptop for itself; whoever is not known, by network address; health too."""
    with serving(behind, replace(GENEROUS, device_requests=3, device_requests_a_minute=1)) as port:
        told = [status(exchange(port, sent(asked(laptop, "HEAD"), "HEAD"))) for _ in range(5)]
        assert told == [200, 200, 200, 429, 429]
        other = fictional_laptop(2)
        behind.enrol(other)
        assert status(exchange(port, sent(asked(other, "HEAD"), "HEAD"))) == 200
    with serving(behind, replace(GENEROUS, address_requests=3, address_requests_a_minute=1)) as port:
        health = b"GET /health HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"
        answers = [exchange(port, health) for _ in range(4)]
        assert [status(answer) for answer in answers] == [200, 200, 200, 429]
        assert int(header(answers[-1], "Retry-After") or 0) > 0
        passed_on = health.replace(b"Host: h", b"Host: h\r\nX-Forwarded-For: 192.0.2.7")
        assert status(exchange(port, passed_on)) == 200


def test_whoever_drips_is_cut_off(behind: KeepingHub, laptop: DeviceIdentity) -> None:
    """A head that does not come, a body that does not come, a connection that says nothing."""
    with serving(behind, replace(GENEROUS, head_seconds=0.3, quiet_seconds=0.3)) as port:
        assert exchange(port, b"") == b""
        assert exchange(port, b"PUT /v1/bundles/") == b""
        answer = exchange(port, sent(asked(laptop, "PUT"), "PUT", body=BODY)[:-5000])
        assert (status(answer), error(answer)) == (408, "slow")
        answer = exchange(port, sent(asked(laptop, "HEAD"), "HEAD"))
        assert header(answer, "Linkworker-Offset") == str(len(BODY) - 5000)
        keeps = b"GET /health HTTP/1.1\r\nHost: h\r\n\r\n"
        assert status(exchange(port, keeps + b"GET /hea")) == 200


def test_a_body_that_trickles_for_ever_is_cut_off(
    behind: KeepingHub, laptop: DeviceIdentity, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each byte comes in time, and all of them never would."""
    monkeypatch.setattr("linkworker.hub.web.uploads._GRACE_SECONDS", 0.2)
    with serving(behind, replace(GENEROUS, least_bytes_a_second=10**6)) as port:
        data = sent(asked(laptop, "PUT"), "PUT", body=BODY)
        with socket.create_connection(("127.0.0.1", port), 10) as link:
            link.sendall(data[: -len(BODY)])
            answer, began = b"", time.monotonic()
            link.settimeout(0.05)
            for byte in BODY:
                try:
                    link.sendall(bytes([byte]))
                    answer += link.recv(4096)
                except TimeoutError:
                    continue
                except OSError:
                    break
                if answer:
                    break
        assert error(answer) == "slow"
        assert time.monotonic() - began < 5


def test_a_full_disk_is_said_before_a_byte_is_read(behind: KeepingHub, laptop: DeviceIdentity) -> None:
    """The laptop is told to come again in an hour."""
    with serving(behind, replace(GENEROUS, free_bytes=2**62)) as port:
        answer = exchange(port, sent(asked(laptop, "PUT"), "PUT", body=BODY))
    assert (status(answer), error(answer), header(answer, "Retry-After")) == (503, "busy", "3600")


def test_a_laptop_cannot_fill_the_disk_with_beginnings(behind: KeepingHub, port: int, laptop: DeviceIdentity) -> None:
    """Only its newest few are kept, and none for longer than a fortnight."""
    digests = [f"{number:064x}" for number in range(8)]
    for number, digest in enumerate(digests):
        path = f"/v1/bundles/{digest}"
        data = sent(asked(laptop, "PUT", path, part="bytes 0-9/20"), "PUT", path, b"0123456789")
        assert status(exchange(port, data)) == 202
        part = behind.folder / "coming" / laptop.device / f"{digest}.part"
        os.utime(part, (2_000_000_000 + number,) * 2)
    kept = sorted(path.stem for path in (behind.folder / "coming" / laptop.device).iterdir())
    assert kept == digests[-GENEROUS.files_coming :]
    for path in (behind.folder / "coming" / laptop.device).iterdir():
        os.utime(path, (1, 1))
    exchange(port, sent(asked(laptop, "PUT", part="bytes 0-9/20"), "PUT", body=b"0123456789"))
    assert [path.stem for path in (behind.folder / "coming" / laptop.device).iterdir()] == [DIGEST]


def test_whoever_does_not_take_the_answer_is_cut_off(behind: KeepingHub, laptop: DeviceIdentity) -> None:
    """A receipt of 60 MB, of which nobody reads a byte: the connection ends, and the service goes on."""
    behind.give(laptop, 1, bytes(60_000_000))
    target = "/v1/receipts/next"
    data = sent(asked(laptop, "GET", target, "after=0"), "GET", f"{target}?after=0")
    out = io.StringIO()
    log_to(out)
    with serving(behind, replace(GENEROUS, quiet_seconds=0.3)) as port:
        with socket.create_connection(("127.0.0.1", port), 10) as link:
            link.sendall(data)
            while '"slow"' not in out.getvalue():
                threading.Event().wait(0.01)
            came = 0
            with suppress(OSError):
                while piece := link.recv(1 << 20):
                    came += len(piece)
        assert came < 60_000_000
        assert status(exchange(port, sent(asked(laptop, "HEAD"), "HEAD"))) == 200
    for name in (LOGGER, "uvicorn"):
        logging.getLogger(name).handlers = []


def test_more_connections_than_there_is_room_for_are_told_that_it_is_busy(
    behind: KeepingHub, laptop: DeviceIdentity
) -> None:
    """Those that are open go on."""
    with serving(behind, replace(GENEROUS, connections=3)) as port:
        data = sent(asked(laptop, "PUT"), "PUT", body=BODY)
        with contextlib.ExitStack() as stack:
            first = stack.enter_context(socket.create_connection(("127.0.0.1", port), 10))
            first.sendall(data[:-10])
            while not list(behind.folder.glob("coming/*/*.part")):
                threading.Event().wait(0.01)
            stack.enter_context(socket.create_connection(("127.0.0.1", port), 10))
            assert status(exchange(port, sent(asked(laptop, "HEAD"), "HEAD"))) == 503
            first.sendall(data[-10:])
            assert status(first.recv(65_536)) == 201
