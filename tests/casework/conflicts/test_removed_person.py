"""A person entered in error on one laptop, about whom another wrote without knowing: somebody is asked."""

from pathlib import Path

import pytest

from laptop_pair import Pair, hand_over, pair
from laptops import Laptop
from linkworker.base.errors import Refused
from linkworker.base.settings import load_settings
from linkworker.casework.conflicts.choosing import choose, keep_it, remove_it
from linkworker.casework.conflicts.conflict_list import conflict_list, count_all, count_of, find
from linkworker.casework.conflicts.conflict_view import Asks, ConflictView
from linkworker.casework.conflicts.putting_back import put_back
from linkworker.casework.day.today import today
from linkworker.journal.conflicts import count_conflicts
from linkworker.records.note import Note
from linkworker.records.person import Person

__all__ = ["pair"]


def meet(pair: Pair) -> None:
    """Bring each laptop what the other wrote."""
    hand_over(*pair)
    hand_over(pair[1], pair[0])


def note(laptop: Laptop, person_id: str, words: str) -> None:
    """Add a note."""
    with laptop.store.unit_of_work(laptop.worker) as uow:
        uow.add(Note(person_id=person_id, on=uow.clock.today(), words=words))


def remove(laptop: Laptop, person_id: str) -> None:
    """Enter the person in error."""
    with laptop.store.unit_of_work(laptop.worker) as uow:
        uow.enter_in_error(uow.get(Person, person_id), "Added twice")


def listed(laptop: Laptop) -> tuple[ConflictView, ...]:
    """Return what is to be chosen on a laptop."""
    with laptop.store.reading() as connection:
        found = conflict_list(connection)
        assert count_all(connection) == count_conflicts(connection) == len(found)
        return found


@pytest.fixture
def ali(pair: Pair) -> str:
    """Removed by Jo, while Sam wrote a note, each unaware of the other."""
    made = pair[0].add("Ali Mansour")
    note(pair[1], pair[1].add("Bea Okafor"), "Somebody else")
    meet(pair)
    note(pair[1], made, "Seen by Jo")
    meet(pair)
    remove(pair[0], made)
    note(pair[1], made, "Disclosed self-harm")
    meet(pair)
    return made


def test_what_another_wrote_about_somebody_removed_is_asked_about(pair: Pair, ali: str) -> None:
    """Where the removal was written: who wrote what without knowing of it, and nothing that was known then."""
    (one,) = listed(pair[0])
    assert (one.asks, one.record_id, one.person_id, one.kind, one.field) == (
        Asks.REMOVAL, ali, ali, "person", "in_error",
    )  # fmt: skip
    assert one.heading == "Ali Mansour: the whole record removed in one place, written about in another"
    assert [(side.shown, side.by, side.where) for side in one.sides] == [
        (True, "Jo Brand-Taylor", "this laptop"), (False, "Sam Okoro", "elsewhere"),
    ]  # fmt: skip
    assert one.sides[0].words == "entered in error"
    assert one.sides[1].words.startswith("a note, written without knowing of it (")
    assert "Disclosed self-harm" in one.sides[1].words
    with pair[0].store.reading() as connection:
        assert count_of(connection, ali) == 1
        assert find(connection, *one.place) == one
        assert conflict_list(connection, after=one.place) == ()


@pytest.mark.usefixtures("ali")
def test_today_asks_whether_the_person_stays(pair: Pair, tmp_path: Path) -> None:
    """Though somebody entered in error is in no list."""
    jo = pair[0]
    settings = load_settings(site_folder=tmp_path, user_folder=tmp_path)
    with jo.store.reading() as connection:
        found = today(connection, jo.clock.today(), settings, device_id=jo.device_id, worker_id=jo.worker, syncs=False)
    items = [item for group in found.groups if group.code == "choices" for item in group.items]
    assert [(item.shown_name, item.opens) for item in items] == [("Ali Mansour", "conflict")]


@pytest.mark.parametrize("keeps", [True, False])
def test_a_removed_person_is_kept_or_removed_anew(pair: Pair, ali: str, *, keeps: bool) -> None:
    """Either way it is settled on both laptops; what was shown before can be put back."""
    jo = pair[0]
    (one,) = listed(jo)
    with jo.store.unit_of_work(jo.worker) as uow:
        (keep_it if keeps else remove_it)(uow, one)
    meet(pair)
    for laptop in pair:
        assert listed(laptop) == ()
        assert laptop.person(ali).in_error is not keeps
    with pytest.raises(Refused, match="nothing to choose"), jo.store.unit_of_work(jo.worker) as uow:
        choose(uow, one, one.sides[0].entry_id)
    if keeps:
        with jo.store.unit_of_work(jo.worker) as uow:
            put_back(uow, one)
        assert jo.person(ali).in_error


def test_what_came_since_the_list_was_read_stops_the_choice(pair: Pair, ali: str) -> None:
    """Nobody removes what they never saw."""
    jo, sam = pair
    (one,) = listed(jo)
    note(sam, ali, "And again")
    hand_over(sam, jo)
    with pytest.raises(Refused, match="Look again"), jo.store.unit_of_work(jo.worker) as uow:
        remove_it(uow, one)
    assert len(listed(jo)[0].sides) == 3


def test_an_edit_of_the_person_and_a_note_are_one_thing_to_choose(pair: Pair, ali: str) -> None:
    """What the pure decision asks of the record, and what was written beside it."""
    jo, sam = pair
    with jo.store.unit_of_work(jo.worker) as uow:
        uow.reinstate(uow.get(Person, ali))
    meet(pair)
    assert listed(jo) == ()
    remove(jo, ali)
    sam.change(ali, wing="D")
    note(sam, ali, "Moved today")
    meet(pair)
    (one,) = listed(jo)
    assert len(one.sides) == 3
    with jo.store.unit_of_work(jo.worker) as uow:
        remove_it(uow, one)
    meet(pair)
    assert listed(jo) == listed(sam) == ()
    assert jo.person(ali).in_error


def test_what_the_remover_wrote_or_knew_is_not_asked_about(pair: Pair) -> None:
    """A removal of what lay there, of both laptops, and the remover's own note after it."""
    jo, sam = pair
    cal = jo.add("Cal Reid")
    hand_over(jo, sam)
    note(sam, cal, "Known")
    meet(pair)
    remove(jo, cal)
    note(jo, cal, "Own")
    meet(pair)
    assert listed(jo) == listed(sam) == ()
