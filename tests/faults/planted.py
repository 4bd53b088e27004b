"""Marker text in every text field of every kind of record, in a store like any other."""

from datetime import date
from pathlib import Path
from types import NoneType
from typing import Any, get_args, get_origin

from sqlalchemy import Column

from linkworker.base.clock import SystemClock
from linkworker.base.ids import new_id
from linkworker.casework.people.people import add_person
from linkworker.casework.setting_up import NewWorker, set_up
from linkworker.casework.support.contacts import write_note
from linkworker.journal.unit_of_work import UnitOfWork
from linkworker.records.person import Person
from linkworker.records.record import OfPerson, Record, named_by
from linkworker.records.registry import KINDS
from linkworker.records.types import ID_TYPE
from linkworker.vault.cost import DEFAULT_COST
from linkworker.vault.drafts import save_draft
from linkworker.vault.recovery_code import RecoveryCode
from linkworker.vault.slots import SLOTS_NAME, Slots

MARK = "Quaxwillow"
"""Stands in every planted text, and in no other: not in the program, nor in anything it loads."""
PASSPHRASE = "copper kettle tulip shelf"
SHOWN = f"{MARK} Fen"
NOTE = f"{MARK} note: came in the rain all the same"
TYPED = f"{MARK} typed and never saved"
_WORKER = NewWorker("Jo Brand-Taylor", "jo", "link worker", "HMP Fenwick wellbeing team", "custody")
_DAY = date(2026, 8, 6)


def plant(folder: Path) -> tuple[bytes, int]:
    """Make a store with the markers in it; return its data key (48 bytes) and how many fields hold one.

    One person is there to be opened on a screen. The other has one record of every kind, and is entered in error: the
    markers stand where times and post codes should, which no screen could draw.
    """
    opened = set_up(folder, _WORKER, PASSPHRASE, RecoveryCode.make(), SystemClock())
    with opened.store as store:
        with store.unit_of_work(opened.worker_id) as uow:
            shown = add_person(uow, SHOWN).person_id
            write_note(uow, shown, NOTE, where=f"{MARK} where")
            fields = sum(_one_of(uow, kind) for kind in _in_order())
        with store.writing() as connection:
            typed = {"words": f"{MARK} in a draft"}
            save_draft(connection, opened.worker_id, f"note/{new_id()}", typed, store.clock.now())
    key = Slots.read(folder / SLOTS_NAME, floor=DEFAULT_COST).open(None, PASSPHRASE, clock=SystemClock())
    return key.secret(), fields


_IDS: dict[str, str] = {name: new_id() for name in KINDS}


def _in_order() -> list[type[Record]]:
    return sorted(KINDS.values(), key=lambda kind: kind is not Person)


def _one_of(uow: UnitOfWork, kind: type[Record]) -> int:
    """Add one record with a marker in every text field; return how many there were."""
    given = {column.name: _planted(kind, column) for column in kind.table().columns if column.name != "in_error"}
    given["id"] = _IDS[kind.kind()]
    if issubclass(kind, OfPerson):
        given["person_id"] = _IDS["person"]
    record = uow.add(kind(**{name: value for name, value in given.items() if value is not None}), f"{MARK} reason")
    uow.enter_in_error(record, f"{MARK} in error")
    return sum(MARK in str(value) for value in given.values())


def _planted(kind: type[Record], column: Column[Any]) -> Any:
    """Return what a field gets: text with a marker wherever it may be text; None where it may stay empty."""
    if "list" in column.info:
        return None
    if column.type is ID_TYPE:
        return _linked(column)
    field = kind.model_fields[column.name]
    text = f"{MARK} {kind.kind()} {column.name}"
    annotation = next((a for a in get_args(field.annotation) if a is not NoneType), field.annotation)
    if get_origin(field.annotation) in {list, dict}:
        return [text] if get_origin(field.annotation) is list else {text: text}
    if annotation is str:
        return text
    if not field.is_required():
        return None
    return {date: _DAY, int: 1, bool: False}[annotation]


def _linked(column: Column[Any]) -> str | None:
    tie = named_by(column)
    if tie is not None:
        return _IDS[tie.partition(".")[0]]
    return None if column.nullable else new_id()
