"""Give out what the hub holds: FHIR for other systems, CSV for counting, the journal for the archive."""

import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import Connection

from linkworker.base.dates import parse_date
from linkworker.base.errors import BadInput
from linkworker.base.ids import is_id, new_id
from linkworker.base.progress import Progress, nobody_watches
from linkworker.base.words import count
from linkworker.cli.commands.hub_at import by, hub_at
from linkworker.cli.desk import Desk
from linkworker.hub.engine import Hub
from linkworker.hub.exports.archive.writing import write_journal
from linkworker.hub.exports.fhir.writing import write_fhir
from linkworker.hub.exports.manifest import Exported
from linkworker.hub.exports.tables.pseudonym import Pseudonyms
from linkworker.hub.exports.tables.writing import write_csv
from linkworker.hub.opening import place_of_hub
from linkworker.journal.actions import Action

KEY_FILE = "pseudonym.key"


def _export(args: Namespace, desk: Desk) -> None:
    """Write the export, note it in the hub's own journal, and say what was written."""
    place = place_of_hub(args.hub)
    since = parse_date(args.since, today=desk.today, what="a day") if args.since else None
    _check(args)
    key = None if args.named or args.what != "csv" else _key(args, place)
    with hub_at(args, desk) as hub:
        with _progress(desk) as progress, hub.reading() as connection:
            made = _written(args, connection, since, desk.clock.now(), key, progress)
        _noted(args, hub, made, named=args.what != "csv" or args.named)
    desk.answer(made, _lines(made))


def _check(args: Namespace) -> None:
    if args.named and args.what != "csv":
        raise BadInput(f"Leave --named out: {args.what} always holds names.")
    if args.key and args.what != "csv":
        raise BadInput("A key is for csv alone. Leave --key out.")
    if args.person and args.what == "journal":
        raise BadInput("The journal goes out in whole chains. Leave --person out.")
    if args.person and not is_id(args.person):
        raise BadInput("Name the person by the id of their record, 36 letters and digits.")
    if args.person and args.since:
        raise BadInput("Use --person or --since, not both.")


def _key(args: Namespace, place: Path) -> Pseudonyms:
    """Return the pseudonyms of the centre's key, which never lies in the folder that is given out."""
    path = (args.key or place / KEY_FILE).expanduser().absolute()
    if path.is_relative_to(args.folder.expanduser().absolute()):
        raise BadInput("The key must not lie in the folder that is given out. Name another file with --key.")
    try:
        return Pseudonyms.read(path)
    except OSError as error:
        raise BadInput(f"The key {path} could not be read or made: {error.strerror}.") from error


def _written(
    args: Namespace, connection: Connection, since: date | None, now: datetime, key: Pseudonyms | None,
    progress: Progress,
) -> Exported:  # fmt: skip
    if args.what == "fhir":
        return write_fhir(
            connection, args.folder, made_at=now, person_id=args.person, since=since, replace=args.replace,
            progress=progress,
        )  # fmt: skip
    if args.what == "csv":
        return write_csv(
            connection, args.folder, made_at=now, pseudonyms=key, person_id=args.person, since=since,
            replace=args.replace, progress=progress,
        )  # fmt: skip
    return write_journal(connection, args.folder, made_at=now, since=since, replace=args.replace, progress=progress)


def _noted(args: Namespace, hub: Hub, made: Exported, *, named: bool) -> None:
    values = {"what": made.what, "people": made.people, "named": named}
    with hub.unit_of_work(by(args, hub)) as uow:
        uow.event(Action.EXPORTED, "hub-export", new_id(), person_id=args.person, values=values)


@contextmanager
def _progress(desk: Desk) -> Iterator[Progress]:
    """Give what shows how far it is, on a terminal and nowhere else."""
    if desk.json or not sys.stderr.isatty():
        yield nobody_watches
        return

    def shown(done: int, total: int) -> None:
        print(f"\r{done} of {total}", end="", file=sys.stderr, flush=True)

    yield shown
    print(file=sys.stderr)


def _lines(made: Exported) -> list[str]:
    people = [f"{count(made.people, 'person', 'people')}."] if made.what != "journal" else []
    return [
        f"Written to {made.folder}: {count(len(made.files), 'file')}.",
        *people,
        *(f"  {each.rows:>8}  {each.name}" for each in made.files),
        *made.notes,
    ]
