"""Near matches before a second record of one person."""

from datetime import date

import pytest

from linkworker.casework.look_alikes import KnownPeople
from linkworker.casework.people import add_person

BORN = date(2007, 5, 3)


@pytest.fixture
def known(store, worker):
    """Zoë Okafor, born 3 May 2007, with an NHS number; and Sam Hill of whom no more is known."""
    with store.unit_of_work(worker) as uow:
        add_person(
            uow,
            "Zoë Okafor",
            other_names="Zoe Bright",
            date_of_birth=BORN,
            area="Lewes",
            numbers=[("nhs", "9990000018")],
        )
        add_person(uow, "Sam Hill")
    with store.reading() as connection:
        return KnownPeople.read(connection)


@pytest.mark.parametrize(
    ("name", "born", "numbers", "why", "same"),
    [
        ("Anyone Else", None, [("nhs", "999 000 0018")], "same NHS number", True),
        ("ZOE OKAFOR", BORN, [], "same name and date of birth", True),
        ("Okafor, Zoe", BORN, [], "same name and date of birth", True),
        ("Zoe Bright", BORN, [], "same name and date of birth", True),
        ("Zoe Okafor", None, [], "same name", False),
        ("Zoe Okafor", date(1999, 1, 1), [], "same name, another date of birth", False),
        ("Zoe Smith", BORN, [], "same date of birth and part of the name", False),
        ("Zoe Okafer", None, [], "a similar name", False),
        ("Sam Hil", BORN, [], "a similar name", False),
    ],
)
def test_who_looks_alike_and_why(known, name, born, numbers, why, same):
    """Each kind of likeness, said in words; only number, or name and date of birth, make it hardly another."""
    found = known.like(name, born, numbers)
    assert [(one.why, one.same) for one in found] == [(why, same)]
    assert found[0].told in {"Zoë Okafor (born 3 May 2007, Lewes)", "Sam Hill"}


@pytest.mark.parametrize(
    ("name", "born"), [("Zoe Ahmed", None), ("Okafor", None), ("Zoe Okafer", date(1999, 1, 1)), ("Ann Young", BORN)]
)
def test_who_does_not(known, name, born):
    """A first name alone, a slip in the name with another birthday, or a birthday alone is not likeness."""
    assert known.like(name, born) == ()


def test_nobody_is_added_until_told(store, worker, known):
    """The look-alikes come back instead; told to, the person is added and they come back too."""
    with store.unit_of_work(worker) as uow:
        first = add_person(uow, "Zoe Okafor", date_of_birth=BORN)
        second = add_person(uow, "Zoe Okafor", date_of_birth=BORN, anyway=True)
    assert first.person_id is None
    assert second.person_id is not None
    assert first.look_alikes == second.look_alikes
