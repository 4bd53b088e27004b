"""Under which record an export counts somebody who has two."""

from linkworker.hub.exports.people import people
from linkworker.journal.taking_out import take_out_person
from linkworker.records.person import Person
from linkworker.vault.store import Store


def test_a_joined_record_goes_on_only_in_one_that_stands(store: Store, worker: str) -> None:
    """Not in one that was entered in error since or is not here; of two joined each with the other in the first."""
    with store.unit_of_work(worker) as uow:
        ids = [
            uow.add(Person(name=name)).id for name in ("Ali", "Ali M", "Bea", "Bea O", "Cal", "Cal R", "Dee", "Dee D")
        ]
        for ends, stays in ((0, 1), (2, 3), (4, 5), (6, 7), (7, 6)):
            uow.change(uow.get(Person, ids[ends]), merged_into=ids[stays])
        uow.enter_in_error(uow.get(Person, ids[3]), "A double")
        take_out_person(uow.connection, ids[5])
    with store.reading() as connection:
        found = {each.id: each.goes_on for each in people(connection)}
    first = min(ids[6:])
    goes_on = [ids[1], ids[1], ids[2], ids[3], ids[4], None, first, first]
    assert [found.get(one) for one in ids] == goes_on
