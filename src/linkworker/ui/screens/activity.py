"""One activity: all that is known of it, what its entry leaves unsaid, and how its provider's checks stand."""

from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content

from linkworker.base.errors import LinkworkerError
from linkworker.casework.directory.activity_reading import activity
from linkworker.casework.directory.activity_upkeep import confirm_activity, stop_activity
from linkworker.casework.directory.activity_view import ActivityView, confirmed_words
from linkworker.ui.commands.table import bindings
from linkworker.ui.desk import Desk
from linkworker.ui.forms.field import Field, Kind
from linkworker.ui.forms.form import Form, Values
from linkworker.ui.forms.form_screen import FormScreen
from linkworker.ui.screens.directory.activity_parts import activity_parts
from linkworker.ui.screens.in_error import InError
from linkworker.ui.screens.place import Place
from linkworker.ui.widgets.details import Details
from linkworker.ui.widgets.words import Words


class ActivityScreen(Place[None]):
    """An activity of the directory."""

    PLACE = "activity"
    GUIDE = "matching"
    AUTO_FOCUS: ClassVar[str | None] = "VerticalScroll"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("activity")]
    DEFAULT_CSS = """
    ActivityScreen > #which { height: auto; padding: 0 1; background: $surface; margin: 1 0; }
    ActivityScreen.-low > #which { margin: 0; }
    ActivityScreen > VerticalScroll { height: 1fr; padding: 0 1; }
    """

    def __init__(self, activity_id: str) -> None:
        super().__init__()
        self.activity_id = activity_id
        self.view: ActivityView | None = None

    def body(self) -> ComposeResult:
        """Yield which activity it is, and all that is known of it."""
        yield Words(id="which")
        with VerticalScroll():
            yield Details()

    async def load(self) -> None:
        """Read it, and show it."""
        desk = self.desk
        self.view = view = await desk.read(lambda connection: activity(connection, self.activity_id, desk.today))
        ended = "" if view.running else "  No longer running."
        old = confirmed_words(view.confirmed_on, view.stale)
        self.query_one("#which", Words).show(
            Content.assemble(
                (view.name, "bold"), (ended, "bold $text-warning"), "\n", (old, "$text-warning" if view.stale else ""),
            )
        )  # fmt: skip
        self.query_one(Details).show(activity_parts(view, desk.settings.places()))

    # What can be done ----------------------------------------------------------------------------------------------

    @work(exclusive=True, group="form")
    async def action_edit(self) -> None:
        """Change it."""
        from linkworker.ui.screens.directory.activity_form import activity_form  # noqa: PLC0415 - loaded when asked for

        try:
            form = await activity_form(self.desk, self.activity_id)
        except LinkworkerError as error:
            self.trouble(str(error))
            return
        if await self.app.push_screen_wait(FormScreen(form)) is not None:
            self.say("Saved. u takes it back.")

    def action_people(self) -> None:
        """Show whom of the worker's people it fits."""
        from linkworker.ui.screens.who_fits import WhoFits  # noqa: PLC0415 - as above

        if self.view is not None:
            self.app.push_screen(WhoFits(self.activity_id, self.view.name))

    @work(exclusive=True, group="form")
    async def action_confirm(self) -> None:
        """Write down that all of it is right as of today."""
        view = self.view
        if view is None:
            return
        try:
            await self.desk.change(lambda uow: confirm_activity(uow, view.id), f"confirming {view.name}")
        except LinkworkerError as error:
            self.trouble(str(error))
        else:
            self.say("Confirmed as of today. u takes it back.")

    def action_provider(self) -> None:
        """Open its provider."""
        from linkworker.ui.screens.provider import ProviderScreen  # noqa: PLC0415 - as above

        if self.view is None or self.view.provider_id is None:
            self.trouble("No provider is written down. Press e to add one.")
        else:
            self.app.push_screen(ProviderScreen(self.view.provider_id))

    @work(exclusive=True, group="form")
    async def action_stop(self) -> None:
        """Mark it as no longer running."""
        if self.view is not None and await self.app.push_screen_wait(FormScreen(_stop_form(self.desk, self.view))):
            self.say("Marked as no longer running. u takes it back.")

    @work(exclusive=True, group="form")
    async def action_in_error(self) -> None:
        """Mark it as entered in error, and leave it."""
        view = self.view
        if view is not None and await self.app.push_screen_wait(InError("activity", None, view.id, view.name)):
            self.dismiss()


def _stop_form(desk: Desk, view: ActivityView) -> Form[bool]:
    async def save(values: Values) -> bool:
        await desk.change(lambda uow: stop_activity(uow, view.id, values["reason"]), f"{view.name}: no longer running")
        return True

    fields = (
        Field(
            "reason", "Why does it stop?", Kind.LONG, lines=2, needed="Say why it stops.", hint="Kept in the history"
        ),
    )
    return Form(f"stop:{view.id}", f"{view.name}: no longer running", fields, save)
