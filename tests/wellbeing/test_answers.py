"""Answers as they are typed from paper, ticked on screen, checked and written down."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkworker.wellbeing.answers import (
    NoAnswers,
    NoSuchItem,
    WrongAnswer,
    WrongCount,
    check_answers,
    parse_answers,
    skipped_items,
    write_answers,
)
from linkworker.wellbeing.packs import instrument

SEVEN = {1: 3, 2: 4, 3: 5, 4: 2, 5: None, 6: 3, 7: 1}


@pytest.mark.parametrize(
    "typed",
    [
        "3 4 5 2 - 3 1",
        "3452-31",
        "3,4,5,2,-,3,1",
        "3; 4; 5; 2; -; 3; 1",
        "  3 4\t5 2\n- 3 1 ",
        "3 4 5 2 \N{EN DASH} 3 1",
        "3 4 5 2 \N{EM DASH} 3 1",
        "3 4 5 2 \N{MINUS SIGN} 3 1",
    ],
)
def test_paper_answers_are_read_however_they_are_spaced(typed):
    """Spaces, commas, lines or nothing between them; any dash is a skipped answer."""
    assert parse_answers(instrument("swemwbs"), typed) == SEVEN


def test_ons4_answers_of_two_digits_are_read():
    """A ten is a ten."""
    assert parse_answers(instrument("ons4"), "10 0 - 7") == {1: 10, 2: 0, 3: None, 4: 7}


def test_ons4_answers_run_together_are_not_guessed_at():
    """1078 could be read in two ways, so a space is asked for."""
    with pytest.raises(WrongCount, match="ONS4 needs 4 answers, with a space between them"):
        parse_answers(instrument("ons4"), "1078")


@pytest.mark.parametrize(("typed", "count"), [("", 0), ("3 4 5", 3), ("34523145", 8), ("3", 1)])
def test_too_few_or_too_many_answers_say_how_many(typed, count):
    """The sentence says how many are needed and how many were typed."""
    with pytest.raises(WrongCount) as caught:
        parse_answers(instrument("swemwbs"), typed)
    assert str(caught.value) == (
        f"SWEMWBS needs 7 answers, with a space between them and - for a skipped statement. You typed {count}."
    )
    assert caught.value.exit_code == 3


@pytest.mark.parametrize(
    "word", ["0", "6", "33", "-3", "x", "3.0", "\N{ARABIC-INDIC DIGIT THREE}", "\N{SUPERSCRIPT TWO}"]
)
def test_an_answer_outside_the_scale_is_named_by_its_number(word):
    """The sentence says which answer and what it needs."""
    with pytest.raises(WrongAnswer) as caught:
        parse_answers(instrument("swemwbs"), f"3 4 {word} 2 1 3 1")
    assert str(caught.value) == "Answer 3 needs a whole number from 1 to 5, or - if it was skipped."


@pytest.mark.parametrize("answer", [0, 6, -1, True, 3.0, "3"])
def test_a_ticked_answer_must_be_a_whole_number_of_the_scale(answer):
    """Neither a yes, nor a float, nor text is an answer."""
    with pytest.raises(WrongAnswer):
        check_answers(instrument("swemwbs"), {1: answer})


@pytest.mark.parametrize("number", [0, 8, 14])
def test_an_item_that_is_not_there_is_named(number):
    """The short form has no item 8."""
    with pytest.raises(NoSuchItem, match=f"SWEMWBS has no statement {number}"):
        check_answers(instrument("swemwbs"), {number: 3})


def test_items_left_out_are_skipped_ones_in_published_order():
    """What nobody answered is skipped, not lost."""
    whole = check_answers(instrument("swemwbs"), {7: 1, 1: 3})
    assert list(whole) == [1, 2, 3, 4, 5, 6, 7]
    assert skipped_items(whole) == (2, 3, 4, 5, 6)


@pytest.mark.parametrize("typed", ["-------", "- - - - - - -"])
def test_a_form_with_nothing_answered_is_no_check_in(typed):
    """There is nothing to keep."""
    with pytest.raises(NoAnswers, match="No statement was answered"):
        parse_answers(instrument("swemwbs"), typed)


@given(st.sampled_from(["wemwbs", "swemwbs", "ons4"]), st.data())
def test_answers_written_down_are_read_back_the_same(code, data):
    """Writing and reading are each other's inverse, for every instrument."""
    scale = instrument(code)
    one = st.none() | st.integers(scale.lowest_answer, scale.highest_answer)
    given_answers = data.draw(st.lists(one, min_size=len(scale.items), max_size=len(scale.items)).filter(any_given))
    answers = dict(enumerate(given_answers, 1))
    assert parse_answers(scale, write_answers(answers)) == answers


def any_given(answers: list[int | None]) -> bool:
    """Say whether anything was answered."""
    return any(answer is not None for answer in answers)
