"""HTTPS as a carrier, against the hub's own web service on this machine."""

import os
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from linkworker.base.clock import FixedClock
from linkworker.base.errors import LinkworkerError
from linkworker.base.progress import Stopped
from linkworker.hub.web.behind import Outcome, Standing
from linkworker.sync.carriers import problems
from linkworker.sync.carriers.carrier import Carrier, Delivery
from linkworker.sync.carriers.connection import hub_address
from linkworker.sync.carriers.https import HttpsCarrier
from linkworker.sync.carriers.names import receipt_name
from linkworker.sync.device import DeviceIdentity
from web_server import GENEROUS, HUB_ID, KeepingHub, cutting, exchange, serving

SIZE = 3_000_000


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine's own proxy settings must not decide a test."""
    for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
        monkeypatch.delenv(name)


@pytest.fixture
def behind(tmp_path: Path, laptop: DeviceIdentity) -> KeepingHub:
    """A hub that knows the laptop."""
    (tmp_path / "hub").mkdir()
    hub = KeepingHub(tmp_path / "hub")
    hub.enrol(laptop)
    return hub


@pytest.fixture
def port(behind: KeepingHub) -> Iterator[int]:
    """The port of the service."""
    with serving(behind) as port:
        yield port


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    """A file of 3 MB that stands for a bundle."""
    path = tmp_path / "linkworker-ab12cd34-000001.age"
    path.write_bytes(os.urandom(SIZE))
    return path


def to(port: int, laptop: DeviceIdentity, **more: object) -> HttpsCarrier:
    """Return the carrier to a port of this machine."""
    return HttpsCarrier(f"http://127.0.0.1:{port}", laptop, HUB_ID, **more)


def test_a_bundle_arrives_as_it_is_and_once(
    behind: KeepingHub, port: int, laptop: DeviceIdentity, bundle: Path
) -> None:
    """The hub says what became of it; sent again, nothing is sent."""
    carrier: Carrier = to(port, laptop)
    told: list[tuple[int, int]] = []
    found = carrier.put(bundle, lambda done, total: told.append((done, total)))
    assert (found.name, found.size, found.state, found.code) == (bundle.name, SIZE, Delivery.TAKEN_IN, "")
    assert behind.taken == [bundle.read_bytes()]
    assert told[0] == (0, SIZE)
    assert told[-1] == (SIZE, SIZE)
    assert len(told) > 5
    again = list[int]()
    assert to(port, laptop).put(bundle, lambda done, _: again.append(done)) == found
    assert again == [SIZE]
    assert len(behind.taken) == 1


def test_what_the_hub_refuses_is_told_with_its_code(
    behind: KeepingHub, port: int, laptop: DeviceIdentity, bundle: Path
) -> None:
    """A refusal is not kept: what was put right at the centre lets the same file in."""
    behind.outcome = Outcome("refused", "unknown-device")
    found = to(port, laptop).put(bundle)
    assert (found.state, found.code) == (Delivery.REFUSED, "unknown-device")
    behind.outcome = Outcome("waits")
    assert to(port, laptop).put(bundle).state == Delivery.WAITS


def test_an_upload_that_was_stopped_goes_on_where_it_stopped(
    behind: KeepingHub, port: int, laptop: DeviceIdentity, bundle: Path
) -> None:
    """Nothing is seen of it before it is whole."""

    def stop(done: int, _total: int) -> None:
        if done > SIZE // 2:
            raise Stopped

    with pytest.raises(Stopped):
        to(port, laptop).put(bundle, stop)
    assert behind.taken == []
    told: list[int] = []
    assert to(port, laptop).put(bundle, lambda done, _: told.append(done)).state == Delivery.TAKEN_IN
    assert told[0] > 0
    assert behind.taken == [bundle.read_bytes()]


def test_a_line_that_breaks_again_and_again_brings_the_bundle_over(
    behind: KeepingHub, port: int, laptop: DeviceIdentity, bundle: Path
) -> None:
    """Each connection is cut after 700 kB; within one call it goes on as long as it gets further."""
    with cutting(port, up=700_000, times=4) as cut:
        assert to(cut, laptop).put(bundle).state == Delivery.TAKEN_IN
    assert behind.taken == [bundle.read_bytes()]


def test_a_line_that_never_lets_the_answer_through_is_told(
    behind: KeepingHub, port: int, laptop: DeviceIdentity, bundle: Path
) -> None:
    """The sentence says that nothing is lost."""
    with cutting(port, up=100) as cut, pytest.raises(problems.CutOff, match="Nothing is lost"):
        to(cut, laptop).put(bundle)
    assert behind.taken == []


