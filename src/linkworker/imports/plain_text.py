"""HTML, or text that may be HTML, to the plain text that a person reads."""

import re
from html.parser import HTMLParser

from linkworker.imports.texts import clean

_BLOCKS = frozenset({"p", "div", "br", "li", "ul", "ol", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6", "section"})
_HIDDEN = frozenset({"script", "style", "template", "head"})
_LOOKS_HTML = re.compile(r"</?[a-zA-Z][^<>]*>|&(#\d+|#x[0-9a-fA-F]+|[a-zA-Z]+);")


def plain_text(text: str) -> str:
    """Return text without tags, entities turned to letters, list items begun with a hyphen, and no empty lines."""
    if text.isascii() and text.isprintable() and "<" not in text and "&" not in text:  # most of a feed: one plain line
        line = " ".join(text.split())
        return "" if line == "-" else line
    if ("<" in text or "&" in text) and _LOOKS_HTML.search(text):
        reader = _Reader()
        reader.feed(text)
        reader.close()
        text = "".join(reader.parts)
    lines = (" ".join(line.split()) for line in clean(text).split("\n"))
    return "\n".join(line for line in lines if line and line != "-")


class _Reader(HTMLParser):
    """Collects the words between tags."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a new line for a block, and stop listening inside a script or style."""
        del attrs
        self._hidden += tag in _HIDDEN
        if tag in _BLOCKS:
            self.parts.append("\n- " if tag == "li" else "\n")

    def handle_endtag(self, tag: str) -> None:
        """End a block's line."""
        self._hidden -= tag in _HIDDEN and self._hidden > 0
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        """Keep words that are shown."""
        if not self._hidden:
            self.parts.append(data)
