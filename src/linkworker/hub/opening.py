"""Making a hub in a folder, and opening the one that is there."""

import os
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from linkworker.base.clock import Clock
from linkworker.base.errors import BadInput, NotFound, Refused
from linkworker.base.ids import new_id
from linkworker.hub.engine import TRIAL, Hub, open_hub, postgresql_engine
from linkworker.hub.hub_settings import SETTINGS_FILE, read_settings, write_settings
from linkworker.hub.new_keys import FORMER_FILE, bring_in, note_keys, was_begun
from linkworker.records.worker import Team as TeamRecord
from linkworker.sync.identity import IDENTITY_FILE, HubIdentity, Team, read_hub_identity


def make_hub(
    folder: Path, name: str, clock: Clock, *, database: str = TRIAL, teams: Iterable[str] = (), keys_lost: bool = False
) -> Hub:
    """Make a hub's keys, invitation, settings and database, and return it open; the teams are records of its own.

    `keys_lost` is as `open_hub` takes it. Raises Refused where there is a hub already, BadInput, and what opening it
    raises; keys are written last, so that a hub that could not be made leaves none.
    """
    if (folder / SETTINGS_FILE).exists() or (folder / IDENTITY_FILE).exists():
        raise Refused(f"There is a hub in {folder} already, and it is not replaced.")
    called = [" ".join(each.split()) for each in teams]
    if not name.strip() or not all(called) or len(set(called)) != len(called):
        raise BadInput("Enter a name for the hub, and each team once.")
    if database != TRIAL:
        postgresql_engine(database).dispose()  # an address that cannot be used is found before anything is made
    folder.mkdir(parents=True, exist_ok=True)
    identity = HubIdentity.make(name.strip(), [Team(new_id(), each) for each in called])
    hub = open_hub(database, identity, clock, folder=folder, keys_lost=keys_lost)
    try:
        with hub.unit_of_work(None) as uow:
            for team in identity.teams:
                uow.add(TeamRecord(id=team.id, name=team.name))
        write_settings(folder, database)
        identity.write(folder)
    except BaseException:
        hub.close()
        raise
    return hub


def open_folder(folder: Path, clock: Clock) -> Hub:
    """Open the hub of a folder; raises NotFound, and as `open_hub` does. New keys that were begun are finished."""
    settings = read_settings(folder)
    if begun := was_begun(folder):
        bring_in(folder)
    if not (folder / IDENTITY_FILE).exists():
        raise NotFound(f"The hub's keys are not in {folder}. Put {IDENTITY_FILE} back from your key store.")
    identity, former = read_hub_identity(folder / IDENTITY_FILE), []
    for number in range(1, 1000):
        path = folder / FORMER_FILE.format(number)
        if not path.exists():
            break
        former.append(read_hub_identity(path))
    hub = open_hub(settings.database, identity, clock, folder=folder, former=former, settings=settings)
    if begun:
        try:
            note_keys(hub, None)
        except BaseException:
            hub.close()
            raise
    return hub


def place_of_hub(named: Path | None) -> Path:
    """Return the hub's folder: the one named, else LINKWORKER_HUB, else the folder we are in."""
    return named or Path(os.environ.get("LINKWORKER_HUB", "."))


def with_teams(identity: HubIdentity, teams: Iterable[Team]) -> HubIdentity:
    """Return the identity with other teams."""
    return replace(identity, teams=tuple(teams))
