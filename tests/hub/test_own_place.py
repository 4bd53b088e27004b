"""The hub's database refuses to alter the journal too, but for the one thing that an entry's header says."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from two_sides import carry_up

FORBIDDEN = (
    "UPDATE entry SET header = replace(header, 'person', 'nobody')",
    "UPDATE entry SET seq = seq + 1000",
    "UPDATE entry SET hash = upper(hash)",
    "UPDATE entry SET device_id = '00000000-0000-7000-8000-000000000001'",
    "UPDATE entry SET device_id = record_id",
    "DELETE FROM entry",
)


@pytest.fixture
def held(either, jo):
    """A hub that has taken something in."""
    jo.join(either)
    jo.add("Ali Mansour")
    carry_up(either, jo)
    return either


@pytest.mark.parametrize("statement", FORBIDDEN)
def test_an_entry_cannot_be_altered_deleted_or_put_into_another_chain(held, statement):
    with pytest.raises(DBAPIError, match="append-only"), held.engine.begin() as connection:
        connection.execute(text(statement))


def test_an_entry_can_be_put_where_its_header_says(held, jo):
    """It is there already, so that nothing changes; of an accepted fork it need not be (`test_wrong_worlds.py`)."""
    with held.engine.begin() as connection:
        asked = text("UPDATE entry SET device_id = device_id WHERE device_id = :device")
        assert connection.execute(asked, {"device": jo.id}).rowcount > 1
