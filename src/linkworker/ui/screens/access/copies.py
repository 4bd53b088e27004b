"""Making the copies of everything held, for the screens: set and written off the keys' thread, and noted."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from linkworker.casework.access.finishing import note_copies
from linkworker.casework.access.reviewing import Review
from linkworker.ui.desk import Desk
from linkworker.ui.forms.field import NO, Field, Kind
from linkworker.ui.forms.form import Form, Values

if TYPE_CHECKING:
    from linkworker.printing.access_files import Copies

_HOLDS = "Two files are made: a PDF in plain words to read or print, and a JSON file for another program."


@dataclass(frozen=True, slots=True)
class MadeCopies:
    """The finished copies: the review they came of, their bytes, and where they are."""

    review: Review
    copies: "Copies"
    paths: tuple[Path, ...]
    note: Path | None
    staff_hidden: bool


def copies_form(desk: Desk, review: Review, say: Callable[[str], None]) -> Form[MadeCopies]:
    """Return the form that asks how the copies are to be; saving it makes them."""

    async def save(values: Values) -> MadeCopies:
        say("Making the copies. It takes a moment.")
        return await _make(desk, review, hide_staff=bool(values["hide_staff"]), large=bool(values["large"]))

    fields = (
        Field("holds", f"{_HOLDS} {review.tally().words()}", Kind.NOTE),
        Field("hide_staff", "Hide the names of staff?", Kind.YES_NO, hint="What they do stands instead", default=NO),
        Field("large", "Extra large type?", Kind.YES_NO, hint="18 point instead of 14", default=NO),
    )
    name = f"access:{review.held.person_id}:copies"
    return Form(name, "Make the copies", fields, save, "Make the copies")


async def save_elsewhere(desk: Desk, made: MadeCopies, folder: Path, *, replace: bool) -> tuple[Path, ...]:
    """Write the copies into a folder that the worker chose, and note that; raises as `save_copies` does."""
    from linkworker.printing.access_files import save_copies  # noqa: PLC0415 - printing loads slowly

    paths = await asyncio.to_thread(save_copies, made.copies, folder, replace=replace)
    await _note(desk, made.review, elsewhere=True, staff_hidden=made.staff_hidden)
    return paths


async def _make(desk: Desk, review: Review, *, hide_staff: bool, large: bool) -> MadeCopies:
    from linkworker.printing import access_files  # noqa: PLC0415 - printing loads slowly

    wishes = access_files.CopyWishes(hide_staff, large)
    organisation = desk.settings.organisation.value
    copies = await asyncio.to_thread(access_files.make_copies, review, organisation, wishes)
    paths = await asyncio.to_thread(access_files.write_copies, copies, desk.store.folder)
    note = await asyncio.to_thread(access_files.write_note, copies, desk.store.folder)
    await _note(desk, review, elsewhere=False, staff_hidden=hide_staff)
    return MadeCopies(review, copies, paths, note, hide_staff)


async def _note(desk: Desk, review: Review, *, elsewhere: bool, staff_hidden: bool) -> None:
    await desk.note(
        lambda uow: note_copies(
            uow, review.held, review.findings, review.decisions, elsewhere=elsewhere, staff_hidden=staff_hidden
        )
    )
