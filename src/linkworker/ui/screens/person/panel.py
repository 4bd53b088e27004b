"""What stands under one tab of a person."""

from typing import TYPE_CHECKING, ClassVar, cast

from textual.containers import VerticalScroll

from linkworker.ui.desk import Desk

if TYPE_CHECKING:
    from linkworker.ui.app import Linkworker
    from linkworker.ui.screens.person.person import PersonScreen


class Panel(VerticalScroll):
    """The body of a tab: it yields widgets from `compose`, and reads and shows in `load`.

    `load` runs in the screen's worker: when the tab is opened, and again after every save anywhere. The panel or the
    widget that `FOCUS` selects gets the focus, so that its own commands hold.
    """

    PLACE: ClassVar[str] = "person"
    """Whose commands hold here, before the person's own."""
    GUIDE: ClassVar[str] = "the-screens"
    FOCUS: ClassVar[str] = ""
    """A selector of the widget that takes the focus; "" for the panel itself."""

    DEFAULT_CSS = """
    Panel { height: 1fr; padding: 0 1; }
    """

    def __init__(self, person_id: str) -> None:
        super().__init__()
        self.person_id = person_id

    @property
    def linkworker(self) -> "Linkworker":
        """Return the program."""
        return cast("Linkworker", self.app)

    @property
    def desk(self) -> Desk:
        """Return the desk: the open store."""
        return self.linkworker.desk

    @property
    def person(self) -> "PersonScreen":
        """Return the screen of the person."""
        return cast("PersonScreen", self.screen)

    def why_not_now(self, action: str) -> str:
        """Return why an action of this tab is refused now, or ""; the person's screen knows."""
        return self.person.why_not_now(action, self.PLACE)

    async def load(self) -> None:
        """Read what is shown, and show it."""
