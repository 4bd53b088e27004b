"""Modes, moments and reasons as coded values."""

import pytest

from linkworker.wellbeing.check_in_codes import (
    NoSuchMode,
    NoSuchMoment,
    NoSuchReason,
    mode,
    modes,
    moment,
    moments,
    partial_reason,
    partial_reasons,
)


@pytest.mark.practice(90)
def test_every_way_of_completing_is_there_and_says_so_in_reports():
    """Five modes, each with its sentence for reports."""
    codes = [each.code for each in modes()]
    assert codes == ["on-screen", "one-at-a-time", "on-paper", "read-aloud", "interpreter"]
    assert mode("on-paper").report == "Completed on paper by the person."
    assert all(each.report.endswith(".") for each in modes())


@pytest.mark.practice(90)
def test_every_moment_is_there():
    """Baseline, during, end, follow-up, and one that nobody planned."""
    assert [each.code for each in moments()] == ["baseline", "during", "end", "follow-up", "unscheduled"]
    assert moment("follow-up").label == "Follow-up"


def test_every_reason_for_missing_answers_is_there():
    """Declined, interrupted or not understood."""
    assert [each.code for each in partial_reasons()] == ["declined-item", "interrupted", "not-understood"]
    assert partial_reason("interrupted").label == "Interrupted"


@pytest.mark.parametrize(
    ("look_up", "error"), [(mode, NoSuchMode), (moment, NoSuchMoment), (partial_reason, NoSuchReason)]
)
def test_an_unknown_code_names_the_choices(look_up, error):
    """The sentence says what to choose from."""
    with pytest.raises(error, match=r"called by-post\. Choose one of: "):
        look_up("by-post")
