"""Looking for secrets: in the memory of a process, in files, and in what stands on a terminal."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

_AREA = re.compile(r"^([0-9a-f]+)-([0-9a-f]+) r")
_ESCAPE = re.compile(
    r"\x1b(?:\[[0-9;?<=>]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[PX^_][^\x1b]*\x1b\\|[()][A-Z0-9]|.)"
)
_SECOND_PAGE = re.compile(r"\x1b\[\?1049h.*?(?:\x1b\[\?1049l|$)", re.DOTALL)


def spellings(text: str) -> tuple[bytes, ...]:
    """Return a text as it may lie in memory or in a file: Python keeps one, two or four bytes for a letter."""
    return text.encode(), text.encode("utf-16-le"), text.encode("utf-32-le")


def keys(secret: bytes) -> tuple[bytes, ...]:
    """Return a data key (32 bytes of key, then salt) as it may lie there: raw, and in hexadecimal."""
    key = secret[:32]
    return key, key.hex().encode(), key.hex().upper().encode()


def in_memory(process: int, secrets: Mapping[str, Iterable[bytes]]) -> dict[str, int]:
    """Return how often each secret stands in all that a process may read of its own memory."""
    found = dict.fromkeys(secrets, 0)
    place = Path(f"/proc/{process}")
    with (place / "mem").open("rb", buffering=0) as memory:
        for line in (place / "maps").read_text("ascii", errors="replace").splitlines():
            area = _AREA.match(line)
            if area is None or line.endswith(("[vvar]", "[vsyscall]", "[vvar_vclock]")):
                continue
            start, end = int(area[1], 16), int(area[2], 16)
            _count(_read(memory, start, end), secrets, found)
    return found


def _read(memory: "object", start: int, end: int) -> bytes:
    try:
        memory.seek(start)  # type: ignore[attr-defined]
        return memory.read(end - start) or b""  # type: ignore[attr-defined]
    except (OSError, OverflowError, ValueError):
        return b""


def in_files(folder: Path, secrets: Mapping[str, Iterable[bytes]]) -> dict[str, int]:
    """Return how often each secret stands in the files under a folder, and in their names."""
    found = dict.fromkeys(secrets, 0)
    for path in folder.rglob("*"):
        _count(path.name.encode(), secrets, found)
        if path.is_file():
            _count(path.read_bytes(), secrets, found)
    return found


def in_text(text: str, secrets: Mapping[str, Iterable[bytes]]) -> dict[str, int]:
    """Return how often each secret stands in a text."""
    found = dict.fromkeys(secrets, 0)
    _count(text.encode(), secrets, found)
    return found


def _count(held: bytes, secrets: Mapping[str, Iterable[bytes]], found: dict[str, int]) -> None:
    for name, spelt in secrets.items():
        found[name] += sum(held.count(one) for one in spelt)


def main_screen(said: str) -> str:
    """Return the words that a terminal was given outside of its second page: what can be scrolled back to."""
    return _ESCAPE.sub("", _SECOND_PAGE.sub("", said))


def second_page(said: str) -> str:
    """Return the words that were drawn on the second page, which is gone when the program leaves it."""
    return _ESCAPE.sub("", "".join(_SECOND_PAGE.findall(said)))


def family_of(process: int) -> set[int]:
    """Return a process and all that it started, and so on."""
    found, new = set(), {process}
    while new:
        one = new.pop()
        found.add(one)
        for task in Path(f"/proc/{one}/task").glob("*/children"):
            new |= {int(child) for child in task.read_text("ascii").split()} - found
    return found
