"""Secrets after a lock and after a crash: none in any process that is left, in any file, or on the terminal."""

import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path

from cli.console import Console
from faults.counts import Counts
from faults.looked_at import family_of, in_files, in_memory, in_text, keys, main_screen, second_page, spellings
from faults.planted import MARK, NOTE, PASSPHRASE, SHOWN, TYPED, plant
from linkworker.base.leaving import FAULT

ROUNDS_FULL, ROUNDS_QUICK = 10, 1
_PARENT = "import sys; from linkworker.cli.parent import keep_a_child as k; sys.exit(k(sys.argv[1:], module='{}'))"
_ALIKE = ("-c", _PARENT.format("faults.hurried"))
_F3, _F12, _LEAVE = "\x1bOR", "\x1b[24~", "\x11"
_HOURS_PASS, _BREAKS = "\x1b[19~", "\x1b[21~"  # F8 and F10, in the hurried program
_PLACES = ("\x1bOQ", "\x1bOS", "\x1b[15~", "\x1b[17~", "\x1b[18~")  # F2, F4 to F7
_HISTORY = "ls -l\n"


def run(full: bool, folder: Path) -> Counts:
    """Lock by F12 and by idleness, and crash, each so many times; look everywhere after each."""
    counts = Counts("memory_scan")
    if sys.platform != "linux":
        counts.skipped = "Only Linux shows the memory of a process."
        return counts
    counts.never(
        "found in memory", "found in files", "found on the terminal", "files left behind", "copied to a clipboard"
    )
    search = Search(folder, counts)
    counts.saw("fields with a marker", search.fields)
    try:
        for _ in range(ROUNDS_FULL if full else ROUNDS_QUICK):
            search.lock_by_key()
            search.lock_by_idleness()
            search.crash()
    finally:
        for console in search.consoles:
            console.close()
    return counts


class Search:
    """A store full of markers, a home and a temporary folder of its own, and a count of what is found in them."""

    def __init__(self, folder: Path, counts: Counts) -> None:
        self.store, self.home, self.temporary = folder / "store", folder / "home", folder / "tmp"
        self.counts = counts
        self.consoles: list[Console] = []
        secret, self.fields = plant(self.store)
        self.secrets = {
            "a marker": spellings(MARK),
            "the data key": keys(secret),
            "the passphrase": spellings(PASSPHRASE),
        }
        for made in (self.home, self.temporary):
            made.mkdir()
        (self.home / ".bash_history").write_text(_HISTORY, encoding="utf-8")
        self.settings = folder / "settings.toml"
        self.settings.write_text("", encoding="utf-8")

    def lock_by_key(self) -> None:
        """Lock with F12 in the middle of a word, with a print in its folder."""
        prints = self.store / "prints"
        prints.mkdir(exist_ok=True)
        (prints / "plan-1.pdf").write_bytes(MARK.encode())
        console, said = self._at_work(("-m", "linkworker"))
        console.press(_F12)
        said += self._locked(console)
        self._wrong("files left behind", "prints", len(list(prints.iterdir())))
        self._leave(console, said, 0)
        self.counts.saw("locks by F12")

    def lock_by_idleness(self) -> None:
        """Wait until the program sees by itself that nobody has been there for long."""
        console, said = self._at_work(_ALIKE)
        console.press(_HOURS_PASS)
        said += self._locked(console)
        self._leave(console, said, 0)
        self.counts.saw("locks by idleness")

    def crash(self) -> None:
        """Break the program while a person is open and a variable holds a marker."""
        console, said = self._at_work(_ALIKE)
        console.press(_BREAKS)
        said += console.expect("Tell your IT")
        self._leave(console, said, FAULT)
        self.counts.saw("crashes")

    def _at_work(self, program: tuple[str, ...]) -> tuple[Console, str]:
        """Unlock, go everywhere, open a person and their note, and type into another; find the markers there."""
        tests = str(Path(__file__).resolve().parents[1])
        own = {"HOME": str(self.home), "TMPDIR": str(self.temporary), "LINKWORKER_SETTINGS": str(self.settings)}
        environment = {**os.environ, **own, "TERM": "xterm-256color", "PYTHONPATH": tests}
        console = Console(("--store", str(self.store)), environment, program=program, size=(80, 24))
        self.consoles.append(console)
        said = console.expect("Worker")
        console.press(f"{PASSPHRASE}\r")
        said += console.expect("F3 People")
        for place in _PLACES:
            console.press(place)
        console.press(_F3)
        said += console.expect(SHOWN)
        console.press("\r")
        said += console.expect("Summary")
        console.press("5")
        said += console.expect(re.escape(NOTE[:30]))
        console.press("n")
        said += console.expect("New note")
        console.press(f"\x1b[200~{TYPED}\x1b[201~")  # pasted, so that it is drawn in one piece
        said += console.expect("never saved")
        self._control(console, said)
        return console, said

    def _control(self, console: Console, said: str) -> None:
        """See that the scanner finds what is there to be found."""
        (child,) = console.children()
        found = in_memory(child, self.secrets)
        self.counts.saw("markers found while unlocked", found["a marker"])
        self.counts.saw("keys found while unlocked", found["the data key"])
        assert found["a marker"], "the scanner does not find markers that are there"
        assert found["the data key"], "the scanner does not find a key that is there"
        assert MARK in second_page(said), "no marker was drawn"

    def _locked(self, console: Console) -> str:
        """Wait for the fresh process that asks again; look at all that are left. Return what was said until then."""
        said = console.expect(re.escape("\x1b[?1049l")) + console.expect("Worker")
        for process in sorted(family_of(console.process.pid)):
            which = "the parent" if process == console.process.pid else "the fresh process"
            self._found("found in memory", which, in_memory(process, self.secrets))
            self.counts.saw("processes scanned")
        return said

    def _leave(self, console: Console, said: str, code: int) -> None:
        """Leave the program; look at the terminal and at every file."""
        if code == 0:
            console.press(_LEAVE)
        assert console.ended() == code
        said += console.said
        console.close()
        self.consoles.remove(console)
        self._found("found on the terminal", "the main screen", in_text(main_screen(said), self.secrets))
        self._wrong("copied to a clipboard", "OSC 52", said.count("\x1b]52"))
        for folder in (self.store, self.home, self.temporary):
            self._found("found in files", folder.name, in_files(folder, self.secrets))
        self._wrong("files left behind", "the temporary folder", len(list(self.temporary.iterdir())))
        self._wrong("files left behind", "the home folder", len(list(self.home.rglob("*"))) - 1)
        assert (self.home / ".bash_history").read_text(encoding="utf-8") == _HISTORY

    def _found(self, what: str, where: str, found: Mapping[str, int]) -> None:
        for secret, times in found.items():
            self._wrong(what, f"{secret} in {where}", times)

    def _wrong(self, what: str, where: str, times: int) -> None:
        for _ in range(times):
            self.counts.went_wrong(what, where)
