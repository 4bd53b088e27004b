"""One run of bringing in a directory: looked at first, then kept, all of it or nothing."""

from pathlib import Path
from typing import NoReturn

from linkworker.imports.directory import import_directory
from linkworker.imports.report import Report
from linkworker.journal.unit_of_work import UnitOfWork
from linkworker.ui.desk import Desk


class _Looked(Exception):
    def __init__(self, report: Report) -> None:
        super().__init__()
        self.report = report


async def look_at(desk: Desk, path: Path) -> Report:
    """Return what a directory would bring; nothing is kept. Raises NotFound, BadInput."""
    today = desk.today

    def look(uow: UnitOfWork) -> NoReturn:
        raise _Looked(import_directory(uow, path, None, today))

    try:
        await desk.note(look)
    except _Looked as looked:
        return looked.report
    message = "looking always ends by taking back"
    raise AssertionError(message)


async def bring_in(desk: Desk, path: Path) -> Report:
    """Bring it in, all of it or nothing. Raises NotFound, BadInput."""
    today = desk.today
    return await desk.change(lambda uow: import_directory(uow, path, None, today), f"bringing in {path.name}")
