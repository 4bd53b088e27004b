"""The directory as a list that can be jumped about in, what lapses first, and what is kept for a form."""

from datetime import date, time, timedelta

import pytest

from casework import offered
from linkworker.base.errors import NotFound
from linkworker.casework.directory.activity_upkeep import stop_activity
from linkworker.casework.directory.as_kept import kept, names_of
from linkworker.casework.directory.brief import brief_cost, brief_when
from linkworker.casework.directory.directory import Sought
from linkworker.casework.directory.directory_list import Chosen, count_listed, listed_at, place_listed
from linkworker.casework.directory.provider_list import activities_of, providers_by_lapse
from linkworker.casework.directory.provider_upkeep import add_provider
from linkworker.records.activity import Activity
from linkworker.records.provider import Provider
from linkworker.vault.store import Store

TODAY = offered.TODAY


@pytest.mark.parametrize(
    ("times", "item", "said"),
    [
        ([], "activity", "not known"),
        ([], "membership", "any day"),
        ([("tuesday", time(18))], "activity", "Tue 6:00pm"),
        ([("tuesday", None)], "activity", "Tue"),
        ([(None, None)], "activity", "not known"),
        ([(None, time(9)), (None, time(10))], "activity", "not known"),
        ([("thursday", time(10)), ("monday", time(10))], "activity", "Mon, Thu"),
        ([("monday", time(9)), ("tuesday", time(9)), ("wednesday", time(9))], "activity", "Mon to Wed"),
        ([("monday", time(9)), ("wednesday", time(9)), ("friday", time(9))], "activity", "3 days"),
    ],
)
def test_when_in_the_fewest_words(times: list[tuple[str | None, time | None]], item: str, said: str) -> None:
    """Never more than eleven letters."""
    assert brief_when(times, item) == said
    assert len(said) <= 11


@pytest.mark.parametrize(
    ("pence", "per", "words", "said"),
    [
        (None, None, None, "not known"),
        (None, None, "ask", "in words"),
        (0, "session", None, "free"),
        (2500, "month", None, "£25 month"),
        (9000, "once", None, "£90"),
        (350, "session", None, "£3.50 session"),
    ],
)
def test_cost_in_the_fewest_words(pence: int | None, per: str | None, words: str | None, said: str) -> None:
    """Pounds without pence where there are none."""
    assert brief_cost(pence, per, words) == said


def test_any_rows_of_the_directory_can_be_asked_for(store: Store, worker: str) -> None:
    """By place in the list, counted, and where one stands; the three lists hold what they say."""
    with store.unit_of_work(worker) as uow:
        trust = offered.provider(uow)
        ids = [offered.activity(uow, trust, f"Football {number}") for number in range(5)]
        old = offered.activity(uow, trust, "Chess", status_on=TODAY - timedelta(days=400))
        stop_activity(uow, ids[4], "The pitch is sold")
        connection, sought = uow.connection, Chosen.RUNNING.sought()
        assert count_listed(connection, sought, TODAY) == 5
        assert [row.name for row in listed_at(connection, sought, TODAY, 3, 9)] == ["Football 2", "Football 3"]
        assert place_listed(connection, sought, TODAY, ids[2]) == 3
        assert place_listed(connection, sought, TODAY, ids[4]) is None
        assert place_listed(connection, Chosen.ALL.sought(), TODAY, ids[4]) == 5
        assert count_listed(connection, Chosen.TO_CONFIRM.sought(), TODAY) == 1
        (row,) = listed_at(connection, Sought("chess"), TODAY, 0, 9)
    assert (row.id, row.when, row.cost, row.stale) == (old, "Tue 6:00pm", "free", True)


def test_providers_stand_by_what_lapses_first(store: Store, worker: str) -> None:
    """How many checks end on that day; those without any end come last."""
    with store.unit_of_work(worker) as uow:
        add_provider(uow, "A new one")
        offered.provider(uow, "Later")
        soon = offered.provider(uow, "Soon", ends=date(2026, 8, 20))
        offered.activity(uow, soon)
        rows = providers_by_lapse(uow.connection, TODAY)
        late = providers_by_lapse(uow.connection, date(2026, 9, 1))
        runs = activities_of(uow.connection, soon)
    assert [row.name for row in rows] == ["Soon", "Later", "A new one"]
    assert rows[0].lapse_words() == "6 checks end"
    assert late[0].lapse_words() == "6 checks ended"
    assert rows[2].lapse_words() == ""
    assert [(row.name, row.running) for row in runs] == [("Walking football", True)]


def test_what_is_kept_is_read_in_codes(store: Store, worker: str) -> None:
    """As a form needs it; what is not there is said so."""
    with store.unit_of_work(worker) as uow:
        trust = offered.provider(uow)
        made = offered.activity(uow, trust)
        held = kept(uow.connection, Activity, made)
        assert (held["kinds"], held["provider_id"], held["minimum_age"]) == (["football"], trust, 16)
        assert names_of(uow.connection, Provider) == ((trust, "Lewes FC Trust"),)
        with pytest.raises(NotFound, match="There is no provider"):
            kept(uow.connection, Provider, "nobody")
