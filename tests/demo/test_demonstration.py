"""Making the demonstration: the same story each time, a passphrase that opens it, and nothing left of a failure."""

import json
import re
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from demonstration import CHEAP, NOON, told_once
from linkworker.base.clock import FixedClock
from linkworker.base.errors import Refused
from linkworker.base.ids import new_id
from linkworker.demo.content import content
from linkworker.demo.demonstration import make_demonstration
from linkworker.demo.fault import DemonstrationFault
from linkworker.demo.seeding import seed
from linkworker.demo.shapes import ReferralTold, StateTold
from linkworker.journal.actions import Action
from linkworker.journal.tables import ENTRY
from linkworker.records.registry import KINDS
from linkworker.records.worker import Team, Worker
from linkworker.vault.data_key import DataKey
from linkworker.vault.store import Store

_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_HASHES = frozenset({"sha256"})  # of texts that hold ids


def everything_told(store: Store) -> dict[str, Any]:
    """Every value of every record and what the journal says was done, with ids replaced by the order they came in."""
    with store.reading() as connection:
        entries = connection.execute(select(ENTRY.c.header).order_by(ENTRY.c.seq)).scalars().all()
        headers = [json.loads(header) for header in entries]
        order: dict[str, str] = {}
        for header in headers:
            order.setdefault(header["record"], f"#{len(order)}")
        without_ids = partial(_ID.sub, lambda found: order.get(found[0], "#"))
        tables = {
            name: sorted(
                without_ids(json.dumps({k: v for k, v in row.items() if k not in _HASHES}, default=str, sort_keys=True))
                for row in connection.execute(select(kind.table())).mappings()
            )
            for name, kind in KINDS.items()
        }
    done = [
        (h["at"], h["action"], h["kind"], order[h["record"]], [each["field"] for each in h["fields"]])
        for h in headers
        if h["action"] != Action.UNLOCKED
    ]
    return {**tables, "done": done}


def test_the_same_day_gives_the_same_story(tmp_path: Path) -> None:
    """Told twice, every value of every record is the same, and every entry of the journal is of the same deed."""
    clock = FixedClock(NOON)
    again = make_demonstration(tmp_path / "again", clock, CHEAP)
    with told_once().copied(tmp_path / "once").opened().store as first, again.store as second:
        assert everything_told(first) == everything_told(second)
        assert second.clock is clock, "what is done from now on happens today"


def test_the_passphrase_that_is_shown_opens_the_store(tmp_path: Path) -> None:
    """A worker can unlock it again as they would their own."""
    opened = told_once().copied(tmp_path / "store").opened()
    with opened.store as store, store.reading() as connection:
        table = Worker.table()
        name = connection.execute(select(table.c.name).where(table.c.id == opened.worker_id)).scalar_one()
    assert name == "Dana Whitlock"


def test_a_store_that_is_there_is_left_alone(tmp_path: Path) -> None:
    """The demonstration is never told over somebody's own store."""
    told = told_once().copied(tmp_path / "store")
    with pytest.raises(Refused):
        make_demonstration(told.folder, FixedClock(NOON), CHEAP)
    told.opened().store.close()


def test_what_casework_refuses_is_said_with_whom_and_when(tmp_path: Path) -> None:
    """Whoever edits a data file reads which event cannot be."""
    told = content(NOON.date())
    jaz = next(person for person in told.people if person.key == "jaz")
    wrong = replace(jaz, referral=(ReferralTold("climbing-wall", (StateTold(NOON.date(), "agreed"),)),))
    clock = FixedClock(NOON - timedelta(days=1000))
    with Store.make(tmp_path / "store", new_id(), DataKey.make(), clock) as store:
        with store.unit_of_work(None) as uow:
            team = uow.add(Team(name="Marlshire leaving care"))
            first = uow.add(Worker(name="Dana Whitlock", team_id=team.id)).id
        with pytest.raises(DemonstrationFault, match=r"jaz on 2026-08-06: .*[Ii]nsurance"):
            seed(store, clock, first, replace(told, people=(wrong,)), NOON.date())
