"""Errors and what they say."""

import pytest

from linkworker.base.errors import BadInput, LinkworkerError, NotFound, Refused


def test_the_docstring_is_the_sentence():
    """The detail fills the place in the class's own sentence."""
    assert str(LinkworkerError("the disk is full")) == "Something went wrong: the disk is full."


@pytest.mark.parametrize(("kind", "code"), [(LinkworkerError, 1), (BadInput, 3), (NotFound, 4), (Refused, 5)])
def test_exit_codes(kind, code):
    """Each kind of failure has its own exit code."""
    assert kind.exit_code == code


def test_braces_in_what_was_typed_stay():
    """Text of the user's is never taken for a place to fill."""
    assert str(BadInput("You typed {0} and {name}.")) == "You typed {0} and {name}."
