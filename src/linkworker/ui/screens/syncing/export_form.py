"""Asking where a bundle is to be written, or what came is to be read, and saying before what goes and what stays."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from linkworker.base.errors import BadInput
from linkworker.base.words import count
from linkworker.casework.workers.role_rows import Role
from linkworker.sync.device import DevicePublic
from linkworker.sync.own_identities import device
from linkworker.sync.standing import Unsent
from linkworker.sync.what_stays import WhatStays
from linkworker.ui.desk import Desk
from linkworker.ui.forms.field import Field, Kind
from linkworker.ui.forms.form import Form, Values
from linkworker.ui.forms.parsing import existing_folder
from linkworker.vault.store import Store

LAST_FOLDER = "export_folder"
"""The store's fact that says where the last bundle was written or the last receipt lay."""


@dataclass(frozen=True, slots=True)
class Goes:
    """What would leave and what would stay, and the folder used last."""

    unsent: Unsent | None
    stays: WhatStays
    folder: str

    def sentences(self, role: Role) -> tuple[str, ...]:
        """Return what goes, then what stays; who stays is named to those who may see what people agreed to."""
        unsent = self.unsent
        goes = "Nothing that was written here is unsent."
        if unsent is not None and not unsent.only_notes:
            many = count(unsent.entries, "entry", "entries")
            goes = f"{many} would go, sealed so that only the centre can open it."
        stays = self.stays.sentences()
        if self.stays.people and not role.may("consent"):
            many = count(len(self.stays.people), "person", "people")
            stays = (f"What is written about {many} stays here.", *stays[1:])
        return (goes, *(stays or ("Nothing stays here.",)))


def export_form(desk: Desk, folder: str, said: Sequence[str], *, title: str, do: str) -> Form[Path]:
    """Return the form that ends with the folder to write to."""

    async def save(values: Values) -> Path:
        return await _remembered(desk, values["folder"])

    fields = (Field("words", "\n".join(said), Kind.NOTE), _folder(folder))
    return Form("export", title, fields, save, do)


def receive_form(desk: Desk, folder: str) -> Form[Path]:
    """Return the form that ends with the folder or the file that the centre sent."""

    async def save(values: Values) -> Path:
        chosen: Path = values["place"]
        await _remembered(desk, _folder_of(chosen))
        return chosen

    words = "What the centre wrote for this laptop is found there and taken in. Nothing is written to the stick."
    fields = (
        Field("words", words, Kind.NOTE),
        Field(
            "place",
            "Which stick, folder or file",
            Kind.FILE,
            "Tab completes its name.",
            needed="Enter the name of a folder or file.",
            default=folder,
            parse=_there,
        ),
    )
    return Form("receive", "Take in what the centre sent", fields, save, "Take it in")


def key_form(desk: Desk, laptop: DevicePublic, folder: str) -> Form[Path]:
    """Return the form that writes this laptop's public key."""

    async def save(values: Values) -> Path:
        chosen = await _remembered(desk, values["folder"])
        return await desk.look(lambda store: device(store).public.write(chosen))

    fields = (
        Field("words", "Your centre needs this key before anything else. Read them these six words:", Kind.NOTE),
        Field("six", f"    {laptop.words}", Kind.NOTE),
        _folder(folder),
    )
    return Form("laptop-key", "This laptop's key", fields, save, "Write it")


def last_folder(store: Store) -> str:
    """Return the folder that was used last, "" where none was."""
    return store.facts().get(LAST_FOLDER, "")


async def _remembered(desk: Desk, folder: Path) -> Path:
    await desk.look(lambda store: store.remember(LAST_FOLDER, str(folder)))
    return folder


def _folder_of(path: Path) -> Path:
    return path if path.is_dir() else path.parent


def _there(path: Path) -> Path:
    if not path.exists():
        raise BadInput("There is no folder or file of that name. Press Tab to complete a name.")
    return path


def _folder(default: str) -> Field:
    return Field(
        "folder",
        "Which folder or stick",
        Kind.FOLDER,
        "Tab completes its name.",
        needed="Enter the name of a folder.",
        default=default,
        parse=existing_folder,
    )
