"""Asking before something is erased: why, and once more by a dialog that names the person; then doing it."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Connection

from linkworker.base.errors import LinkworkerError
from linkworker.base.words import count, sentence
from linkworker.casework.erasure.erasing import (
    ToErase,
    drafts_said,
    erase_person,
    erase_record,
    person_to_erase,
    reasons,
    record_to_erase,
)
from linkworker.journal.erasing import Gone
from linkworker.journal.unit_of_work import UnitOfWork
from linkworker.printing import prints
from linkworker.ui.forms.field import Field, Kind, Option
from linkworker.ui.forms.form import Form, Values
from linkworker.ui.forms.form_screen import FormScreen
from linkworker.ui.screens.place import Place
from linkworker.ui.widgets.dialog import Dialog
from linkworker.vault.erasure import waiting
from linkworker.vault.store import Store

_STAYS = "What stays: the date, your reason, your name and an id. What left in bundles or on sticks is out of reach."
_CANNOT = "This cannot be undone."


@dataclass(frozen=True, slots=True)
class Record:
    """One record that may be erased from its view: its kind and id, and what it is called ("the note of 6 August")."""

    kind: str
    id: str
    words: str


async def ask_and_erase_person(place: Place[None], person_id: str) -> bool:
    """Ask, and erase a person with everything of theirs; say so, and return whether it was done."""
    desk = place.desk
    asked = await _ask(place, lambda connection: person_to_erase(connection, person_id, desk.today), None)
    if asked is None:
        return False
    found, values = asked

    def do(uow: UnitOfWork) -> Gone:
        return erase_person(
            uow,
            person_id,
            values["reason"],
            typed=found.name,
            sharing=desk.settings.sharing.value,
            despite=values.get("despite"),
        )

    return await _erase(place, do, f"{found.name} is erased.", person_id)


async def ask_and_erase_record(place: Place[None], person_id: str, record: Record) -> bool:
    """Ask, and erase one record with what goes with it; say so, and return whether it was done."""
    desk = place.desk
    asked = await _ask(place, lambda connection: record_to_erase(connection, person_id, record.kind, record.id), record)
    if asked is None:
        return False
    _, values = asked

    def do(uow: UnitOfWork) -> Gone:
        return erase_record(
            uow, person_id, record.kind, record.id, values["reason"], sharing=desk.settings.sharing.value
        )  # fmt: skip

    return await _erase(place, do, f"{sentence(record.words)[:-1]} is erased.", None)


async def _ask(
    place: Place[None], read: Callable[[Connection], ToErase], record: Record | None
) -> tuple[ToErase, Values] | None:
    """Read what would go, ask why, and ask once more; return what goes and the answers, or None to leave it."""
    try:
        found = await place.desk.read(read)
    except LinkworkerError as error:
        place.trouble(str(error))
        return None
    values = await place.app.push_screen_wait(FormScreen(_form(found, record), about=found.name))
    if values is None:
        return None
    what = f"{record.words} about {found.name}" if record else f"{found.name}, with everything held about them"
    is_sure = await place.app.push_screen_wait(Dialog(f"Erase {what}?", detail=_detail(found), other="Yes, erase"))
    return (found, values) if is_sure else None


async def _erase(place: Place[None], do: Callable[[UnitOfWork], Gone], said: str, person_id: str | None) -> bool:
    desk, worker_id = place.desk, place.desk.worker_id

    def erasing(store: Store) -> tuple[int, int]:
        with store.unit_of_work(worker_id) as uow:
            drafts = do(uow).drafts
        store.empty_wal()
        prints.empty(store.folder)
        with store.reading() as connection:
            return waiting(connection), drafts

    try:
        number, drafts = await desk.with_store(erasing)
    except LinkworkerError as error:
        place.trouble(str(error))
        return False
    desk.saved = None  # what was saved before may be of what is gone
    if place.linkworker.last_person_id == person_id:
        place.linkworker.last_person_id = None
    waits = count(number, "erasure waits", "erasures wait")
    place.say(" ".join(filter(None, (said, drafts_said(drafts), f"{waits} to be finished: Evidence, k, then f."))))
    return True


def _form(found: ToErase, record: Record | None) -> Form[Values]:
    async def answered(values: Values) -> Values:
        return values

    options = tuple(Option(row.code, row.label) for row in reasons(one_record=record is not None))
    what = f"{_goes(found) or 'No more than the name'} will be gone."
    fields = [
        Field("what", f"{what} {_CANNOT}", Kind.NOTE),
        Field("stays", _STAYS, Kind.NOTE),
        Field("reason", "Why?", Kind.CHOICE, options=options, needed="Choose why it is erased."),
    ]
    if found.against:
        said = "\n".join(one.sentence for one in found.against)
        fields.insert(1, Field("against", f"This speaks against it:\n{said}", Kind.NOTE))
        fields.append(
            Field(
                "despite",
                "Why is it right all the same?",
                hint="Who decided, by what rule. Name nobody supported",
                needed="Say why it is right all the same.",
            )
        )
    name = f"erase:{found.person_id}" if record is None else f"erase:{found.person_id}:{record.id}"
    title = "Erase a person" if record is None else f"Erase {record.words}"
    return Form(name, title, tuple(fields), answered, "Erase")


def _goes(found: ToErase) -> str:
    return sentence(found.said)[:-1]


def _detail(found: ToErase) -> str:
    gone = f"{_goes(found) or 'The name'} will be gone from the records, the history, search, drafts and prints."
    return f"{gone} The journal says only that it was erased, and why. {_CANNOT}"
