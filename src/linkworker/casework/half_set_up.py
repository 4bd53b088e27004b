"""Setting up that was left half-way: what was typed before there is a store, and which step comes next."""

import json
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from pathlib import Path

from sqlalchemy import Connection

from linkworker.journal.unit_of_work import live
from linkworker.records.activity import Activity
from linkworker.records.person import Person
from linkworker.records.record import Record
from linkworker.vault.store import Store
from linkworker.vault.trouble import files_said_plainly
from linkworker.vault.whole_file import make_folder, write_whole

FILE = "setting-up.json"
"""Beside where the store will be. It holds no secret, and goes when the store is made."""
_FACT = "setting_up_step"
_MOST_BYTES = 64 * 1024


class Step(StrEnum):
    """The next step of a laptop whose store is made."""

    CODE = "code"
    """The recovery code was never typed back, so nobody knows whether it is on paper."""
    PEOPLE = "people"
    ACTIVITIES = "activities"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class HalfSetUp:
    """Who is setting up, as typed so far."""

    name: str = ""
    team: str = ""
    title: str = ""
    user_name: str = ""


def keep_half(folder: Path, half: HalfSetUp) -> None:
    """Keep what was typed; raises FullDisk or ReadOnly."""
    with files_said_plainly():
        make_folder(folder)
        write_whole(folder / FILE, json.dumps(asdict(half), indent=1).encode())


def half_of(folder: Path) -> HalfSetUp:
    """Return what was typed the last time; nothing if there is none, or it cannot be read."""
    try:
        with (folder / FILE).open("rb") as file:
            found = json.loads(file.read(_MOST_BYTES))
    except (OSError, ValueError, RecursionError):
        return HalfSetUp()
    known = {field.name for field in fields(HalfSetUp)}
    if not isinstance(found, dict):
        return HalfSetUp()
    return HalfSetUp(**{name: text for name, text in found.items() if name in known and isinstance(text, str)})


def forget_half(folder: Path) -> None:
    """Take away what was kept: there is a store now, and it knows."""
    with files_said_plainly():
        (folder / FILE).unlink(missing_ok=True)


def next_step(store: Store) -> Step:
    """Return where setting up stands; a store that was made by a plain command was set up whole.

    A step that was left by a key to elsewhere does not come back once what it offers is there.
    """
    try:
        step = Step(store.facts().get(_FACT, Step.DONE))
    except ValueError:  # a newer program's
        return Step.DONE
    with store.reading() as connection:
        if step is Step.PEOPLE and _is_there(connection, Person):
            step = Step.ACTIVITIES
        if step is Step.ACTIVITIES and _is_there(connection, Activity):
            step = Step.DONE
    return step


def _is_there(connection: Connection, kind: type[Record]) -> bool:
    return connection.execute(live(kind).limit(1)).first() is not None


def remember_step(store: Store, step: Step) -> None:
    """Remember which step comes next."""
    store.remember(_FACT, step.value)
