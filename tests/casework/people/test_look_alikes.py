"""Near matches before a second record of one person."""

import random
from datetime import date
from difflib import SequenceMatcher

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkworker.casework.people import spelling
from linkworker.casework.people.identifying import add_identifier, identifiers
from linkworker.casework.people.look_alikes import KnownPeople
from linkworker.casework.people.people import add_person
from linkworker.casework.people.spelling import Spelling
from linkworker.records.person import Person

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
        ("Zoey Okaford", BORN, [], "same date of birth and a similar name", False),
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


@pytest.mark.parametrize(
    ("one", "other"),
    [("Zo\u00eb O'Neill", "oneill  ZOE"), ("Morgan, Ali", "Ali Morgan"), ("St. John-Smith", "john smith st")],
)
def test_names_are_compared_without_case_accents_and_order(one, other):
    """The many ways to write one name are one."""
    assert Spelling.of(one).text == Spelling.of(other).text


def test_a_nickname_on_record_is_a_name():
    """Known-as and each of the other names count as names."""
    ali = Person(name="Alistair Morgan", known_as="Al", other_names="Ali Morgan, Ali Lind", date_of_birth=BORN)
    known = KnownPeople([ali])
    for name in ("Ali Morgan", "Lind, Ali", "Al"):
        assert [one.why for one in known.like(name, BORN)] == ["same name and date of birth"]


def test_a_name_of_marks_alone_is_like_nobody():
    """Two question marks are not one person."""
    assert KnownPeople([Person(name="?")]).like("??") == ()


def test_one_name_with_two_dates_of_birth_is_marked():
    """A worker is told; a file of people need not be held up by it. The same number outweighs it."""
    ali = Person(name="Ali Morgan", date_of_birth=BORN)
    known = KnownPeople([ali])
    known.add_number(ali.id, "crn", "X123456")
    (apart,) = known.like("Ali Morgan", date(1999, 1, 1))
    (number,) = known.like("Ali Morgan", date(1999, 1, 1), [("crn", "X123456")])
    assert (apart.born_apart, apart.same) == (True, False)
    assert (number.born_apart, number.same, number.why) == (False, True, "same probation case reference (CRN)")


@pytest.mark.parametrize(("one", "other"), [("Sam Smith", "Pam Smith"), ("Ally Morgan", "Ali Morgan")])
def test_names_nearly_alike_need_the_date_of_birth(one, other):
    """Without it they are two people as likely as not."""
    known = KnownPeople([Person(name=one, date_of_birth=BORN)])
    assert known.like(other) == ()
    assert len(known.like(other, BORN)) == 1


def test_a_slip_in_a_first_letter_is_still_near():
    """Although it changes which word comes first in the alphabet."""
    known = KnownPeople([Person(name="Kathy Ives")])
    assert [one.why for one in known.like("Kathi Ives")] == ["a similar name"]
    assert Spelling.of("Kathy Ives").is_near(Spelling.of("Cathy Ives"), 0.9)


NAMES = st.sampled_from(["Ali Morgan", "Aly Morgan", "Bea Lind", "Cy Dow", "Morgan Ali", "Ali Morgen"])
DAYS = st.sampled_from([None, date(2007, 8, 6), date(2001, 9, 7)])
NUMBERS = st.sampled_from([(), (("crn", "X123456"),), (("crn", "X654321"),)])
ONE = st.tuples(NAMES, DAYS, NUMBERS)


@given(ONE, ONE)
def test_being_alike_goes_both_ways(mine, theirs):
    """If one is like the other, and why, the other way round it would be too; and everybody is like themself."""

    def like(one, other):
        person = Person(name=other[0], date_of_birth=other[1])
        known = KnownPeople([person])
        for number in other[2]:
            known.add_number(person.id, *number)
        return [(each.why, each.same, each.born_apart) for each in known.like(*one)]

    assert like(mine, theirs) == like(theirs, mine)
    assert like(mine, mine)


@given(st.text("abcde '-", max_size=14), st.text("abcde '-", max_size=14), st.sampled_from([0.75, 0.9]))
def test_counting_letters_first_changes_no_answer(one, other, least):
    """It only spares the slow comparison."""
    mine, theirs = Spelling.of(one), Spelling.of(other)
    pairs = (sorted((mine.text, theirs.text)), sorted((mine.typed, theirs.typed)))
    slow = any(SequenceMatcher(None, a, b, autojunk=False).ratio() >= least for a, b in pairs)
    assert mine.is_near(theirs, least) == (slow and bool(mine.text or theirs.text))


def test_a_number_added_through_those_known_is_known(store, worker):
    """Nobody gets it twice, and who has it already is named, without looking in the store again."""
    with store.unit_of_work(worker) as uow:
        ali, bea = add_person(uow, "Ali Marsh").person_id, add_person(uow, "Bea Nowak").person_id
        known = KnownPeople.read(uow.connection)
        first = add_identifier(uow, ali, "crn", "X123456", known=known)
        assert add_identifier(uow, ali, "crn", "x 123456", known=known).id == first.id
        second = add_identifier(uow, bea, "crn", "X123456", known=known)
        assert (first.warning, len(identifiers(uow.connection, ali))) == (None, 1)
        assert "Ali Marsh has this number too" in second.warning
    assert known.bearers("crn", "X123456") == {ali, bea}


def test_few_of_ten_thousand_are_compared_letter_by_letter(monkeypatch):
    """A row costs about the same however many are here: their words, first letters and letters are counted first."""
    draw = random.Random(7)  # noqa: S311 - the same draw on every run, no secret
    parts = [
        one + two for one in ("ba", "de", "fi", "go", "lu", "ma", "ne", "ri") for two in ("lan", "mer", "sin", "ta")
    ]

    def name():
        return f"{draw.choice(parts)}{draw.choice('aeiou')} {draw.choice(parts)}{draw.choice(parts)}"

    known = KnownPeople(Person(name=name()) for _ in range(10_000))
    compared = []
    ratio = spelling._ratio
    monkeypatch.setattr(spelling, "_ratio", lambda *names: compared.append(names) or ratio(*names))
    for _ in range(500):
        known.like(name())
    assert 0 < len(compared) < 50 * 500
