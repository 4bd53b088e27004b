"""Trusting a centre: its invitation file, and the six words that its people read out."""

from pathlib import Path

from linkworker.base.errors import Refused
from linkworker.sync.identity import read_invitation
from linkworker.sync.trust import trust
from linkworker.ui.desk import Desk
from linkworker.ui.forms.field import Field, Kind
from linkworker.ui.forms.form import Form, Values
from linkworker.ui.forms.parsing import existing_file


class OtherWords(Refused):
    """Those are not the words of this invitation. Nothing is trusted. Look for a slip; if none, tell your IT team."""

    field = "words"


def trust_form(desk: Desk, invitation: Path | None) -> Form[str]:
    """Return the form that ends with the name of the centre that is trusted now."""

    async def save(values: Values) -> str:
        found = read_invitation(values["file"])
        if values["words"].lower().split() != found.words.lower().split():
            raise OtherWords
        await desk.with_store(lambda store: trust(store, desk.worker_id, found))
        return found.name

    fields = (
        Field(
            "file",
            "The centre's invitation",
            Kind.FILE,
            "The file hub-invitation.json that your centre gave you.",
            needed="Enter the name of the invitation file.",
            default=str(invitation or ""),
            parse=existing_file,
        ),
        Field(
            "words",
            "Its six words",
            hint="Ring the centre and type what they read out: never words that came with the file.",
            needed="Type the six words that the centre reads out.",
        ),
    )
    return Form("trust-hub", "Trust the centre", fields, save, "Trust it")
