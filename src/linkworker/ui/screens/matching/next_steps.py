"""The states that may follow, as a list; beyond its ends the page around it scrolls."""

from textual.containers import VerticalScroll

from linkworker.ui.widgets.columns import Column
from linkworker.ui.widgets.paged_list import PagedList


class NextSteps(PagedList):
    """Up and Down choose; at the ends, and with Page up and Page down, they scroll what stands around."""

    def __init__(self, *, empty: str) -> None:
        super().__init__((Column(width=30), Column(least=10)), empty=empty)

    def action_move(self, step: int) -> None:
        """Go one row on, or scroll the page where there is none."""
        before = self.highlighted_key
        super().action_move(step)
        if self.highlighted_key == before:
            self._page.scroll_relative(y=step, animate=False)

    def action_page(self, step: int) -> None:
        """Scroll the page."""
        page = self._page
        page.scroll_relative(y=step * max(1, page.size.height - 1), animate=False)

    @property
    def _page(self) -> VerticalScroll:
        return next(node for node in self.ancestors if isinstance(node, VerticalScroll))
