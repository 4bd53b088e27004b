"""Turns of plain English."""

import inspect

import pytest

from linkworker.base import errors
from linkworker.base.words import avoided_words, count, listed, plural, sentence, within


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0 goals"), (1, "1 goal"), (2, "2 goals"), (1200, "1,200 goals"), (-1, "-1 goal")]
)
def test_counts(number, words):
    """The noun follows the number."""
    assert count(number, "goal") == words


def test_plural_that_does_not_add_s():
    """People, not persons."""
    assert [plural(n, "person", "people") for n in (1, 3)] == ["person", "people"]


@pytest.mark.parametrize(
    ("things", "words"),
    [([], ""), (["sleep"], "sleep"), (["sleep", "mood"], "sleep and mood"), (list("abc"), "a, b and c")],
)
def test_listed(things, words):
    """Commas, and a word before the last."""
    assert listed(things) == words


def test_listed_with_or():
    """Choices end with or."""
    assert listed(["yes", "no"], "or") == "yes or no"


@pytest.mark.parametrize(("text", "shown"), [("", ""), ("a goal", "A goal."), ("GP asked?", "GP asked?")])
def test_sentence(text, shown):
    """A capital and a stop are added, and nothing else changes."""
    assert sentence(text) == shown


def test_avoided_words_are_found_whole():
    """Words we avoid are found whatever their case, and not inside others."""
    assert avoided_words("Please enter a Valid date; validation is not required") == ("please", "valid", "required")


def test_our_errors_use_our_words():
    """No error class says a word that we avoid."""
    classes = [thing for _, thing in inspect.getmembers(errors, inspect.isclass)]
    assert not [one for one in classes if avoided_words(one.__doc__ or "")]


@pytest.mark.parametrize(
    ("words", "inside"),
    [
        ("Play every week.", "Play every week"),
        (" Sleep ", "Sleep"),
        ("Why?", "Why?"),
        ("Well...", "Well..."),
        (".", ""),
    ],
)
def test_words_stand_inside_a_sentence_without_their_full_stop(words, inside):
    """So that no sentence has two; what else ends them stays."""
    assert within(words) == inside
