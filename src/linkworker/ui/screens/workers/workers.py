"""Workers on this laptop: who they are, what each may do, and who can unlock it."""

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType

from linkworker.base.clock import london_day
from linkworker.base.dates import show_date
from linkworker.base.errors import LinkworkerError
from linkworker.base.words import count, listed
from linkworker.casework.workers.taking_away import Leaving, leaving, take_away
from linkworker.casework.workers.workers import WorkerView, workers
from linkworker.ui.commands.table import bindings
from linkworker.ui.door.opening import cost_of
from linkworker.ui.forms.form_screen import FormScreen
from linkworker.ui.screens.another_key import put_under_another_key
from linkworker.ui.screens.place import Place
from linkworker.ui.screens.workers.first_words import FirstWords
from linkworker.ui.screens.workers.forms import new_worker_form, own_passphrase_form, role_form
from linkworker.ui.widgets.columns import Column
from linkworker.ui.widgets.dialog import Dialog
from linkworker.ui.widgets.key_line import KeyLine
from linkworker.ui.widgets.list_messages import Chosen
from linkworker.ui.widgets.paged_list import PagedList
from linkworker.ui.widgets.pages import FixedRows
from linkworker.ui.widgets.rows import Cell, Row
from linkworker.ui.widgets.words import Words
from linkworker.vault.slots import SLOTS_NAME, Slots
from linkworker.vault.store import Store

_COLUMNS = (
    Column("Name", weight=2, least=19),
    Column("Role", width=16),
    Column("Unlocks as", width=10),
    Column("Last unlocked", width=16),
    Column("People", width=6, align="right"),
    Column("Title", weight=1, least=16, drop=1),
)
_HONEST = (
    "One key opens the store for everybody, each by a passphrase of their own. A role keeps honest people to their "
    "own work; it is no lock. Taking somebody away changes the key. What was copied before that stays copied."
)
_NAMED = 3


class Workers(Place[None]):
    """The list. Everybody may look; adding, roles and taking away are a manager's."""

    PLACE = "workers"
    HEADING = "Workers on this laptop"
    GUIDE = "sharing-a-laptop"
    PLACES_SHOWN = False
    AUTO_FOCUS = "PagedList"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("workers")]
    DEFAULT_CSS = """
    Workers PagedList { margin: 1 1 0 1; }
    Workers.-low PagedList { margin: 0 0 0 1; }
    Workers #honest { height: auto; margin: 0 1; padding: 1 2; background: $surface; }
    Workers.-low #honest { padding: 0 2; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._workers: dict[str, WorkerView] = {}

    def body(self) -> ComposeResult:
        """Yield the list, and what a role is and is not."""
        yield PagedList(_COLUMNS, id="workers")
        yield Words(_HONEST, id="honest")

    async def load(self) -> None:
        """Read the workers, and who of them can unlock."""
        found = await self.desk.look(_read)
        self._workers = {each.id: each for each in found}
        await self.query_one(PagedList).show(FixedRows([_row(each, self.desk.worker_id) for each in found]))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to let in only who cannot unlock, and to take away only who can."""
        here = self._here
        if action == "let_in":
            return here is not None and not here.can_unlock
        if action == "take_away":
            return here is not None and here.can_unlock and here.id != self.desk.worker_id
        return super().check_action(action, parameters)

    @property
    def _here(self) -> WorkerView | None:
        """Return the worker the pointer is at."""
        lists = self.query(PagedList)
        return self._workers.get(lists.first().highlighted_key or "") if lists else None

    @on(PagedList.Moved, "#workers")
    def _moved(self) -> None:
        self.query_one(KeyLine).refresh()

    @on(Chosen)
    def _chosen(self) -> None:
        """Enter does what there is to do first: let in who cannot unlock, or look at the role."""
        here = self._here
        if here is not None:
            self.run_worker(self.run_action("role" if here.can_unlock else "let_in"))

    # Letting in ------------------------------------------------------------------------------------------------------

    def action_add(self) -> None:
        """Add a worker."""
        self._let_in(None)

    def action_let_in(self) -> None:
        """Give the worker on this line a first passphrase."""
        self._let_in(self._here)

    @work(exclusive=True, group="change")
    async def _let_in(self, known: WorkerView | None) -> None:
        form = new_worker_form(self.desk, cost_of(self.linkworker.front), known)
        made = await self.app.push_screen_wait(FormScreen(form, about=known.name if known else ""))
        if made is None:
            return
        await self.load()
        name = self._workers[made.worker_id].name
        await self.app.push_screen_wait(FirstWords(made, name))
        self.say(f"{name} can unlock this laptop as {made.user_name}.")

    @work(exclusive=True, group="change")
    async def action_role(self) -> None:
        """Give the worker on this line another role."""
        here = self._here
        if here is None:
            return
        said = await self.app.push_screen_wait(FormScreen(role_form(self.desk, here), about=here.name))
        if said:
            self.say(said)

    # Taking away -----------------------------------------------------------------------------------------------------

    @work(exclusive=True, group="change")
    async def action_take_away(self) -> None:
        """Ask, take away the worker on this line, and lock: this process has only the old key."""
        here, by = self._here, self.desk.worker_id
        if here is None:
            return
        try:
            gone = await self.desk.look(lambda store: _leaving(store, by, here.id))
        except LinkworkerError as error:
            self.trouble(str(error))
            return
        question = f"Take {here.name} away from this laptop?"
        if not await self.app.push_screen_wait(Dialog(question, detail=_what_follows(gone), other="Yes, take away")):
            return
        own = await self.app.push_screen_wait(FormScreen(own_passphrase_form(here), about=here.name))
        if not own:
            return
        cost = cost_of(self.linkworker.front)
        await put_under_another_key(
            self, f"Taking {here.name} away", lambda store: take_away(store, by, own, here.id, cost=cost)
        )


def _read(store: Store) -> tuple[WorkerView, ...]:
    with store.reading() as connection:
        return workers(connection, Slots.read(store.folder / SLOTS_NAME), store.id)


def _leaving(store: Store, by: str, worker_id: str) -> Leaving:
    with store.reading() as connection:
        return leaving(connection, Slots.read(store.folder / SLOTS_NAME), store.id, by, worker_id)


def _what_follows(gone: Leaving) -> str:
    """Return what taking somebody away means, and who then needs somebody."""
    said = "Their passphrase ends and the key is changed. What they wrote stays, under their name."
    names = [each.shown_name for each in gone.people]
    if names:
        shown = names if len(names) <= _NAMED else [*names[:_NAMED], f"{len(names) - _NAMED} more"]
        said += f" They support {count(len(names), 'person', 'people')}: {listed(shown)}. Give them to somebody else."
    return f"{said} Then the program locks."


def _row(worker: WorkerView, me: str) -> Row:
    name = f"{worker.name} (you)" if worker.id == me else worker.name
    last = show_date(london_day(worker.last_unlocked)) if worker.last_unlocked else ""
    cells = (
        Cell(name, "strong"),
        worker.role_label,
        worker.user_name or Cell("no", "muted"),
        Cell(last or ("never" if worker.can_unlock else ""), "muted"),
        str(worker.people) if worker.people else "",
        Cell(worker.title or "", "muted"),
    )
    return Row(worker.id, cells)
