"""Record ids."""

from unicodedata import normalize
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkworker.base.errors import BadInput
from linkworker.base.ids import NO_PERSON, imported_id, is_id, new_id

A_NEW_ID = "01a200c8-44ea-752d-b84e-52aec835819e"
PARTS = st.text(min_size=1).filter(str.strip)


def test_new_id_is_a_uuid7_and_they_sort():
    """Ids are canonical UUIDv7 text, distinct and in order of making."""
    made = [new_id() for _ in range(1000)]
    assert {UUID(one).version for one in made} == {7}
    assert all(len(one) == 36 and is_id(one) for one in made)
    assert made == sorted(set(made))


def test_imported_id_is_fixed_for_ever():
    """The id of a feed's record never changes: every laptop, every release."""
    assert imported_id("lewes", "42") == "e7d1be0e-befc-58dc-be04-2c1d10c8d4bb"
    assert UUID(imported_id("lewes", "42")).version == 5


def test_imported_id_ignores_spaces_round_it_and_how_accents_are_stored():
    """The same source id typed with an accent of one or two characters is one record."""
    assert imported_id("f", " Caf\u00e9 ") == imported_id(" f", "Cafe\u0301")


@pytest.mark.parametrize(("feed", "source"), [("", "1"), ("f", " ")])
def test_imported_id_needs_both_parts(feed, source):
    """A blank part would make one record of many."""
    with pytest.raises(BadInput):
        imported_id(feed, source)


@given(PARTS, PARTS, PARTS, PARTS)
def test_different_pairs_have_different_ids(feed, source, other_feed, other_source):
    """Only the same feed and the same source id give the same id, wherever the boundary between them lies."""
    pairs = [[normalize("NFC", part).strip() for part in pair] for pair in ((feed, source), (other_feed, other_source))]
    same = imported_id(feed, source) == imported_id(other_feed, other_source)
    assert same == (pairs[0] == pairs[1])


def test_boundary_between_feed_and_source_id_counts():
    """(ab, c) is not (a, bc), and no mark in a name can pass for the boundary."""
    assert len({imported_id(*pair) for pair in (("ab", "c"), ("a", "bc"), ('a","b', "c"), ("a", 'b","c'))}) == 4


def test_nil_id_is_no_person():
    """The nil UUID is an id, and no new id is it."""
    assert is_id(NO_PERSON)
    assert UUID(NO_PERSON).int == 0


@pytest.mark.parametrize("text", ["", "42", A_NEW_ID.upper(), A_NEW_ID.replace("-", ""), f"{{{A_NEW_ID}}}"])
def test_is_id_takes_only_the_canonical_form(text):
    """Other spellings of a UUID are not ids."""
    assert not is_id(text)
