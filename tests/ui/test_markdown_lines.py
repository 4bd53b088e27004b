"""The handbook's Markdown as lines: nothing lost, nothing too wide, lists and tables in their columns."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from linkworker.base.guide import topics
from linkworker.ui.markdown_lines import Kind, blocks, page_lines, runs, wrapped_runs

PAGE = """# Money

A **pot** is money from a funder.
Type `linkworker money waiting`.

    linkworker money show ali

## Keys

| Key | What it does |
|---|---|
| F1 | Help on what has the focus, whatever that is |

- One thing, said at some length
  and on a second line
- Two

1. First
2. Second
"""


def said(lines):
    return ["".join(text for text, _ in line) for line in lines]


def test_a_page_is_laid_out():
    """Every kind of block, as it stands on a narrow screen."""
    assert said(page_lines(PAGE, 28, "*")) == [
        "Money",
        "",
        "A pot is money from a",
        "funder. Type linkworker",
        "money waiting.",
        "",
        "    linkworker money show",
        "    ali",
        "",
        "Keys",
        "",
        "Key  What it does",
        "F1   Help on what has the",
        "     focus, whatever that is",
        "",
        "* One thing, said at some",
        "  length and on a second",
        "  line",
        "* Two",
        "",
        "1. First",
        "2. Second",
    ]


def test_roles_tell_what_is_set_apart():
    """Titles, bold words, code and commands; the heads of a table."""
    roles = {text.strip(): role for line in page_lines(PAGE, 60) for text, role in line}
    assert roles["Money"] == "title"
    assert roles["pot"] == "bold"
    assert roles["linkworker money waiting"] == "code"
    assert roles["linkworker money show ali"] == "command"
    assert roles["Keys"] == "heading"
    assert roles["What it does"] == "head"


def test_a_full_stop_stays_with_the_code_before_it():
    """A word made of two runs is not broken between them."""
    assert said(wrapped_runs(runs("Type `due`."), 7)) == ["Type", "due."]


def test_a_heading_may_stand_right_above_a_list():
    """As people write Markdown."""
    assert [block.kind for block in blocks("## What\n- one\n- two")] == [Kind.HEADING, Kind.ITEMS]


@pytest.mark.parametrize("width", [40, 59, 76])
@pytest.mark.parametrize("page", topics(), ids=lambda page: page.name)
def test_no_line_of_the_handbook_is_too_wide(page, width):
    """And no word of it is lost."""
    lines = said(page_lines(page.text, width))
    assert max(cell_len(line) for line in lines) <= width
    if "|" not in page.text:
        words = "".join("".join(text for text, _ in runs(line)) for block in blocks(page.text) for line in block.lines)
        squeezed = "".join(words.split()).replace("#", "").replace("-", "")
        assert "".join("".join(lines).split()).replace("#", "").replace("-", "") == squeezed


@given(st.text(alphabet="ab `*é#|-1.\n", max_size=200), st.integers(4, 30))
def test_any_text_is_laid_out(text, width):
    """However odd it is: no failure, and no line wider than asked beyond the mark of a list."""
    for line in said(page_lines(text, width)):
        assert cell_len(line) <= max(width, 8)
