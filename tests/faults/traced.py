"""A program whose every write, sync, cut and change of a name is written down as it happens, by `strace`."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from faults.disk import Cut, Disk, File, Written

_CALLS = (
    "open,openat,creat,close,dup,dup2,dup3,write,pwrite64,writev,pwritev,lseek,fsync,fdatasync,ftruncate,truncate,"
    "fallocate,rename,renameat,renameat2,unlink,unlinkat,rmdir,mkdir,mkdirat,link,linkat,symlink,symlinkat,"
    "sendfile,copy_file_range"
)
_LINE = re.compile(r"^(\d+) +(\w+)\((.*)\) += (-?\d+)")
_HALF = re.compile(r"^(\d+) +(.*?) *<unfinished \.\.\.>$")
_REST = re.compile(r"^(\d+) +<\.\.\. \w+ resumed>(.*)$")
ACKNOWLEDGED = "acknowledged"
"""What a traced program writes its acknowledgements to: a file beside the folder that is watched."""


def why_not() -> str | None:
    """Return why nothing can be traced here, or None."""
    if sys.platform != "linux":
        return "Only Linux shows what a program asks of the disk."
    if shutil.which("strace") is None:
        return "strace is not there: apt install strace."
    done = subprocess.run(["strace", "-o", os.devnull, "true"], capture_output=True, check=False)
    return None if done.returncode == 0 else "This machine does not let strace watch a program."


def traced(program: Path, words: list[str], said: str, log: Path) -> list[str]:
    """Run a Python program to its end under strace; `said` is its standard input. Return the log's lines."""
    ask = ["strace", "-f", "--seccomp-bpf", "-xx", "-s", "4000000", "-e", f"trace={_CALLS}", "-e", "signal=none"]
    subprocess.run(
        [*ask, "-o", str(log), sys.executable, str(program), *words],
        input=said,
        encoding="utf-8",
        check=True,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )
    with log.open(encoding="ascii") as file:
        lines = list(_whole(file))
    log.unlink()
    return lines


def _whole(lines: Iterator[str]) -> Iterator[str]:
    """Put together the calls that another thread's came between."""
    halves: dict[str, str] = {}
    for line in lines:
        if half := _HALF.match(line.rstrip("\n")):
            halves[half[1]] = half[2]
        elif rest := _REST.match(line.rstrip("\n")):
            yield f"{rest[1]} {halves.pop(rest[1])}{rest[2]}"
        elif _LINE.match(line):
            yield line.rstrip("\n")


@dataclass(slots=True)
class _Opened:
    file: File | None  # None is a folder
    name: str
    at: int = 0
    appends: bool = False


