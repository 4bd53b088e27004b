"""One command: its key, its name, and what it does in a sentence."""

from dataclasses import dataclass

from textual.binding import Binding


@dataclass(frozen=True, slots=True)
class Command:
    """What a worker can do somewhere. The key line, the palette and the help are all made from this."""

    action: str
    """Name of the screen's method after `action_`, with `app.` before it when it is the program's."""
    key: str
    """As Textual names it: `m`, `f12`, `ctrl+s`; several with a comma, the first of which is shown."""
    label: str
    """One or two words for the key line."""
    words: str
    """A sentence for the palette and the help."""
    on_line: bool = False
    """Whether the key line shows it; at most five of a place's own."""
    over_all: bool = False
    """Whether it works even over a dialog."""

    @property
    def shown_key(self) -> str:
        """Return the key as it is written on a keyboard."""
        return key_name(self.key.split(",")[0])

    @property
    def text(self) -> str:
        """Return label and sentence in small letters, for finding words in."""
        return f"{self.label} {self.words}".casefold()

    @property
    def while_typing(self) -> bool:
        """Say whether the key works while a text field has the focus."""
        return len(self.key.split(",")[0]) > 1 and self.key not in _TYPED

    def binding(self) -> Binding:
        """Return Textual's binding of it."""
        return Binding(self.key, self.action, self.label, show=False, tooltip=self.words, priority=self.over_all)


_TYPED = {"slash", "space", "plus", "minus", "question_mark"}
_NAMES = {
    "escape": "Esc",
    "enter": "Enter",
    "slash": "/",
    "space": "Space",
    "plus": "+",
    "minus": "-",
    "tab": "Tab",
    "delete": "Del",
    "question_mark": "?",
    "up": "Up",
    "down": "Down",
    "pageup": "Page Up",
    "pagedown": "Page Down",
    "left": "Left",
    "right": "Right",
}


def key_name(key: str) -> str:
    """Return a key as a keyboard shows it: `Ctrl+S`, `F12`, `Esc`, `m`."""
    if key.startswith("ctrl+"):
        return f"Ctrl+{key[5:].upper()}"
    if len(key) > 1 and key[0] == "f" and key[1:].isdigit():
        return key.upper()
    return _NAMES.get(key, key)
