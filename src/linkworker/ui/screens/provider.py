"""One provider: each check with its end, the working agreement, contacts, and what it runs."""

from collections.abc import Awaitable, Callable
from typing import Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content

from linkworker.base.dates import show_date
from linkworker.base.errors import LinkworkerError
from linkworker.base.words import listed
from linkworker.casework.directory.provider_list import RunActivity, activities_of
from linkworker.casework.directory.provider_upkeep import approve, change_provider
from linkworker.casework.directory.provider_view import CheckView, PartView, ProviderView, Status
from linkworker.casework.directory.providers import provider
from linkworker.journal.unit_of_work import UnitOfWork
from linkworker.ui.commands.table import bindings
from linkworker.ui.forms.form import Form
from linkworker.ui.forms.form_screen import FormScreen
from linkworker.ui.screens.in_error import InError
from linkworker.ui.screens.matching.next_steps import NextSteps
from linkworker.ui.screens.place import Place
from linkworker.ui.theme.glyphs import Glyphs, glyphs
from linkworker.ui.widgets.details import Detail, Details, Part, Tone, said
from linkworker.ui.widgets.list_messages import Chosen
from linkworker.ui.widgets.pages import FixedRows
from linkworker.ui.widgets.rows import Row, heading
from linkworker.ui.widgets.words import Words

_ENDED = "ended"
_RUNS_NOTHING = "No activity of its own is written down. Press n to add one."


class ProviderScreen(Place[None]):
    """A provider. Enter opens the activity pointed at."""

    PLACE = "provider"
    GUIDE = "matching"
    AUTO_FOCUS: ClassVar[str | None] = "VerticalScroll"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("provider")]
    DEFAULT_CSS = """
    ProviderScreen > #which { height: auto; padding: 0 1; background: $surface; margin: 1 0; }
    ProviderScreen.-low > #which { margin: 0; }
    ProviderScreen > VerticalScroll { height: 1fr; padding: 0 1; }
    ProviderScreen Details { margin-bottom: 1; }
    ProviderScreen NextSteps { height: auto; }
    """

    def __init__(self, provider_id: str) -> None:
        super().__init__()
        self.provider_id = provider_id
        self.view: ProviderView | None = None

    def body(self) -> ComposeResult:
        """Yield which provider it is, its checks and all else, and its activities."""
        yield Words(id="which")
        with VerticalScroll():
            yield Details()
            yield NextSteps(empty=_RUNS_NOTHING)

    async def load(self) -> None:
        """Read it, and show it."""
        desk = self.desk
        self.view = view = await desk.read(lambda connection: provider(connection, self.provider_id, desk.today))
        runs = await desk.read(lambda connection: activities_of(connection, self.provider_id))
        style = "$text-success" if view.status is Status.APPROVED else "bold $text-warning"
        kind = f"  {view.type}" if view.type else ""
        ended = "  No longer used." if view.stage == _ENDED else ""
        self.query_one("#which", Words).show(
            Content.assemble(
                (view.name, "bold"), kind, (ended, "bold $text-warning"), "\n",
                (view.status.capitalize(), style), f": {view.status_words}{_what_next(view)}",
            )
        )  # fmt: skip
        self.query_one(Details).show(_parts(view, glyphs(self.linkworker.console_look)))
        await self.query_one(NextSteps).show(FixedRows(_rows(runs)))

    @on(Chosen)
    def _open(self, event: Chosen) -> None:
        from linkworker.ui.screens.activity import ActivityScreen  # noqa: PLC0415 - not before it is asked for

        self.app.push_screen(ActivityScreen(event.key))

    def action_activities(self) -> None:
        """Go to its activities, and back to the page."""
        listed_here, page = self.query_one(NextSteps), self.query_one(VerticalScroll)
        (page if listed_here.has_focus else listed_here).focus()

    # What can be done ----------------------------------------------------------------------------------------------

    def action_edit(self) -> None:
        """Change it."""
        from linkworker.ui.screens.directory.provider_forms import provider_form  # noqa: PLC0415 - loaded when asked for

        self._fill(lambda: provider_form(self.desk, self.provider_id), "Saved.")

    def action_check(self) -> None:
        """Write down a check."""
        from linkworker.ui.screens.directory.provider_forms import check_form  # noqa: PLC0415 - as above

        self._fill_of(lambda view: check_form(self.desk, view), "The check is written down.")

    def action_agreement(self) -> None:
        """Write down a part of the agreement."""
        from linkworker.ui.screens.directory.provider_forms import agreement_form  # noqa: PLC0415 - as above

        self._fill_of(lambda view: agreement_form(self.desk, view), "The agreement is written down.")

    def action_suspend(self) -> None:
        """Suspend it, or lift the suspension."""
        from linkworker.ui.screens.directory.provider_forms import suspend_form  # noqa: PLC0415 - as above

        self._fill_of(lambda view: suspend_form(self.desk, view), "Saved.")

    def action_new_activity(self) -> None:
        """Add an activity that it runs."""
        from linkworker.ui.screens.directory.activity_form import activity_form  # noqa: PLC0415 - as above

        self._fill(lambda: activity_form(self.desk, provider_id=self.provider_id), "Added an activity.")

    def _fill_of(self, make: Callable[[ProviderView], Form[bool]], done: str) -> None:
        view = self.view
        if view is not None:

            async def made() -> Form[bool]:
                return make(view)

            self._fill(made, done)

    @work(exclusive=True, group="form")
    async def _fill(self, make: Callable[[], Awaitable[Form[Any]]], done: str) -> None:
        try:
            form = await make()
        except LinkworkerError as error:
            self.trouble(str(error))
            return
        if await self.app.push_screen_wait(FormScreen(form)):
            self.say(f"{done} u takes it back.")

    def action_approve(self) -> None:
        """Approve it, if every needed check is there and in date."""
        self._change(lambda uow: approve(uow, self.provider_id), "approving", "Approved.")

    def action_end(self) -> None:
        """End the work with it; what was written stays."""
        self._change(
            lambda uow: change_provider(uow, self.provider_id, stage=_ENDED),
            "ending with",
            "The work with it has ended.",
        )

    @work(exclusive=True, group="form")
    async def _change(self, do: Callable[[UnitOfWork], None], doing: str, done: str) -> None:
        view = self.view
        if view is None:
            return
        try:
            await self.desk.change(do, f"{doing} {view.name}")
        except LinkworkerError as error:
            self.trouble(str(error))
        else:
            self.say(f"{done} u takes it back.")

    @work(exclusive=True, group="form")
    async def action_in_error(self) -> None:
        """Mark it as entered in error, and leave it."""
        view = self.view
        if view is not None and await self.app.push_screen_wait(InError("provider", None, view.id, view.name)):
            self.dismiss()


