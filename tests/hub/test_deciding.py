"""What the centre decides goes down, and is an entry of the hub's own."""

from datetime import date

import pytest
from sqlalchemy import select

from linkworker.base.errors import NotFound, Refused
from linkworker.casework.erasure.erasing import SpeaksAgainst
from linkworker.hub import deciding
from linkworker.hub.choosing import choose_side, conflict_of
from linkworker.hub.staff import staff
from linkworker.hub.transfer import transfer
from linkworker.journal.conflicts import conflicts
from linkworker.records.money import MoneyRequest, Pot
from linkworker.records.oversight import Oversight
from two_sides import carry_down, carry_up, hub_person


@pytest.fixture
def shared(trial, jo):
    """A hub that knows Jo's Ali; who decides there."""
    jo.join(trial)
    ali = jo.add("Ali Mansour")
    carry_up(trial, jo)
    return trial, ali, staff(trial, "Robin Hale")


def rows(laptop, kind):
    with laptop.store.reading() as connection:
        return connection.execute(select(kind.table())).all()


def test_a_request_is_approved_at_the_centre(shared, jo):
    """The laptop hears it, and by whom."""
    hub, ali, by = shared
    with jo.store.unit_of_work(jo.worker) as uow:
        pot = uow.add(Pot(name="Resettlement", amount_pence=100_000)).id
        request = MoneyRequest(
            person_id=ali, pot_id=pot, amount_pence=2500, what_for="Boots", state_on=date(2026, 8, 6)
        )
        asked = uow.add(request).id
    carry_up(hub, jo)
    assert deciding.fund(hub, by, asked, approve=True) == ali
    carry_down(hub, jo)
    (row,) = rows(jo, MoneyRequest)
    assert (row.state, row.decided_by) == ("approved", by)
    with pytest.raises(NotFound):
        deciding.fund(hub, by, ali, approve=True)


def test_what_is_no_id_is_no_request(hub):
    """PostgreSQL would not even look for it."""
    with pytest.raises(NotFound, match="no request for money"):
        deciding.fund(hub, staff(hub, "Robin Hale"), "123", approve=True)


def test_a_sign_off_goes_down(shared, jo):
    """As a look by a named manager."""
    hub, ali, by = shared
    deciding.sign_off(hub, by, ali, by_name="Robin Hale", checked=["plan"])
    carry_down(hub, jo)
    assert [row.by_name for row in rows(jo, Oversight)] == ["Robin Hale"]


def test_an_erasure_at_the_centre_erases_on_the_laptop(shared, jo):
    """Rows and values; what was said against it has to be answered."""
    hub, ali, by = shared
    with pytest.raises(SpeaksAgainst):
        jo.change(ali, safeguarding=True)
        carry_up(hub, jo)
        deciding.erase_person(hub, by, ali, "asked")
    deciding.erase_person(hub, by, ali, "asked", despite="The lead agreed")
    carry_down(hub, jo)
    assert (hub_person(hub, ali), jo.person(ali), jo.notes(ali)) == (None, None, [])


def test_one_record_is_erased_by_its_id(shared, jo):
    """The person stays."""
    hub, ali, by = shared
    note = jo.note(ali, "Somebody else's words")
    carry_up(hub, jo)
    deciding.erase_record(hub, by, note, "asked")
    carry_down(hub, jo)
    assert jo.notes(ali) == ["Met Ali Mansour"]
    with pytest.raises(NotFound):
        deciding.erase_record(hub, by, ali, "asked")


def test_two_records_of_one_person_are_joined_and_parted(shared, jo):
    """The one that ends leads to the other, until it is undone."""
    hub, ali, by = shared
    twin = jo.add("Ali Mansor")
    carry_up(hub, jo)
    deciding.merge(hub, by, twin, ali, "Same birthday")
    carry_down(hub, jo)
    assert jo.person(twin).merged_into == ali
    with pytest.raises(Refused, match="joined with another itself"):
        deciding.merge(hub, by, ali, twin)
    carry_up(hub, jo)
    deciding.unmerge(hub, by, twin)
    carry_down(hub, jo)
    assert jo.person(twin).merged_into is None


def test_a_choice_at_the_centre_settles_it_on_both_laptops(shared, jo, sam):
    """Both values were kept, one shown; the choice is an entry that names both."""
    hub, ali, by = shared
    sam.join(hub)
    carry_up(hub, sam)
    transfer(hub, by, ali, sam.id, keep=True)
    carry_down(hub, jo, sam)
    jo.change(ali, wing="C1")
    sam.change(ali, wing="D2")
    carry_up(hub, jo, sam)
    with hub.reading() as connection:
        (found,) = conflicts(connection)
        assert (found.field, {side.value for side in found.sides}) == ("wing", {"C1", "D2"})
        again = conflict_of(connection, ali, "wing")
    chosen = next(side for side in again.sides if side.value == "C1")
    choose_side(hub, by, again, chosen.entry_id, "Jo saw the cell")
    carry_down(hub, jo, sam)
    assert (hub_person(hub, ali).wing, jo.person(ali).wing, sam.person(ali).wing) == ("C1",) * 3
    with hub.reading() as connection, pytest.raises(NotFound):
        conflict_of(connection, ali, "wing")
