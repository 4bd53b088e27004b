"""Printing a case's chronology for an inspector: made off the keys' thread, noted, then shown where it is."""

import asyncio
from typing import Any

from linkworker.base.errors import LinkworkerError
from linkworker.casework.history.chronology_print import KIND, note_printed, read_case
from linkworker.sync.checkpoint import make_checkpoint
from linkworker.ui.desk import Desk
from linkworker.ui.screens.place import Place
from linkworker.ui.screens.printed import PrintedCopy
from linkworker.ui.screens.printing import MadeCopy


async def print_chronology(place: Place[Any], person_id: str, about: str = "") -> None:
    """Make it and show where it is; say what stands in the way."""
    place.say("Making the chronology. A long case takes some seconds.")
    try:
        made = await make_chronology(place.desk, person_id)
    except LinkworkerError as error:
        place.trouble(str(error))
        return
    place.say("The chronology is made.")
    place.app.push_screen(PrintedCopy(made, about))


async def make_chronology(desk: Desk, person_id: str) -> MadeCopy:
    """Make the chronology in the prints folder, and note that; raises NotFound, CannotSet, NoRoom, NotWritten."""
    from linkworker.printing import prints  # noqa: PLC0415 - printing loads slowly
    from linkworker.printing.chronology_copy import Head, render_chronology  # noqa: PLC0415 - as above

    today, worker_id, places = desk.today, desk.worker_id, desk.settings.places()
    organisation = desk.settings.organisation.value
    made = await desk.look(make_checkpoint)
    case, by = await desk.read(lambda connection: read_case(connection, person_id, worker_id, today, places))
    head = Head(made.seq, made.words)
    printed = await asyncio.to_thread(
        lambda: render_chronology(case, head, printed_on=today, by=by, organisation=organisation)
    )
    path = await asyncio.to_thread(prints.write, printed.pdf, desk.store.folder, prints.Kind.CHRONOLOGY)
    await desk.note(lambda uow: note_printed(uow, case, elsewhere=False))
    return MadeCopy(
        person_id, person_id, path, printed.pdf, printed.sentence(), KIND, "their chronology", "chronology.pdf"
    )
