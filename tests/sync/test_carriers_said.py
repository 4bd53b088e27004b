"""What a network, a machine between or a disk can do to a transfer, each said in a sentence of our own."""

import errno
import hashlib
import os
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from urllib3 import exceptions as wire
from urllib3.connection import HTTPConnection

from linkworker.base.errors import LinkworkerError
from linkworker.base.words import avoided_words
from linkworker.sync.carriers import problems
from linkworker.sync.carriers.carrier import Delivered, Delivery
from linkworker.sync.carriers.folder import FolderCarrier, NotRead
from linkworker.sync.carriers.https import HttpsCarrier
from linkworker.sync.carriers.names import receipt_name
from linkworker.sync.carriers.plainly import said
from linkworker.sync.carriers.request import SIGNATURE, Request
from linkworker.sync.device import DeviceIdentity
from linkworker.sync.problems import TooLarge, WrongSignature
from linkworker.vault import drive

HOST = "hub.example.org"
DATA = b"receipt"
TAG = hashlib.sha256(DATA).hexdigest()


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine's own proxy settings must not decide a test."""
    for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
        monkeypatch.delenv(name)


def caused(error: Exception, cause: Exception) -> Exception:
    """Return an error with its cause."""
    error.__cause__ = cause
    return error


def verification(code: int) -> wire.SSLError:
    """Return what urllib3 raises for a certificate that OpenSSL refuses by a number."""
    cause = ssl.SSLCertVerificationError("refused")
    cause.verify_code = code
    return wire.SSLError(cause)


LINE = HTTPConnection(HOST)
FAILURES = [
    (verification(9), problems.NotInDate),
    (verification(10), problems.NotInDate),
    (verification(20), problems.NotTrusted),
    (wire.SSLError(ssl.SSLError("handshake")), problems.NotSecured),
    (wire.ProxyError("proxy", OSError()), problems.ProxyInTheWay),
    (wire.ReadTimeoutError(None, None, "slow"), problems.NoAnswer),  # type: ignore[arg-type]
    (wire.ConnectTimeoutError("slow"), problems.NoAnswer),
    (wire.ProtocolError("cut"), problems.CutOff),
    (wire.IncompleteRead(1, 2), problems.CutOff),
    (
        wire.NameResolutionError(HOST, LINE, socket.gaierror(socket.EAI_NONAME, "no")),
        problems.NameNotFound,
    ),
    (caused(wire.NewConnectionError(LINE, "no"), ConnectionRefusedError()), problems.NothingListens),
    (caused(wire.NewConnectionError(LINE, "no"), OSError(errno.ENETUNREACH, "no")), problems.NoNetwork),
    (caused(wire.NewConnectionError(LINE, "no"), OSError(errno.EINVAL, "no")), problems.NoAnswer),
]


@pytest.mark.parametrize(("error", "ours"), FAILURES)
def test_each_failure_has_its_sentence(error: Exception, ours: type[LinkworkerError]) -> None:
    """None quotes the library, and none uses words that we avoid."""
    found = said(error, HOST)
    assert type(found) is ours
    assert not avoided_words(str(found))


def test_a_network_that_is_away_is_not_a_wrong_address() -> None:
    """The system says that it could not ask anybody for the name just now."""
    again = socket.gaierror(socket.EAI_AGAIN, "later")
    error = caused(wire.NameResolutionError(HOST, LINE, again), again)
    assert type(said(error, HOST)) is problems.NoNetwork


@contextmanager
def answering(*answers: bytes | Callable[[], bytes]) -> Iterator[int]:
    """Answer one connection after another with these bytes, whatever is asked."""
    listening = socket.create_server(("127.0.0.1", 0))

    def run() -> None:
        with suppress(OSError):
            for answer in answers:
                link, _ = listening.accept()
                with link:
                    link.recv(65_536)
                    link.sendall(answer if isinstance(answer, bytes) else answer())

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield listening.getsockname()[1]
    finally:
        listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        thread.join(10)


def http(status: int, body: bytes = b"", **headers: str) -> bytes:
    """Return an answer that ends its connection."""
    named = {"Content-Length": str(len(body)), "Connection": "close"}
    named |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = [f"HTTP/1.1 {status} X", *(f"{name}: {value}" for name, value in named.items()), "", ""]
    return "\r\n".join(lines).encode() + body


