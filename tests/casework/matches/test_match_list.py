"""The list of matches in the fewest words, the directory that is kept, and the other way round: whom it fits."""

import pytest

from casework import offered
from linkworker.base.errors import NotFound
from linkworker.casework.matches.fitting_people import fitting, one_alone, people_of
from linkworker.casework.matches.kept_directory import KeptDirectory
from linkworker.casework.matches.match_list import MatchList
from linkworker.casework.matches.matching import match_person
from linkworker.matching.verdict import Group
from linkworker.vault.store import Store

TODAY = offered.TODAY


def test_the_list_is_narrowed_by_words_and_keeps_its_numbers(store: Store, worker: str) -> None:
    """Words of name, kind, provider and place; every word must be there."""
    with store.unit_of_work(worker) as uow:
        person = offered.person(uow)
        offered.consent(uow, person)
        offered.plan(uow, person)
        trust = offered.provider(uow)
        offered.activity(uow, trust)
        offered.activity(uow, trust, "Cook and eat", kinds=["cookery"], domains=[], taken=12, waiting=3)
        offered.activity(uow, trust, "Seniors' chess", kinds=["social-group"], minimum_age=50, maximum_age=99)
        matches = MatchList(match_person(uow.connection, person, TODAY))
    groups = matches.groups()
    assert [len(groups[group]) for group in Group] == [1, 1, 1]
    row = matches.row(groups[Group.FITS][0])
    assert (row.number, row.when, row.cost, row.reasons) == (
        1, "Tue 6:00pm", "free", ("asked for", "1 goal", "own area"),
    )  # fmt: skip
    found = matches.groups("cook lewes")
    assert [each.number for group in Group for each in found[group]] == [2]
    assert matches.row(found[Group.FITS_IF][0]).reasons == ("if a place comes free: 3 wait",)
    assert matches.groups("lewes zzz") == dict.fromkeys(Group, ())
    assert [each.words() for each in matches.blocking()] == ["Age: 1 activity", "Free place: 1 activity"]
    assert (matches.at(0), matches.at(4), len(matches)) == (None, None, 3)


def test_the_directory_is_read_again_only_after_a_save(store: Store, worker: str) -> None:
    """The same one for the same count of saves; another after a save, or on another day."""
    held = KeptDirectory()
    with store.unit_of_work(worker) as uow:
        offered.activity(uow, offered.provider(uow))
    with store.reading() as connection:
        first = held.at(connection, 1, TODAY)
        assert held.at(connection, 1, TODAY) is first
        assert held.at(connection, 2, TODAY) is not first
        assert held.at(connection, 2, offered.NEXT_YEAR) is not first


def test_one_activity_is_matched_with_a_workers_people(store: Store, worker: str) -> None:
    """By name, each with a group and why."""
    with store.unit_of_work(worker) as uow:
        ali, bo = offered.person(uow), offered.person(uow, name="Bo Lang", sex="female", risk_level="high")
        offered.person(uow, name="Of another worker", worker_id=None)
        offered.consent(uow, ali)
        made = offered.activity(uow, offered.provider(uow))
        connection = uow.connection
        people = people_of(connection, worker)
        assert people == ((ali, "Ali Marsh"), (bo, "Bo Lang"))
        found = fitting(connection, people, one_alone(connection, made, TODAY), TODAY)
        with pytest.raises(NotFound, match="no such activity"):
            one_alone(connection, "nothing", TODAY)
    assert [(each.name, each.group) for each in found] == [
        ("Ali Marsh", Group.FITS), ("Bo Lang", Group.DOES_NOT_FIT),
    ]  # fmt: skip
    assert any("high" in reason for reason in found[1].reasons)