def test_a_receipt_is_fetched_whole_and_only_when_it_is_newer(
    behind: KeepingHub, port: int, laptop: DeviceIdentity, tmp_path: Path
) -> None:
    """It has the name that a stick would have given it."""
    into = tmp_path / "in"
    into.mkdir()
    assert to(port, laptop).fetch((), into) == ()
    behind.give(laptop, 1, b"one")
    data = os.urandom(500_000)
    behind.give(laptop, 2, data)
    told: list[tuple[int, int]] = []
    short = laptop.public.short
    [path] = to(port, laptop).fetch(
        {receipt_name(short, 1), receipt_name("deadbeef", 9), "x"}, into, lambda *at: told.append(at)
    )
    assert path == into / receipt_name(short, 2)
    assert path.read_bytes() == data
    assert told[-1] == (500_000, 500_000)
    assert to(port, laptop).fetch([path.name], into) == ()
    assert [each.name for each in into.iterdir()] == [path.name]


def test_a_download_goes_on_where_it_stopped(
    behind: KeepingHub, port: int, laptop: DeviceIdentity, tmp_path: Path
) -> None:
    """Stopped by hand, cut off by the line, replaced by a newer receipt meanwhile: nothing partial has a name."""
    behind.give(laptop, 1, os.urandom(SIZE))

    def stop(done: int, _total: int) -> None:
        if done > SIZE // 2:
            raise Stopped

    with pytest.raises(Stopped):
        to(port, laptop).fetch((), tmp_path, stop)
    short = laptop.public.short
    assert not (tmp_path / receipt_name(short, 1)).exists()
    told: list[int] = []
    [path] = to(port, laptop).fetch((), tmp_path, lambda done, _: told.append(done))
    assert told[0] > SIZE // 2
    assert path.read_bytes() == (behind.folder / "receipts" / path.name).read_bytes()
    path.unlink()
    with cutting(port, down=700_000, times=4) as cut:
        [path] = to(cut, laptop).fetch((), tmp_path)
        assert path.read_bytes() == (behind.folder / "receipts" / path.name).read_bytes()
    with cutting(port, down=60_000) as cut, pytest.raises(problems.CutOff):
        path.unlink()
        behind.give(laptop, 1, os.urandom(20_000_000))
        to(cut, laptop).fetch((), tmp_path)
    data = b"newer"
    behind.give(laptop, 2, data)
    [newer] = to(port, laptop).fetch((), tmp_path)
    assert newer.read_bytes() == data
    assert [each.name for each in tmp_path.glob(".*")] == []


def test_a_laptop_with_a_wrong_clock_is_put_right_by_the_hubs(
    behind: KeepingHub, port: int, laptop: DeviceIdentity, bundle: Path
) -> None:
    """Three years behind or ahead: it gets through, knows how far off it is, and the hub knows too."""
    for days in (-1000, 1000):
        behind.taken.clear()
        clock = FixedClock(datetime.now(UTC) + timedelta(days=days))
        carrier = to(port, laptop, clock=clock)
        bundle.write_bytes(os.urandom(100_000))
        assert carrier.put(bundle).state == Delivery.TAKEN_IN
        assert abs(carrier.clock_offset + timedelta(days=days)) < timedelta(minutes=1)
        assert behind.sent_at[-1] is not None
        assert abs(behind.sent_at[-1] - clock.now()) < timedelta(minutes=1)
    carrier = to(port, laptop)
    carrier.put(bundle)
    assert carrier.clock_offset == timedelta(0)


def test_who_is_not_let_in_is_told_why(behind: KeepingHub, port: int, laptop: DeviceIdentity, bundle: Path) -> None:
    """Unknown, another key under a known id, another hub's id, retired; one that is suspended may send."""
    stranger = replace(laptop, device="0198a6a0-0000-7000-8000-00000000d002")
    imposter = replace(laptop, signing_key=Ed25519PrivateKey.generate())
    for who in (stranger, imposter):
        with pytest.raises(problems.NotKnownThere, match="Take this laptop's key there again"):
            to(port, who).put(bundle)
    with pytest.raises(problems.NotKnownThere):
        HttpsCarrier(f"http://127.0.0.1:{port}", laptop, "0198a6a0-0000-7000-8000-0000000000cc").put(bundle)
    behind.enrol(laptop, Standing.RETIRED)
    with pytest.raises(problems.RetiredThere):
        to(port, laptop).put(bundle)
    behind.enrol(laptop, Standing.SUSPENDED)
    behind.outcome = Outcome("waits", "suspended")
    assert to(port, laptop).put(bundle).code == "suspended"


def test_a_hub_that_takes_long_says_that_it_has_it(behind: KeepingHub, laptop: DeviceIdentity, bundle: Path) -> None:
    """The bundle is safe there; what became of it is asked later."""
    behind.gate = threading.Event()
    with serving(behind, replace(GENEROUS, answer_seconds=0.2)) as port:
        assert to(port, laptop).put(bundle).state == Delivery.RECEIVED
        assert to(port, laptop).put(bundle).state == Delivery.RECEIVED
        behind.gate.set()
    with serving(behind) as port:
        assert to(port, laptop).put(bundle).state == Delivery.TAKEN_IN
    assert len(behind.taken) == 1