def _what_next(view: ProviderView) -> str:
    """Return the key that approves it, once nothing is in the way of that."""
    in_the_way = view.missing or any(check.end_not_known or check.lapsed for check in view.checks)
    return "" if view.status is not Status.DRAFT or in_the_way else " All checks are there: press a to approve it."


def _parts(view: ProviderView, signs: Glyphs) -> list[Part]:
    checks = sorted(view.checks, key=lambda check: (check.ends_on is None, check.ends_on or 0, check.label))
    return [
        Part(
            "Checks, what ends soonest first",
            (
                *(
                    Detail(label, "Nothing was seen yet.", f"{signs.cross} missing", "warning")
                    for label in view.missing
                ),
                *(_check(check, signs) for check in checks),
            ),
        ),
        Part("Working agreement", tuple(_agreed(part, signs) for part in view.agreement)),
        Part(
            "About it",
            said(
                ("What it does", view.description),
                ("Stage", view.stage_label),
                ("Areas", listed(view.areas)),
                ("Who to ask for", view.contact_name),
                ("Phone", view.phone),
                ("Email", view.email),
                ("Website", view.website),
                ("Next contact", show_date(view.next_contact_on) if view.next_contact_on else ""),
                ("Says of itself", listed(view.attributes)),
            ),
        ),
    ]


def _check(check: CheckView, signs: Glyphs) -> Detail:
    mark, tone, end = f"{signs.tick} in date", "success", "Does not run out."
    if check.end_not_known:
        mark, tone, end = f"{signs.cross} no end", "warning", "When it ends is not known."
    elif check.lapsed and check.ends_on:
        mark, tone, end = f"{signs.cross} ended", "error", f"Ended {show_date(check.ends_on)}."
    elif check.ends_on:
        end = f"Until {show_date(check.ends_on)}."
    seen = f" {check.evidence}" if check.evidence else ""
    tones: dict[str, Tone] = {"success": "success", "warning": "warning", "error": "error"}
    return Detail(check.label, f"{end}{seen}", mark, tones[tone])


def _agreed(part: PartView, signs: Glyphs) -> Detail:
    said_of = part.words().partition(": ")[2]
    good = part.present and not part.review_passed
    mark = f"{signs.tick} in place" if good else f"{signs.cross} review" if part.present else f"{signs.cross} missing"
    return Detail(part.label, f"{said_of[:1].upper()}{said_of[1:]}.", mark, "success" if good else "warning")


def _rows(runs: tuple[RunActivity, ...]) -> list[Row]:
    if not runs:
        return []
    return [
        heading(f"What it runs ({len(runs)})"),
        *(Row(each.id, (each.name if each.running else f"{each.name} (ended)",)) for each in runs),
    ]
