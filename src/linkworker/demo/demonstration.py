"""A throwaway store: set up with a passphrase that is shown, filled with fictional people, ready to be looked round."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from linkworker.base.clock import Clock, FixedClock
from linkworker.base.settings import Settings
from linkworker.casework.setting_up import NewWorker, set_up
from linkworker.demo.content import content, demonstration_settings
from linkworker.demo.seeding import seed
from linkworker.vault.cost import DEFAULT_COST, Cost
from linkworker.vault.phrases import generate_phrase
from linkworker.vault.recovery_code import RecoveryCode
from linkworker.vault.store import Store

_BEFORE_IT_ALL = timedelta(days=1000)


@dataclass(frozen=True, slots=True)
class Demonstration:
    """An open store of fictional people; `user` and `passphrase` unlock it again. Close the store at the end."""

    store: Store
    worker_id: str
    user: str
    passphrase: str
    settings: Settings


def make_demonstration(folder: Path, clock: Clock, cost: Cost = DEFAULT_COST) -> Demonstration:
    """Make the store in a folder that has none, told as of the clock's day; the same day gives the same story.

    While it is told the store runs on a clock of its own that stands at each day of the story; then it takes `clock`.
    Raises Refused when there is a store already, and what slots and store raise.
    """
    today = clock.today()
    told = content(today)
    first = told.workers[0]
    team = next(each for each in told.teams if each.key == first.team)
    then = FixedClock(datetime.combine(today - _BEFORE_IT_ALL, time(9), tzinfo=UTC))
    passphrase = generate_phrase()
    worker = NewWorker(first.name, first.user, first.title, team.name, team.setting)
    opened = set_up(folder, worker, passphrase, RecoveryCode.make(), then, cost=cost)
    try:
        seed(opened.store, then, opened.worker_id, told, today)
    except BaseException:
        opened.store.close()
        raise
    opened.store.clock = clock
    return Demonstration(opened.store, opened.worker_id, first.user, passphrase, demonstration_settings())
