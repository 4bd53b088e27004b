"""Words on the screen: text as it is, never markup."""

from textual.content import Content
from textual.widgets import Static


class Words(Static):
    """A paragraph or a line. What a person said may hold brackets; nothing in it is ever read as an instruction."""

    def __init__(self, content: str | Content = "", *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's own word
        self._said = plain(content)
        super().__init__(self._said, markup=False, id=id, classes=classes)

    def show(self, content: str | Content) -> None:
        """Show other words; the same ones are not laid out again."""
        said = plain(content)
        if not said.is_same(self._said):
            self._said = said
            self.update(said)


def plain(content: str | Content) -> Content:
    """Return text as content, without reading markup in it."""
    return content if isinstance(content, Content) else Content(content)
