"""Workers on this laptop: listed, let in, given a role, and taken away with the key changed."""

import re
from dataclasses import replace

import pytest

from demonstration import CHEAP, NOON
from linkworker.base.clock import FixedClock
from linkworker.base.leaving import LOCKED
from linkworker.base.setting_values import Look
from linkworker.casework.people.people import add_person
from linkworker.casework.setting_up import unlock
from linkworker.casework.workers.adding import Newcomer, add_worker
from linkworker.casework.workers.first_passphrase import uses_first
from linkworker.casework.workers.workers import role_of
from linkworker.demo.content import demonstration_settings
from linkworker.ui.door.opening import open_with_passphrase
from linkworker.ui.front import Front
from linkworker.ui.widgets.dialog import Dialog
from linkworker.vault.key_errors import NoSuchUser
from on_screen import has_line, press, settle, shown, text_of, type_text


@pytest.fixture
def asha(demo, told):
    """Asha Verma of business support, let in by the demonstration's first worker."""
    newcomer = Newcomer("Asha Verma", "asha", "business-support", "business support manager")
    return add_worker(demo.store, demo.worker_id, told.passphrase, newcomer, cost=CHEAP)


async def workers_of(pilot):
    """Open the list of workers, with keys made for tests."""
    pilot.app.front = replace(pilot.app.front, cheap=True)
    await press(pilot, "f10", "w")


async def at(pilot, name):
    """Put the pointer at a worker."""
    for _ in range(9):
        if has_line(pilot.app, f"> {name}"):
            return
        await press(pilot, "down")
    message = f"{name} is not in the list"
    raise AssertionError(message)


@pytest.mark.usefixtures("asha")
async def test_list_says_who_can_unlock_and_what_a_role_is_not(screens, golden):
    """Name, role, short name, last time and how many they support; one sentence that a role is no lock."""
    async with screens() as pilot:
        await workers_of(pilot)
        golden(pilot.app, "workers-80x24")
        assert "it is no lock" in text_of(pilot.app)
    async with screens(look=Look.FULL) as pilot:
        await workers_of(pilot)
        golden(pilot.app, "workers-120x36")


async def test_worker_is_let_in_with_five_words(screens, told, golden, fixed_chance):
    """They unlock with the words, are told to choose their own, and have their role."""
    async with screens() as pilot:
        await workers_of(pilot)
        await press(pilot, "n")
        await type_text(pilot, "Asha Verma\nadministrator\nasha\n")
        await press(pilot, "down", "enter")
        golden(pilot.app, "new-worker-80x24")
        await type_text(pilot, told.passphrase)
        await press(pilot, "enter")
        golden(pilot.app, "first-words-80x24")
        phrase = re.search(r"\u2502 +([a-z]+(?: [a-z]+){4}) +\u2502", text_of(pilot.app))[1]
        await press(pilot, "enter")
        assert has_line(pilot.app, "Asha Verma can unlock this laptop as asha.")
        pilot.app.desk.store.close()
    front = Front(told.folder, demonstration_settings(), FixedClock(NOON), Look.CONSOLE, cheap=True)
    opened = open_with_passphrase(front, "asha", phrase)
    try:
        assert opened.said.startswith("Your passphrase was made for you, and somebody else has read it.")
        assert opened.desk.role.code == "business-support"
        assert uses_first(opened.desk.store, opened.desk.worker_id)
    finally:
        opened.desk.store.close()


async def test_wrong_passphrase_and_a_taken_name_are_said_in_the_form(screens, told):
    """Nobody is let in by halves."""
    async with screens() as pilot:
        await workers_of(pilot)
        await press(pilot, "n")
        await type_text(pilot, f"Asha Verma\n\n{told.user}\n")
        await press(pilot, "enter")
        await type_text(pilot, told.passphrase)
        await press(pilot, "enter")
        assert has_line(pilot.app, f"The short name '{told.user}' is taken here")


async def test_role_is_changed_from_the_list(screens, asha):
    """The sentence says from when; the last manager keeps theirs."""
    async with screens() as pilot:
        await workers_of(pilot)
        await at(pilot, "Asha Verma")
        await press(pilot, "e", "down", "ctrl+s")
        assert has_line(pilot.app, "The role of Asha Verma is manager, from their next unlocking.")
        with pilot.app.desk.store.reading() as connection:
            assert role_of(connection, asha.worker_id).code == "manager"


async def test_taking_away_names_them_changes_the_key_and_locks(screens, demo, told, asha, golden):
    """The focus is on the safe answer; afterwards theirs opens no more, and the program has ended locked."""
    with demo.store.unit_of_work(demo.worker_id) as uow:
        for name in ("Bea Nowak", "Cal Ostrowski", "Di Farrow", "Ed Tully"):
            add_person(uow, name, worker_id=asha.worker_id)
    async with screens() as pilot:
        await workers_of(pilot)
        await at(pilot, "Asha Verma")
        await press(pilot, "d")
        golden(pilot.app, "take-away-80x24")
        await press(pilot, "enter")
        assert not isinstance(pilot.app.screen, Dialog)
        await press(pilot, "d", "right", "enter")
        golden(pilot.app, "take-away-passphrase-80x24")
        await type_text(pilot, "not my passphrase at all")
        await press(pilot, "enter")
        assert has_line(pilot.app, "That is not the passphrase of this store.")
        await press(pilot, "d", "right", "enter")
        await type_text(pilot, told.passphrase)
        await press(pilot, "enter")
        await settle(pilot)
        assert pilot.app.return_value == LOCKED
    with pytest.raises(NoSuchUser):
        unlock(told.folder, "asha", asha.passphrase, FixedClock(NOON), floor=CHEAP)
    unlock(told.folder, told.user, told.passphrase, FixedClock(NOON), floor=CHEAP).store.close()


async def test_oneself_is_not_offered_and_others_only_look(screens, demo, asha):
    """No key takes oneself away; business support sees the list, and is told who can change it."""
    async with screens() as pilot:
        await workers_of(pilot)
        await at(pilot, r"\S.* \(you\)")
        assert "take away" not in text_of(pilot.app)
        await press(pilot, "d")
        assert not isinstance(pilot.app.screen, Dialog)
    async with shown(demo.store, asha.worker_id, settings=demonstration_settings()) as pilot:
        await workers_of(pilot)
        await press(pilot, "n")
        assert has_line(pilot.app, "Only a manager can add or take away workers, or change their roles.")
        await press(pilot, "e")
        assert has_line(pilot.app, "Workers on this laptop")


async def test_worker_without_a_passphrase_is_given_one(screens, told):
    """Their record is here from an import, say; no second one is made."""
    async with screens() as pilot:
        await workers_of(pilot)
        before = len(pilot.app.screen._workers)
        here = next(each for each in pilot.app.screen._workers.values() if not each.can_unlock)
        await at(pilot, here.name)
        await press(pilot, "p")
        await type_text(pilot, "newone\n")
        await press(pilot, "enter")
        await type_text(pilot, told.passphrase)
        await press(pilot, "enter", "enter")
        assert has_line(pilot.app, f"{here.name} can unlock this laptop as newone.")
        assert len(pilot.app.screen._workers) == before
