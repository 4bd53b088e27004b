"""The search for secrets in its quick form, and that it finds what it must."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from faults.looked_at import in_files, in_memory, main_screen, second_page, spellings
from faults.memory_scan import run


@pytest.mark.slow
def test_nothing_is_left_after_a_lock_and_after_a_crash(tmp_path: Path) -> None:
    """Markers in every text field, the data key and the passphrase: in no process, no file, and not on the screen."""
    counts = run(full=False, folder=tmp_path)
    if counts.skipped:
        pytest.skip(counts.skipped)
    print(*counts.lines(), sep="\n")
    assert set(counts.wrong.values()) == {0}, counts.failures
    assert counts.tried["fields with a marker"] > 100
    assert counts.tried["markers found while unlocked"] > 10
    assert counts.tried["keys found while unlocked"] > 0


_HOLDS = "import sys; held = sys.stdin.readline().encode().decode(); print('held', flush=True); sys.stdin.readline()"


@pytest.mark.parametrize("words", ["Brimstone heron", "Łukasz heron", "heron 🐦 heron"])
def test_what_is_in_memory_is_found(words: str) -> None:
    """Whether Python keeps one byte for a letter, two or four; what is not there is not found."""
    if sys.platform != "linux":
        pytest.skip("Only Linux shows the memory of a process.")
    start = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "env": {**os.environ, "PYTHONUTF8": "1"}}
    with subprocess.Popen([sys.executable, "-c", _HOLDS], encoding="utf-8", **start) as holds:
        assert holds.stdin is not None
        assert holds.stdout is not None
        holds.stdin.write(f"{words}\n")
        holds.stdin.flush()
        assert holds.stdout.readline() == "held\n"
        found = in_memory(
            holds.pid, {"it": spellings(words)[1:], "bytes": spellings(words)[:1], "other": (b"Cormorant",)}
        )
        holds.stdin.close()
    assert found["it"] or found["bytes"]
    assert found["other"] == 0


def test_what_is_in_a_file_is_found(tmp_path: Path) -> None:
    """In its bytes, in whatever spelling, and in its name."""
    (tmp_path / "Dana-notes.txt").write_bytes("said Dana".encode("utf-16-le"))
    assert in_files(tmp_path, {"her": spellings("Dana")}) == {"her": 2}


def test_the_two_pages_of_a_terminal_are_told_apart() -> None:
    """What was drawn on the second is not what can be scrolled back to."""
    said = "before\x1b[?1049h\x1b[1;31mDa\x1b[0mna\x1b[?1049l\x1b]0;title\x07after\x1b[?1049hEve"
    assert main_screen(said) == "beforeafter"
    assert second_page(said) == "DanaEve"
