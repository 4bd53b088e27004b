"""HTTPS: the same sealed files, sent to the hub's own address; what was cut off goes on from where it stopped."""

import hashlib
import ssl
from collections.abc import Collection
from datetime import timedelta
from pathlib import Path
from typing import IO, Any

from linkworker.base.clock import Clock
from linkworker.base.progress import Progress, nobody_watches
from linkworker.sync.carriers.carrier import Delivered, Delivery
from linkworker.sync.carriers.connection import AT_ONCE, Connection, Way
from linkworker.sync.carriers.download import fetch_newest
from linkworker.sync.carriers.names import read_receipt_name
from linkworker.sync.carriers.patience import Watched
from linkworker.sync.carriers.problems import CutOff, NoAnswer, NotAHub, NotReadHere
from linkworker.sync.carriers.request import CODE, OFFSET, STATE
from linkworker.sync.carriers.tries import Tries
from linkworker.sync.device import DeviceIdentity
from linkworker.vault.drive import why_not

COMING = "coming"
"""The hub's word for a file that it does not have whole."""


class HttpsCarrier:
    """The hub at an address, for one laptop. `trust` stands in for the system's own trust in certificates."""

    def __init__(
        self,
        url: str,
        device: DeviceIdentity,
        hub_id: str,
        trust: ssl.SSLContext | None = None,
        *,
        clock: Clock | None = None,
    ) -> None:
        """Raise NotAnAddress or ProxyInTheWay; nothing is sent yet."""
        self._device = device
        self._connection = Connection(Way(url, device, hub_id, trust), clock)

    @property
    def clock_offset(self) -> timedelta:
        """Return the hub's time less this laptop's; zero unless the hub found the laptop's clock wrong."""
        return self._connection.offset

    def put(self, path: Path, progress: Progress = nobody_watches) -> Delivered:
        """Send what the hub does not have of a sealed file. Raises the sentences of `problems`, or Stopped.

        When the connection is cut off it goes on at once, as long as each try brings the hub further.
        """
        size, digest = _measured(path)
        tries, progress = Tries(), self._watched_by(progress)
        try:
            while True:
                held, offset, code = self._held(digest)
                if held != COMING:
                    progress(size, size)
                    return Delivered(path.name, size, digest, _state(held, self._connection.host), code)
                if not tries.go_on(offset):
                    raise CutOff
                found = self._send(path, size, digest, min(offset, size - 1), progress)
                if found is not None:
                    return found
        finally:
            self._connection.close()

    def fetch(self, known: Collection[str], into: Path, progress: Progress = nobody_watches) -> tuple[Path, ...]:
        """Bring the newest receipt, if its number is above those known. Raises the sentences of `problems`, or Stopped.

        What came of it before is kept under a name that begins with a point, and gone on with.
        """
        short = self._device.public.short
        names = [name for name in map(read_receipt_name, known) if name is not None]
        after = max((number for whose, number in names if whose == short), default=0)
        progress = self._watched_by(progress)
        try:
            found = fetch_newest(self._connection, short, after, into, progress)
        finally:
            self._connection.close()
        return () if found is None else (found,)

    def _watched_by(self, progress: Progress) -> Watched:
        watched = Watched(progress)
        self._connection.look = watched.again
        return watched

    def _held(self, digest: str) -> tuple[str, int, str]:
        """Ask what the hub has of a file: state, number of bytes, code."""
        answer = self._connection.ask("HEAD", f"/v1/bundles/{digest}")
        answer.close()
        state, offset = answer.headers.get(STATE, ""), answer.headers.get(OFFSET, "")
        if not state or not (offset.isascii() and offset.isdigit()):
            raise NotAHub(self._connection.host)
        return state, int(offset), answer.headers.get(CODE, "")

    def _send(self, path: Path, size: int, digest: str, offset: int, progress: Progress) -> Delivered | None:
        """Send the bytes from an offset on; None when the connection was cut off, or the hub wants another offset."""
        try:
            with path.open("rb") as file:
                file.seek(offset)
                answer = self._connection.ask(
                    "PUT",
                    f"/v1/bundles/{digest}",
                    part=f"bytes {offset}-{size - 1}/{size}",
                    headers={"Content-Length": str(size - offset), "Content-Type": "application/octet-stream"},
                    body=_Body(file, offset, size, progress),
                )
        except OSError as error:
            raise NotReadHere(why_not(error)) from error
        except (CutOff, NoAnswer):
            return None
        if answer.status == 409:  # noqa: PLR2004 - it wants another offset
            answer.close()
            return None
        held = self._connection.read(answer)
        state = _state(held.get("state"), self._connection.host)
        return Delivered(path.name, size, digest, state, str(held.get("code") or ""))


class _Body:
    """A file that is read to its end while somebody watches."""

    def __init__(self, file: IO[bytes], offset: int, size: int, progress: Progress) -> None:
        self._file, self._at, self._size, self._progress = file, offset, size, progress

    def read(self, most: int = AT_ONCE) -> bytes:
        """Return the next bytes, and tell how far it is; never more than was promised."""
        self._progress(self._at, self._size)
        piece = self._file.read(min(most, self._size - self._at))
        self._at += len(piece)
        return piece


def _measured(path: Path) -> tuple[int, str]:
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            return file.tell(), digest
    except OSError as error:
        raise NotReadHere(why_not(error)) from error


def _state(text: Any, host: str) -> Delivery:
    try:
        return Delivery(text)
    except ValueError as error:
        raise NotAHub(host) from error
