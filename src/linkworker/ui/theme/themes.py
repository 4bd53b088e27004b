"""The three themes, and what the two looks frame things with."""

from textual.theme import Theme

from linkworker.base import setting_values
from linkworker.base.setting_values import Look
from linkworker.ui.theme.palette import Palette, theme_of

LIGHT = "linkworker-light"
DARK = "linkworker-dark"
HIGH_CONTRAST = "linkworker-high-contrast"

_PAPER = Palette(
    background="#fbfaf7",
    surface="#f3f1ec",
    panel="#eae7df",
    text="#23272b",
    muted="#565d64",
    accent="#1b6170",
    on_accent="#ffffff",
    error="#a32c26",
    warning="#7d4b00",
    success="#28643a",
    line="#d3cfc4",
    edge="#827e74",
    row="#cfe3e6",
    on_row="#12343c",
    resting_row="#e4e6e2",
    selection="#b5d5da",
)
_SLATE = Palette(
    background="#14181b",
    surface="#1b2024",
    panel="#242a2f",
    text="#e2e5e6",
    muted="#a0aab0",
    accent="#7cc0c9",
    on_accent="#10191b",
    error="#f2918a",
    warning="#e2b268",
    success="#8ec79a",
    line="#3d464d",
    edge="#74808a",
    row="#24474f",
    on_row="#f2f7f8",
    resting_row="#262d32",
    selection="#2f5963",
)
_STARK = Palette(
    background="#000000",
    surface="#000000",
    panel="#262626",
    text="#ffffff",
    muted="#ffffff",
    accent="#ffff00",
    on_accent="#000000",
    error="#ffff00",
    warning="#ffff00",
    success="#ffffff",
    line="#ffffff",
    edge="#ffffff",
    row="#ffff00",
    on_row="#000000",
    resting_row="#333333",
    selection="#5c5c00",
)


THEMES: tuple[Theme, ...] = (
    theme_of(LIGHT, _PAPER, dark=False),
    theme_of(DARK, _SLATE, dark=True),
    theme_of(HIGH_CONTRAST, _STARK, dark=True),
)
"""All of them, for App.register_theme."""


def theme_named(theme: setting_values.Theme) -> str:
    """Return the name of the Textual theme for the setting.

    A terminal cannot be asked for its colours safely, so auto is dark, as the consoles of Windows are.
    """
    named = {
        setting_values.Theme.LIGHT: LIGHT,
        setting_values.Theme.HIGH_CONTRAST: HIGH_CONTRAST,
    }
    return named.get(theme, DARK)


def look_variables(look: Look) -> dict[str, str]:
    """Return what styles may name beyond Textual's own variables, for App.get_theme_variable_defaults.

    `frame` and `frame-focus` are border types; they differ in form and not in colour alone, and the solid and
    double ones are of code page 437. The rest is there until one of our themes, which has its own, is set.
    """
    if look is Look.CONSOLE:
        frames = {"frame": "solid", "frame-focus": "double"}
    else:
        frames = {"frame": "round", "frame-focus": "heavy"}
    return frames | {"line": _SLATE.line, "on-accent": _SLATE.on_accent}
