"""Signed requests to the hub's web service, changed on the way: none is accepted, and no answer gives anything away."""

import hashlib
import io
import json
import logging
import random
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from faults.counts import Counts
from linkworker.base.clock import FixedClock
from linkworker.hub.web.answers import Error
from linkworker.hub.web.note import LOGGER, log_to
from web_asking import NOON, asked, fictional_laptop, sent
from web_server import GENEROUS, KeepingHub, answered, serving

SEED = 2026
_FULL, _QUICK = 10_000, 400
_MARK = "Ali-Mansour"
_RECEIPTS = "/v1/receipts/next"
ACCEPTED, LEAKED, BROKE = "accepted wrongly", "answered with something of the request", "broke"
_HEADERS = {
    "date", "content-length", "content-type", "connection", "cache-control", "x-content-type-options", "retry-after",
    "accept-ranges", "etag", "content-range", "linkworker-error", "linkworker-time", "linkworker-offset",
    "linkworker-state", "linkworker-code", "linkworker-receipt",
}  # fmt: skip
_REFUSALS = {(each.status, json.dumps({"error": each.code}, separators=(",", ":")).encode()) for each in Error}
_REFUSALS |= {(400, b"Invalid HTTP request received."), (503, b"Service Unavailable")}
_SIGNED = ("device", "time", "nonce", "signature")


@dataclass(frozen=True)
class Whole:
    """A request as it was signed: its bytes, and the body that belongs to it (None where it does not count)."""

    data: bytes
    body: bytes | None


def run(full: bool, folder: Path) -> Counts:
    """Change 10,000 requests (400 in the quick form), each signed anew; whole ones are accepted before and after."""
    counts = Counts("requests, changed on the way")
    counts.never(ACCEPTED, LEAKED, BROKE)
    log = io.StringIO()
    log_to(log)
    behind = KeepingHub(folder, clock=FixedClock(NOON))
    behind.enrol(fictional_laptop())
    behind.give(fictional_laptop(), 1, b"age-encryption.org/v1\n" + bytes(1000))
    limits = replace(GENEROUS, head_seconds=0.3, quiet_seconds=0.3, files_coming=10**6)
    with serving(behind, limits) as port, ThreadPoolExecutor(4) as pool:
        _try_whole(port, counts)
        taken = len(behind.taken)
        for how, answer, same in pool.map(lambda number: _one(port, number), range(_FULL if full else _QUICK)):
            _judge(counts, how, answer, same=same)
        assert len(behind.taken) <= taken + counts.tried.get("left as meant, and accepted", 0)
        _try_whole(port, counts)
    for name in (LOGGER, "uvicorn"):
        logging.getLogger(name).handlers = []
    if faults := [line for line in log.getvalue().splitlines() if '"fault"' in line or "Exception" in line]:
        counts.went_wrong(BROKE, faults[0])
    if _MARK in log.getvalue():
        counts.went_wrong(LEAKED, "the log")
    return counts


def _one(port: int, number: int) -> tuple[str, bytes, bool]:
    """Change one request and send it; return how, the answer, and whether it still means what was signed."""
    chance = random.Random(f"{SEED} {number}")  # noqa: S311 - the same in every run
    whole = _whole(chance)
    how, data = _changed(chance, whole.data)
    return f"{number}: {how}", answered(port, data), _meaning(data, whole) == _meaning(whole.data, whole)


def _whole(chance: random.Random) -> Whole:
    laptop = fictional_laptop()
    body = chance.randbytes(300)
    path = f"/v1/bundles/{hashlib.sha256(body).hexdigest()}"
    kind = chance.randrange(5)
    if kind == 0:
        made, counted = sent(_marked(asked(laptop, "PUT", path)), "PUT", path, body), body
    elif kind == 1:
        headers = _marked(asked(laptop, "PUT", path, part="bytes 0-99/300"))
        made, counted = sent(headers, "PUT", path, body[:100]), None
    elif kind == 2:
        made, counted = sent(_marked(asked(laptop, "HEAD", path)), "HEAD", path), None
    else:
        part = "bytes=100-" if kind == 3 else ""
        headers = _marked(asked(laptop, "GET", _RECEIPTS, "after=0", part))
        made, counted = sent(headers, "GET", f"{_RECEIPTS}?after=0"), None
    return Whole(made, counted)


