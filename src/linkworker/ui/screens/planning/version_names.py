"""Versions of a plan, and the plan as it stands, as things with a name that can be laid side by side."""

from dataclasses import dataclass

from sqlalchemy import Connection

from linkworker.base.dates import show_date
from linkworker.base.lists import coded
from linkworker.casework.plans import agreeing
from linkworker.casework.plans.plan_reading import plan_view
from linkworker.casework.plans.plan_snapshot import Snapshot
from linkworker.ui.theme.glyphs import Glyphs
from linkworker.ui.widgets.rows import Cell, Row

NOW = 0
"""Stands for the plan as it stands, where a version has its number."""


@dataclass(frozen=True, slots=True)
class Named:
    """One wording of a plan: its number (NOW for today's), how it is called, and whether it proves itself."""

    number: int
    name: str
    said: str
    snapshot: Snapshot
    proves: bool = True


def wordings(connection: Connection, person_id: str, plan_id: str) -> tuple[Named, ...]:
    """Return the plan as it stands, then every version, newest first."""
    held = agreeing.versions(connection, person_id, plan_id)
    view = plan_view(connection, person_id, plan_id)
    if not held:
        said = "Not agreed yet"
    elif agreeing.changed_since(held[-1], view):
        said = f"Changed since version {held[-1].number}"
    else:
        said = f"The same as version {held[-1].number}"
    now = Named(NOW, "As it stands", said, agreeing.now(connection, person_id, plan_id))
    return (now, *(_named(each) for each in reversed(held)))


def version_row(named: Named, signs: Glyphs) -> Row:
    """Return a wording as a row of a list: its name, what was said of it and when, and whether it is as it was kept."""
    kept = ""
    if named.number != NOW:
        kept = f"{signs.tick} as it was kept" if named.proves else f"{signs.cross} changed since it was kept"
    cells = (Cell(named.name, "strong"), named.said, Cell(kept, "success" if named.proves else "error"))
    return Row(str(named.number), cells)


def _named(frozen: agreeing.VersionView) -> Named:
    said = f"{coded('agreement').label(frozen.agreement)}, {show_date(frozen.agreed_on)}"
    name = f"Version {frozen.number}"
    return Named(frozen.number, name, said, frozen.snapshot, agreeing.prove(frozen))
