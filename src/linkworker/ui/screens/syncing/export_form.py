"""Asking where a bundle, or this laptop's key, is to be written."""

from pathlib import Path
from typing import Protocol

from linkworker.sync.device import DevicePublic
from linkworker.sync.export import device
from linkworker.ui.desk import Desk
from linkworker.ui.forms.field import Field, Kind
from linkworker.ui.forms.form import Form, Values
from linkworker.ui.forms.parsing import existing_folder

LAST_FOLDER = "export_folder"
"""The store's fact that says where the last bundle was written."""


class Laptop(Protocol):
    """What is known of this laptop as the hub sees it."""

    @property
    def laptop(self) -> DevicePublic:
        """Return its public key."""
        ...

    @property
    def folder(self) -> str:
        """Return where a bundle was written last; "" for nowhere."""
        ...


def export_form(desk: Desk, folder: str, words: str) -> Form[Path]:
    """Return the form that ends with the folder to write to."""

    async def save(values: Values) -> Path:
        chosen: Path = values["folder"]
        await desk.look(lambda store: store.remember(LAST_FOLDER, str(chosen)))
        return chosen

    fields = (Field("words", words, Kind.NOTE), _folder(folder))
    return Form("export", "Write a bundle", fields, save, "Write it")


def key_form(desk: Desk, known: Laptop) -> Form[Path]:
    """Return the form that writes this laptop's public key."""

    async def save(values: Values) -> Path:
        chosen: Path = values["folder"]
        return await desk.look(lambda store: device(store).public.write(chosen))

    fields = (
        Field("words", "The hub takes in this key. Then read these six words to its people:", Kind.NOTE),
        Field("six", f"    {known.laptop.words}", Kind.NOTE),
        _folder(known.folder),
    )
    return Form("laptop-key", "This laptop's key", fields, save, "Write it")


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
