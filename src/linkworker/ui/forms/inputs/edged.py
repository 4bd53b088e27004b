"""The edges of a line or box to type in: a rule at either side, so that it is seen without colour."""

from textual.containers import Container


class Edged(Container):
    """Holds one thing to type in. The rules are of another form, and of the accent, while it has the focus."""

    DEFAULT_CSS = """
    Edged {
        height: auto; width: 1fr; background: $surface; padding: 0 1;
        border-left: $frame $border-blurred; border-right: $frame $border-blurred;
    }
    Edged:focus-within { border-left: $frame-focus $accent; border-right: $frame-focus $accent; }
    Edged.-short { width: 16; }
    Edged.-middling { width: 28; }
    """