def _marked(headers: dict[str, str]) -> dict[str, str]:
    return {**headers, "X-Mark": _MARK}


def _changed(chance: random.Random, data: bytes) -> tuple[str, bytes]:
    """Return how a request was changed, and its bytes."""
    at, held = chance.randrange(len(data)), bytearray(data)
    end = min(len(data), at + chance.randint(1, 40))
    held[at] ^= 1 << chance.randrange(8)
    lines = data.split(b"\r\n")
    line = chance.randrange(len(lines))
    before, after = lines[:line], lines[line + 1 :]
    junk = chance.choice([b"", b"\x00", b"A" * 20_000, b"../../etc/passwd", "Ž".encode(), b"-1", b"1e9", b"bytes=0-"])
    ways = [
        *[(f"bit at {at}", bytes(held))] * 3,
        (f"cut at {at}", data[:at]),
        (f"{at} to {end} left out", data[:at] + data[end:]),
        (f"bytes put in at {at}", data[:at] + chance.randbytes(end - at) + data[at:]),
        (f"line {line} twice", b"\r\n".join([*before, lines[line], lines[line], *after])),
        (f"line {line} left out", b"\r\n".join([*before, *after])),
        (f"line {line} otherwise", b"\r\n".join([*before, lines[line].split(b":")[0] + b": " + junk, *after])),
    ]
    return chance.choice(ways)


def _meaning(data: bytes, whole: Whole) -> object:
    """Return all that a signature speaks for, read as a lenient server might."""
    head, _, body = data.replace(b"\r\n", b"\n", data.count(b"\r\n")).partition(b"\n\n")
    if whole.body is not None:
        body = data.partition(b"\r\n\r\n")[2]
    first, *lines = head.split(b"\n")
    named: dict[bytes, list[bytes]] = {}
    for line in lines:
        name, _, value = line.partition(b":")
        named.setdefault(name.lower(), []).append(value.strip())
    kept = [named.get(f"linkworker-{name}".encode()) for name in _SIGNED]
    ranged = named.get(b"content-range" if first.startswith(b"PUT") else b"range")
    counted = body[: len(whole.body)] if whole.body is not None else None
    return first.split(b" ")[:2], kept, ranged, counted


def _judge(counts: Counts, how: str, answer: bytes, *, same: bool) -> None:
    counts.saw("changed")
    if not answer:
        counts.saw("cut off")
        return
    head, _, body = answer.partition(b"\r\n\r\n")
    code = int(head.split(b" ")[1])
    names = {line.split(b":")[0].decode("latin-1").lower() for line in head.split(b"\r\n")[1:]}
    if _MARK.encode() in answer or names - _HEADERS or re.search(rb"(?i)uvicorn|starlette|python", answer):
        counts.went_wrong(LEAKED, f"{how}: {answer[:200]!r}")
    if 200 <= code < 300:
        if same:
            counts.saw("left as meant, and accepted")
        else:
            counts.went_wrong(ACCEPTED, f"{how}: {answer[:200]!r}")
        return
    counts.saw(f"told {code}")
    if code == Error.FAULT.status:
        counts.went_wrong(BROKE, how)
    if (code, body) not in _REFUSALS and body:
        counts.went_wrong(LEAKED, f"{how}: {answer[:200]!r}")


def _try_whole(port: int, counts: Counts) -> None:
    """See that whole requests are accepted, or a refusal of changed ones would say nothing."""
    for number in range(20):
        answer = answered(port, _whole(random.Random(f"whole {number}")).data)  # noqa: S311 - as above
        assert answer.split(b" ")[1].startswith(b"2"), answer
        counts.saw("whole ones, accepted")
