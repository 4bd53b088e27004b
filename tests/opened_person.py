"""Opening a person by name in tests of the screens."""

from typing import Any

from textual.pilot import Pilot

from linkworker.casework.people.caseload import Filter, page
from on_screen import settle


async def person_id(app: Any, name: str) -> str:
    """Return the id of the one person whose shown name holds a name."""
    rows = (await app.desk.read(lambda connection: page(connection, Filter(app.desk.today), size=100))).rows
    (found,) = [row.person_id for row in rows if name in row.name]
    return found


async def open_person(pilot: Pilot[Any], name: str, tab: str = "summary") -> str:
    """Open a person's tab; return the person's id."""
    found = await person_id(pilot.app, name)
    pilot.app.open_person(found, tab)
    await settle(pilot)
    return found
