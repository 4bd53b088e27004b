"""Numbers of other systems, by the vectors."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkworker.base.errors import NotFound
from linkworker.base.identifiers import check, is_prison_code
from linkworker.base.lists import coded
from linkworker.base.words import avoided_words

VECTORS = json.loads((Path(__file__).parents[1] / "data" / "identifier_vectors.json").read_text(encoding="utf-8"))
SCHEMES = coded("identifier-scheme").codes()


def vectors(kind, scheme, *names):
    """Return (scheme, text) pairs of a scheme's vectors."""
    return [(scheme, text) for name in names for text in VECTORS[kind].get(name, [])]


GOOD = (
    vectors("nhs_number", "nhs", "valid")
    + vectors("prison_number", "prison-number", "valid")
    + vectors("crn", "crn", "valid")
    + vectors("pnc", "pnc", "canonical")
    + vectors("upn", "upn", "valid", "unknown_codes")
)
WRONG = (
    vectors("nhs_number", "nhs", "invalid")
    + vectors("prison_number", "prison-number", "invalid")
    + vectors("pnc", "pnc", "invalid_check", "invalid_format")
    + vectors("upn", "upn", "invalid")
)


@pytest.mark.parametrize(("scheme", "text"), GOOD)
def test_right_numbers_pass_without_a_word(scheme, text):
    """Every right vector is taken as it is."""
    assert check(scheme, text).warning is None


@pytest.mark.parametrize(("scheme", "text"), WRONG)
def test_wrong_numbers_warn_and_are_kept(scheme, text):
    """Every wrong vector has a warning in our words, and what was typed can still be stored."""
    found = check(scheme, text)
    assert found.warning
    assert not avoided_words(found.warning)
    assert bool(found.canonical) == bool(text)


@pytest.mark.parametrize(("text", "canonical"), VECTORS["pnc"]["canonical"].items())
def test_pnc_in_full(text, canonical):
    """However it was shortened, a PNC number is stored with its whole year and seven digits."""
    assert check("pnc", text).canonical == canonical
    assert check("pnc", canonical).canonical == canonical


def test_pnc_without_slash_takes_the_reading_whose_letter_fits():
    """200273319Z can be 2020 or 2002; only 2002 has the letter Z."""
    assert check("pnc", "200273319Z").canonical == "2002/0073319Z"


@pytest.mark.parametrize("text", VECTORS["prison_id"]["valid"])
def test_prison_codes(text):
    """Three capital letters are an establishment's code."""
    assert is_prison_code(text)
    assert not is_prison_code(text.lower())
    assert not is_prison_code(f"{text}X")


def test_nhs_number_is_shown_three_three_four():
    """Spaces and hyphens do not matter, and it is shown in its groups."""
    assert {check("nhs", text).shown for text in ("9990000018", "999 000 0018", " 999-000-0018")} == {"999 000 0018"}


@pytest.mark.parametrize(
    ("text", "counted"),
    [("123456/21", "21123456"), ("7/05", "05000007"), ("SF05/7", "057"), ("SF05/482703", "05482703")],
)
def test_cro_letter_is_counted(text, counted):
    """Exactly one of the 23 letters fits a CRO number: over the year and the serial, padded in the standard form."""
    alphabet = "ZABCDEFGHJKLMNPQRTUVWXY"
    letters = [letter for letter in alphabet if check("cro", f"{text}{letter}").warning is None]
    assert letters == [alphabet[int(counted) % 23]]


def test_cro_standard_form_is_padded():
    """A short serial is stored with six digits, and one with a shape of its own warns."""
    assert check("cro", "7/05A").canonical == "000007/05A"
    assert check("cro", "7-05A").warning


def test_temporary_upn_counts_its_last_letter():
    """A letter at the end makes a temporary number, with a check letter of its own, and it is said."""
    alphabet = "ABCDEFGHJKLMNPQRTUVWXYZ"
    right = [first for first in alphabet if check("upn", f"{first}80120000500B").warning is None]
    digits = [int(digit) for digit in "80120000500"]
    total = sum(value * place for place, value in enumerate([*digits, alphabet.index("B")], 2))
    assert right == [alphabet[total % 23]]
    assert check("upn", f"{right[0]}80120000500B").shown.endswith("(temporary)")


def test_small_letters_are_read_as_capitals_and_it_is_said():
    """A number typed in small letters is stored with capitals, with a word about it."""
    found = check("prison-number", "a1234bc")
    assert (found.canonical, found.warning) == ("A1234BC", "Read with capital letters: A1234BC.")


def test_childrens_system_ids_are_kept_as_they_are():
    """Nobody but that system knows their shape."""
    assert check("childrens-system", " ab-12/x ").canonical == "ab-12/x"


def test_kind_of_number_that_is_not_listed():
    """A scheme that is not in the list is not found."""
    with pytest.raises(NotFound, match="passport"):
        check("passport", "1")


@given(st.sampled_from(SCHEMES), st.text(max_size=30))
def test_anything_at_all_is_taken(scheme, text):
    """Nothing typed is ever blocked, and checking the stored form again changes nothing."""
    found = check(scheme, text)
    assert check(scheme, found.canonical).canonical == found.canonical


@given(st.integers(0, 9_999_999), st.integers(0, 9), st.integers(0, 9))
def test_one_wrong_digit_in_an_nhs_number_is_noticed(middle, place, digit):
    """The check digit finds every single wrong digit."""
    body = f"99{middle:07}"
    rest = (11 - sum(int(d) * w for d, w in zip(body, range(10, 1, -1), strict=True)) % 11) % 11
    if rest == 10:
        return
    right = f"{body}{rest}"
    wrong = f"{right[:place]}{digit}{right[place + 1 :]}"
    assert check("nhs", right).warning is None
    assert (check("nhs", wrong).warning is None) == (wrong == right)
