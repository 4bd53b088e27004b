"""The hub's web service, asked by bytes on a connection: what it lets in, and what it says to all else."""

import io
import json
import logging
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from linkworker.base.errors import Refused
from linkworker.hub.web.answers import Error
from linkworker.hub.web.note import LOGGER, log_to
from linkworker.journal.canonical import instant_text
from linkworker.sync.device import DeviceIdentity
from web_asking import BODY, NOON, PATH, asked, error, header, sent, status
from web_server import KeepingHub, exchange


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """Each test's log is its own."""
    yield
    for name in (LOGGER, "uvicorn"):
        logging.getLogger(name).handlers = []


@pytest.fixture
def closed() -> Callable[[bytes], bytes]:
    """Return an answer without its date."""
    return lambda answer: re.sub(rb"(?i)date: .*\r\n", b"", answer)


def test_health_tells_nothing_but_health(behind: KeepingHub, port: int) -> None:
    """Whether the database answers; no name and no version, in the headers either."""
    answer = exchange(port, b"GET /health HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
    assert (status(answer), answer.split(b"\r\n\r\n")[1]) == (200, b'{"ok":true,"database":true}')
    assert header(answer, "Server") is None
    behind.breaks = Refused("gone")
    answer = exchange(port, b"GET /health HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
    assert (status(answer), answer.split(b"\r\n\r\n")[1]) == (503, b'{"ok":false,"database":false}')


@pytest.mark.parametrize(
    ("method", "target"),
    [
        ("GET", "/"),
        ("GET", "/v1/bundles"),
        ("GET", "/v1/bundles/"),
        ("GET", PATH),
        ("DELETE", PATH),
        ("POST", PATH),
        ("PUT", "/v1/bundles/abc"),
        ("PUT", PATH + "/"),
        ("PUT", PATH.upper()),
        ("PUT", PATH.replace("b", "%62", 1)),
        ("GET", "/v1/receipts"),
        ("PUT", "/v1/receipts/next?after=0"),
        ("GET", "/v1/receipts/next/?after=0"),
        ("GET", "/v1/../health"),
        ("OPTIONS", "*"),
        ("GET", "/docs"),
        ("TRACE", "/health"),
        ("POST", "/health"),
    ],
)
def test_there_is_nothing_else(port: int, laptop: DeviceIdentity, method: str, target: str) -> None:
    """One answer for all, also to a laptop that is enrolled; what was asked does not stand in it."""
    path, _, query = target.partition("?")
    answer = exchange(port, sent(asked(laptop, method, path, query), method, target, BODY))
    assert (status(answer), error(answer)) == (404, "not-found")
    assert answer.endswith(b'{"error":"not-found"}')
    assert header(answer, "Location") is header(answer, "Allow") is None


def test_a_signature_must_be_over_just_this_request(behind: KeepingHub, port: int, laptop: DeviceIdentity) -> None:
    """Another method, path, range, time, nonce, device, hub or key: one and the same refusal."""
    other = replace(laptop, signing_key=Ed25519PrivateKey.generate())
    good = asked(laptop, "PUT")
    wrong = [
        asked(laptop, "GET"),
        asked(laptop, "PUT", path="/v1/bundles/" + "0" * 64),
        asked(laptop, "PUT", query="a=1"),
        {k: v for k, v in asked(laptop, "PUT", part="bytes 0-1/2").items() if k != "Content-Range"},
        {**good, "Linkworker-Time": instant_text(NOON + timedelta(seconds=1))},
        {**good, "Linkworker-Nonce": "0" * 32},
        {**good, "Linkworker-Device": "0198a6a0-0000-7000-8000-00000000d002"},
        {**good, "Linkworker-Signature": good["Linkworker-Signature"][:-8]},
        {**good, "Linkworker-Signature": good["Linkworker-Signature"] + "AAAA"},
        {**good, "Linkworker-Signature": "x" * 700},
        {**good, "Linkworker-Signature": ""},
        asked(laptop, "PUT", hub="0198a6a0-0000-7000-8000-0000000000cc"),
        asked(other, "PUT"),
        asked(replace(laptop, device="0198a6a0-0000-7000-8000-00000000d009"), "PUT"),
    ]
    told = set()
    for headers in wrong:
        answer = exchange(port, sent(headers, "PUT", body=BODY))
        assert (status(answer), error(answer)) == (401, "not-known"), headers
        told.add(answer.split(b"\r\n\r\n")[1])
    assert told == {b'{"error":"not-known"}'}
    assert behind.taken == []
    assert status(exchange(port, sent(good, "PUT", body=BODY))) == 201


def test_headers_that_are_missing_twice_or_of_another_form(port: int, laptop: DeviceIdentity) -> None:
    """They are not guessed at."""
    good = asked(laptop, "PUT")
    for name, value in (
        ("Linkworker-Time", "2026-08-06"),
        ("Linkworker-Time", "2026-99-06T12:00:00.000Z"),
        ("Linkworker-Nonce", "xyz"),
        ("Linkworker-Device", "../../etc"),
        ("Range", "bytes=0-"),
    ):
        answer = exchange(port, sent({**good, name: value}, "PUT", body=BODY))
        assert (status(answer), error(answer)) == (400, "not-understood")
    for name in ("Linkworker-Time", "Linkworker-Nonce", "Linkworker-Device"):
        answer = exchange(port, sent({k: v for k, v in good.items() if k != name}, "PUT", body=BODY))
        assert error(answer) == "not-understood"
        twice = sent({**good, f"X: y\r\n{name}": good[name]}, "PUT", body=BODY)
        assert error(exchange(port, twice)) == "not-understood"


def test_a_request_is_taken_once(port: int, laptop: DeviceIdentity) -> None:
    """The same bytes sent again by somebody are refused, as long as they are remembered."""
    data = sent(asked(laptop, "HEAD"), "HEAD")
    assert status(exchange(port, data)) == 200
    answer = exchange(port, data)
    assert (status(answer), error(answer)) == (401, "seen")


def test_a_wrong_clock_is_told_the_right_time(port: int, laptop: DeviceIdentity) -> None:
    """A quarter of an hour either way does no harm."""
    for minutes in (-16, 16, 10**6):
        early = asked(laptop, "HEAD", time=instant_text(NOON + timedelta(minutes=minutes)))
        answer = exchange(port, sent(early, "HEAD"))
        assert (status(answer), error(answer)) == (401, "clock")
        assert header(answer, "Linkworker-Time") == "2026-08-06T12:00:00.000Z"
    near = asked(laptop, "HEAD", time=instant_text(NOON + timedelta(minutes=14)))
    assert status(exchange(port, sent(near, "HEAD"))) == 200


def test_what_breaks_behind_is_no_more_than_a_fault(behind: KeepingHub, port: int, laptop: DeviceIdentity) -> None:
    """A database that is gone is "busy"; neither the answer nor the log quotes what broke."""
    out = io.StringIO()
    log_to(out)
    for broken, code in ((RuntimeError("Ali Mansour"), "fault"), (Refused("Ali Mansour"), "busy")):
        behind.breaks = broken
        answer = exchange(port, sent(asked(laptop, "HEAD"), "HEAD"))
        assert error(answer) == code
        assert b"Ali" not in answer
    behind.breaks = None
    assert "Ali" not in out.getvalue()
    assert status(exchange(port, sent(asked(laptop, "HEAD"), "HEAD"))) == 200


def test_the_log_holds_nothing_personal(behind: KeepingHub, port: int, laptop: DeviceIdentity) -> None:
    """One JSON object a line, with the laptop's short id and no address, path or header."""
    out = io.StringIO()
    log_to(out)
    exchange(port, sent(asked(laptop, "PUT"), "PUT", body=BODY))
    exchange(port, sent({}, "GET", "/Ali-Mansour?nhs=9990000018"))
    exchange(port, b"Ali Mansour\r\n\r\n")
    lines = [json.loads(line) for line in out.getvalue().splitlines()]
    first, second = (line for line in lines if line["event"] == "request")
    assert set(first) == {"at", "event", "method", "what", "device", "number", "state", "status", "bytes", "ms"}
    assert (first["device"], first["state"], first["bytes"]) == (laptop.public.short, "taken-in", len(BODY))
    assert (second["what"], second["device"], second["status"]) == ("none", None, 404)
    assert "Ali" not in out.getvalue()
    assert "127.0.0.1" not in out.getvalue()


def test_every_refusal_has_a_code_and_a_status_of_its_own() -> None:
    """The set of answers is closed."""
    assert len({each.code for each in Error}) == len(Error)
    assert all(400 <= each.status <= 503 for each in Error)


def test_nothing_is_said_of_who_is_known(
    behind: KeepingHub, port: int, laptop: DeviceIdentity, closed: Callable
) -> None:
    """An unknown laptop and a known one with a wrong key are answered alike, to the byte."""
    stranger = replace(laptop, device="0198a6a0-0000-7000-8000-00000000d009")
    imposter = replace(laptop, signing_key=Ed25519PrivateKey.generate())
    answers = {closed(exchange(port, sent(asked(who, "HEAD"), "HEAD"))) for who in (stranger, imposter)}
    assert len(answers) == 1