def offer(number: str = "1", tag: str = TAG, size: int = len(DATA)) -> bytes:
    """Return the answer that offers a receipt."""
    return http(200, **{"Linkworker-Receipt": number, "ETag": f'"{tag}"', "Content-Length": str(size)})


def fetch(port: int, laptop: DeviceIdentity, into: Path) -> tuple[Path, ...]:
    """Fetch from a port of this machine."""
    return HttpsCarrier(f"http://127.0.0.1:{port}", laptop, "0198a6a0-0000-7000-8000-0000000000bb").fetch((), into)


def test_what_offers_no_receipt_in_our_way_is_not_a_hub(laptop: DeviceIdentity, tmp_path: Path) -> None:
    """A number, a size or a hash that is none; and a receipt that is larger than one may be is not begun."""
    for answer in (offer(number="x"), offer(tag="x"), offer(number="0"), http(200)):
        with answering(answer) as port, pytest.raises(problems.NotAHub):
            fetch(port, laptop, tmp_path)
    with answering(offer(size=2**39)) as port, pytest.raises(TooLarge):
        fetch(port, laptop, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_other_bytes_than_were_offered_never_get_a_name(laptop: DeviceIdentity, tmp_path: Path) -> None:
    """They are thrown away; a receipt that was replaced meanwhile is asked for anew."""
    wrong = http(200, b"RECEIPT", ETag=f'"{TAG}"')
    with answering(offer(), wrong) as port, pytest.raises(problems.NotAHub):
        fetch(port, laptop, tmp_path)
    assert list(tmp_path.iterdir()) == []
    with answering(offer(), http(200, b"newer", ETag='"x"'), offer(), http(200, DATA, ETag=f'"{TAG}"')) as port:
        [path] = fetch(port, laptop, tmp_path)
    assert path.read_bytes() == DATA


def test_a_part_that_is_longer_than_the_receipt_is_begun_anew(laptop: DeviceIdentity, tmp_path: Path) -> None:
    """Parts of other receipts go."""
    name = receipt_name(laptop.public.short, 1)
    (tmp_path / f".{name}.{TAG[:16]}.part").write_bytes(DATA * 2)
    (tmp_path / f".{name}.0123456789abcdef.part").write_bytes(DATA)
    with answering(offer(), http(200, DATA, ETag=f'"{TAG}"')) as port:
        fetch(port, laptop, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_folder_that_cannot_be_written_is_said(laptop: DeviceIdentity, tmp_path: Path) -> None:
    """Nothing is lost at the hub."""
    with (
        answering(offer(), http(200, DATA, ETag=f'"{TAG}"')) as port,
        pytest.raises(problems.NotKept, match="not there"),
    ):
        fetch(port, laptop, tmp_path / "gone")


def test_a_stick_that_does_not_answer_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While it is looked for, while it is read, and while what lies there is looked at."""
    (tmp_path / receipt_name("ab12cd34", 1)).write_bytes(b"age-encryption.org/v1\n")

    def fails(*_: object, **__: object) -> None:
        raise OSError(errno.EIO, "gone")

    carrier = FolderCarrier(tmp_path, {"ab12cd34"})
    for broken in ("is_dir", "iterdir", "open"):
        with monkeypatch.context() as patched:
            patched.setattr(Path, broken, fails)
            with pytest.raises(NotRead, match="does not answer"):
                carrier.fetch((), tmp_path)
    path = tmp_path / "linkworker-ab12cd34-000001.age"
    path.write_bytes(b"x")
    with monkeypatch.context() as patched:
        patched.setattr(Path, "samefile", fails)
        with pytest.raises(NotRead):
            carrier.put(path)


def test_why_a_drive_did_not_take_something() -> None:
    """Full, over its quota, read-only, gone, or silent."""
    told = [drive.why_not(OSError(number, "")) for number in (errno.ENOSPC, errno.EROFS, errno.ENOENT, errno.EIO)]
    assert len(set(told)) == 4
    assert "full" in told[0]


# What a hub's answers may lack --------------------------------------------------------------------------------------


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    """A small file that stands for a bundle."""
    path = tmp_path / "linkworker-ab12cd34-000001.age"
    path.write_bytes(DATA)
    return path


def put(port: int, laptop: DeviceIdentity, bundle: Path) -> Delivered:
    """Send to a port of this machine."""
    return HttpsCarrier(f"http://127.0.0.1:{port}", laptop, "0198a6a0-0000-7000-8000-0000000000bb").put(bundle)


def held(state: str, offset: str = "0") -> bytes:
    """Return the answer that says what the hub has of a bundle."""
    return http(200, **{"Linkworker-State": state, "Linkworker-Offset": offset})


@pytest.mark.parametrize(
    ("answers", "error"),
    [
        ((held("coming"), http(200, b"thank you")), problems.NotAHub),
        ((held("coming"), http(200, b"[]")), problems.NotAHub),
        ((held("coming"), http(200, b'{"state":"eaten"}')), problems.NotAHub),
        ((held("eaten"),), problems.NotAHub),
        ((held("coming"), http(200, b"{}").replace(b"Length: 2", b"Length: 99")), problems.CutOff),
        ((http(401, **{"Linkworker-Error": "clock"}),), problems.NotKnownThere),
        ((http(401, **{"Linkworker-Error": "clock", "Linkworker-Time": "noon"}),), problems.NotKnownThere),
        (
            (http(401, **{"Linkworker-Error": "clock", "Linkworker-Time": "2026-02-30T12:00:00.000Z"}),),
            problems.NotKnownThere,
        ),
    ],
)
def test_an_answer_that_is_not_a_hubs_is_told(
    laptop: DeviceIdentity, bundle: Path, answers: tuple[bytes, ...], error: type[LinkworkerError]
) -> None:
    """Not JSON, a word that we do not know, half an answer, a clock that shows no time."""
    with answering(*answers) as port, pytest.raises(error):
        put(port, laptop, bundle)


def test_a_hub_that_wants_another_place_is_asked_for_it(laptop: DeviceIdentity, bundle: Path) -> None:
    """Two connections sent the same bundle: it says 409, then how much it has."""
    whole = http(200, b'{"state":"taken-in","code":null}')
    with answering(held("coming"), http(409), held("coming", "3"), whole) as port:
        assert put(port, laptop, bundle).state == Delivery.TAKEN_IN


def test_a_hub_that_never_gets_further_is_given_up(laptop: DeviceIdentity, bundle: Path) -> None:
    """After a few tries that brought nothing; the sentence says that nothing is lost."""
    with answering(*(held("coming"), http(409)) * 6) as port, pytest.raises(problems.CutOff, match="Nothing is lost"):
        put(port, laptop, bundle)


def test_a_file_that_goes_while_it_is_sent_is_told(laptop: DeviceIdentity, bundle: Path) -> None:
    """The stick with the outbox was pulled out."""

    def pulled() -> bytes:
        bundle.unlink()
        return held("coming")

    with answering(pulled) as port, pytest.raises(problems.NotReadHere, match="not there"):
        put(port, laptop, bundle)


def test_a_receipt_that_comes_in_bits_is_put_together(laptop: DeviceIdentity, tmp_path: Path) -> None:
    """No answer to the second asking, then too few bytes, then the rest from there on."""
    tag = {"ETag": f'"{TAG}"'}
    answers = (offer(), http(504), offer(), http(200, DATA[:3], **tag), offer(), http(206, DATA[3:], **tag))
    with answering(*answers) as port:
        (path,) = fetch(port, laptop, tmp_path)
    assert path.read_bytes() == DATA


def test_a_proxy_of_another_kind_is_told(laptop: DeviceIdentity, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing that we cannot speak is tried."""
    monkeypatch.setenv("https_proxy", "socks5://127.0.0.1:1080")
    with pytest.raises(problems.ProxyInTheWay, match="Nothing is lost"):
        HttpsCarrier("https://hub.example.org", laptop, "0198a6a0-0000-7000-8000-0000000000bb")


def test_a_signature_has_one_form(laptop: DeviceIdentity) -> None:
    """Longer than any, or with bits that base64 does not need: refused, so that no request has two signatures."""
    asked = Request("GET", "/v1/x", "", "", "2026-08-06T09:30:00.000Z", "0" * 32, laptop.device, "hub")
    text = asked.signed_by(laptop.signing_key)[SIGNATURE]
    assert asked.check(text).public == laptop.public.public
    with pytest.raises(WrongSignature, match="too long"):
        asked.check(text + "A" * 600)
    bare = text.rstrip("=")
    digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    other = bare[:-1] + digits[digits.index(bare[-1]) + 1] + "=" * (len(text) - len(bare))
    with pytest.raises(WrongSignature, match="as OpenSSH writes it"):
        asked.check(other)
