"""FHIR to files: one Bundle for one person, or a stream of lines for each type of resource for all."""

from collections import Counter
from contextlib import ExitStack
from datetime import date, datetime
from pathlib import Path
from typing import TextIO

from sqlalchemy import Connection

from linkworker.base.progress import Progress, nobody_watches
from linkworker.hub.exports.fhir.bundle import bundle
from linkworker.hub.exports.fhir.check_in import questionnaires
from linkworker.hub.exports.fhir.codes import Resource
from linkworker.hub.exports.fhir.directory import house_resources
from linkworker.hub.exports.fhir.person import person_resources
from linkworker.hub.exports.folder import whole_folder, written
from linkworker.hub.exports.house import read_house
from linkworker.hub.exports.json_text import json_text
from linkworker.hub.exports.manifest import Exported, seal
from linkworker.hub.exports.people import people
from linkworker.hub.exports.undecided import undecided

FHIR_VERSION = "4.0.1"
NAMED = "These files hold names, numbers and what people said. Keep them as you keep the case system."
_MORE = {"fhir_version": FHIR_VERSION}


def write_fhir(
    connection: Connection,
    folder: Path,
    *,
    made_at: datetime,
    person_id: str | None = None,
    since: date | None = None,
    replace: bool = False,
    progress: Progress = nobody_watches,
) -> Exported:
    """Write people as FHIR R4 into a folder, whole or not at all.

    One person: `person-ID.json`, a Bundle. All, or those changed since a day (UTC): `Patient.ndjson` and so on, one
    resource a line. Memory does not grow with the people. Raises NotFound, FolderInUse, NotWritten, Stopped.
    """
    with whole_folder(folder, replace=replace) as beside:
        rows: Counter[str] = Counter()
        if person_id is not None:
            count = _one(connection, beside, rows, person_id, made_at)
        else:
            count = _all(connection, beside, rows, since, progress)
        notes = (NAMED, *undecided(connection))
        return seal(beside, folder, "fhir", rows, people=count, made_at=made_at, notes=notes, more=_MORE)


def _one(connection: Connection, beside: Path, rows: Counter[str], person_id: str, made_at: datetime) -> int:
    house, count = read_house(connection), 0
    for one in people(connection, person_id=person_id, with_changes=True):
        made = bundle(connection, one, house, made_at)
        name = f"person-{one.id}.json"
        with written(beside / name) as file:
            file.write(json_text(made) + "\n")
        rows[name] = len(made["entry"])
        count += 1
    return count


def _all(connection: Connection, beside: Path, rows: Counter[str], since: date | None, progress: Progress) -> int:
    house, count = read_house(connection), 0
    with ExitStack() as stack:
        lines = _Lines(beside, rows, stack)
        for made in questionnaires():
            lines.add(made)
        for made in house_resources(connection):
            lines.add(made)
        for one in people(connection, since=since, with_changes=True, progress=progress):
            count += 1
            for made in person_resources(one, house):
                lines.add(made)
    return count


class _Lines:
    """The open files, one for each type of resource that came."""

    def __init__(self, beside: Path, rows: Counter[str], stack: ExitStack) -> None:
        self._beside, self._rows, self._stack = beside, rows, stack
        self._open: dict[str, TextIO] = {}

    def add(self, made: Resource) -> None:
        """Write a resource as a line of its type's file."""
        name = f"{made['resourceType']}.ndjson"
        if name not in self._open:
            self._open[name] = self._stack.enter_context(written(self._beside / name))
        self._open[name].write(json_text(made) + "\n")
        self._rows[name] += 1