@dataclass
class Replay:
    """Does to a disk, one call after another, what a traced program did, and gathers what it acknowledged."""

    root: Path
    disk: Disk
    acknowledged: list[str] = field(default_factory=list)
    _open: dict[int, _Opened] = field(default_factory=dict)
    _acks: set[int] = field(default_factory=set)

    def step(self, line: str) -> bool:
        """Do one line of the log; return whether it changed the disk or acknowledged something."""
        found = _LINE.match(line)
        assert found, line[:200]
        call, words, result = found[2], found[3].split(", "), int(found[4])
        if result < 0:
            return False
        return bool(getattr(self, f"_{_SAME.get(call, call)}")(words, result))

    # Opening and closing ---------------------------------------------------------------------------------------------

    def _openat(self, words: list[str], result: int) -> bool:
        return self._opening(self._path(words[1], words[0]), words[2], result)

    def _plain_open(self, words: list[str], result: int) -> bool:
        return self._opening(self._path(words[0]), words[1], result)

    def _opening(self, path: Path, flags: str, result: int) -> bool:
        self._close([str(result)], 0)
        if path == self.root.parent / ACKNOWLEDGED:
            self._acks.add(result)
            return False
        name = self._name(path)
        if name is None:
            return False
        is_new = name != "." and name not in self.disk.names
        if is_new:
            assert "O_CREAT" in flags, f"{name} was opened and never made"
            self.disk.make(name, File())
        file = None if name == "." else self.disk.names[name]
        self._open[result] = _Opened(file, name, appends="O_APPEND" in flags)
        if file is not None and "O_TRUNC" in flags and file.live:
            file.change(Cut(0))
            return True
        return is_new

    def _close(self, words: list[str], _: int) -> bool:
        self._open.pop(int(words[0]), None)
        self._acks.discard(int(words[0]))
        return False

    def _dup(self, words: list[str], result: int) -> bool:
        old = int(words[0])
        if old in self._open:
            self._open[result] = self._open[old]
        if old in self._acks:
            self._acks.add(result)
        return False

    # Bytes -----------------------------------------------------------------------------------------------------------

    def _write(self, words: list[str], result: int) -> bool:
        if int(words[0]) in self._acks:
            self.acknowledged += _bytes(words[1]).decode().split("\n")[:-1]
            return True
        opened = self._open.get(int(words[0]))
        if opened is None or opened.file is None:
            return False
        if opened.appends:
            opened.at = len(opened.file.live)
        opened.file.change(Written(opened.at, _bytes(words[1])[:result]))
        opened.at += result
        return True

    def _pwrite64(self, words: list[str], result: int) -> bool:
        opened = self._open.get(int(words[0]))
        if opened is None or opened.file is None:
            return False
        opened.file.change(Written(int(words[3]), _bytes(words[1])[:result]))
        return True

    def _sendfile(self, words: list[str], result: int) -> bool:
        """Copy within the kernel: the bytes are those of the file that was read."""
        target, source = self._open.get(int(words[0])), self._open.get(int(words[1]))
        if target is None or target.file is None or not result:
            return False
        assert source is not None, "a copy from outside the watched folder"
        assert source.file is not None
        at = source.at if words[2] == "NULL" else int(words[2].strip("[").split("]")[0])
        target.file.change(Written(target.at, bytes(source.file.live[at : at + result])))
        target.at += result
        if words[2] == "NULL":
            source.at += result
        return True

    def _lseek(self, words: list[str], result: int) -> bool:
        if int(words[0]) in self._open:
            self._open[int(words[0])].at = result
        return False

    def _ftruncate(self, words: list[str], _: int) -> bool:
        opened = self._open.get(int(words[0]))
        if opened is None or opened.file is None:
            return False
        opened.file.change(Cut(int(words[1])))
        return True

    def _fsync(self, words: list[str], _: int) -> bool:
        opened = self._open.get(int(words[0]))
        if opened is None:
            return False
        if opened.file is None:
            self.disk.sync_folder(opened.name)
        else:
            opened.file.sync()
        return True

    # Names -----------------------------------------------------------------------------------------------------------

    def _rename(self, words: list[str], _: int) -> bool:
        return self._moving(self._path(words[0]), self._path(words[1]))

    def _renameat(self, words: list[str], _: int) -> bool:
        return self._moving(self._path(words[1], words[0]), self._path(words[3], words[2]))

    def _moving(self, path: Path, to: Path) -> bool:
        name, new = self._name(path), self._name(to)
        if name is None and new is None:
            return False
        assert name is not None, "a file came from outside the watched folder"
        assert new is not None, "a file left the watched folder"
        self.disk.move(name, new)
        return True

    def _unlink(self, words: list[str], _: int) -> bool:
        return self._taking(self._path(words[0]))

    def _unlinkat(self, words: list[str], _: int) -> bool:
        return self._taking(self._path(words[1], words[0]))

    def _taking(self, path: Path) -> bool:
        name = self._name(path)
        if name is None:
            return False
        self.disk.take_away(name)
        return True

    def _mkdir(self, words: list[str], _: int) -> bool:
        return self._making(self._path(words[0]))

    def _mkdirat(self, words: list[str], _: int) -> bool:
        return self._making(self._path(words[1], words[0]))

    def _making(self, path: Path) -> bool:
        name = self._name(path)
        if name is None:
            return False
        self.disk.make(name, None)
        return True

    def _path(self, word: str, beside: str = "AT_FDCWD") -> Path:
        path = Path(os.fsdecode(_bytes(word)))
        if beside == "AT_FDCWD" or path.is_absolute():
            return path
        opened = self._open.get(int(beside))
        return Path("/elsewhere") / path if opened is None else self.root / opened.name / path

    def _name(self, path: Path) -> str | None:
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else None


_SAME = {
    "open": "plain_open", "dup2": "dup", "dup3": "dup", "fdatasync": "fsync", "renameat2": "renameat",
    "rmdir": "unlink",
}  # fmt: skip
"""Calls that do here what another does. One that is not known at all fails loudly, rather than be left out."""


def _bytes(word: str) -> bytes:
    assert word.startswith('"'), f"not a string: {word[:40]}"
    assert word.endswith('"'), "the log was cut short"
    return bytes.fromhex(word[1:-1].replace("\\x", ""))
