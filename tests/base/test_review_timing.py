"""When reviews fall due."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkworker.base.dates import add_months
from linkworker.base.errors import BadInput
from linkworker.base.lists import coded
from linkworker.base.review_rules import read_holds, read_rules, rules
from linkworker.base.review_timing import RuleFault, Situation, due_after_hold, due_window, fits, hold_reasons
from linkworker.base.words import avoided_words

TODAY = date(2026, 11, 21)
SENTENCED = "sentenced"
DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))
SITUATIONS = st.builds(
    Situation,
    release_date=st.none() | st.dates(date(1995, 1, 1), date(2190, 1, 1)),
    release_date_known=st.sampled_from(coded("release-date-known").codes()),
    legal_stage=st.sampled_from(coded("legal-stage").codes()),
    care_leaver=st.booleans(),
    transferred=st.booleans(),
)


def leaving(months, days=0):
    """Return a sentenced person with so much time left today."""
    return Situation(add_months(TODAY, months) + timedelta(days=days), "known", SENTENCED)


@pytest.mark.parametrize(
    ("situation", "rule", "earliest", "latest"),
    [
        (Situation(transferred=True, care_leaver=True), "transfer", TODAY, date(2026, 12, 1)),
        (Situation(care_leaver=True, legal_stage="remand"), "care-leaver", TODAY, date(2027, 5, 21)),
        (Situation(legal_stage="remand"), "remand-or-unsentenced", date(2027, 1, 21), date(2027, 2, 21)),
        (Situation(legal_stage="unsentenced"), "remand-or-unsentenced", date(2027, 1, 21), date(2027, 2, 21)),
        (leaving(0, -1), "release-date-passed", date(2027, 1, 21), date(2027, 2, 21)),
        (leaving(0), "near-release", TODAY, TODAY),
        (leaving(0, 1), "near-release", TODAY, TODAY),
        (leaving(3, -1), "near-release", TODAY, date(2027, 2, 19)),
        (leaving(3), "about-3-months", date(2026, 12, 21), date(2027, 2, 14)),
        (leaving(3, 7), "about-3-months", date(2026, 12, 21), date(2027, 2, 21)),
        (leaving(3, 8), "3-to-6-months", date(2026, 12, 21), date(2027, 2, 21)),
        (leaving(6, -1), "3-to-6-months", date(2026, 12, 21), date(2027, 2, 21)),
        (leaving(6), "6-to-12-months", date(2027, 1, 21), date(2027, 2, 21)),
        (leaving(12), "6-to-12-months", date(2027, 1, 21), date(2027, 2, 21)),
        (leaving(12, 1), "1-to-5-years", date(2027, 3, 21), date(2027, 5, 21)),
        (leaving(60), "1-to-5-years", date(2027, 3, 21), date(2027, 5, 21)),
        (leaving(60, 1), "over-5-years", date(2027, 9, 21), date(2027, 11, 21)),
        (Situation(legal_stage="indeterminate"), "indeterminate", date(2027, 9, 21), date(2027, 11, 21)),
        (Situation(release_date_known="none"), "no-release-date", date(2027, 9, 21), date(2027, 11, 21)),
        (Situation(release_date_known="not-known"), "release-date-not-known", date(2027, 1, 21), date(2027, 2, 21)),
        (Situation(release_date_known="known"), "release-date-not-known", date(2027, 1, 21), date(2027, 2, 21)),
        (Situation(release_date_known="does-not-apply"), "community", TODAY, date(2027, 5, 21)),
    ],
)
def test_each_rule_on_both_sides_of_its_boundaries(situation, rule, earliest, latest):
    """The first row that fits gives the window, to the day."""
    window = due_window(situation, TODAY)
    assert (window.rule, window.earliest, window.latest) == (rule, earliest, latest)


def test_months_end_where_the_month_does():
    """Six months from 31 August is 28 February, and counts as six."""
    today = date(2026, 8, 31)
    assert due_window(Situation(date(2027, 2, 28)), today).rule == "6-to-12-months"
    assert due_window(Situation(date(2027, 2, 27)), today).rule == "3-to-6-months"


@pytest.mark.parametrize(("months", "earliest", "latest"), [(1, 1, 1), (5, 4, 5), (6, 4, 6), (9, 4, 6)])
def test_team_may_set_a_shorter_interval(months, earliest, latest):
    """A team's interval brings the window nearer and never puts it off."""
    window = due_window(leaving(24), TODAY, interval_months=months)
    assert (window.earliest, window.latest) == (add_months(TODAY, earliest), add_months(TODAY, latest))
    assert ("Your team reviews" in window.sentence) == (months < 6)


def test_sentences_say_when_and_why():
    """Each window says its days and its reason in a sentence or two."""
    assert due_window(leaving(7), TODAY).sentence == (
        "Review between 21 January 2027 and 21 February 2027. They have 6 to 12 months left."
    )
    assert due_window(leaving(2), TODAY).sentence == (
        "Review by 20 January 2027. They have under 3 months left. Hold a community review after release as well."
    )
    assert due_window(leaving(0), TODAY).sentence.startswith("Review on 21 November 2026.")


