"""The glyphs of the look that the program has."""

from textual.widget import Widget

from linkworker.ui.theme.glyphs import Glyphs, glyphs


def glyphs_of(widget: Widget) -> Glyphs:
    """Return the glyphs for where a widget is shown; the console's in a program that does not say."""
    return glyphs(bool(getattr(widget.app, "console_look", True)))
