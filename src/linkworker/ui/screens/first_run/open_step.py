"""What the last two steps share: they stand over the open desk, and push the forms that other places use too."""

from collections.abc import Callable
from typing import Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen

from linkworker.base.errors import LinkworkerError
from linkworker.casework.half_set_up import Step, remember_step
from linkworker.ui.commands.table import bindings
from linkworker.ui.screens.place import Place
from linkworker.ui.widgets.press import Press
from linkworker.ui.widgets.words import Words


class OpenStep(Place[None]):
    """A step that is an offer: nothing in it must be done. `OFFERED` are its presses: action, words, what they do."""

    PLACE = "first_steps"
    PLACES_SHOWN = False
    NEXT: ClassVar[Step] = Step.DONE
    OFFERED: ClassVar[tuple[tuple[str, str, str], ...]] = ()
    LEAD: ClassVar[str] = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("first_steps"),
        Binding("up", "app.focus_previous", show=False),
        Binding("down", "app.focus_next", show=False),
    ]
    DEFAULT_CSS = """
    OpenStep > #heading { margin: 2 1 1 2; }
    OpenStep.-low > #heading { margin: 1 1 1 2; }
    OpenStep > .offers { height: 1fr; padding: 0 1 0 3; }
    OpenStep > .offers > * { max-width: 74; }
    OpenStep.-roomy > #heading { margin: 6 1 1 21; }
    OpenStep.-roomy > .offers { padding: 0 1 0 22; }
    OpenStep .lead, OpenStep .here, OpenStep .what { margin-bottom: 1; }
    OpenStep .what { padding-left: 2; color: $text-muted; }
    """

    def on_resize(self) -> None:
        """Stand in the middle where there is room for it, as the steps before did."""
        super().on_resize()
        self.set_class(self.app.size.width >= 110 and not self.has_class("-low"), "-roomy")  # noqa: PLR2004 - as they

    def body(self) -> ComposeResult:
        """Yield what this step is about, what is there by now, and what is offered."""
        with Vertical(classes="offers"):
            yield Words(self.LEAD, classes="lead")
            yield Words(classes="here")
            for action, label, what in self.OFFERED:
                yield Press(label, id=action)
                yield Words(what, classes="what")

    async def load(self) -> None:
        """Say how many there are."""
        self.query_one(".here", Words).show(Content.assemble((await self.said_of_what_is_here(), "bold")))
        if self.focused is None:
            self.query(Press).first().focus()

    async def said_of_what_is_here(self) -> str:
        """Return what is there by now, in words."""
        raise NotImplementedError

    @on(Press.Pressed)
    async def _pressed(self, event: Press.Pressed) -> None:
        event.stop()
        await self.run_action(str(event.press.id))

    @work(exclusive=True, group="offer")
    async def go_to(self, make: Callable[[], Screen[Any]]) -> None:
        """Go to a form, and come back here after it."""
        await self.app.push_screen_wait(make())

    @work(exclusive=True, group="offer")
    async def action_go_on(self) -> None:
        """Go on to the next step."""
        step = self.NEXT
        try:
            await self.desk.with_store(lambda store: remember_step(store, step))
        except LinkworkerError as error:
            self.trouble(str(error))
            return
        self.leave()

    def leave(self) -> None:
        """Go to what comes next."""
        raise NotImplementedError
