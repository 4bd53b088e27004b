"""Finding the one person meant."""

import pytest

from linkworker.base.errors import BadInput, NotFound
from linkworker.casework.people.finding import one_person
from linkworker.casework.people.people import add_person


@pytest.fixture
def people(store, worker):
    """Ids by name: two Marshes, one of them known as Ali, and nine Khans."""
    with store.unit_of_work(worker) as uow:
        made = {
            "Alistair Marsh": add_person(
                uow, "Alistair Marsh", known_as="Ali", numbers=[("nhs", "999 000 0018")], establishment="FWK"
            ).person_id,
            "Zoë Marsh": add_person(uow, "Zoë Marsh", other_names="Zo Smith, Zara Marsh", anyway=True).person_id,
        }
        for first in "ABCDEFGHI":
            made[first] = add_person(uow, f"{first}a Khan", anyway=True).person_id
    return made


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("ali", "Alistair Marsh"),
        ("  ALISTAIR   marsh ", "Alistair Marsh"),
        ("9990000018", "Alistair Marsh"),
        ("999-000-0018", "Alistair Marsh"),
        ("zoe", "Zoë Marsh"),
        ("Zo Smith", "Zoë Marsh"),
        ("zara", "Zoë Marsh"),
        ("da kh", "D"),
    ],
)
def test_one_is_meant(store, people, typed, name):
    """By exact number, exact name of any kind, or the only one that begins so; accents and spaces do not matter."""
    with store.reading() as connection:
        assert one_person(connection, typed) == people[name]
        assert one_person(connection, people[name]) == people[name]


def test_several_are_named_up_to_eight(store, people):
    """With what tells them apart, and how many more there are."""
    with store.reading() as connection:
        with pytest.raises(BadInput, match=r"Ali \(Alistair Marsh\) \(FWK\) or Zoë Marsh"):
            one_person(connection, "marsh")
        with pytest.raises(BadInput) as raised:
            one_person(connection, "khan")
    assert str(raised.value).count(" Khan") == 8
    assert "1 more" in str(raised.value)


@pytest.mark.parametrize("typed", ["Nobody", "%", '" OR *', "999 000 0019"])
def test_nobody_is_meant(store, people, typed):
    """Signs of a query language are only letters that nobody's name has."""
    with store.reading() as connection, pytest.raises(NotFound, match="Nobody here"):
        one_person(connection, typed)


def test_nothing_typed(store):
    """A blank asks for something."""
    with store.reading() as connection, pytest.raises(BadInput, match="Enter a name"):
        one_person(connection, "  ")
