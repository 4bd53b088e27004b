"""How long records are kept: the rules, the list, keeping longer, and that nothing is erased by itself."""

from datetime import date, timedelta

import pytest

from linkworker.base.errors import BadInput
from linkworker.casework.erasure.holds import hold_of, keep_until
from linkworker.casework.erasure.retention import ends_of, kept_until, retention_count, retention_due
from linkworker.casework.erasure.retention_rules import RetentionFault, read_retention_rules, retention_rules
from linkworker.records.check_in import CheckIn
from linkworker.records.episode import Episode
from linkworker.records.note import Note
from linkworker.records.person import Person

ENDED = date(2026, 8, 1)


@pytest.fixture
def person(store, worker):
    """Add somebody whose support ended on 1 August 2026; give their id."""

    def add(**fields):
        with store.unit_of_work(worker) as uow:
            made = uow.add(Person(**{"name": "Ali Mansour", **fields})).id
            uow.add(Episode(person_id=made, opened_on=date(2026, 1, 5), ended_on=ENDED))
        return made

    return add


def ends(store, person_id):
    with store.reading() as connection:
        return ends_of(connection, person_id)


def due(store):
    with store.reading() as connection:
        return [one.person_id for one in retention_due(connection, store.clock.today())]


def test_the_shipped_rules_say_whose_they_are_and_fit_everybody():
    """No rule of law is claimed: they are the program's own defaults until an organisation sets its own."""
    rules = retention_rules()
    assert rules.set_by == "linkworker's own default"
    assert rules.rule_for(frozenset()).code == "everybody"
    assert rules.shortest == 24


def test_the_time_counts_from_the_last_contact_of_any_kind(store, worker, person):
    """At least from the day that the record was made."""
    ali = person()
    assert ends(store, ali).on == date(2032, 8, 6)
    for last in (
        lambda: Note(person_id=ali, on=date(2026, 9, 1), words="Met"),
        lambda: CheckIn(person_id=ali, on=date(2026, 10, 2), instrument="ons4", moment="during", mode="told"),
    ):
        with store.unit_of_work(worker) as uow:
            made = uow.add(last())
        assert ends(store, ali).last_contact == made.on
    with store.unit_of_work(worker) as uow:
        uow.enter_in_error(uow.get_of(CheckIn, ali, made.id), "Wrong day")
    assert ends(store, ali).last_contact == date(2026, 9, 1)


def test_a_child_and_a_care_leaver_are_kept_to_25_at_least(store, person):
    """The later of the two days counts; where the day of birth is not known, the months alone."""
    child = person(date_of_birth=date(2015, 3, 1))
    assert ends(store, child).on == date(2040, 3, 1)
    assert "Children and care leavers: kept 6 years" in ends(store, child).why
    leaver = person(care_leaver="former-relevant", date_of_birth=date(2005, 3, 1))
    assert ends(store, leaver).on == date(2032, 8, 6)
    assert ends(store, person(care_leaver="former-relevant")).on == date(2032, 8, 6)


def test_one_who_was_referred_and_never_supported_is_kept_two_years(store, worker):
    """From the day that the record was made, where there was no contact."""
    with store.unit_of_work(worker) as uow:
        bea = uow.add(Person(name="Bea Okafor")).id
    assert ends(store, bea).rule.code == "never-supported"
    assert ends(store, bea).on == date(2028, 8, 6)


def test_the_list_holds_those_whose_time_has_ended_and_nobody_is_erased(store, worker, person):
    """Support under way keeps somebody off it, however long ago the last contact was."""
    ended, open_ = person(), person(name="Open")
    with store.unit_of_work(worker) as uow:
        uow.add(Episode(person_id=open_, opened_on=date(2026, 8, 2)))
    assert due(store) == []
    store.clock.advance(timedelta(days=7 * 366))
    assert due(store) == [ended]
    with store.reading() as connection:
        (one,) = retention_due(connection, store.clock.today())
        assert retention_count(connection, store.clock.today()) == (1, one.ends.on)
        assert one.against == ()
        assert kept_until(connection, ended) == date(2032, 8, 6)


def test_somebody_keeps_a_record_longer_with_a_reason_and_a_day(store, worker, person):
    """The latest decision counts, also where it is shorter; once it has run out the person is on the list again."""
    ali = person()
    store.clock.advance(timedelta(days=7 * 366))
    for until in (date(2040, 3, 1), date(2036, 3, 1)):
        with store.unit_of_work(worker) as uow:
            keep_until(uow, ali, until, "An inquest is open")
    assert due(store) == []
    assert ends(store, ali).on == date(2036, 3, 1)
    assert "Then it was kept until 1 March 2036." in ends(store, ali).why
    with store.reading() as connection:
        assert hold_of(connection, ali).why == "An inquest is open"
    store.clock.advance(timedelta(days=4 * 366))
    assert due(store) == [ali]


def test_keeping_longer_needs_a_day_to_come_and_a_reason(store, worker, person):
    """Each in a sentence."""
    ali = person()
    with pytest.raises(BadInput, match="Keep it until a day after 6 August 2026"), store.unit_of_work(worker) as uow:
        keep_until(uow, ali, date(2026, 8, 6), "x")
    with pytest.raises(BadInput, match="Say why"), store.unit_of_work(worker) as uow:
        keep_until(uow, ali, date(2027, 8, 6), " ")


def test_nobody_has_no_end(store):
    """An id that is nobody's."""
    assert ends(store, "nobody") is None
    with store.reading() as connection:
        assert kept_until(connection, "nobody") is None


GOOD = """
set_by = "us"
[[rule]]
code = "all"
title = "All"
months_after_contact = 12
"""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x = [", "cannot be used"),
        (GOOD + GOOD.replace('set_by = "us"', ""), "stands in it twice"),
        ('set_by = "us"', "last rule must fit everybody"),
        (GOOD.replace('title = "All"', 'title = "All"\nfits = ["child"]'), "last rule must fit everybody"),
        (GOOD.replace('title = "All"', 'title = "All"\nfits = ["tall"]'), "fits something that is not known"),
        (GOOD.replace('set_by = "us"', ""), "whose times they are"),
        (GOOD.replace("12", "0"), "whole number above 0"),
        (GOOD.replace("12", "true"), "whole number above 0"),
        (GOOD + "years = 3", "does not know 'years'"),
        (GOOD.replace('title = "All"', ""), "no code or no title"),
        (GOOD + '[against]\nlegal_stages = ["late"]', "'late' is not in the list"),
    ],
)
def test_a_file_that_cannot_be_used_says_what_is_wrong(text, said):
    """A team may change it, and slip."""
    with pytest.raises(RetentionFault, match=said):
        read_retention_rules(text)
