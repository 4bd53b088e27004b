"""Long histories in their quick form: nothing is silently lost, and the appliers arrive at what the decision says."""

from dataclasses import replace
from datetime import timedelta

import pytest

from convergence import histories as module
from convergence.appliers import hold
from convergence.histories import Figures, History, histories
from convergence.last_writer import LastWriter
from convergence.world import NOON
from linkworker.hub.set_applier import apply_set
from linkworker.journal.applying import apply
from linkworker.journal.decision import state_of
from memory_laptops import memory


def test_nothing_is_silently_lost_in_long_histories() -> None:
    """Where the last writer would have won, a third of what two people typed at once was gone."""
    figures = histories(8)
    print(*figures.lines(), sep="\n")
    assert figures.lost == 0
    assert figures.contended > 500
    assert figures.each_contended > figures.contended // 10
    assert figures.row_contended > figures.each_contended


def test_a_decision_that_forgets_the_other_side_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The check is no mirror of the decision: without the further tips it finds what is lost."""

    def forgetful(entries):
        return replace(state_of(entries), tips=())

    monkeypatch.setattr(module, "state_of", forgetful)
    with pytest.raises(AssertionError, match="nobody is asked"):
        histories(3)


@pytest.mark.parametrize("seed", [0, 5])
def test_the_row_by_row_applier_arrives_at_what_the_decision_says(seed: int) -> None:
    """Heads, tips, rows and conflicts, with the bundles in any order and some of them twice."""
    engine = memory()
    with engine.begin() as connection:
        hold(History(seed), connection, apply)
    engine.dispose()


def test_the_set_by_set_applier_does_too(postgresql) -> None:
    """On PostgreSQL."""
    with postgresql.begin() as connection:
        hold(History(3), connection, apply_set)


def test_the_later_time_of_day_wins_there() -> None:
    """The edit with the earlier one is lost, unless its value was seen and typed over; by rows the whole row goes."""
    jo, sam = LastWriter(by_row=False), LastWriter(by_row=False)
    jo.type("ali", "wing", "first", NOON)
    jo.type("ali", "wing", "second", NOON + timedelta(hours=1))
    sam.type("ali", "wing", "other", NOON + timedelta(minutes=1))
    jo.merge(sam)
    assert [jo.has_lost("ali", "wing", edit) for edit in ("first", "second", "other")] == [False, False, True]
    jo, sam = LastWriter(by_row=True), LastWriter(by_row=True)
    jo.type("ali", "wing", "wing", NOON)
    sam.type("ali", "area", "area", NOON + timedelta(minutes=1))
    jo.merge(sam)
    assert jo.has_lost("ali", "wing", "wing")
    assert not jo.has_lost("ali", "area", "area")


def test_figures_add_up() -> None:
    """And the table has a line for each way."""
    figures = Figures(histories=1, edits=10, contended=4, row_contended=2)
    figures.add(figures)
    assert (figures.edits, figures.row_contended) == (20, 4)
    assert [line.split()[0] for line in figures.lines()[3:]] == ["linkworker", "last", "last"]
