"""The signs of the two looks."""

from dataclasses import asdict

import pytest
from rich.cells import cell_len

from linkworker.ui.theme.cp437 import in_cp437
from linkworker.ui.theme.cp437_table import CP437
from linkworker.ui.theme.glyphs import glyphs

MANY_CELLS = {"more", "on", "off", "half", "checked", "unchecked"}


@pytest.mark.parametrize(("name", "sign"), asdict(glyphs(console=True)).items())
def test_console_sign_is_of_the_code_page(name, sign):
    """None among the control codes, none that the filter would change."""
    assert CP437.issuperset(sign)
    assert in_cp437(sign) == sign


@pytest.mark.parametrize("console", [True, False])
def test_every_sign_is_there_and_as_wide_as_it_is_long(console):
    """Layout counts characters; signs that tile or stand in a column are one cell."""
    for name, sign in asdict(glyphs(console)).items():
        assert cell_len(sign) == len(sign) > 0, name
        assert len(sign) == 1 or name in MANY_CELLS, name


@pytest.mark.parametrize("console", [True, False])
def test_signs_that_stand_against_each_other_differ(console):
    """Without colour, yes and no, chosen and not, full and empty are still told apart."""
    signs = glyphs(console)
    assert len({signs.on, signs.off, signs.half}) == 3
    assert len({signs.tick, signs.cross, signs.bullet}) == 3
    assert signs.checked != signs.unchecked
    assert signs.bar_full != signs.bar_empty
    assert signs.threshold != signs.plot_line
    assert len({signs.up, signs.down, signs.left, signs.right, signs.pointer}) >= 4


def test_signs_are_made_once():
    """The same object each time, so that a list of thousands of rows makes none."""
    assert glyphs(console=True) is glyphs(console=True)
    assert glyphs(console=False) is not glyphs(console=True)
