"""Fetching the newest receipt over HTTPS: in pieces that are kept, and named only when the whole fits its hash."""

import os
import re
from contextlib import suppress
from pathlib import Path

from urllib3 import BaseHTTPResponse
from urllib3.exceptions import HTTPError

from linkworker.base.progress import Progress
from linkworker.sync.caps import shipped_caps, within
from linkworker.sync.carriers.connection import AT_ONCE, Connection
from linkworker.sync.carriers.names import receipt_name
from linkworker.sync.carriers.plainly import said
from linkworker.sync.carriers.problems import CutOff, NoAnswer, NotAHub, NotKept
from linkworker.sync.carriers.request import NUMBER
from linkworker.sync.carriers.tries import Tries
from linkworker.vault.drive import read_back, why_not
from linkworker.vault.whole_file import force_folder

_PATH = "/v1/receipts/next"
_TAG = re.compile(r'"([0-9a-f]{64})"')


def fetch_newest(connection: Connection, short: str, after: int, into: Path, progress: Progress) -> Path | None:
    """Fetch the newest receipt with a number above `after` into a folder; return its path, or None if there is none.

    Raises the sentences of `problems`, TooLarge or Stopped; what came is kept as a part and gone on with next time.
    """
    tries = Tries()
    while True:
        offered = _offered(connection, after)
        if offered is None:
            return None
        number, size, digest = offered
        part = into / f".{receipt_name(short, number)}.{digest[:16]}.part"
        try:
            here = _here(part, size)
            if not tries.go_on(here):
                raise CutOff
            if here < size and not _more(connection, after, part, here, size, digest, progress):
                continue
            _check(part, digest, connection.host)
            progress(size, size)
            return _named(part, into / receipt_name(short, number))
        except OSError as error:
            raise NotKept(why_not(error)) from error


def _offered(connection: Connection, after: int) -> tuple[int, int, str] | None:
    """Ask for the newest receipt's number, size in bytes and SHA-256; None when there is no newer one."""
    answer = connection.ask("HEAD", _PATH, f"after={after}")
    answer.close()
    if answer.status == 204:  # noqa: PLR2004 - nothing new
        return None
    number, size = answer.headers.get(NUMBER, ""), answer.headers.get("Content-Length", "")
    tag = _TAG.fullmatch(answer.headers.get("ETag", ""))
    if not (_digits(number) and _digits(size) and tag) or int(number) <= after:
        raise NotAHub(connection.host)
    within("the receipt", int(size), shipped_caps().sealed)
    return int(number), int(size), tag[1]


def _digits(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 12  # noqa: PLR2004 - as many as a file name may have


def _here(part: Path, size: int) -> int:
    """Return how many bytes of a receipt are here; parts of other receipts are taken away."""
    for other in part.parent.glob(".linkworker-*.receipt.age.*.part"):
        if other.name != part.name:
            other.unlink(missing_ok=True)
    held = part.stat().st_size if part.exists() else 0
    if held > size:
        part.unlink()
        return 0
    return held


def _more(
    connection: Connection, after: int, part: Path, here: int, size: int, digest: str, progress: Progress
) -> bool:
    """Fetch the bytes that are missing; say whether all came. False: the connection was cut off, or it is another."""
    try:
        answer = connection.ask("GET", _PATH, f"after={after}", part=f"bytes={here}-" if here else "")
    except (CutOff, NoAnswer):
        return False
    try:
        if answer.headers.get("ETag") != f'"{digest}"' or answer.status != (206 if here else 200):
            return False
        return _kept(connection, answer, part, here, size, progress)
    except HTTPError as error:
        raised = said(error, connection.host)
        if isinstance(raised, CutOff | NoAnswer):
            return False
        raise raised from error
    finally:
        connection.put_away(answer)


def _kept(
    connection: Connection, answer: BaseHTTPResponse, part: Path, here: int, size: int, progress: Progress
) -> bool:
    with part.open("ab") as file:
        while here < size:
            progress(here, size)
            piece = connection.more(answer, min(AT_ONCE, size - here))
            if not piece:
                break
            file.write(piece)
            here += len(piece)
        file.flush()
        os.fsync(file.fileno())
    return here == size


def _check(part: Path, digest: str, host: str) -> None:
    if read_back(part) != digest:
        part.unlink()
        raise NotAHub(host)


def _named(part: Path, target: Path) -> Path:
    part.replace(target)
    with suppress(OSError):  # some media cannot bring a folder to rest; the file itself lies there
        force_folder(target.parent)
    return target
