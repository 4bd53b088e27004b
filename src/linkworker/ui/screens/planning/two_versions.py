"""Two versions of a plan side by side: what changed, what came, what went."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll

from linkworker.base.words import count
from linkworker.casework.plans.comparing import Side, compare
from linkworker.ui.commands.table import bindings
from linkworker.ui.screens.place import Place
from linkworker.ui.screens.planning.version_names import NOW, Named, wordings
from linkworker.ui.widgets.sides import Compared, Kind, Sides
from linkworker.ui.widgets.words import Words


class TwoVersions(Place[None]):
    """An older wording on the left, the chosen one on the right; at first only what changed."""

    PLACE = "two_versions"
    HEADING = "Two versions"
    AUTO_FOCUS = "VerticalScroll"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("two_versions")]
    DEFAULT_CSS = """
    TwoVersions > .said { height: auto; padding: 0 1; color: $text-muted; }
    TwoVersions > VerticalScroll { height: 1fr; margin: 1 0 0 0; padding: 0 1; }
    """

    def __init__(self, person_id: str, plan_id: str, called: str, number: int) -> None:
        """Begin with the version of a number (0 for the plan as it stands) beside the one before it."""
        super().__init__()
        self.person_id, self.plan_id, self._called = person_id, plan_id, called
        self._number = number
        self._everything = False
        self._named: tuple[Named, ...] = ()
        self._left: int | None = None

    def body(self) -> ComposeResult:
        """Yield how much changed, and the two wordings."""
        yield Words(classes="said")
        with VerticalScroll():
            yield Sides()

    async def load(self) -> None:
        """Read every wording; the first version has none before it, and stands beside the plan as it is now."""
        self._named = await self.desk.read(lambda connection: wordings(connection, self.person_id, self.plan_id))
        self._show()

    @property
    def _right(self) -> int:
        """Where the chosen wording stands among all, newest first; the oldest is shown against the next newer."""
        place = next((at for at, named in enumerate(self._named) if named.number == self._number), 0)
        return min(place, len(self._named) - 2)

    def _show(self) -> None:
        right = self._right
        left = self._left if self._left is not None else right + 1
        before, after = self._named[left], self._named[right]
        sides = compare(before.snapshot, after.snapshot)
        changed = [side for side in sides if side.changed]
        self.head(f"{self._called}: {before.name.lower()} and {after.name.lower()}")
        differ = count(len(_told(changed)), "thing is different", "things are different")
        told = "Press a for only what changed." if self._everything else "Press a to see all of both."
        said = f"{differ if changed else 'Nothing differs'}. {told}"
        self.query_one(".said", Words).show(said)
        shown = [side for side in sides if side.before or side.after] if self._everything else _told(changed)
        self.query_one(Sides).show(_title(before), _title(after), [_compared(side) for side in shown])

    def action_everything(self) -> None:
        """Show everything, or only what changed."""
        self._everything = not self._everything
        self._show()

    def action_older(self, step: int) -> None:
        """Lay another version on the left: an older one (-1) or a newer one (1)."""
        left = self._left if self._left is not None else self._right + 1
        to = left - step
        if self._right < to < len(self._named):
            self._left = to
            self._show()
        else:
            self.say("There is no older version." if step < 0 else "There is no version between these two.")


def _told(changed: list[Side]) -> list[Side]:
    """Return what changed, without the small print of a thing that came or went whole."""
    whole = {side.heading for side in changed if side.before is None or side.after is None}
    return [side for side in changed if ": " not in side.heading or side.heading.partition(": ")[0] not in whole]


def _compared(side: Side) -> Compared:
    before, after = side.before or "", side.after or ""
    kind: Kind = "same" if not side.changed else "added" if not before else "gone" if not after else "changed"
    return Compared(side.heading, before, after, kind)


def _title(named: Named) -> str:
    said = f"{named.said[:1].lower()}{named.said[1:]}"
    return named.name if named.number == NOW else f"{named.name}: {said}"
