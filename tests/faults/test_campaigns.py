"""The faults in their quick form: each campaign is short, the same in every run, and counts nothing that went wrong."""

from pathlib import Path

import pytest

from faults.campaigns import run_campaign

QUICK = (
    "kill",
    "full_disk",
    "read_only",
    "second_process",
    "clock_jumps",
    "flips_store",
    "flips_log",
    "flips_slots",
    "flips_backup",
    "flips_bundle",
    "mutations",
    "requests",
)


@pytest.mark.slow
@pytest.mark.parametrize("name", QUICK)
def test_nothing_happens_that_must_never_happen(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The counts are printed, and every count of what must never happen is 0."""
    counts = run_campaign(name, tmp_path / name, full=False)
    with capsys.disabled():
        print("", *counts.lines(), sep="\n")
    if counts.skipped:
        pytest.skip(counts.skipped)
    assert sum(counts.tried.values()) > 0
    assert counts.held, counts.failures
