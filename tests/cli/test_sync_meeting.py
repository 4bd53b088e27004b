"""Both ways with plain commands: what came is taken in, what is unsent is written, and choices are made."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from linkworker.hub.enrolment import enrol
from linkworker.hub.opening import open_folder
from linkworker.hub.receipts import write_receipts
from linkworker.hub.receiving import receive
from linkworker.hub.staff import staff
from linkworker.journal.applying import apply
from linkworker.journal.incoming import Incoming
from linkworker.journal.tables import ENTRY, ENTRY_VALUES
from linkworker.records.person import Person
from linkworker.sync.own_identities import device
from linkworker.vault.devices import become_new_device
from made_once import copied_hub


class Hub:
    """A hub that knows this laptop, and a stick between them."""

    def __init__(self, linkworker: Any, folder: Path) -> None:
        self.linkworker, self.folder, self.stick = linkworker, folder / "hub", folder / "stick"
        self.stick.mkdir()
        with copied_hub(self.folder, "Westshire hub", linkworker.clock) as self.hub:
            self.by = staff(self.hub, "Casey Hall")
            desk = linkworker.desk()
            public = device(desk.store).public
            self.device = public.device
            desk.close()
            enrol(self.hub, self.by, public)
            words = self.hub.identity.invitation.words
        linkworker.ok("sync", "trust", str(self.folder / "hub-invitation.json"), "--words", words)

    def __call__(self, work: Any = None) -> Any:
        """Take in what lies on the stick, do some work at the hub, and write the receipt."""
        with open_folder(self.folder, self.linkworker.clock) as hub:
            list(receive(hub, [self.stick], clear=True))
            done = work(hub) if work else None
            list(write_receipts(hub, self.stick, [self.device]))
        return done


@pytest.fixture
def hub(linkworker: Any, tmp_path: Path) -> Hub:
    """A hub that knows this laptop."""
    return Hub(linkworker, tmp_path)


def test_meeting_by_a_stick_goes_both_ways(linkworker: Any, hub: Hub) -> None:
    """A bundle is written with its words; then its receipt is taken in, and only what came since is unsent."""
    linkworker.ok("people", "add", "Ali Mansour")
    out = linkworker.ok("sync", "meet", "--folder", str(hub.stick))
    assert "Ali Mansour" in out  # nobody has asked him, so what is written about him stays here
    assert "Bundle 1 is written" in out
    assert "Its six words: " in out
    assert "No receipt: 1 bundle sent" in linkworker.ok("sync")
    hub()
    assert "Receipt 1 is taken in" in linkworker.ok("sync", "take-in", str(hub.stick))
    said = linkworker.ok("sync")
    assert "Unsent: " in said  # that it was unlocked since
    assert "received by the centre" in said
    assert "Receipt: Number 1" in said


def test_one_file_is_taken_in_once(linkworker: Any, hub: Hub) -> None:
    """The second time it says so, and exits well."""
    linkworker.ok("sync", "meet", "--folder", str(hub.stick))
    hub()
    (receipt,) = hub.stick.glob("*.receipt.age")
    assert linkworker.json("sync", "take-in", str(receipt))["place"] == "next"
    assert "was taken in before" in linkworker.ok("sync", "take-in", str(receipt))


def test_how_it_stands_is_told_to_a_script(linkworker: Any, hub: Hub) -> None:
    """Without secrets."""
    found = linkworker.json("sync")
    assert found["hub"] == "Westshire hub"
    assert found["unsent"]["entries"] > 0
    assert found["laptop"].keys() == {"short", "words"}
    assert found["bundles"] == []


def test_a_file_that_is_no_receipt_is_said_in_one_sentence(linkworker: Any, hub: Hub, tmp_path: Path) -> None:
    """And nothing is taken in."""
    wrong = tmp_path / "holiday.jpg"
    wrong.write_bytes(b"\xff\xd8\xff" * 400)
    code, out, err = linkworker("sync", "take-in", str(wrong))
    assert (code, out, err) == (3, "", "This file is not a linkworker receipt.\n")


def test_without_a_way_it_asks_for_one(linkworker: Any, hub: Hub) -> None:
    """A folder, or an address."""
    code, _, err = linkworker("sync", "meet")
    assert code == 3
    assert "--folder" in err
    assert "--url" in err


@pytest.mark.parametrize(("how", "wing"), [(("--this",), "C"), (("--other",), "D"), (("--value", "E"), "E")])
def test_what_was_written_in_two_places_is_chosen(linkworker: Any, hub: Hub, how: tuple[str, ...], wing: str) -> None:
    """The list gives a number, and the number chooses."""
    added = linkworker.json("people", "add", "Ali Mansour", "--set", "wing=B")["person_id"]
    with_two_values(linkworker, added)
    out = linkworker.ok("sync", "conflicts", "Ali Mansour")
    assert "Ali Mansour: wing." in out
    (found,) = linkworker.json("sync", "conflicts")
    sides = {side["shown"]: side["words"] for side in found["conflict"]["sides"]}
    wanted = {"--this": sides[True], "--other": sides[False]}.get(how[0], wing)
    assert "Chosen" in linkworker.ok("sync", "choose", str(found["number"]), *how)
    assert "Nothing is to be chosen." in linkworker.ok("sync", "conflicts")
    desk = linkworker.desk()
    with desk.store.reading() as connection:
        assert connection.execute(select(Person.table().c.wing)).scalar() == wanted
    desk.close()


def test_a_number_of_nothing_says_where_to_look(linkworker: Any, hub: Hub) -> None:
    """Settled since, or a slip."""
    code, _, err = linkworker("sync", "choose", "1234", "--this")
    assert code == 4
    assert "linkworker sync conflicts" in err


def test_what_is_kept_aside_is_sent_or_destroyed(linkworker: Any, hub: Hub) -> None:
    """A sealed file of which the store knows nothing: named by its number, with what to type."""
    assert "Nothing is kept aside." in linkworker.ok("sync", "aside")
    outbox = linkworker.folder / "outbox"
    outbox.mkdir(exist_ok=True)
    (outbox / "linkworker-1a2b3c4d-000004.age").write_bytes(b"age-encryption.org/v1\n")
    assert "Bundle 4 was made before a backup" in linkworker.ok("sync", "meet", "--folder", str(hub.stick))
    assert "Kept aside: Bundle 4 was made" in linkworker.ok("sync")
    sent = linkworker.json("sync", "aside", "send", "--folder", str(hub.stick))
    assert (sent["delivered"][0]["state"], sent["aside"]) == ("written", [4])
    assert "Destroyed: bundle 4." in linkworker.ok("sync", "aside", "destroy")
    assert linkworker.json("sync")["aside"] == []


def with_two_values(linkworker: Any, person_id: str) -> None:
    """Let two devices change one field of a person without knowing of each other: a copy of the store is one."""
    copy = linkworker.folder.parent / "copy"
    shutil.copytree(linkworker.folder, copy)
    change(linkworker, person_id, "C")
    other = type(linkworker)(copy, linkworker.clock, linkworker.capture)
    desk = other.desk()
    with desk.store.writing() as connection:
        device_id = become_new_device(connection)
    desk.close()
    change(other, person_id, "D")
    desk = other.desk()
    joined = ENTRY.outerjoin(ENTRY_VALUES, ENTRY.c.id == ENTRY_VALUES.c.entry_id)
    asked = select(ENTRY.c.header, ENTRY.c.hash, ENTRY_VALUES.c.content).select_from(joined)
    with desk.store.reading() as connection:
        things = [Incoming(*row) for row in connection.execute(asked.where(ENTRY.c.device_id == device_id))]
    desk.close()
    desk = linkworker.desk()
    with desk.store.writing() as connection:
        apply(connection, things)
    desk.close()


def change(linkworker: Any, person_id: str, wing: str) -> None:
    """Change somebody's wing on one laptop."""
    desk = linkworker.desk()
    with desk.unit_of_work() as uow:
        uow.change(uow.get(Person, person_id), wing=wing)
    desk.close()
