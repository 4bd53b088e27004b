"""What was begun and not saved, read for Today, and opened again."""

from collections.abc import Iterable

from sqlalchemy import Connection

from linkworker.base.clock import london_day
from linkworker.base.errors import LinkworkerError
from linkworker.base.ids import is_id
from linkworker.casework.people.person_page import identity
from linkworker.ui import spans
from linkworker.ui.desk import Desk
from linkworker.ui.forms.reopening import Begun, opener, split
from linkworker.vault.drafts import Draft
from linkworker.vault.moving import people_leaving


async def begun(desk: Desk) -> tuple[Begun, ...]:
    """Return the forms that this worker began and can open again, the newest first."""
    kept = [draft for draft in await desk.drafts() if opener(draft.form) is not None]
    if not kept:
        return ()
    return tuple(await desk.read(lambda connection: list(_told(connection, desk, kept))))


def _told(connection: Connection, desk: Desk, kept: Iterable[Draft]) -> Iterable[Begun]:
    leaving = people_leaving(connection)
    for draft in kept:
        opens, (_, person_id, _) = opener(draft.form), split(draft.form)
        if opens is None:
            continue
        when = spans.ended(london_day(draft.saved_at), desk.today)
        if opens.place:
            yield Begun(draft.form, _typed_name(draft), opens.words, when)
            continue
        if not is_id(person_id):
            continue
        try:
            who = identity(connection, person_id, desk.today).name
        except LinkworkerError:
            continue  # entered in error since: there is nobody to open it for
        yield Begun(draft.form, who, opens.words, when, person_id, person_id in leaving)


def _typed_name(draft: Draft) -> str:
    return draft.fields.get("name", "").strip()
