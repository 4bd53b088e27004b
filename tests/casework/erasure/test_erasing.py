"""Who may erase, what speaks against it, and what is said of it afterwards."""

from datetime import date

import pytest

from linkworker.base.errors import BadInput, Refused
from linkworker.base.setting_values import Sharing
from linkworker.casework.erasure.erased_list import erased_list
from linkworker.casework.erasure.erasing import (
    SpeaksAgainst,
    erase_person,
    erase_record,
    may_erase,
    person_to_erase,
    reasons,
    record_to_erase,
)
from linkworker.casework.erasure.holds import keep_until
from linkworker.casework.erasure.speaks_against import speaks_against
from linkworker.casework.history.histories import person_history
from linkworker.casework.history.undoing import undo_save
from linkworker.casework.people.keeping_apart import keep_apart
from linkworker.casework.workers.roles import NotForRole
from linkworker.journal import outbox
from linkworker.journal.erased import Erased
from linkworker.journal.tables import WITHHELD
from linkworker.records.consent import Consent
from linkworker.records.episode import Episode
from linkworker.records.money import MoneyRequest
from linkworker.records.note import Note
from linkworker.records.person import Person
from linkworker.records.worker import Worker

DAY = date(2026, 3, 2)
WITH = Sharing.WITH_CONSENT


@pytest.fixture
def manager(store, worker):
    """Jo, who is a manager."""
    with store.unit_of_work(None) as uow:
        uow.change(uow.get(Worker, worker), role="manager")
    return worker


@pytest.fixture
def ali(store, worker):
    """A person of whom nothing speaks against erasing."""
    with store.unit_of_work(worker) as uow:
        made = uow.add(Person(name="Ali Mansour")).id
        uow.add(Note(person_id=made, on=DAY, words="Spoke of zebras"))
    return made


def erase(store, worker, person_id, because="asked", **given):
    with store.unit_of_work(worker) as uow:
        return erase_person(uow, person_id, because, **{"typed": "Ali Mansour", "sharing": WITH, **given})


def test_only_a_manager_erases(store, worker, ali):
    """A worker is told who can, and nothing goes."""
    with store.unit_of_work(None) as uow:
        uow.change(uow.get(Worker, worker), role="worker")
    with pytest.raises(NotForRole, match="Only a manager can erase"):
        erase(store, worker, ali)
    with pytest.raises(NotForRole), store.unit_of_work(worker) as uow:
        erase_record(uow, ali, "note", "any", "asked", sharing=WITH)
    with store.reading() as connection:
        assert not may_erase(connection, worker)
        assert person_to_erase(connection, ali, DAY).said == "1 note"


def test_everything_that_speaks_against_it_is_said(store, manager, ali):
    """And a reason is asked for; with one it is done, and the reason is kept with it."""
    with store.unit_of_work(manager) as uow:
        person = uow.get(Person, ali)
        uow.change(person, safeguarding=True, legal_stage="court-order")
        uow.add(Episode(person_id=ali, opened_on=DAY))
        uow.add(MoneyRequest(person_id=ali, amount_pence=500, what_for="boots", state="approved", state_on=DAY))
        uow.add(MoneyRequest(person_id=ali, amount_pence=500, what_for="bus", state="paid", state_on=DAY))
        keep_apart(uow, uow.add(Person(name="Bea Okafor")).id, ali)
        keep_until(uow, ali, date(2030, 1, 1), "An inquest")
    with store.reading() as connection:
        found = speaks_against(connection, ali, store.clock.today())
        assert speaks_against(connection, "nobody", DAY) == ()
    assert [one.code for one in found] == ["court", "safeguarding", "others", "money", "supported", "held"]
    assert "1 payment is still open." in [one.sentence for one in found]
    with pytest.raises(SpeaksAgainst, match="There is a safeguarding flag"):
        erase(store, manager, ali, despite="  ")
    erase(store, manager, ali, despite="Our lead agreed")
    with store.reading() as connection:
        said = [line.sentence for line in erased_list(connection)]
    assert said[0] == (
        "6 August 2026 at 1:00pm, Jo Brand-Taylor erased a person because the person asked for it. "
        "Something spoke against it: Our lead agreed"
    )
    assert "erased someone to keep apart because" in said[1]


def test_where_nothing_speaks_against_it_no_words_are_kept(store, manager, ali):
    """What was typed all the same could say what it was."""
    erase(store, manager, ali, despite="He drinks")
    with store.reading() as connection:
        assert erased_list(connection)[0].despite is None


def test_the_name_is_typed_as_it_is_kept(store, manager, ali):
    """Whatever its case; another erases nothing."""
    with pytest.raises(BadInput, match="Nothing was erased"):
        erase(store, manager, ali, typed="Ali")
    erase(store, manager, ali, typed=" ali  MANSOUR ")


def test_one_record_has_no_time_of_its_own(store, manager, ali):
    """That reason is neither offered nor taken for it."""
    assert [row.code for row in reasons(one_record=True)] == ["asked", "court-or-duty", "wrong-person"]
    assert len(reasons(one_record=False)) == 4
    with pytest.raises(Refused, match="One record does not go"), store.unit_of_work(manager) as uow:
        erase_record(uow, ali, "note", "any", "retention-ended", sharing=WITH)


def test_the_reason_goes_to_the_centre_only_where_the_record_may(store, manager, ali):
    """With consent: one who agreed; otherwise only that something was erased travels."""
    with store.unit_of_work(manager) as uow:
        bea = uow.add(Person(name="Ali Mansour")).id
        uow.add(Consent(person_id=bea, purpose="share-with-central-service", given=True, how="spoken", decided_on=DAY))
    erase(store, manager, ali)
    erase(store, manager, bea)
    with store.reading() as connection:
        stays = {row.person_id for row in connection.execute(WITHHELD.select())}
        assert stays == {ali}
        span = outbox.unsent(connection, store.device_id)
        bare = [
            line for line in outbox.lines(connection, store.device_id, span) if b'\\"action\\":\\"erased\\"' in line
        ]
    assert [b'"values"' in line for line in bare] == [False, True]


def test_a_save_that_was_erased_since_is_not_undone(store, manager, ali):
    """It says on which day it was erased."""
    with store.unit_of_work(manager) as uow:
        note = uow.add(Note(person_id=ali, on=DAY, words="Wrong person")).id
        written = tuple(uow.written)
    with store.reading() as connection:
        assert record_to_erase(connection, ali, "note", note).said == "1 note"
    with store.unit_of_work(manager) as uow:
        erase_record(uow, ali, "note", note, "wrong-person", sharing=WITH)
    with pytest.raises(Erased, match="erased on 6 August 2026"), store.unit_of_work(manager) as uow:
        undo_save(uow, written)
    with store.reading() as connection:
        history = person_history(connection, ali)
    assert [line.undoable for line in history[:2]] == [False, False]
    assert history[1].changes == ()
