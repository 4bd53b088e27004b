"""Bundles and receipts over the hub's web service: whole, in parts, cut off, and when the service ends."""

import hashlib
import json
import socket
import threading
from dataclasses import replace

import pytest

from linkworker.base.errors import Refused
from linkworker.hub.web.behind import Outcome, Standing
from linkworker.sync.caps import shipped_caps
from linkworker.sync.device import DeviceIdentity
from web_asking import BODY, DIGEST, asked, error, fictional_laptop, header, sent, status
from web_server import GENEROUS, KeepingHub, exchange, serving


def test_a_signed_request_is_taken_in(behind: KeepingHub, port: int, laptop: DeviceIdentity) -> None:
    """The bytes are the hub's, and the answer says what became of them; again gives the same answer."""
    for _ in range(2):
        answer = exchange(port, sent(asked(laptop, "PUT"), "PUT", body=BODY))
        assert status(answer) == 201
        assert json.loads(answer.split(b"\r\n\r\n")[1]) == {"state": "taken-in", "code": ""}
    assert behind.taken == [BODY]
    answer = exchange(port, sent(asked(laptop, "HEAD"), "HEAD"))
    assert (status(answer), header(answer, "Linkworker-State")) == (200, "taken-in")
    assert list(behind.folder.glob("coming/*/*.age")) == []


def test_a_bundle_may_come_in_parts(behind: KeepingHub, port: int, laptop: DeviceIdentity) -> None:
    """HEAD says how much is here; a part that begins behind that is refused; one that begins before it is taken."""

    def put(first: int, last: int) -> bytes:
        part = f"bytes {first}-{last - 1}/{len(BODY)}"
        return exchange(port, sent(asked(laptop, "PUT", part=part), "PUT", body=BODY[first:last]))

    def held() -> tuple[str | None, str | None]:
        answer = exchange(port, sent(asked(laptop, "HEAD"), "HEAD"))
        return header(answer, "Linkworker-State"), header(answer, "Linkworker-Offset")

    assert held() == ("coming", "0")
    assert status(put(0, 1000)) == 202
    assert held() == ("coming", "1000")
    answer = put(1001, len(BODY))
    assert (status(answer), error(answer)) == (409, "offset")
    assert status(put(500, 600)) == 202
    assert held() == ("coming", "600")
    assert behind.taken == []
    assert status(put(600, len(BODY))) == 201
    assert held() == ("taken-in", "0")
    assert behind.taken == [BODY]


def test_other_bytes_than_the_hash_says_are_thrown_away(behind: KeepingHub, port: int, laptop: DeviceIdentity) -> None:
    """They come nowhere near the inbox; the right ones may come after them."""
    answer = exchange(port, sent(asked(laptop, "PUT"), "PUT", body=BODY[:-1] + b"x"))
    assert (status(answer), error(answer)) == (422, "other-bytes")
    assert behind.taken == []
    assert status(exchange(port, sent(asked(laptop, "PUT"), "PUT", body=BODY))) == 201


def test_one_laptop_does_not_see_what_another_sends(behind: KeepingHub, port: int, laptop: DeviceIdentity) -> None:
    """What stands under a hash is each laptop's own."""
    other = fictional_laptop(2)
    behind.enrol(other)
    part = f"bytes 0-999/{len(BODY)}"
    exchange(port, sent(asked(laptop, "PUT", part=part), "PUT", body=BODY[:1000]))
    answer = exchange(port, sent(asked(other, "HEAD"), "HEAD"))
    assert header(answer, "Linkworker-Offset") == "0"


def test_a_retired_laptop_sends_nothing_and_still_gets_its_receipt(
    behind: KeepingHub, port: int, laptop: DeviceIdentity
) -> None:
    """The receipt is what tells it."""
    behind.give(laptop, 3, b"receipt")
    behind.enrol(laptop, Standing.RETIRED)
    answer = exchange(port, sent(asked(laptop, "PUT"), "PUT", body=BODY))
    assert (status(answer), error(answer)) == (403, "retired")
    target = "/v1/receipts/next"
    answer = exchange(port, sent(asked(laptop, "GET", target, "after=2"), "GET", f"{target}?after=2"))
    assert (status(answer), header(answer, "Linkworker-Receipt")) == (200, "3")
    assert answer.endswith(b"\r\n\r\nreceipt")
    answer = exchange(port, sent(asked(laptop, "GET", target, "after=3"), "GET", f"{target}?after=3"))
    assert status(answer) == 204


def test_a_receipt_may_be_fetched_from_an_offset(behind: KeepingHub, port: int, laptop: DeviceIdentity) -> None:
    """Its range is signed; ranges and questions of other forms are refused."""
    behind.give(laptop, 1, b"0123456789")
    target = "/v1/receipts/next"

    def get(part: str, query: str = "after=0") -> bytes:
        return exchange(port, sent(asked(laptop, "GET", target, query, part), "GET", f"{target}?{query}"))

    answer = get("bytes=4-")
    assert (status(answer), header(answer, "Content-Range")) == (206, "bytes 4-9/10")
    assert answer.endswith(b"\r\n\r\n456789")
    assert header(answer, "ETag") == f'"{hashlib.sha256(b"0123456789").hexdigest()}"'
    for part in ("bytes=10-", "bytes=0-1,3-4", "bytes=-3", "x"):
        assert error(get(part)) == "range"
    for query in ("after=", "after=-1", "after=01", "after=1&x=2", "", "x"):
        assert error(get("", query)) == "not-understood"


