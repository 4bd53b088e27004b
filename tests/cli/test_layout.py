"""Long lines in a console."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkworker.cli.layout import folded


class Console(io.StringIO):
    """A stream that somebody reads."""

    def isatty(self):
        """It is a console."""
        return True


@pytest.fixture(autouse=True)
def narrow(monkeypatch):
    """A console of 40 columns."""
    monkeypatch.setenv("COLUMNS", "40")


def test_a_script_gets_lines_as_they_are():
    """Nothing is folded where no console reads it."""
    line = "word " * 40
    assert folded(line, io.StringIO()) == line


@pytest.mark.parametrize(
    ("line", "hang"),
    [
        ("The store is kept in a folder and all of it is encrypted.", 2),
        ("    An insurance that ended on 3 June 2026 has to be renewed.", 6),
        ("  12 Walking football on Tuesday evenings in the sports hall", 5),
        ("57. Somebody changed a plan and then went home to have tea", 4),
        ("areas       Northgate; Harbour; Mill Lane; and one more place", 12),
    ],
)
def test_what_goes_on_stands_under_where_it_began(line, hang):
    """A sentence hangs by two; a row of a list or of a table under its words."""
    first, *rest = folded(line, Console()).split("\n")
    assert line.startswith(first)
    assert rest
    assert all(len(more) - len(more.lstrip()) == hang for more in rest)


def test_a_long_word_is_never_broken():
    """A path or a code can be copied whole."""
    path = "/media/stick/linkworker-f0b36511-000001-and-a-long-name.age"
    assert path in folded(f"The bundle is written: {path}", Console()).split()


@given(st.lists(st.text(alphabet="abcdefgh ", min_size=1, max_size=90), max_size=5))
def test_no_word_is_lost(lines):
    """Folding changes spaces only, and no line is wider than the console."""
    text = "\n".join(lines)
    told = folded(text, Console())
    assert told.split() == text.split()
    assert all(len(line) <= 39 or " " not in line.strip() for line in told.split("\n"))