def answering(data: bytes) -> tuple[socket.socket, threading.Thread]:
    """Answer the first request with these bytes, whatever it is."""
    listening = socket.create_server(("127.0.0.1", 0))

    def answer() -> None:
        link, _ = listening.accept()
        with link:
            link.recv(65_536)
            link.sendall(data)
            link.shutdown(socket.SHUT_WR)

    thread = threading.Thread(target=answer)
    thread.start()
    return listening, thread


@pytest.mark.parametrize(
    ("data", "error", "said"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", problems.NotAHub, "is not your centre"),
        (b"HTTP/1.1 302 Found\r\nLocation: http://portal/\r\nContent-Length: 0\r\n\r\n", problems.NotAHub, "127.0.0.1"),
        (b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", problems.NotAHub, "is not your centre"),
        (b"HTTP/1.1 503 Busy\r\nRetry-After: 90\r\nContent-Length: 0\r\n\r\n", problems.Busy, "in 2 minutes"),
        (b"HTTP/1.1 429 Slow\r\nRetry-After: 5\r\nContent-Length: 0\r\n\r\n", problems.Busy, "in 5 seconds"),
        (b"HTTP/1.1 503 Busy\r\nRetry-After: soon\r\nContent-Length: 0\r\n\r\n", problems.Busy, "in some minutes"),
        (b"HTTP/1.1 502 Bad\r\nContent-Length: 0\r\n\r\n", problems.NoAnswer, "in time"),
        (b"HTTP/1.1 407 Proxy\r\nContent-Length: 0\r\n\r\n", problems.ProxyInTheWay, "proxy"),
        (b"220 mail.example.org ESMTP\r\n", problems.CutOff, "cut off"),
        (b"", problems.CutOff, "cut off"),
    ],
)
def test_whatever_answers_is_told_in_a_sentence(
    laptop: DeviceIdentity, bundle: Path, data: bytes, error: type[LinkworkerError], said: str
) -> None:
    """A portal, another program, a proxy, a hub with too much to do."""
    listening, thread = answering(data)
    try:
        with pytest.raises(error, match=said):
            to(listening.getsockname()[1], laptop).put(bundle)
    finally:
        thread.join(10)
        listening.close()


def test_an_address_must_be_one_of_https(laptop: DeviceIdentity) -> None:
    """HTTP only to this very machine, to try it."""
    assert hub_address(" https://hub.example.org/link ").path == "/link"
    for text in ("hub.example.org", "http://hub.example.org", "https://me:x@hub", "https://", "ftp://h", "https://[x"):
        with pytest.raises(problems.NotAnAddress, match="https://"):
            HttpsCarrier(text, laptop, HUB_ID)


def test_no_way_there_is_told_in_a_sentence(
    laptop: DeviceIdentity, bundle: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing listens; a name that nobody knows; a proxy that is not there; a file that is gone."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(problems.NothingListens, match="does not run there"):
        to(port, laptop).put(bundle)
    with pytest.raises((problems.NameNotFound, problems.NoNetwork), match="network"):
        HttpsCarrier("https://no-such-host.invalid", laptop, HUB_ID).put(bundle)
    with pytest.raises(problems.NotReadHere, match="not there"):
        to(port, laptop).put(bundle.with_name("gone"))
    monkeypatch.setenv("https_proxy", f"http://127.0.0.1:{port}")
    with pytest.raises(problems.ProxyInTheWay):
        HttpsCarrier("https://hub.example.org", laptop, HUB_ID).put(bundle)


def test_a_path_before_the_hub_is_not_signed(behind: KeepingHub, port: int, laptop: DeviceIdentity) -> None:
    """A proxy may serve the hub under a path of its own, which it takes away."""
    answer = exchange(port, b"GET /health HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
    assert answer.endswith(b'{"ok":true,"database":true}')
    with pytest.raises(problems.NotAHub):
        HttpsCarrier(f"http://127.0.0.1:{port}/under", laptop, HUB_ID).fetch((), behind.folder)


def stopped(_done: int, _total: int) -> None:
    """Stop as soon as anybody asks."""
    raise Stopped


@pytest.mark.parametrize("answers", [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 999\r\n"])
def test_stopping_ends_the_wait_for_a_hub_that_says_nothing(laptop: DeviceIdentity, tmp_path: Path, answers) -> None:
    """At once, though the network is waited for two minutes otherwise; what was asked is left to itself, and closed."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        carrier = to(listening.getsockname()[1], laptop)
        begun = time.monotonic()
        with pytest.raises(Stopped):
            carrier.fetch((), tmp_path, stopped)
        assert time.monotonic() - begun < 2
        near, _ = listening.accept()
        near.sendall(answers)
        near.close()
    for thread in threading.enumerate():
        if thread.name == "carrier":
            thread.join(10)
            assert not thread.is_alive()
