"""The colours of one theme, by what each is for."""

from dataclasses import dataclass

from textual.theme import Theme


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours as "#rrggbb"; text is readable on each of the three grounds (the tests reckon the contrast)."""

    background: str
    """The ground of a screen."""
    surface: str
    """The ground of a field or a card."""
    panel: str
    """The ground of the header, the footer and what is set apart."""
    text: str
    muted: str
    """Text that may be passed over: labels, hints, dates."""
    accent: str
    """The one colour: what has the focus, keys, links."""
    on_accent: str
    """Text on a ground of the accent."""
    error: str
    warning: str
    success: str
    line: str
    """Quiet rules and frames, which part and carry no meaning."""
    edge: str
    """The frame of a field, which one must see: 3:1 at least against every ground."""
    row: str
    """The ground of the row that is chosen."""
    on_row: str
    resting_row: str
    """The same while its list has not the focus."""
    selection: str
    """The ground of selected text."""


def theme_of(name: str, palette: Palette, *, dark: bool) -> Theme:
    """Return a Textual theme of the palette's colours."""
    return Theme(
        name=name,
        primary=palette.accent,
        secondary=palette.muted,
        accent=palette.accent,
        foreground=palette.text,
        background=palette.background,
        surface=palette.surface,
        panel=palette.panel,
        error=palette.error,
        warning=palette.warning,
        success=palette.success,
        dark=dark,
        variables=_text(palette) | _chosen(palette) | _fields(palette) | _edges(palette),
    )


def _text(palette: Palette) -> dict[str, str]:
    # Said outright: what Textual would reckon by itself (text at 87% or 60%) is too faint on some grounds.
    return {
        "text": palette.text,
        "text-muted": palette.muted,
        "text-disabled": palette.muted,
        "foreground-muted": palette.muted,
        "on-accent": palette.on_accent,
        "text-primary": palette.accent,
        "text-accent": palette.accent,
        "text-error": palette.error,
        "text-warning": palette.warning,
        "text-success": palette.success,
        "link-color": palette.accent,
        "link-color-hover": palette.on_accent,
        "link-background-hover": palette.accent,
        "button-foreground": palette.text,
        "button-color-foreground": palette.on_accent,
        "footer-key-foreground": palette.accent,
    }


def _chosen(palette: Palette) -> dict[str, str]:
    return {
        "block-cursor-background": palette.row,
        "block-cursor-foreground": palette.on_row,
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-background": palette.resting_row,
        "block-cursor-blurred-foreground": palette.text,
        "block-cursor-blurred-text-style": "none",
        "block-hover-background": palette.resting_row,
    }


def _fields(palette: Palette) -> dict[str, str]:
    return {
        "input-cursor-background": palette.text,
        "input-cursor-foreground": palette.background,
        "input-cursor-text-style": "none",
        "input-selection-background": palette.selection,
        "input-selection-foreground": palette.text,
        "screen-selection-background": palette.selection,
        "screen-selection-foreground": palette.text,
    }


def _edges(palette: Palette) -> dict[str, str]:
    return {
        "line": palette.line,
        "border": palette.accent,
        "border-blurred": palette.edge,
        "scrollbar": palette.edge,
        "scrollbar-hover": palette.muted,
        "scrollbar-active": palette.accent,
        # Nothing behind the thumb, so that it belongs to whatever it scrolls.
        "scrollbar-background": "transparent",
        "scrollbar-background-hover": "transparent",
        "scrollbar-background-active": "transparent",
        "scrollbar-corner-color": "transparent",
    }
