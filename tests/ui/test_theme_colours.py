"""The three themes are readable, on every ground, in any number of colours."""

import re

import pytest
from rich.color import Color as RichColor
from rich.color import ColorSystem
from textual.app import App, ComposeResult
from textual.color import Color
from textual.widgets import Input, TextArea

from linkworker.base.setting_values import Look, Theme
from linkworker.ui.theme.cp437_table import CP437
from linkworker.ui.theme.themes import DARK, HIGH_CONTRAST, LIGHT, THEMES, look_variables, theme_named

GROUNDS = ("background", "surface", "panel")
TEXTS = (
    "text",
    "text-muted",
    "text-disabled",
    "foreground",
    "primary",
    "secondary",
    "accent",
    "error",
    "warning",
    "success",
    "text-primary",
    "text-accent",
    "text-error",
    "text-warning",
    "text-success",
    "link-color",
)
PAIRS = (
    ("block-cursor-foreground", "block-cursor-background"),
    ("block-cursor-blurred-foreground", "block-cursor-blurred-background"),
    ("text-muted", "block-cursor-blurred-background"),
    ("input-cursor-foreground", "input-cursor-background"),
    ("input-selection-foreground", "input-selection-background"),
    ("screen-selection-foreground", "screen-selection-background"),
    ("on-accent", "accent"),
    ("link-color-hover", "link-background-hover"),
)
READ = [(text, ground) for text in TEXTS for ground in GROUNDS] + list(PAIRS)


def luminance(colour):
    """Relative luminance of WCAG 2.2."""
    parts = [part / 255 for part in colour.rgb]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    """Contrast ratio of WCAG 2.2, from 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def colours(theme):
    """All variables of a theme that are a colour, as the styles see them."""
    found = {**theme.to_color_system().generate(), **theme.variables}
    return {name: Color.parse(value) for name, value in found.items() if re.fullmatch(r"#[0-9a-fA-F]{6}", value)}


def named(theme):
    return next(each for each in THEMES if each.name == theme)


def test_contrast_is_reckoned_as_published():
    """The worked ends of the scale: black on white is 21, #767676 on white just passes 4.5."""
    assert contrast(Color.parse("#000000"), Color.parse("#ffffff")) == pytest.approx(21)
    assert contrast(Color.parse("#767676"), Color.parse("#ffffff")) == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize(("text", "ground"), READ)
@pytest.mark.parametrize(("theme", "least"), [(LIGHT, 4.5), (DARK, 4.5), (HIGH_CONTRAST, 7)])
def test_text_is_readable(theme, least, text, ground):
    """WCAG AA in the light and the dark theme, AAA in high contrast."""
    found = colours(named(theme))
    assert contrast(found[text], found[ground]) >= least


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("edge", ["border", "border-blurred", "scrollbar", "scrollbar-hover", "scrollbar-active"])
@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_edges_that_carry_meaning_are_seen(theme, edge, ground):
    """WCAG 1.4.11: the frame of a field and the thumb of a scrollbar have 3:1."""
    found = colours(theme)
    assert contrast(found[edge], found[ground]) >= 3


@pytest.mark.parametrize("system", [ColorSystem.STANDARD, ColorSystem.EIGHT_BIT])
@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_nothing_vanishes_where_there_are_few_colours(theme, system):
    """With 16 or 256 colours each text still differs from the ground it is on."""

    def fewer(colour):
        return RichColor.from_rgb(*colour.rgb).downgrade(system)

    found = colours(theme)
    lost = [(text, ground) for text, ground in READ if fewer(found[text]) == fewer(found[ground])]
    assert lost == []


def test_high_contrast_is_black_white_and_yellow():
    """No other hue is relied on."""
    theme = named(HIGH_CONTRAST)
    assert {theme.background, theme.foreground, theme.accent} == {"#000000", "#ffffff", "#ffff00"}
    assert {theme.error, theme.warning, theme.success} <= {"#ffffff", "#ffff00"}


@pytest.mark.parametrize(
    ("setting", "name"),
    [(Theme.LIGHT, LIGHT), (Theme.DARK, DARK), (Theme.HIGH_CONTRAST, HIGH_CONTRAST), (Theme.AUTO, DARK)],
)
def test_setting_names_a_theme(setting, name):
    """Auto is dark, as consoles are."""
    assert theme_named(setting) == name
    assert name in {theme.name for theme in THEMES}


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_theme_has_what_styles_may_name(theme):
    """The variables that are ours, besides Textual's."""
    assert {"line", "on-accent"} <= theme.variables.keys()
    assert theme.dark == (theme.name != LIGHT)


class Framed(App[None]):
    """Two fields in the frames of a look."""

    CSS = """
    Input, TextArea { border: $frame $line; background: $surface; color: $on-accent; }
    Input:focus, TextArea:focus { border: $frame-focus $accent; }
    """

    def __init__(self, look: Look) -> None:
        self.look = look
        super().__init__()
        for theme in THEMES:
            self.register_theme(theme)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return look_variables(self.look)

    def compose(self) -> ComposeResult:
        yield Input()
        yield TextArea()


def drawn(app):
    return "".join(strip.text for strip in app.screen._compositor.render_strips())


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
async def test_frames_of_the_full_look(theme):
    """Rounded, and heavy around what has the focus: told apart without colour."""
    app = Framed(Look.FULL)
    async with app.run_test() as pilot:
        app.theme = theme.name
        await pilot.pause()
        assert {"╭", "┏"} <= set(drawn(app))


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
async def test_frames_of_the_console_look(theme):
    """Single, and double around what has the focus; nothing that code page 437 lacks."""
    app = Framed(Look.CONSOLE)
    async with app.run_test() as pilot:
        app.theme = theme.name
        await pilot.pause()
        assert {"┌", "╔"} <= set(drawn(app))
        assert CP437.issuperset(drawn(app))
