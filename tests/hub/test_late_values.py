"""Values that come before the entry they belong to: they wait with their bundle, and are never dropped unsaid."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from linkworker.casework.consent.withholding import let_leave, withhold
from linkworker.cli.commands.hub_told import told_of_bundles
from linkworker.hub.devices import State
from linkworker.hub.ingest import GIVES_UP
from linkworker.hub.receiving import receive, what_waited
from linkworker.hub.status import status
from linkworker.hub.tables import HUB_DEVICE
from linkworker.vault.devices import become_new_device
from linkworker.vault.store import Store
from two_sides import Laptop, hub_person


def early(hub, jo: Laptop) -> tuple[str, list[Path], list[Path]]:
    """Return Ali's id, the former device's files, in which he is bare, and the new one's, with his values.

    The laptop believes that the former ones arrived. An earlier version let values go without any receipt.
    """
    jo.join(hub)
    ali = jo.add("Ali Mansour", wing="B2")
    with jo.store.unit_of_work(jo.worker) as uow:
        withhold(uow, ali)
    old, before = jo.send(), jo.id
    with jo.store.writing() as connection:
        connection.exec_driver_sql("UPDATE bundle SET receipted_at = made_at")
        become_new_device(connection)
    folder, clock = jo.store.folder, jo.store.clock
    jo.store.close()
    jo.store = Store.open(folder, jo.key, clock)
    jo.join(hub, instead_of=before)
    with jo.store.unit_of_work(jo.worker) as uow:
        let_leave(uow, ali)
    sent = jo.send()
    new = [path for path in sent if jo.public.short in path.name]
    return ali, [*old, *(path for path in sent if path not in new)], new


def test_they_wait_until_the_entry_comes(either, jo):
    """The bundle waits as a whole, is told to the laptop, and comes in right behind the one that it waited for."""
    ali, old, new = early(either, jo)
    (waits,) = receive(either, new)
    assert (str(waits.state), waits.kept is not None) == ("waiting", True)
    with either.reading() as connection:
        assert [each.waiting for each in status(connection, "").devices if each.waiting] == [(1,)]
    taken = list(receive(either, old))
    assert [str(each.state) for each in taken] == ["taken-in"] * len(taken)
    assert waits.hash in {each.hash for each in taken}
    assert sum(each.applied.late for each in taken) == 3
    assert hub_person(either, ali).wing == "B2"
    assert list(either.inbox.iterdir()) == []


@pytest.mark.parametrize("how", ["time", "again", "retired"])
def test_they_do_not_hold_up_the_rest_for_ever(trial, jo, clock, how):
    """When the entry can never come, or has not for ninety days, the rest comes in, and it is said what did not."""
    ali, _, new = early(trial, jo)
    if how == "retired":
        with trial.writing() as connection:
            own = HUB_DEVICE.c.device_id != jo.id
            connection.execute(update(HUB_DEVICE).where(own).values(state=str(State.RETIRED)))
        (taken,) = receive(trial, new)
    else:
        list(receive(trial, new))
        clock.advance(GIVES_UP - timedelta(minutes=1))
        assert list(what_waited(trial)) == []
        if how == "again":  # a stick that is left in brings the same file each day
            assert [str(each.state) for each in receive(trial, new)] == ["waiting"]
        clock.advance(timedelta(minutes=1))
        (taken,) = what_waited(trial) if how == "time" else receive(trial, new)
    assert (str(taken.state), taken.applied.homeless) == ("taken-in", 3)
    (line,) = told_of_bundles([taken])
    assert line.endswith("3 values left out: nothing came that they belong to.")
    assert hub_person(trial, ali) is None
