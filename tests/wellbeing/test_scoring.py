"""Scores: sums, the published conversion, partial forms, and figures that are never added up."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkworker.wellbeing.answers import parse_answers
from linkworker.wellbeing.check_in_codes import NoSuchReason
from linkworker.wellbeing.packs import instrument
from linkworker.wellbeing.scoring import RawOutOfRange, ReasonMissing, ReasonNotNeeded, Score, score_form, score_raw

VECTOR = json.loads(
    (Path(__file__).parents[1] / "data" / "swemwbs_table.json").read_text(encoding="utf-8"), parse_float=Decimal
)
ROWS = [(int(raw), metric) for raw, metric in VECTOR["swemwbs_raw_to_metric"].items()]


def answers_of(size: int, skipping: bool = False):
    """Answers of 1 to 5 for so many items; with some skipped if asked."""
    one = st.integers(1, 5)
    return st.lists(one | st.none() if skipping else one, min_size=size, max_size=size).map(
        lambda row: dict(enumerate(row, 1))
    )


def seven_summing_to(raw: int) -> dict[int, int]:
    """Return seven answers of 1 to 5 with this sum."""
    spare, answers = raw - 7, {}
    for number in range(1, 8):
        more = min(4, spare)
        answers[number], spare = 1 + more, spare - more
    return answers


@pytest.mark.parametrize(("raw", "metric"), ROWS)
def test_each_raw_sum_converts_to_its_published_metric(raw, metric):
    """All 29 rows, from answers to the decimal."""
    (score,) = score_form(instrument("swemwbs"), seven_summing_to(raw)).scores
    assert score == Score("swemwbs", raw, metric)
    assert score.value == metric


def test_there_are_29_rows():
    """From 7 to 35."""
    assert [raw for raw, _ in ROWS] == list(range(7, 36))


@pytest.mark.practice(90)
@pytest.mark.parametrize(("answer", "total"), [(1, 14), (3, 42), (5, 70)])
def test_wemwbs_is_the_plain_sum_of_14_items(answer, total):
    """14 to 70."""
    form = score_form(instrument("wemwbs"), dict.fromkeys(range(1, 15), answer))
    assert form.complete
    assert form.scores[0] == Score("wemwbs", total, None)
    assert form.scores[0].value == Decimal(total)


def test_a_complete_wemwbs_form_also_gives_swemwbs():
    """The sum of items 1, 2, 3, 6, 7, 9 and 11, converted."""
    answers = dict.fromkeys(range(1, 15), 1) | dict.fromkeys((1, 2, 3, 6, 7, 9, 11), 4)
    form = score_form(instrument("wemwbs"), answers)
    assert form.scores == (Score("wemwbs", 35, None), Score("swemwbs", 28, Decimal("25.03")))
    assert form.score_on("swemwbs") == form.scores[1]


def test_a_swemwbs_form_never_gives_wemwbs():
    """The short form knows nothing of the other seven items."""
    form = score_form(instrument("swemwbs"), dict.fromkeys(range(1, 8), 3))
    assert [score.instrument for score in form.scores] == ["swemwbs"]
    assert form.score_on("wemwbs") is None


@pytest.mark.practice(90)
@pytest.mark.parametrize("reason", ["declined-item", "interrupted", "not-understood"])
def test_a_partial_form_keeps_its_reason_and_has_no_total(reason):
    """One skipped statement and there is no score on either scale, only the gap and why."""
    answers = parse_answers(instrument("wemwbs"), "3333333333333-")
    form = score_form(instrument("wemwbs"), answers, reason)
    assert (form.complete, form.scores, form.skipped) == (False, (), (14,))
    assert form.reason is not None
    assert form.reason.code == reason


def test_a_partial_form_without_a_reason_asks_for_one():
    """The sentence names the gaps and the choices."""
    with pytest.raises(ReasonMissing) as caught:
        score_form(instrument("swemwbs"), parse_answers(instrument("swemwbs"), "3-333-3"))
    assert str(caught.value) == (
        "Some answers are missing (2, 6), so there is no total. Say why: declined-item, interrupted, not-understood."
    )


def test_an_unknown_reason_is_refused():
    """Reasons are of the list."""
    with pytest.raises(NoSuchReason, match="Choose one of: declined-item, interrupted, not-understood"):
        score_form(instrument("swemwbs"), {1: 3}, "bored")


def test_a_complete_form_takes_no_reason():
    """A reason for missing answers with none missing is a slip."""
    with pytest.raises(ReasonNotNeeded, match="Every statement is answered"):
        score_form(instrument("swemwbs"), seven_summing_to(20), "interrupted")


def test_ons4_gives_four_figures_and_no_total():
    """The four answers stand by themselves."""
    form = score_form(instrument("ons4"), {1: 7, 2: 0, 3: 10, 4: 3})
    assert form.complete
    assert form.scores == ()
    assert [(figure.item.short_name, figure.answer) for figure in form.figures] == [
        ("Life satisfaction", 7),
        ("Worthwhile", 0),
        ("Happiness", 10),
        ("Anxiety", 3),
    ]


def test_a_partial_ons4_form_keeps_the_figures_there_are():
    """A skipped question takes nothing from the others."""
    form = score_form(instrument("ons4"), {1: 7, 4: 3}, "declined-item")
    assert [figure.answer for figure in form.figures] == [7, None, None, 3]


def test_a_stored_raw_sum_gives_its_score_again():
    """Only the raw sum is stored; the metric is derived."""
    assert score_raw(instrument("swemwbs"), 24) == Score("swemwbs", 24, Decimal("21.54"))
    assert score_raw(instrument("wemwbs"), 43) == Score("wemwbs", 43, None)


@pytest.mark.parametrize(("code", "raw"), [("wemwbs", 13), ("wemwbs", 71), ("swemwbs", 6), ("swemwbs", 36)])
def test_a_raw_sum_outside_the_scale_is_refused(code, raw):
    """One below and one above each end."""
    with pytest.raises(RawOutOfRange):
        score_raw(instrument(code), raw)


def test_a_score_says_itself():
    """The metric is shown with the raw sum it came from."""
    assert score_raw(instrument("wemwbs"), 43).sentence() == "WEMWBS 43"
    assert score_raw(instrument("swemwbs"), 10).sentence() == "SWEMWBS 12.40 (raw 10)"


@given(answers_of(14))
def test_every_complete_wemwbs_gives_both_scores_within_bounds(answers):
    """WEMWBS 14 to 70 and its plain sum; SWEMWBS 7 to 35, raw and metric alike."""
    long, short = score_form(instrument("wemwbs"), answers).scores
    assert long.raw == sum(answers.values())
    assert 14 <= long.raw <= 70
    assert short.raw == sum(answers[item] for item in VECTOR["swemwbs_items_in_wemwbs_order"])
    assert short.metric is not None
    assert Decimal(7) <= short.metric <= Decimal(35)
    assert long.raw - 35 <= short.raw <= long.raw - 7


@given(answers_of(14, skipping=True).filter(lambda row: None in row.values() and any(row.values())))
def test_no_partial_form_ever_has_a_score(answers):
    """Nothing is filled in, whatever was answered."""
    form = score_form(instrument("wemwbs"), answers, "interrupted")
    assert form.scores == ()
    assert set(form.skipped) == {number for number, answer in answers.items() if answer is None}


@given(answers_of(7), st.integers(1, 7))
def test_a_higher_answer_never_lowers_a_score(answers, number):
    """No item is reversed, and the conversion rises all the way."""
    higher = answers | {number: min(5, answers[number] + 1)}
    before, after = (score_form(instrument("swemwbs"), each).scores[0].value for each in (answers, higher))
    assert after >= before
