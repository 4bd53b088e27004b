"""Today: what was written in two places, of the worker's own people and of nobody's directory."""

from pathlib import Path

from laptop_pair import Pair, hand_over, pair
from laptops import Laptop
from linkworker.base.settings import load_settings
from linkworker.casework.conflicts.choosing import remove_it
from linkworker.casework.conflicts.conflict_list import conflict_list
from linkworker.casework.conflicts.conflict_view import Asks
from linkworker.casework.day.today import today
from linkworker.records.person import Person
from linkworker.records.provider import Provider

__all__ = ["pair"]


def choices(laptop: Laptop, tmp_path: Path) -> list[tuple[str | None, str, str]]:
    """Return what a laptop's Today lists as written in two places: whose, why, and what it opens."""
    settings = load_settings(site_folder=tmp_path, user_folder=tmp_path)
    with laptop.store.reading() as connection:
        found = today(
            connection, laptop.clock.today(), settings, device_id=laptop.device_id, worker_id=laptop.worker, syncs=False
        )
    items = [item for group in found.groups if group.code == "choices" for item in group.items]
    return [(item.shown_name, item.why, item.opens) for item in items]


def test_own_people_and_the_directory_are_listed(pair: Pair, tmp_path: Path) -> None:
    """One line a person, one for all that is nobody's; another worker's people are not this one's to choose for."""
    jo, sam = pair
    ali = jo.add("Ali Mansour", wing="B", risk_level="low")
    with jo.store.unit_of_work(jo.worker) as uow:
        gym = uow.add(Provider(name="Fenwick gym")).id
    hand_over(jo, sam)
    for laptop, wing, risk, name in ((jo, "C", "medium", "Fenwick Gym"), (sam, "D", "high", "The gym at Fenwick")):
        laptop.change(ali, wing=wing, risk_level=risk)
        with laptop.store.unit_of_work(laptop.worker) as uow:
            uow.change(uow.get(Provider, gym), name=name)
    hand_over(jo, sam)
    hand_over(sam, jo)
    of_nobody = (None, "The directory: 1 thing to choose between.", "conflict")
    assert sorted(choices(jo, tmp_path), key=str) == sorted(
        [("Ali Mansour", "2 things to choose between.", "conflict"), of_nobody], key=str
    )
    assert choices(sam, tmp_path) == [of_nobody]


def test_a_whole_record_that_was_removed_and_changed_is_asked_for(pair: Pair, tmp_path: Path) -> None:
    """Though a record entered in error is in no list; once it goes for good, what else differs is nobody's concern."""
    jo, sam = pair
    ali = jo.add("Ali Mansour", wing="B")
    hand_over(jo, sam)
    with jo.store.unit_of_work(jo.worker) as uow:
        uow.change(uow.get(Person, ali), wing="C")
        uow.enter_in_error(uow.get(Person, ali), "A double")
    sam.change(ali, wing="D")
    hand_over(sam, jo)
    assert choices(jo, tmp_path) == [("Ali Mansour", "Removed and changed: does it stay?", "conflict")]
    with jo.store.reading() as connection:
        (asked,) = [each for each in conflict_list(connection) if each.asks == Asks.REMOVAL]
    with jo.store.unit_of_work(jo.worker) as uow:
        remove_it(uow, asked)
    assert choices(jo, tmp_path) == []
