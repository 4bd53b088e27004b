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
SLOW = {"caseload_painted", "memory", "key_press", "unlock", "protections"}
"""Rows that unlock the screens several times even in their small form; they are left to whoever measures."""
LINUX_ALONE = {"first_screen"}
"""Rows that need a pseudo-terminal."""


def _run(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(BENCHMARKS), *words]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the stores are that the rows read: made once for all of them, as in a run of the whole table."""
    return tmp_path_factory.mktemp("benchmarks")


@pytest.mark.slow
@pytest.mark.parametrize("row", [row for row in ROWS if row not in SLOW])
def test_each_row_of_the_speed_table_is_measured(row: str, folder: Path) -> None:
    """A row's parts are there, answer, and come to a printed line."""
    if row in LINUX_ALONE and sys.platform != "linux":
        pytest.skip("it is measured on Linux alone")
    done = _run(row, "--small", "--folder", str(folder))
    assert done.returncode == 0, done.stderr
    assert ": ours " in done.stdout
    assert "All rows were measured." in done.stdout


def test_a_row_that_there_is_not_is_named_with_those_there_are() -> None:
    """A mistyped name is answered with the names of all rows, so the list here cannot fall behind."""
    done = _run("no-such-row")
    assert done.returncode == 2
    assert f"There are: {', '.join(ROWS)}" in done.stderr


@pytest.mark.slow
def test_the_day_at_scale_goes_on_in_a_database_that_was_filled_up() -> None:
    """First and later months are taken in before and after the filling, and the lines say what was filled in."""
    done = _run("scale", "--entries", "40", "--every", "2", "--later", "1", "--fill", "400")
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("first months: ") == done.stdout.count("later months: ") == 2
    assert "Filled in on the server, not taken in: " in done.stdout
    assert " of them filled in), later months: " in done.stdout
