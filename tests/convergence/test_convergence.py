"""Laptops and a hub with real stores and sealed files: whatever happens, all agree in the end and nothing is lost."""

import time

import pytest

from convergence.driving import drive
from convergence.machine import Convergence, run
from linkworker.journal import decision

EXAMPLES, STEPS = 6, 12
DRIVEN = (0, 19, 24, 31)


@pytest.mark.slow
def test_any_order_of_anything_ends_in_agreement() -> None:
    """Found by Hypothesis: duplicates, loss, delay, forks, restored backups, wrong clocks, erasures, transfers."""
    began = time.monotonic()
    did = run(EXAMPLES, STEPS)
    print(f"{time.monotonic() - began:.0f} s", dict(did))
    assert did["silently lost"] == 0
    assert did["shown"] > 10


@pytest.mark.slow
def test_busy_laptops_by_chance_end_in_agreement() -> None:
    """More is written there, so more meets."""
    Convergence.did.clear()
    for seed in DRIVEN:
        drive(seed, 25)
    did = Convergence.did
    print(dict(did))
    assert did["silently lost"] == 0
    assert did["asked about"] > 0
    assert did["typed over by somebody who knew"] > 30


@pytest.mark.slow
def test_a_program_that_lets_the_last_writer_win_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """The check is no mirror of the decision: with only the latest tip it finds what is lost."""
    whole = decision._Record.tips_of

    def latest(self, field):
        return sorted(whole(self, field), key=lambda entry: entry.order)[-1:]

    monkeypatch.setattr(decision._Record, "tips_of", latest)
    with pytest.raises(AssertionError, match="nobody is asked"):
        for seed in range(5):
            drive(seed, 25)