@given(SITUATIONS, DAYS)
def test_every_situation_has_exactly_one_rule(situation, today):
    """One rule gives the window: the first that fits, and there always is one."""
    window = due_window(situation, today)
    fitting = [rule.code for rule in rules() if fits(rule, situation, today)]
    assert window.rule == fitting[0]
    assert today <= window.earliest <= window.latest
    assert not avoided_words(window.sentence)


@given(st.dates(date(1995, 1, 1), date(2190, 1, 1)), DAYS)
def test_times_left_neither_overlap_nor_leave_a_gap(release, today):
    """Whatever the release date, one band of time left holds it, and only one."""
    situation = Situation(release, "known", SENTENCED)
    assert len([rule for rule in rules() if fits(rule, situation, today)]) == 1


@given(SITUATIONS, DAYS, st.integers(1, 24))
def test_interval_never_puts_a_review_off(situation, today, months):
    """With a team's interval the last day is never later than without."""
    window = due_window(situation, today, interval_months=months)
    assert window.latest <= due_window(situation, today).latest
    assert today <= window.earliest <= window.latest


def test_rules_name_codes_that_are_in_the_lists():
    """A legal stage or release state in the table is one that a form can give."""
    assert all(coded("legal-stage").has(code) for rule in rules() for code in rule.legal_stages)
    assert all(coded("release-date-known").has(code) for rule in rules() for code in rule.release_date)


def test_situation_that_no_row_is_for():
    """A code from outside the list is said, not guessed at."""
    with pytest.raises(RuleFault):
        due_window(Situation(release_date_known="perhaps"), TODAY)


@pytest.mark.parametrize(
    ("reason", "due", "then"),
    [
        ("health", date(2026, 11, 25), date(2026, 12, 1)),
        ("dependency", date(2026, 12, 1), date(2026, 12, 1)),
        ("safety", date(2026, 12, 2), date(2026, 12, 2)),
        ("regime", date(2026, 11, 1), date(2026, 12, 1)),
        ("staffing", date(2026, 11, 25), date(2026, 11, 26)),
        ("operational", date(2026, 11, 27), date(2026, 11, 27)),
        ("did-not-engage", date(2026, 11, 1), date(2026, 11, 26)),
        ("health", date(2026, 10, 31), date(2026, 10, 31)),
        ("did-not-engage", date(2026, 10, 31), date(2026, 10, 31)),
    ],
)
def test_due_after_a_hold(reason, due, then):
    """The later of the old date and 10 or 5 days from clearing; nothing if it was overdue when held on 1 November."""
    assert due_after_hold(due, reason, held_on=date(2026, 11, 1), cleared_on=TODAY) == then


@given(DAYS, DAYS, st.integers(0, 400), st.sampled_from([reason.code for reason in hold_reasons()]))
def test_hold_never_brings_a_review_forward(due, held, length, reason):
    """A hold only ever leaves the date or puts it later."""
    then = due_after_hold(due, reason, held_on=held, cleared_on=held + timedelta(days=length))
    assert then >= due
    assert then == due or due >= held


def test_every_reason_for_a_hold_has_its_days():
    """The list that a form offers and the table of days name the same reasons."""
    assert {reason.code for reason in hold_reasons()} == set(coded("review-hold").codes())


def test_hold_for_no_known_reason():
    """The sentence names the reasons there are."""
    with pytest.raises(BadInput, match="Health, Safety, Regime"):
        due_after_hold(TODAY, "weather", held_on=TODAY, cleared_on=TODAY)


RULE = '[[rule]]\ncode = "a"\ncare-leaver = true\nearliest = "today"\nlatest = "today + 1 month 2 days"\nwhy = "So."\n'


def test_rule_with_months_and_days():
    """A span may have both, months first."""
    (rule,) = read_rules(RULE)
    assert rule.latest.day(date(2026, 1, 31), None) == date(2026, 3, 2)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("[[rule]]", "[rule]"), "no [[rule]] rows"),
        (('code = "a"', ""), "rule 1 needs a code"),
        (("care-leaver", "colour"), "does not know 'colour'"),
        (("care-leaver = true", "care-leaver = true\ntransferred = true"), "exactly one condition"),
        (("care-leaver = true", 'legal-stage = "remand"'), "a list of codes"),
        (("care-leaver = true", 'left = { about = "1 day" }'), "from, over, to and under"),
        (("care-leaver = true", 'left = { from = "" }'), "a length of time it cannot read"),
        (('"today"', '"soon"'), "a day it cannot read: 'soon'"),
        (("1 month", "one month"), "a length of time it cannot read"),
        (("code =", "code"), "line 2"),
    ],
)
def test_fault_in_a_rule_is_named(change, said):
    """A wrong row says which, and what."""
    with pytest.raises(RuleFault) as caught:
        read_rules(RULE.replace(*change))
    assert said in str(caught.value)


@pytest.mark.parametrize("text", ["", '[[hold]]\ncode = "a"', '[[hold]]\ncode="a"\ngroup="b"\ndays=-1'])
def test_fault_in_a_hold_is_named(text):
    """A reason for a hold needs all its parts."""
    with pytest.raises(RuleFault, match="hold"):
        read_holds(text)


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.code)
def test_why_a_review_is_due_is_said_plainly(rule):
    """Whole months or years, as people say them; the table's own days stay in the table."""
    assert " days" not in rule.why
    assert all(len(part.split()) < 20 for part in rule.why.split(". "))
