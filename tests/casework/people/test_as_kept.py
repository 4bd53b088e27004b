"""A person's fields as they are kept, and who may keep a record."""

from datetime import date

import pytest

from linkworker.base.errors import NotFound
from linkworker.casework.people.as_kept import as_kept, workers_here
from linkworker.casework.people.people import add_person


def test_every_field_is_there_in_codes(store, worker):
    """Codes, dates and lists come as they are kept; nobody of that id is said so."""
    with store.unit_of_work(worker) as uow:
        person_id = add_person(uow, "Ali Marsh", date_of_birth=date(2007, 5, 3), adjustments=["breaks"]).person_id
    with store.reading() as connection:
        kept = as_kept(connection, person_id)
        assert (kept["name"], kept["date_of_birth"], kept["adjustments"]) == ("Ali Marsh", date(2007, 5, 3), ["breaks"])
        assert kept["sex"] == "not-asked"
        assert kept["known_as"] is None
        with pytest.raises(NotFound):
            as_kept(connection, "01a2007a-0000-7000-8000-000000000000")


def test_workers_are_named(store, worker):
    """Everybody who works here is there to choose, by id and name."""
    with store.reading() as connection:
        assert worker in dict(workers_here(connection))
