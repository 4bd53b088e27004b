"""Lines of keys in a TOML text."""

import tomllib

import pytest

from linkworker.base.toml_lines import find_lines, line_of, syntax_line

TEXT = """# about
name = "x"

[[team]]
name = "a"
[[team]]
"role" = "b"
[budget]
limit.most = 3
"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("name",), 2),
        (("team",), 4),
        (("team", 0, "name"), 5),
        (("team", 1), 6),
        (("team", 1, "role"), 7),
        (("team", 1, "colour"), 6),
        (("budget", "limit", "most"), 9),
        (("budget",), 8),
        (("dragons",), None),
    ],
)
def test_each_key_has_its_line(path, line):
    """A key is found at its own line, or at the table around it."""
    assert line_of(find_lines(TEXT), path) == line


@pytest.mark.parametrize(("text", "line"), [("a = 1\nb = \nc = 2", 2), ("a = 1\n\nb = [", 3), ('a = "x', 1), ("", 1)])
def test_line_of_a_syntax_fault(text, line):
    """The line that the reader means; the last one when the text breaks off."""
    try:
        tomllib.loads(text)
        message = ""
    except tomllib.TOMLDecodeError as error:
        message = str(error)
    assert syntax_line(message, text) == line
