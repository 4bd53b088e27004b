"""What a list tells its screen. Handlers are `on_paged_list_chosen` and so on, or `@on(PagedList.Chosen, "#id")`."""

from textual.message import Message
from textual.widget import Widget

from linkworker.base.errors import LinkworkerError
from linkworker.ui.widgets.rows import Row


class FromList(Message):
    """A message from a list."""

    def __init__(self, paged_list: Widget) -> None:
        super().__init__()
        self.paged_list = paged_list

    @property
    def control(self) -> Widget:
        """Return the list, so that a handler can be for one list only."""
        return self.paged_list


class Chosen(FromList, namespace="paged_list"):
    """A row was chosen, by Enter, a double click, or a click on the highlighted row."""

    def __init__(self, paged_list: Widget, key: str, row: Row) -> None:
        super().__init__(paged_list)
        self.key = key
        self.row = row


class Moved(FromList, namespace="paged_list"):
    """The highlight stands on another row, or its row says something else; None when it stands nowhere."""

    def __init__(self, paged_list: Widget, row: Row | None) -> None:
        super().__init__(paged_list)
        self.key = row.key if row else None
        self.row = row


class Failed(FromList, namespace="paged_list"):
    """Rows could not be read while scrolling; the error's text is the sentence to show."""

    def __init__(self, paged_list: Widget, error: LinkworkerError) -> None:
        super().__init__(paged_list)
        self.error = error
