"""Step 2: your name, your team, your title, and the short name to unlock with."""

import asyncio
import re
from typing import Any

from textual import on, work
from textual.app import ComposeResult

from linkworker.base.errors import LinkworkerError
from linkworker.base.setting_values import Team
from linkworker.casework.half_set_up import HalfSetUp, half_of, keep_half
from linkworker.casework.setting_up import NewWorker
from linkworker.ui.forms.field import Field, Kind, Option, Typed
from linkworker.ui.forms.form import Form
from linkworker.ui.forms.form_view import FormView
from linkworker.ui.forms.inputs.messages import Changed
from linkworker.ui.front import Front
from linkworker.ui.screens.first_run.choose import ChooseYours
from linkworker.ui.screens.first_run.step import StepScreen
from linkworker.vault.slot_changes import worker_holder

_ANOTHER = "another"
_LONGEST = 20


class WhoYouAre(StepScreen):
    """What is typed is kept as soon as the next step is gone to, and when the program is left."""

    HEADING = "Step 2 of 6: who you are"
    HELP = (
        "Your name and title stand on what you write and print. The short name is not secret: it stands readable "
        "in the key file."
    )

    DEFAULT_CSS = """
    WhoYouAre FormView, WhoYouAre.-low FormView { padding: 0; }
    """

    def __init__(self, front: Front) -> None:
        super().__init__()
        self.front = front
        half = half_of(front.folder)
        self._teams = front.settings.teams.value
        self._form = Form("setting-up", self.HEADING, _fields(self._teams, half), _nothing)
        self._view = FormView(self._form.fields, submit_label="Go on")
        self._made = half.user_name or ""
        self._name_before = half.name

    def body(self) -> ComposeResult:
        """Yield the questions."""
        yield self._view

    def on_mount(self) -> None:
        """Begin at the first question; typing replaces what stands in the others, which nobody wrote."""
        for name in ("team", "title"):
            self._view.suggest(name, self._view.typed[name])
        self._view.focus_field()

    @on(Changed)
    def _suggest(self) -> None:
        """Make a short name of the name, until the worker makes their own."""
        typed = self._view.typed
        if typed["name"] == self._name_before:
            return  # a short name that is taken out to write another must not come back by itself
        self._name_before = typed["name"]
        if typed["user_name"] in {"", self._made}:
            self._made = short_name(typed["name"])
            self._view.suggest("user_name", self._made)

    @on(FormView.Submitted)
    def _submitted(self) -> None:
        parsed = self._form.parse(self._view.typed, self.front.clock.today())
        self._view.show_problems(parsed.problems)
        if not parsed.problems:
            self._go_on(_worker(parsed.values, self._teams))

    @on(FormView.Left)
    def action_back(self) -> None:
        """Go back a step; what is typed is kept."""
        self._leave()

    @work(group="leave", exclusive=True)
    async def _leave(self) -> None:
        await self.keep()
        self.dismiss()

    @work(group="go on", exclusive=True)
    async def _go_on(self, worker: NewWorker) -> None:
        await self.keep()
        self.app.push_screen(ChooseYours(self.front, worker))

    async def keep(self) -> None:
        """Keep what is typed, so that leaving loses none of it; if it cannot be kept, say so and go on."""
        typed = self._view.typed
        team = typed["team"] if typed["team"] != _ANOTHER else ""
        half = HalfSetUp(typed["name"], team or typed.get("other_team", ""), typed["title"], typed["user_name"])
        try:
            await asyncio.to_thread(keep_half, self.front.folder, half)
        except LinkworkerError as error:
            self.trouble(str(error))

    async def keep_draft(self) -> None:
        """Keep what is typed: the program is being left."""
        await self.keep()


def short_name(name: str) -> str:
    """Return a short name made from a name: its first word, in letters that a key file may hold; "" of none."""
    words = re.findall(r"[a-z0-9]+", name.casefold())
    return str(next((word[:_LONGEST] for word in words if len(word) > 1), ""))


def _fields(teams: tuple[Team, ...], half: HalfSetUp) -> tuple[Field, ...]:
    team = _team_fields(teams, half.team)
    return (
        Field("name", "Your name", hint="as people see it", needed="Enter your name.", default=half.name),
        *team,
        Field("title", "Your title", needed="Enter your title.", default=half.title or teams[0].role),
        Field(
            "user_name",
            "A short name to unlock with",
            hint="2 to 20 letters, digits and hyphens",
            needed="Enter a short name.",
            default=half.user_name,
            parse=lambda typed: worker_holder("a", typed).user_name,
        ),
    )


def _team_fields(teams: tuple[Team, ...], before: str) -> tuple[Field, ...]:
    if len(teams) == 1:
        hint = 'for example "HMP Fenwick wellbeing team"'
        return (Field("team", "Your team", hint=hint, needed="Enter your team.", default=before or teams[0].name),)
    names = [team.name for team in teams]
    options = (*(Option(name, name) for name in names), Option(_ANOTHER, "Another team"))
    chosen = before if before in names else (_ANOTHER if before else "")
    kind = Kind.CHOICE if len(names) < 5 else Kind.PICK  # noqa: PLR2004 - few are seen at once
    return (
        Field("team", "Your team", kind, options=options, needed="Choose your team.", default=chosen),
        Field(
            "other_team",
            "The name of your team",
            needed="Enter your team.",
            default="" if before in names else before,
            shown_if=_is_another,
        ),
    )


def _is_another(typed: Typed) -> bool:
    return typed.get("team") == _ANOTHER


def _worker(values: Any, teams: tuple[Team, ...]) -> NewWorker:
    name = values.get("other_team") or values["team"]
    known = next((team for team in teams if team.name.casefold() == name.casefold()), None)
    team = known or Team(name, setting=teams[0].setting)
    return NewWorker(values["name"], values["user_name"], values["title"], team.name, team.setting)


async def _nothing(_: Any) -> None:
    """Save nothing here: the store is made in the next step."""
