"""Undoing all that one save wrote."""

import pytest

from linkworker.base.errors import Refused
from linkworker.casework.history.undoing import can_be_undone, undo_save
from linkworker.journal.actions import Action
from linkworker.records.person import Person
from linkworker.vault.store import Store


def test_a_save_that_made_a_record_and_then_changed_it_is_taken_back_whole(store: Store, worker: str) -> None:
    """What the save made is marked as entered in error, though it changed it after making it."""
    with store.unit_of_work(worker) as uow:
        person = uow.add(Person(name="Ali Marsh"))
        uow.change(person, known_as="Al")
    with store.unit_of_work(worker) as later:
        undo_save(later, uow.written)
    with store.unit_of_work(worker) as after:
        assert after.get(Person, person.id).in_error


def test_a_change_is_given_back(store: Store, worker: str) -> None:
    """Each field has again what it had before."""
    with store.unit_of_work(worker) as uow:
        person = uow.add(Person(name="Ali Marsh", known_as="Al"))
    with store.unit_of_work(worker) as uow:
        uow.change(uow.get(Person, person.id), name="Alison Marsh", known_as="Ali")
    with store.unit_of_work(worker) as later:
        undo_save(later, uow.written)
    with store.unit_of_work(worker) as after:
        found = after.get(Person, person.id)
        assert (found.name, found.known_as, found.in_error) == ("Ali Marsh", "Al", False)


def test_nothing_is_undone_when_part_of_it_has_moved_on(store: Store, worker: str) -> None:
    """A later change of one record keeps the whole save as it is."""
    with store.unit_of_work(worker) as uow:
        first, second = uow.add(Person(name="Ali Marsh")), uow.add(Person(name="Bea Long"))
    with store.unit_of_work(worker) as later:
        later.change(later.get(Person, first.id), known_as="Al")
    with pytest.raises(Refused, match="changed since"), store.unit_of_work(worker) as undoing:
        undo_save(undoing, uow.written)
    with store.unit_of_work(worker) as after:
        assert not after.get(Person, first.id).in_error
        assert not after.get(Person, second.id).in_error


def test_looking_cannot_be_undone(store: Store, worker: str) -> None:
    """An event changes no record."""
    with store.unit_of_work(worker) as uow:
        uow.event(Action.VIEWED, "store", store.id)
    assert not can_be_undone(uow.written)
    with pytest.raises(Refused, match="nothing to undo"), store.unit_of_work(worker) as undoing:
        undo_save(undoing, uow.written)
