"""The handbook."""

import pytest

from linkworker.base.errors import NotFound
from linkworker.base.guide import topic, topics
from linkworker.base.words import avoided_words


def test_words_page_explains_the_terms():
    """The page of words has every term that a new worker meets."""
    text = topic("Words").text
    terms = ("Person", "Episode", "Need", "Goal", "Step", "Review", "Bundle", "Hub", "Check-in")
    assert not [term for term in terms if f"**{term}.**" not in text]


def test_every_page_has_a_title_and_our_words():
    """Each page begins with its title and says nothing we avoid."""
    for page in topics():
        assert page.text.startswith(f"# {page.title}\n"), page.name
        assert not avoided_words(page.text), page.name


def test_page_that_is_not_there():
    """The sentence names the pages there are."""
    with pytest.raises(NotFound, match="words"):
        topic("dragons")
