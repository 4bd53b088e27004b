"""Numbers, keep apart, busy times, contact details and professionals."""

from datetime import date, time, timedelta

import pytest

from linkworker.base.errors import BadInput, NotFound
from linkworker.casework.people.availability import busy_times, cannot_come
from linkworker.casework.people.identifying import add_identifier, change_identifier_status, identifiers, read_number
from linkworker.casework.people.keeping_apart import keep_apart, kept_apart, no_longer_apart
from linkworker.casework.people.people import add_person
from linkworker.casework.people.reaching import (
    add_contact_detail,
    add_professional,
    contact_details,
    professionals,
    say_whether_safe,
)

TODAY = date(2026, 8, 6)


@pytest.fixture
def two(store, worker):
    """The ids of Ali Marsh and Bea Nowak."""
    with store.unit_of_work(worker) as uow:
        return add_person(uow, "Ali Marsh").person_id, add_person(uow, "Bea Nowak").person_id


def test_a_wrong_number_is_warned_of_and_kept(store, worker, two):
    """So is one that somebody else has; the same one is not kept twice."""
    ali, bea = two
    with store.unit_of_work(worker) as uow:
        wrong = add_identifier(uow, ali, "NHS number", "999 000 0019")
        right = add_identifier(uow, ali, "nhs", "999-000-0018")
        assert "does not fit" in wrong.warning
        assert (right.shown, right.warning) == ("999 000 0018", None)
        assert add_identifier(uow, ali, "nhs", "9990000018").id == right.id
        assert "Ali Marsh has this number too" in add_identifier(uow, bea, "nhs", "9990000018").warning
        change_identifier_status(uow, ali, wrong.id, "replaced")
        assert [one.status for one in identifiers(uow.connection, ali)] == ["replaced", "in-use"]
        with pytest.raises(BadInput, match="Enter the number"):
            add_identifier(uow, ali, "nhs", "  ")


def test_the_kind_of_a_number_is_seen_by_its_shape():
    """Where one fits; any other is kept as another number."""
    assert read_number("A1234BC") == ("prison-number", "A1234BC")
    assert read_number("a1234bc") == ("prison-number", "a1234bc")
    assert read_number("999 000 0018") == ("nhs", "999 000 0018")
    assert read_number("Mosaic = 77/12") == ("childrens-system", "77/12")
    assert read_number("77/12x") == ("other", "77/12x")
    with pytest.raises(BadInput, match="Choose a kind of number"):
        read_number("shoe=9")


def test_keep_apart_is_read_both_ways(store, worker, two):
    """Entered once for one of them, it stands on both; said twice, it is kept once; ended, it stands on neither."""
    ali, bea = two
    with store.unit_of_work(worker) as uow:
        kept = keep_apart(uow, ali, bea, source="prison security", why="a debt")
        assert keep_apart(uow, bea, ali) == kept
        for person, other, name in ((ali, bea, "Bea Nowak"), (bea, ali, "Ali Marsh")):
            (one,) = kept_apart(uow.connection, person, TODAY)
            assert (one.other_id, one.other_name, one.entered_for, one.why) == (other, name, ali, "a debt")
        no_longer_apart(uow, ali, kept)
        assert kept_apart(uow.connection, ali, TODAY) == kept_apart(uow.connection, bea, TODAY) == ()
        with pytest.raises(BadInput, match="somebody else"):
            keep_apart(uow, ali, ali)
        with pytest.raises(NotFound):
            keep_apart(uow, ali, "01900000-0000-7000-8000-000000000000")


def test_busy_times_are_said_in_words_until_they_end(store, worker, two):
    """A stretch of each week, or until a date; one that ends before it starts is refused."""
    ali, _ = two
    with store.unit_of_work(worker) as uow:
        cannot_come(uow, ali, weekday="Tuesday", starts=time(9), ends=time(12), why="college")
        cannot_come(uow, ali, until=TODAY)
        cannot_come(uow, ali, weekday="friday", starts=time(13), why="prayers")
        words = [one.words for one in busy_times(uow.connection, ali, TODAY)]
        assert words == [
            "Tuesday 9:00am to midday: college",
            "Every day, until 6 August 2026",
            "Friday from 1:00pm: prayers",
        ]
        assert len(busy_times(uow.connection, ali, TODAY + timedelta(days=1))) == 2
        with pytest.raises(BadInput, match=r"The end must be after 9:00am."):
            cannot_come(uow, ali, starts=time(9), ends=time(9))
        with pytest.raises(BadInput, match="Enter a day"):
            cannot_come(uow, ali, why="busy")


def test_a_contact_detail_says_whether_it_is_safe(store, worker, two):
    """Not asked, no and yes are three answers."""
    ali, _ = two
    with store.unit_of_work(worker) as uow:
        phone = add_contact_detail(uow, ali, "phone", "01632 960001", note="sister's")
        (one,) = contact_details(uow.connection, ali)
        assert one.words == "Phone call 01632 960001, not asked whether it is safe (sister's)"
        say_whether_safe(uow, ali, phone, "No")
        assert "NOT SAFE" in contact_details(uow.connection, ali)[0].words
        with pytest.raises(BadInput, match="Enter the number or address"):
            add_contact_detail(uow, ali, "phone", " ")


def test_a_professional_is_shown_with_how_to_reach_them(store, worker, two):
    """Role by label, then what is known."""
    ali, _ = two
    with store.unit_of_work(worker) as uow:
        add_professional(uow, ali, "doctor", "Dr Odu", organisation="Riverside", phone="01632 960002")
        assert professionals(uow.connection, ali)[0].words == "GP: Dr Odu, Riverside, 01632 960002"
