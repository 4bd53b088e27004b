"""Making a person's own copy of their plan, for whatever screen offers it."""

import asyncio
from dataclasses import dataclass
from pathlib import Path

from linkworker.casework.plans.plan_reading import current_plan
from linkworker.journal.actions import Action
from linkworker.printing.from_plan import Wishes
from linkworker.records.plan import Plan
from linkworker.ui.desk import Desk

_NAME = "plan.pdf"


@dataclass(frozen=True, slots=True)
class MadeCopy:
    """A finished copy: the file in the prints folder, its bytes, and what is said of it."""

    person_id: str
    plan_id: str
    path: Path
    pdf: bytes
    said: str
    """How many pages it has, and which letters could not be set."""
    kind: str = Plan.kind()
    """What the journal calls what was printed; `plan_id` is its id."""
    called: str = "their own copy"
    file: str = _NAME
    """Its name where only a folder is chosen: it tells nobody's."""


async def print_copy(desk: Desk, person_id: str, wishes: Wishes, *, version: int | None = None) -> MadeCopy:
    """Make the copy of the open plan as it stands, or as a version froze it, in the prints folder; note that it was.

    Setting and writing go on in a thread of their own, so that keys are never held up. Raises NotFound without a
    plan, CannotSet, NoRoom, NotWritten.
    """
    from linkworker.printing import prints  # noqa: PLC0415 - printing loads slowly
    from linkworker.printing.from_plan import copy_of  # noqa: PLC0415 - as above
    from linkworker.printing.render import render  # noqa: PLC0415 - as above

    today, worker_id, settings = desk.today, desk.worker_id, desk.settings
    copy, plan_id = await desk.read(
        lambda connection: (
            copy_of(connection, person_id, settings, today, worker_id=worker_id, wishes=wishes, version=version),
            current_plan(connection, person_id) or "",
        )
    )
    printed = await asyncio.to_thread(render, copy)
    path = await asyncio.to_thread(prints.write, printed.pdf, desk.store.folder)
    made = MadeCopy(person_id, plan_id, path, printed.pdf, printed.sentence())
    await _note(desk, made, elsewhere=False, scores=wishes.scores, staff_hidden=wishes.hide_staff)
    return made


async def save_elsewhere(desk: Desk, made: MadeCopy, path: Path, *, replace: bool) -> Path:
    """Write a copy where the worker chose, in a folder under a name that tells nobody's, and note that.

    Raises Refused where a file is that must not be replaced, NotFound, NoRoom, NotWritten.
    """
    saved = await asyncio.to_thread(_save, made, path, replace=replace)
    await _note(desk, made, elsewhere=True)
    return saved


def _save(made: MadeCopy, path: Path, *, replace: bool) -> Path:
    from linkworker.printing import prints  # noqa: PLC0415 - printing loads slowly

    return prints.save_copy(made.pdf, path / made.file if path.is_dir() else path, replace=replace)


async def _note(desk: Desk, made: MadeCopy, **values: bool) -> None:
    await desk.note(
        lambda uow: uow.event(Action.PRINTED, made.kind, made.plan_id, person_id=made.person_id, values=values)
    )
