"""Check-ins in the real program: a store with a licence, people by name, and what was kept."""

from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import select
from textual.pilot import Pilot

from linkworker.base.setting_values import WemwbsLicence
from linkworker.base.settings import Settings, Sourced
from linkworker.casework.check_ins.check_in_reading import check_ins_of
from linkworker.casework.check_ins.check_in_view import CheckInView
from linkworker.casework.setting_up import Unlocked
from linkworker.demo.content import demonstration_settings
from linkworker.records.person import Person
from linkworker.vault.drafts import Draft, drafts
from on_screen import settle, shown

LICENCE = WemwbsLicence("Ashdown Council", "W-123", date(2026, 1, 1), date(2026, 12, 31))
MIXED = "45341523451234"
"""Fourteen answers: WEMWBS 46, and the seven of the short scale 24, which the published table turns into 21.54."""


def licensed() -> Settings:
    """Return settings with a licence for WEMWBS."""
    return replace(demonstration_settings(), wemwbs_licence=Sourced(LICENCE, "the test"))


def check_in_screens(demo: Unlocked, **named: Any) -> AbstractAsyncContextManager[Pilot[int]]:
    """Start the screens over the demonstration's people, with a licence unless told otherwise."""
    return shown(demo.store, demo.worker_id, **{"settings": licensed(), **named})


def person_named(demo: Unlocked, name: str) -> str:
    """Return the id of a person."""
    table = Person.table()
    with demo.store.reading() as connection:
        return str(connection.execute(select(table.c.id).where(table.c.name == name)).scalar_one())


async def opened(pilot: Pilot[Any], person_id: str, tab: str = "summary") -> None:
    """Open a person's screen at a tab."""
    pilot.app.open_person(person_id, tab)
    await settle(pilot)


def kept(demo: Unlocked, person_id: str) -> tuple[CheckInView, ...]:
    """Return a person's check-ins, newest first."""
    with demo.store.reading() as connection:
        return check_ins_of(connection, person_id)


def drafts_kept(demo: Unlocked) -> dict[str, Draft]:
    """Return the drafts of check-ins, by name."""
    with demo.store.reading() as connection:
        found = drafts(connection, demo.worker_id)
    return {each.form: each for each in found if each.form.startswith("check-in:")}
