"""How another value is typed; taking back a choice is tested on the screens that do it."""

from datetime import UTC, datetime

import pytest

from linkworker.base.errors import Refused
from linkworker.casework.conflicts.another_value import HowTyped, TypedAs, how_typed
from linkworker.casework.conflicts.conflict_view import Asks, ConflictView, SideView
from linkworker.casework.conflicts.putting_back import can_be_put_back, put_back
from linkworker.records.person import Person
from linkworker.vault.store import Store

AT = datetime(2026, 8, 6, 12, tzinfo=UTC)


def side(entry_id: str, value: object, *, known: bool = True, shown: bool = False) -> SideView:
    """Return a side."""
    return SideView(entry_id, str(value), known, "Jo Brand-Taylor", AT, "this laptop", shown, value)


def conflict(field: str, *sides: SideView, asks: Asks = Asks.VALUE, record_id: str = "r") -> ConflictView:
    """Return something to choose about a person."""
    return ConflictView("person", record_id, record_id, "Ali Mansour", field, field, "", asks, sides)


@pytest.mark.parametrize(
    ("field", "how"),
    [
        ("wing", HowTyped(TypedAs.WORDS)),
        ("release_date", HowTyped(TypedAs.DAY)),
        ("risk_level", HowTyped(TypedAs.ONE_OF, "risk-level")),
        ("no_under_18s", HowTyped(TypedAs.YES_NO)),
        ("worker_id", None),
        ("merged_into", None),
        ("corrects", None),
    ],
)
def test_another_value_is_typed_as_its_field_is(field: str, how: HowTyped | None) -> None:
    """The id of another record is nothing that anybody types."""
    assert how_typed(conflict(field)) == how


def test_of_a_removal_or_two_corrections_there_is_no_other_value() -> None:
    """One of the two has to be chosen."""
    assert how_typed(conflict("wing", asks=Asks.REMOVAL)) is None
    assert how_typed(conflict("wing", asks=Asks.CORRECTION)) is None


def test_several_codes_of_a_list_are_chosen_from_it() -> None:
    """As in the form of a person."""
    found = how_typed(conflict("exclusions"))
    assert found is not None
    assert found.sort == TypedAs.SEVERAL_OF


def test_only_what_was_known_and_changes_something_is_put_back() -> None:
    """The shown side chosen changes nothing; a value that is not here cannot come back."""
    shown, other = side("a", "C", shown=True), side("b", "D")
    assert can_be_put_back(conflict("wing", shown, other), "b")
    assert can_be_put_back(conflict("wing", shown, other), None)
    assert not can_be_put_back(conflict("wing", shown, other), "a")
    assert not can_be_put_back(conflict("wing", side("a", None, known=False, shown=True), other), "b")
    assert can_be_put_back(conflict("corrects", side("a", "C"), other, asks=Asks.CORRECTION), "b")


def test_what_stands_there_already_is_not_put_back(store: Store, worker: str) -> None:
    """And what is not on this laptop cannot be."""
    with store.unit_of_work(worker) as uow:
        ali = uow.add(Person(name="Ali Mansour", wing="C")).id
    for shown, sentence in (
        (side("a", "C", shown=True), "already"),
        (side("a", "C", known=False, shown=True), "not on"),
    ):
        with pytest.raises(Refused, match=sentence), store.unit_of_work(worker) as uow:
            put_back(uow, conflict("wing", shown, side("b", "D"), record_id=ali))
    with store.unit_of_work(worker) as uow:
        put_back(uow, conflict("wing", side("a", "B", shown=True), side("b", "D"), record_id=ali))
        assert uow.get(Person, ali).wing == "B"
