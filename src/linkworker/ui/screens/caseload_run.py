"""One run of bringing in a list of people: looked at first, or kept; it tells how far it is, and can be stopped."""

from collections.abc import Mapping
from pathlib import Path

from linkworker.base.progress import Stopped
from linkworker.imports.caseload_import import import_caseload
from linkworker.imports.report import Report
from linkworker.journal.unit_of_work import UnitOfWork
from linkworker.records.worker import Worker
from linkworker.ui.desk import Desk


class NobodyBroughtIn(Stopped):
    """Stopped. Nobody was brought in."""


class _Looked(Exception):
    def __init__(self, report: Report) -> None:
        super().__init__()
        self.report = report


class CaseloadRun:
    """Runs on the store's thread; `done` and `total` are rows, and `stop` is heard before the next one."""

    def __init__(self, desk: Desk, path: Path) -> None:
        self._desk = desk
        self.path = path
        self.done = 0
        self.total = 0
        self._stop = False

    def stop(self) -> None:
        """End before the next row; nothing is kept."""
        self._stop = True

    def words(self, verb: str) -> str:
        """Return how far it is: "Looked at 300 of 2,000. Esc stops."; "" before the first row."""
        return f"{verb} {self.done:,} of {self.total:,}. Esc stops." if self.total else ""

    async def look(self, decisions: Mapping[str, str]) -> Report:
        """Return what would become of each row; nothing is kept. Raises NotFound, BadInput, NobodyBroughtIn."""

        def look(uow: UnitOfWork) -> None:
            raise _Looked(self._take(uow, decisions))

        try:
            await self._desk.change(look)
        except _Looked as looked:
            return looked.report
        message = "looking always ends by taking back"
        raise AssertionError(message)

    async def bring_in(self, decisions: Mapping[str, str]) -> Report:
        """Bring the people in, all or nobody. Raises NotFound, BadInput, NobodyBroughtIn."""
        return await self._desk.change(lambda uow: self._take(uow, decisions), f"bringing in {self.path.name}")

    def _take(self, uow: UnitOfWork, decisions: Mapping[str, str]) -> Report:
        self._stop, self.done, self.total = False, 0, 0
        desk = self._desk
        team_id = uow.get(Worker, desk.worker_id).team_id
        return import_caseload(
            uow,
            self.path,
            decisions,
            desk.today,
            team_id=team_id,
            worker_id=desk.worker_id,
            places=desk.settings.places(),
            tell=self._tell,
        )

    def _tell(self, done: int, total: int) -> None:
        self.done, self.total = done, total
        if self._stop:
            raise NobodyBroughtIn
