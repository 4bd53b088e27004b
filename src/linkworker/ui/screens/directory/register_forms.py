"""The forms of a venue and of a mentor."""

from collections.abc import Mapping
from typing import Any

from linkworker.casework.directory.activity_upkeep import add_mentor, add_venue, change_mentor, change_venue
from linkworker.casework.directory.as_kept import kept, names_of
from linkworker.records.mentor import Mentor
from linkworker.records.provider import Provider
from linkworker.records.venue import Venue
from linkworker.ui.desk import Desk
from linkworker.ui.forms.field import Option
from linkworker.ui.forms.form import Form, Values
from linkworker.ui.forms.options import from_list
from linkworker.ui.screens.directory.filled import Filled


async def venue_form(desk: Desk, venue_id: str | None = None) -> Form[str]:
    """Return the form of a new venue, or of one to change; saving gives its id. Raises NotFound."""
    held: Mapping[str, Any] = await desk.read(lambda c: kept(c, Venue, venue_id)) if venue_id else {}

    async def save(values: Values) -> str:
        written = dict(values) | {"access": list(values["access"] or ())}
        name = str(written.pop("name"))
        if venue_id is None:
            return await desk.change(lambda uow: add_venue(uow, name, **written), name)
        await desk.change(lambda uow: change_venue(uow, venue_id, name=name, **written), name)
        return venue_id

    fill = Filled(held)
    fields = (
        fill.line("name", "Name", needed="Enter the name of the venue."),
        fill.line("address", "Address"),
        fill.line("postcode", "Postcode"),
        fill.line("area", "Area", "As people's areas are written"),
        fill.line("establishment", "Prison", "Its code, if it is in one"),
        fill.codes("access", "Access", "access-feature"),
        fill.yes_no("private", "Is there a private room?"),
        fill.line("travel", "How one gets there"),
    )
    return Form(f"venue:{venue_id or 'new'}", "Change a venue" if venue_id else "New venue", fields, save)


async def mentor_form(desk: Desk, mentor_id: str | None = None) -> Form[str]:
    """Return the form of a new mentor, or of one to change; saving gives their id. Raises NotFound."""

    def reading(connection: Any) -> tuple[Mapping[str, Any], tuple[Option, ...]]:
        held = kept(connection, Mentor, mentor_id) if mentor_id else {"active": True, "kind_of": "peer"}
        return held, tuple(Option(*pair) for pair in names_of(connection, Provider))

    held, providers = await desk.read(reading)

    async def save(values: Values) -> str:
        written = {
            name: list(value or ()) if name in {"experiences", "languages", "areas"} else value
            for name, value in values.items()
        }
        name = str(written.pop("name"))
        if mentor_id is None:
            return await desk.change(lambda uow: add_mentor(uow, name, **written), name)
        await desk.change(lambda uow: change_mentor(uow, mentor_id, name=name, **written), name)
        return mentor_id

    fill = Filled(held)
    fields = (
        fill.line("name", "Name", needed="Enter the mentor's name."),
        fill.choice("kind_of", "What sort of mentor", from_list("mentor-kind"), "Choose a sort."),
        fill.pick("provider_id", "With which provider", providers, "a provider"),
        fill.codes("experiences", "Willing to share", "lived-experience"),
        fill.codes("languages", "Languages", "language"),
        fill.names("areas", "Areas"),
        fill.number("capacity", "How many people they can support"),
        fill.number("supporting", "How many they support now"),
        fill.day("checks_until", "Checks in date until", "the day the checks end"),
        fill.yes_no("active", "Mentoring now?", "Say whether they mentor now."),
    )
    return Form(f"mentor:{mentor_id or 'new'}", "Change a mentor" if mentor_id else "New mentor", fields, save)
