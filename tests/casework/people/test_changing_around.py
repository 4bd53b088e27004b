"""Changing what is around a person: ways to reach them, who else works with them, when they cannot come."""

from datetime import date, time

import pytest

from linkworker.base.errors import BadInput, NotFound
from linkworker.casework.people.availability import busy_times, cannot_come, change_time
from linkworker.casework.people.people import add_person
from linkworker.casework.people.reaching import (
    add_contact_detail,
    add_professional,
    change_contact_detail,
    change_professional,
    contact_details,
    professionals,
)


@pytest.fixture
def ali(store, worker):
    """Ali Marsh, about whom nothing else is known."""
    with store.unit_of_work(worker) as uow:
        return add_person(uow, "Ali Marsh").person_id


def test_a_way_to_reach_somebody_is_changed_where_it_stands(store, worker, ali):
    """The number, whether it is safe and the note are given anew; the rest keeps its place."""
    with store.unit_of_work(worker) as uow:
        kept = add_contact_detail(uow, ali, "phone", "01632 960001")
        assert change_contact_detail(
            uow, ali, kept, channel="text", value="01632 960002", safe="no", note=" his mum's "
        )
        assert not change_contact_detail(
            uow, ali, kept, channel="text", value="01632 960002", safe="no", note="his mum's"
        )
        with pytest.raises(BadInput, match="Enter the number"):
            change_contact_detail(uow, ali, kept, channel="text", value=" ", safe="no")
        with pytest.raises(NotFound):
            change_contact_detail(uow, ali, ali, channel="text", value="1", safe="no")
        (held,) = contact_details(uow.connection, ali)
    assert (held.value, held.safe, held.note) == ("01632 960002", "no", "his mum's")


def test_a_professional_is_changed_where_they_stand(store, worker, ali):
    """Name and the rest are given anew; a name must stay."""
    with store.unit_of_work(worker) as uow:
        kept = add_professional(uow, ali, "gp", "Dr Odu", phone="01632 960003")
        assert change_professional(uow, ali, kept, role="gp", name="Dr Odu-Hart")
        with pytest.raises(BadInput, match="Enter their name"):
            change_professional(uow, ali, kept, role="gp", name="")
        (held,) = professionals(uow.connection, ali)
    assert held.words == "GP: Dr Odu-Hart"


def test_a_time_is_changed_where_it_stands(store, worker, ali):
    """A stretch of the week is said anew, with the checks of a new one."""
    with store.unit_of_work(worker) as uow:
        kept = cannot_come(uow, ali, weekday="monday", why="college")
        assert change_time(uow, ali, kept, weekday="tuesday", starts=time(9), ends=time(12), why="college")
        with pytest.raises(BadInput, match="must be after"):
            change_time(uow, ali, kept, weekday="tuesday", starts=time(12), ends=time(9))
        with pytest.raises(BadInput, match="Enter a day"):
            change_time(uow, ali, kept, why="college")
        (held,) = busy_times(uow.connection, ali, date(2026, 8, 6))
    assert held.words == "Tuesday 9:00am to midday: college"
