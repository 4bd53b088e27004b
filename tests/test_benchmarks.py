"""The benchmarks run: each row at a small size, for its answers only. No time is judged here."""

import subprocess
import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parent / "benchmarks"
ROWS = (
    "store", "person_page", "key_press", "protections", "match", "seal", "ingest", "verify", "plan_pdf", "start_up",
    "unlock", "first_screen", "caseload_painted", "memory",
)  # fmt: skip
SLOW = {"caseload_painted", "memory"}
"""Rows that unlock the screens several times even in their small form; they are left to whoever measures."""
LINUX_ALONE = {"first_screen"}
"""Rows that need a pseudo-terminal."""


def _run(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(BENCHMARKS), *words]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.mark.slow
@pytest.mark.parametrize("row", [row for row in ROWS if row not in SLOW])
def test_each_row_of_the_speed_table_is_measured(row: str, tmp_path: Path) -> None:
    """A row's parts are there, answer, and come to a printed line."""
    if row in LINUX_ALONE and sys.platform != "linux":
        pytest.skip("it is measured on Linux alone")
    done = _run(row, "--small", "--folder", str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert ": ours " in done.stdout
    assert "All rows were measured." in done.stdout


def test_a_row_that_there_is_not_is_named_with_those_there_are() -> None:
    """A mistyped name is answered with the names of all rows, so the list here cannot fall behind."""
    done = _run("no-such-row")
    assert done.returncode == 2
    assert f"There are: {', '.join(ROWS)}" in done.stderr
