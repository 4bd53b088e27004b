"""Asking which folder or stick a backup goes to, or comes from."""

from pathlib import Path

from linkworker.ui.forms.field import Field, Kind
from linkworker.ui.forms.form import Form, Values
from linkworker.ui.forms.parsing import existing_folder


def folder_form(code: str, title: str, words: str, done: str) -> Form[Path]:
    """Return the form that ends with the folder; `done` is what its button says."""

    async def save(values: Values) -> Path:
        chosen: Path = values["folder"]
        return chosen

    fields = (
        Field("words", words, Kind.NOTE),
        Field(
            "folder",
            "Which folder or stick",
            Kind.FOLDER,
            "Tab completes its name.",
            needed="Enter the name of a folder.",
            parse=existing_folder,
        ),
    )
    return Form(code, title, fields, save, done)
