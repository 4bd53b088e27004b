"""The tab 'Activities' of a person: what they wait for, go to, look at again, and what has ended."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType

from linkworker.base.dates import show_date
from linkworker.base.lists import coded
from linkworker.casework.referrals.referral_now import short_day, where_now
from linkworker.casework.referrals.referral_reading import of_person
from linkworker.casework.referrals.referral_view import ReferralView
from linkworker.ui.commands.table import bindings
from linkworker.ui.screens.person.panel import Panel
from linkworker.ui.widgets.columns import Column
from linkworker.ui.widgets.paged_list import PagedList
from linkworker.ui.widgets.pages import FixedRows
from linkworker.ui.widgets.rows import Cell, Row, heading

_NONE = "No activities yet. Press n to find one that fits."
_GOING = "taking part"
_COLUMNS = (
    Column(least=24, weight=2),
    Column(least=24, weight=2),
    Column(width=12, align="right"),
)
_GROUPS = ("Waiting", "Going", "To look at again", "Ended")


class ActivitiesPanel(Panel):
    """Referrals and memberships in groups. Enter opens one, n finds another."""

    PLACE = "referrals"
    GUIDE = "matching"
    FOCUS = "PagedList"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("referrals")]
    DEFAULT_CSS = """
    ActivitiesPanel { padding: 1 1 0 1; }
    .-low ActivitiesPanel { padding: 0 1; }
    """

    def compose(self) -> ComposeResult:
        """Yield the list."""
        yield PagedList(_COLUMNS, empty=_NONE)

    async def load(self) -> None:
        """Read the referrals."""
        desk = self.desk
        held = await desk.read(lambda connection: of_person(connection, self.person_id))
        called = self.person.identity.called if self.person.identity else "the person"
        groups: dict[str, list[ReferralView]] = {name: [] for name in _GROUPS}
        for view in reversed(held):
            groups[_group(view)].append(view)
        rows: list[Row] = []
        for name, views in groups.items():
            if views:
                rows.append(heading(f"{name} ({len(views)})"))
                rows += [self._row(view, called) for view in views]
        await self.query_one(PagedList).show(FixedRows(rows))

    def _row(self, view: ReferralView, called: str) -> Row:
        today = self.desk.today
        again = f"look again {show_date(view.revisit_on)}" if view.revisit_on else where_now(view, called, today)
        late = view.revisit_on is not None and view.revisit_on <= today
        return Row(
            view.id,
            (view.activity, Cell(again, "warning" if late else ""), Cell(short_day(view.state_on, today), "muted")),
        )

    @on(PagedList.Chosen)
    def action_open(self) -> None:
        """Open the referral pointed at."""
        from linkworker.ui.screens.referral import ReferralScreen  # noqa: PLC0415 - not before it is asked for

        key = self.query_one(PagedList).highlighted_key
        if key is not None:
            self.app.push_screen(ReferralScreen(self.person_id, key))

    def action_find(self) -> None:
        """Find an activity that fits."""
        self.person.action_match()


def _group(view: ReferralView) -> str:
    if view.revisit_on is not None:
        return "To look at again"
    if not view.open:
        return "Ended"
    return "Going" if coded("referral-state")[view.state].group == _GOING else "Waiting"
