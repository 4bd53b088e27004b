"""The safety prompt: at a very low score, or at a fall past the reliable threshold, and never a label."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkworker.wellbeing.packs import instrument
from linkworker.wellbeing.safety import safety_prompt
from linkworker.wellbeing.scoring import ScoredForm, score_form

PROMPT = "Follow your service's safety procedure"


def wemwbs_form(raw: int) -> ScoredForm:
    """Return a complete WEMWBS form with this sum, the spare points on the last items."""
    spare, answers = raw - 14, {}
    for number in range(14, 0, -1):
        more = min(4, spare)
        answers[number], spare = 1 + more, spare - more
    return score_form(instrument("wemwbs"), answers)


def swemwbs_form(raw: int) -> ScoredForm:
    """Return a complete SWEMWBS form with this sum."""
    spare, answers = raw - 7, {}
    for number in range(1, 8):
        more = min(4, spare)
        answers[number], spare = 1 + more, spare - more
    return score_form(instrument("swemwbs"), answers)


def even(answer: int, **changed: int) -> ScoredForm:
    """Return a WEMWBS form with one answer throughout, but for items named i1 to i14."""
    other = {int(name[1:]): value for name, value in changed.items()}
    return score_form(instrument("wemwbs"), dict.fromkeys(range(1, 15), answer) | other)


def test_rarely_throughout_prompts():
    """WEMWBS 28 is at the figure of the pack, and the short score of the same form at its own."""
    prompt = safety_prompt(even(2))
    assert prompt is not None
    assert prompt.words == PROMPT
    assert prompt.reasons == ("WEMWBS 28 is very low: 28 or less.", "SWEMWBS 15.32 is very low: 15.32 or less.")


def test_one_point_above_rarely_throughout_does_not_prompt():
    """29 is past the figure; the point is on an item of the short form too."""
    assert safety_prompt(even(2, i1=3)) is None


def test_a_low_short_score_prompts_though_the_long_one_does_not():
    """The more cautious of the two scales speaks."""
    prompt = safety_prompt(even(2, i14=3))
    assert prompt is not None
    assert prompt.reasons == ("SWEMWBS 15.32 is very low: 15.32 or less.",)


@pytest.mark.parametrize(("raw", "prompts"), [(7, True), (14, True), (15, False), (35, False)])
def test_a_short_form_prompts_up_to_raw_14(raw, prompts):
    """Both sides of the figure."""
    assert (safety_prompt(swemwbs_form(raw)) is not None) is prompts


@pytest.mark.parametrize(("later", "prompts"), [(52, False), (51, True), (60, False), (70, False)])
def test_a_fall_at_or_past_the_reliable_threshold_prompts(later, prompts):
    """From 60: 8 points down do not, 9 do, and a rise never does."""
    found = safety_prompt(wemwbs_form(later), [wemwbs_form(60)])
    assert (found is not None) is prompts
    if found is not None:
        assert found.reasons == ("Worsened: WEMWBS down 9, at or past the reliable threshold of 9.",)


def test_a_fall_since_the_baseline_prompts_though_the_last_was_near():
    """Every earlier form given is looked at, and one reason is said once."""
    found = safety_prompt(wemwbs_form(51), [wemwbs_form(60), wemwbs_form(53), wemwbs_form(60)])
    assert found is not None
    assert len(found.reasons) == 1


def test_a_partial_form_and_ons4_have_no_score_to_prompt_by():
    """Nothing is made up for them."""
    assert safety_prompt(score_form(instrument("wemwbs"), {1: 1}, "interrupted"), [wemwbs_form(70)]) is None
    assert safety_prompt(score_form(instrument("ons4"), dict.fromkeys(range(1, 5), 0))) is None


@pytest.mark.parametrize("code", ["wemwbs", "swemwbs"])
def test_the_figure_stands_in_the_pack_with_its_reason(code):
    """A team can see why, and that no paper gives it."""
    rule = instrument(code).safety
    assert rule is not None
    assert "not a published figure" in rule.reason


@given(st.integers(14, 70), st.integers(14, 70))
def test_a_prompt_never_carries_a_label(before, after):
    """Whatever the scores, the words are the procedure's and the reasons are figures."""
    found = safety_prompt(wemwbs_form(after), [wemwbs_form(before)])
    if found is not None:
        assert found.words == PROMPT
        assert found.reasons
        assert "depress" not in " ".join(found.reasons).casefold()
