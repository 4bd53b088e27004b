"""What a worker holds back of a person."""

from linkworker.casework.consent.withholding import HeldBack, held_back, let_leave, withhold
from linkworker.casework.people.people import add_person


def test_what_is_held_back_is_listed_until_it_is_let_go(store, worker):
    """Everything about a person and a single record each stand with their reason."""
    with store.unit_of_work(worker) as uow:
        ali = add_person(uow, "Ali Marsh").person_id
        withhold(uow, ali, why="She asked")
        withhold(uow, ali, ali)
        assert held_back(uow.connection, ali) == (HeldBack(None, "She asked"), HeldBack(ali, None))
        let_leave(uow, ali)
        assert held_back(uow.connection, ali) == (HeldBack(ali, None),)
