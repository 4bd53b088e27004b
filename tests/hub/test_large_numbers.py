"""Numbers that a 32-bit column cannot hold, whoever sends them: no laptop's sync ends, and nobody's receipts do."""

import pytest
from sqlalchemy import select, update

from linkworker.hub.receipts import NotAllMade, write_receipts
from linkworker.hub.receiving import receive
from linkworker.hub.restored import go_on_as_another
from linkworker.hub.staff import staff
from linkworker.hub.tables import HUB_DEVICE
from linkworker.journal import unit_of_work
from linkworker.journal.tables import UNKNOWN_KIND
from linkworker.records.note import Note
from linkworker.sync import making
from linkworker.sync.problems import WrongFacts
from two_sides import carry_down, carry_up, hub_person

MOST = 2_147_483_647


@pytest.mark.parametrize("minutes", [MOST, MOST + 1, 7_700_900_123, -(2**40)])
def test_a_number_that_no_column_holds_is_kept_and_flagged(either, jo, monkeypatch, minutes):
    """On either database; the note is there without it, and what is behind it comes in."""
    jo.join(either)
    ali = jo.add("Ali Mansour")
    with monkeypatch.context() as patch:
        patch.setattr(unit_of_work, "check_values", lambda _: None)  # as a program without the check would
        with jo.store.unit_of_work(jo.worker) as uow:
            uow.add(Note(person_id=ali, on=jo.clock.today(), words="Rang them", minutes=minutes))
    assert [each.state for each in carry_up(either, jo)] == ["taken-in"]
    bea = jo.add("Bea Okafor")
    assert [each.state for each in carry_up(either, jo)] == ["taken-in"]
    assert hub_person(either, bea).name == "Bea Okafor"
    with either.reading() as connection:
        flagged = [(each.kind, each.field) for each in connection.execute(select(UNKNOWN_KIND))]
        table = Note.table()
        held = connection.execute(select(table.c.minutes).where(table.c.words == "Rang them")).scalar_one()
    assert (held, flagged) == ((MOST, []) if minutes == MOST else (None, [("note", "minutes")]))


def claim(laptop, monkeypatch, number):
    """Let a laptop's bundles say that it has a receipt that nobody made."""
    monkeypatch.setattr(making, "receipts_taken", lambda *_: {number: "0" * 64})
    return laptop.send()


@pytest.mark.parametrize("number", [2, MOST - 1])
def test_a_receipt_that_was_never_made_is_not_believed(either, jo, sam, monkeypatch, number):
    """The bundle is refused under a code; every laptop gets its receipt, in which it is told."""
    jo.join(either)
    sam.join(either)
    carry_down(either, jo, sam)
    jo.add("Ali Mansour")
    with monkeypatch.context() as patch:
        files = claim(jo, patch, number)
    assert [(each.state, each.why, each.fault) for each in receive(either, files)] == [("refused", "receipt", "")]
    told = carry_down(either, jo, sam)
    assert {facts.number for facts in told.values()} == {2}
    assert [each.why for each in told[jo.name].refused] == ["receipt"]


def test_the_largest_receipt_number_leaves_no_room_for_the_next(trial, jo, monkeypatch):
    """A bundle with it does not hold, on either side."""
    jo.join(trial)
    with pytest.raises(WrongFacts):
        claim(jo, monkeypatch, MOST)


def test_after_a_backup_a_laptop_may_have_some_that_the_hub_forgot(trial, jo, monkeypatch):
    """But not any number; until the hub was told of its backup, none."""
    jo.join(trial)
    carry_down(trial, jo)
    jo.add("Ali Mansour")
    with monkeypatch.context() as patch:
        files = claim(jo, patch, 7)
    assert [each.why for each in receive(trial, files)] == ["receipt"]
    go_on_as_another(trial, staff(trial, "Robin Hale"))
    assert [each.state for each in receive(trial, [trial.quarantine])] == ["taken-in"]
    assert next(iter(write_receipts(trial, jo.stick))).number == 8
    jo.add("Bea Okafor")
    with monkeypatch.context() as patch:
        files = claim(jo, patch, MOST - 1)
    assert [each.why for each in receive(trial, files)] == ["receipt"]


def test_a_laptop_that_comes_from_another_hub_may_have_some_of_that_one(trial, jo, monkeypatch):
    """The first receipt here goes on above them, or the laptop would take it for an old one."""
    jo.join(trial)
    for number, said in ((7, ("taken-in", None)), (100_000, ("refused", "receipt"))):
        jo.add("Ali Mansour")
        with monkeypatch.context() as patch:
            files = claim(jo, patch, number)
        assert [(each.state, each.why) for each in receive(trial, files)] == [said]
        assert next(iter(write_receipts(trial, jo.stick))).number in {8, 9}


def test_one_laptop_that_the_program_fails_over_keeps_no_other_without(hub, jo, sam, laptops):
    """It is said of that one at the end."""
    kim = laptops("Kim Three")
    for each in (jo, sam, kim):
        each.join(hub)
    with hub.writing() as connection:
        connection.execute(update(HUB_DEVICE).where(HUB_DEVICE.c.device_id == jo.id).values(receipts=MOST))
        unreadable = update(HUB_DEVICE).where(HUB_DEVICE.c.device_id == sam.id)
        connection.execute(unreadable.values(recipient="age1" + "0" * 58))
    made = []
    with pytest.raises(NotAllMade, match="2 receipts could not be made") as told:
        made.extend(write_receipts(hub, kim.stick))
    assert [each.device for each in made] == [kim.id]
    assert set(told.value.failed) == {jo.public.short, sam.public.short}
    assert "broke" in told.value.failed[jo.public.short]
    assert kim.take(made[0].path).number == 1
