"""How large a bundle may be."""

from importlib import resources

import pytest

from linkworker.sync.caps import read_caps, shipped_caps, within
from linkworker.sync.problems import TooLarge, WrongFacts

TEXT = resources.files("linkworker.sync").joinpath("data", "caps.toml").read_text(encoding="utf-8")


def test_the_shipped_caps_are_read() -> None:
    """A line is smaller than the entries, and those smaller than what a tar header can say."""
    caps = shipped_caps()
    assert caps.line < caps.entries < 8**11


@pytest.mark.parametrize("text", [TEXT + "more = 1\n", "", TEXT.replace("4_096", "0"), TEXT.replace("4_096", "'4'")])
def test_a_wrong_file_of_caps_is_refused(text: str) -> None:
    """A name too many, one missing, zero, or no number."""
    with pytest.raises(WrongFacts, match="cap"):
        read_caps(text)


def test_what_goes_over_a_cap_is_named() -> None:
    """In a sentence with the figure."""
    within("a line", 10, 10)
    with pytest.raises(TooLarge, match="a line would go over 1,000"):
        within("a line", 1001, 1000)