def test_a_newer_connection_takes_over(behind: KeepingHub, port: int, laptop: DeviceIdentity) -> None:
    """The laptop has given up the first, of which the hub has not heard yet."""
    with socket.create_connection(("127.0.0.1", port), 10) as old:
        data = sent(asked(laptop, "PUT"), "PUT", body=BODY)
        old.sendall(data[:-2000])
        while not list(behind.folder.glob("coming/*/*.part")):
            threading.Event().wait(0.01)
        assert status(exchange(port, sent(asked(laptop, "PUT"), "PUT", body=BODY))) == 201
        old.sendall(data[-2000:])
        answer = old.recv(65_536)
    assert error(answer) == "offset" or status(answer) == 201
    assert behind.taken == [BODY]


def test_what_came_whole_before_the_service_ended_is_taken_in_when_it_starts(
    behind: KeepingHub, laptop: DeviceIdentity
) -> None:
    """One bundle at a time; one that breaks stays for the next start."""
    whole = behind.folder / "coming" / laptop.device / f"{DIGEST}.age"
    whole.parent.mkdir(parents=True)
    whole.write_bytes(BODY)
    with serving(behind) as port:
        answer = exchange(port, sent(asked(laptop, "PUT"), "PUT", body=BODY))
        assert status(answer) == 201
    assert behind.taken == [BODY]
    assert not whole.exists()


def test_a_bundle_that_cannot_be_taken_in_now_is_tried_again(
    behind: KeepingHub, laptop: DeviceIdentity, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The database is gone for a while, or the program breaks: the laptop is told that the hub has the bundle."""
    breaks = iter([Refused("gone"), RuntimeError("Ali Mansour")])
    taken = threading.Event()
    real = KeepingHub.take_in

    def take_in(*given: object) -> Outcome:
        if (error := next(breaks, None)) is not None:
            raise error
        found = real(*given)
        taken.set()
        return found

    monkeypatch.setattr(KeepingHub, "take_in", take_in)
    with serving(behind, replace(GENEROUS, again_seconds=0.2)) as port:
        assert status(exchange(port, sent(asked(laptop, "PUT"), "PUT", body=BODY))) == 202
        assert header(exchange(port, sent(asked(laptop, "HEAD"), "HEAD")), "Linkworker-State") == "received"
        assert taken.wait(10)
    assert behind.taken == [BODY]
    assert list(behind.folder.glob("coming/*/*.age")) == []


def test_a_service_that_is_stopped_ends_what_is_under_way(behind: KeepingHub, laptop: DeviceIdentity) -> None:
    """The bundle that is being taken in is taken in, and its laptop gets its answer."""
    behind.gate = threading.Event()
    told: list[bytes] = []
    with serving(behind) as port:
        asking = threading.Thread(
            target=lambda: told.append(exchange(port, sent(asked(laptop, "PUT"), "PUT", body=BODY)))
        )
        asking.start()
        threading.Timer(0.3, behind.gate.set).start()
        while not list(behind.folder.glob("coming/*/*.age")):
            threading.Event().wait(0.01)
    asking.join(10)
    assert status(told[0]) == 201
    assert behind.taken == [BODY]


def test_sizes_are_looked_at_before_any_byte_is_read(behind: KeepingHub, port: int, laptop: DeviceIdentity) -> None:
    """Too large, no length, a length that is none, a range that does not fit."""
    huge = shipped_caps().sealed + 1
    part = f"bytes 0-{huge - 1}/{huge}"
    cases = [
        ({**asked(laptop, "PUT"), "Content-Length": str(huge)}, 413, "too-large"),
        ({**asked(laptop, "PUT", part=part), "Content-Length": str(huge)}, 413, "too-large"),
        ({**asked(laptop, "PUT"), "Transfer-Encoding": "chunked"}, 411, "length-needed"),
        (asked(laptop, "PUT"), 411, "length-needed"),
        ({**asked(laptop, "PUT"), "Content-Length": "0"}, 400, "not-understood"),
    ]
    parts = ("bytes 0-9/20", "bytes 5-4/10", "bytes 0-10281/5", "bytes */5", "bytes 0-1/*", "lines 0-1/2")
    cases += [
        ({**asked(laptop, "PUT", part=text), "Content-Length": str(len(BODY))}, 400, "not-understood") for text in parts
    ]
    for headers, expected, code in cases:
        answer = exchange(port, sent(headers, "PUT", length=False))
        assert (status(answer), error(answer)) == (expected, code), headers
    assert list(behind.folder.glob("coming/*")) == []
