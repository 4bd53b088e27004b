"""A list that is gone through while one types in a line above it."""

from textual.widgets import Input

from linkworker.ui.widgets.paged_list import PagedList


class DrivenList(PagedList):
    """Marks its highlighted row as the one that Enter opens, also while a line to type in has the focus."""

    @property
    def acts(self) -> bool:
        """Say whether the keys act on the highlighted row."""
        return self.has_focus or isinstance(self.screen.focused, Input)

    def on_mount(self) -> None:
        """Paint again when the focus moves."""
        self.watch(self.screen, "focused", self._moved)

    def _moved(self) -> None:
        self.refresh()
