"""Scores and their notices go together, and only together."""

from dataclasses import replace

import pytest

from linkworker.printing.render import render
from linkworker.printing.sheet import NoNotice


def _flat(text):
    return " ".join(text.split())


def test_the_notice_prints_once_beneath_the_scores(plan, read):
    """Two scores of one instrument bring its notice once, word for word, in the same part."""
    text = _flat(read(render(plan).pdf).text)
    notice = plan.scores[0].notice
    assert text.count(notice) == 1
    assert text.index("48 of 70") < text.index(notice) < text.index("What we agreed")


def test_without_scores_there_is_no_notice_and_no_heading(plan, read):
    """A copy on which no score prints does not speak of check-ins."""
    text = _flat(read(render(replace(plan, scores=())).pdf).text)
    assert "My check-ins" not in text
    assert "all rights reserved" not in text


def test_each_instrument_brings_its_own_notice(plan, read):
    """Scores of two instruments bring two notices."""
    other = replace(plan.scores[0], instrument="ONS4", notice="Office for National Statistics, four questions.")
    text = _flat(read(render(replace(plan, scores=(*plan.scores, other))).pdf).text)
    assert plan.scores[0].notice in text
    assert other.notice in text


def test_a_score_without_its_notice_is_not_printed(plan):
    """A blank notice stops the print with a sentence instead of breaking a licence."""
    bare = replace(plan.scores[0], notice=" ")
    with pytest.raises(NoNotice) as stopped:
        render(replace(plan, scores=(bare,)))
    assert str(stopped.value) == "A WEMWBS score cannot print without its licence notice."


def test_hiding_staff_never_changes_a_notice(plan, read):
    """A licence's words print as they stand, even where a worker shares a name with them."""
    warwick = replace(plan.made_with, name="Scotland Edinburgh")
    text = _flat(read(render(replace(plan, made_with=warwick, hide_staff=True)).pdf).text)
    assert plan.scores[0].notice in text


def test_what_is_not_known_of_an_activity_is_said(plan, read):
    """An activity with no time, place or cost says who to ask."""
    bare = replace(plan.activities[0], when="", where="", cost="")
    assert read(render(replace(plan, activities=(bare,))).pdf).text.count("Ask us") == 2


def test_a_state_that_a_team_added_prints_as_it_is(plan, read):
    """A code that the words file does not know shows itself instead of stopping the print."""
    goal = replace(plan.goals[0], state="Paused")
    assert "Paused" in read(render(replace(plan, goals=(goal,))).pdf).text


def test_the_day_of_printing_shows_when_it_is_another(plan, read):
    """A copy printed later says both days."""
    later = replace(plan, printed_on=plan.next_review.on)
    assert "Made on 6 August 2026 · Printed on 4 February 2027" in read(render(later).pdf).text
    assert "Printed on" not in read(render(plan).pdf).text
