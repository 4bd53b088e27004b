"""Who took consent back, or is held back, since the centre had them: bare headers say so, and no more is given out."""

from datetime import date

import pytest
from sqlalchemy import select

from linkworker.base.setting_values import Sharing
from linkworker.casework.consent.consenting import record_consent, withdraw_consent
from linkworker.casework.consent.in_force import CENTRAL, held_back
from linkworker.casework.consent.withholding import let_leave, withhold
from linkworker.casework.erasure.erasing import erase_record
from linkworker.hub.exports.people import people
from linkworker.hub.people import holders
from linkworker.hub.receipts import write_receipts
from linkworker.hub.receiving import receive
from linkworker.hub.staff import staff
from linkworker.hub.transfer import HeldBack, transfer
from linkworker.records.consent import Consent
from linkworker.records.note import Note
from linkworker.records.person import Person
from linkworker.sync.export import export
from two_sides import carry_down, carry_up

_P = Person.table().c


def send(hub, laptop):
    """Take what is unsent to the hub, as an organisation that goes by consent."""
    bundles = export(laptop.store, laptop.worker, laptop.stick, Sharing.WITH_CONSENT).bundles
    assert [each.state for each in receive(hub, [one.path for one in bundles])] == ["taken-in"] * len(bundles)


def given_out(hub):
    """Return whom an export holds; the condition alone says the same."""
    with hub.reading() as connection:
        free = set(connection.execute(select(_P.id).where(~held_back(_P.id))).scalars())
        assert {one.row.id for one in people(connection)} == free
    return free


def answers(laptop, ali, yes):
    with laptop.store.unit_of_work(laptop.worker) as uow:
        return record_consent(uow, ali, CENTRAL, given=yes, how="spoken" if yes else None)


def notes_at(hub):
    with hub.reading() as connection:
        return {each.words for one in people(connection) for each in one.records[Note.kind()]}


@pytest.fixture
def agreed(either, jo):
    """A hub that has Ali, who agreed on Jo's laptop; and the id of the answer."""
    jo.join(either)
    ali = jo.add("Ali Mansour")
    consent = answers(jo, ali, yes=True)
    send(either, jo)
    assert given_out(either) == {ali}
    return either, ali, consent


@pytest.mark.parametrize("how", ["withdrawn", "refused", "withheld", "in error"])
def test_nothing_more_is_given_out_until_they_agree_again(agreed, jo, how):
    """The very entries that say so come bare; the values come after all when a later consent sends them."""
    hub, ali, consent = agreed
    with jo.store.unit_of_work(jo.worker) as uow:
        if how == "withdrawn":
            withdraw_consent(uow, ali, consent)
        elif how == "refused":
            record_consent(uow, ali, CENTRAL, given=False)
        elif how == "withheld":
            withhold(uow, ali, why="Asked us to")
        else:
            uow.enter_in_error(uow.get_of(Consent, ali, consent), "Another person's")
    send(hub, jo)
    assert given_out(hub) == set()
    if how == "withheld":
        with jo.store.unit_of_work(jo.worker) as uow:
            let_leave(uow, ali)
    else:
        answers(jo, ali, yes=True)
    send(hub, jo)
    assert given_out(hub) == {ali}


def test_one_record_that_stays_holds_nobody_back(agreed, jo):
    """Nor does the mark that is lifted while its record stays for another reason."""
    hub, ali, _ = agreed
    note = jo.note(ali, "Only here")
    with jo.store.unit_of_work(jo.worker) as uow:
        mark = withhold(uow, ali, note)
        withhold(uow, ali, mark)
    send(hub, jo)
    with jo.store.unit_of_work(jo.worker) as uow:
        let_leave(uow, ali, note)
    assert (given_out(hub), notes_at(hub)) == ({ali}, {"Met Ali Mansour"})
    send(hub, jo)
    assert (given_out(hub), notes_at(hub)) == ({ali}, {"Met Ali Mansour", "Only here"})


def test_an_answer_that_was_erased_is_none(agreed, jo):
    """It was entered for the wrong person, say."""
    hub, ali, _ = agreed
    with jo.store.unit_of_work(jo.worker) as uow:
        refused = record_consent(uow, ali, CENTRAL, given=False)
    send(hub, jo)
    assert given_out(hub) == set()
    with jo.store.unit_of_work(jo.worker) as uow:
        erase_record(uow, ali, "consent", refused, "wrong-person", sharing=Sharing.WITH_CONSENT)
    send(hub, jo)
    assert given_out(hub) == {ali}


def test_nobody_is_given_to_another_laptop_while_held_back(agreed, jo, sam, laptops):
    """The command says so; and what was decided before waits, and comes whole when they agree again."""
    hub, ali, consent = agreed
    kim = laptops("Kim Three")
    for laptop in (sam, kim):
        laptop.join(hub)
        carry_up(hub, laptop)
    by = staff(hub, "Robin Hale")
    transfer(hub, by, ali, sam.id)
    with jo.store.unit_of_work(jo.worker) as uow:
        withdraw_consent(uow, ali, consent, date(2026, 8, 6))
    send(hub, jo)
    for _ in range(3):
        carry_down(hub, sam)
        carry_up(hub, sam)
    assert sam.person(ali) is None
    with pytest.raises(HeldBack, match="until they agree again"):
        transfer(hub, by, ali, kim.id)
    answers(jo, ali, yes=True)
    send(hub, jo)
    carry_down(hub, sam)
    assert sam.notes(ali) == ["Met Ali Mansour"]
    assert given_out(hub) == {ali}
    carry_up(hub, sam)
    jo.note(ali, "Written later")
    send(hub, jo)
    assert not [line for line in carry_down(hub, sam)[sam.name].people if line.person != ali]
    assert "Written later" in sam.notes(ali)


@pytest.mark.parametrize("early", [True, False])
def test_a_story_that_went_before_they_were_held_back_is_taken_out_again(agreed, jo, sam, early):
    """Given back meanwhile: a later receipt without it makes nobody forget that an earlier one had it."""
    hub, ali, consent = agreed
    sam.join(hub)
    carry_up(hub, sam)
    by = staff(hub, "Robin Hale")
    transfer(hub, by, ali, sam.id)
    (first,) = write_receipts(hub, sam.stick, [sam.id])
    if early:
        sam.take(first.path)
    with jo.store.unit_of_work(jo.worker) as uow:
        withdraw_consent(uow, ali, consent, date(2026, 8, 6))
    send(hub, jo)
    (_,) = write_receipts(hub, sam.stick, [sam.id])
    if early:
        carry_up(hub, sam)
    transfer(hub, by, ali, jo.id)
    with hub.reading() as connection:
        assert holders(connection, ali) == {jo.id: "here", sam.id: "leaving"}
    if not early:
        sam.take(first.path)
    assert sam.notes(ali) == ["Met Ali Mansour"]
    for _ in range(3):
        carry_up(hub, sam)
        carry_down(hub, sam)
    assert (sam.person(ali), sam.notes(ali)) == (None, [])
