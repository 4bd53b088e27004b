"""`linkworker keys`: what opens the store, a new data key, and the organisation's."""

import os

import pytest

from linkworker.records.worker import Worker
from linkworker.vault.sealed_key import make_pair
from linkworker.vault.slots import SLOTS_NAME, Slots

IDENTITY, RECIPIENT = make_pair()


def state(linkworker):
    return Slots.read(linkworker.folder / SLOTS_NAME).mark.epoch


@pytest.fixture
def escrowed(linkworker, tmp_path):
    """The laptop, with an organisation's key in its settings, and the identity of it in a file."""
    (tmp_path / "settings.toml").write_text(f'escrow-recipient = "{RECIPIENT}"\n', encoding="utf-8", newline="\n")
    (tmp_path / "key.txt").write_text(f"{IDENTITY}\n", encoding="utf-8", newline="\n")
    return linkworker


def test_the_slots_are_shown_without_a_secret(linkworker):
    """Kind, user name, day and cost, also as JSON; no passphrase is asked for."""
    said = linkworker.ok("keys")
    lines = said.splitlines()
    assert " ".join(lines[0].split()) == "passphrase jo from 6 August 2026 0.0078125 MiB, 1 pass, 1 lane"
    assert lines[1].startswith("recovery code")
    assert lines[2] == "State 1 of the key file. It opens for 1 worker."
    shown = linkworker.json("keys")
    assert shown["epoch"] == 1
    assert [slot["kind"] for slot in shown["slots"]] == ["worker", "recovery"]
    assert set(shown["slots"][0]) == {"kind", "user_name", "created", "cost", "recipient", "id"}


def test_a_new_data_key_is_made_and_backups_anew(linkworker):
    """What it did is said; the store opens with the same passphrase."""
    before = Slots.read(linkworker.folder / SLOTS_NAME).file
    said = linkworker.ok("keys", "rotate")
    assert "The store has a new data key." in said
    assert "a new one was made" in said
    assert Slots.read(linkworker.folder / SLOTS_NAME).file != before
    assert len(list((linkworker.folder / "backups").glob("*.db"))) == 1
    linkworker.ok("due")
    assert state(linkworker) == 2


def test_whose_role_does_not_let_workers_in_may_not_change_the_key(linkworker):
    """As with taking a worker away, which changes it too."""
    desk = linkworker.desk()
    with desk.unit_of_work() as uow:
        uow.change(uow.get(Worker, desk.worker_id), role="worker")
    desk.close()
    code, _, err = linkworker("keys", "rotate")
    assert (code, "Only a manager" in err) == (5, True)
    assert state(linkworker) == 1


def test_the_organisations_key_is_put_there_and_gets_a_worker_in(escrowed, tmp_path):
    """Told at the unlocking that adds it; then a passphrase from a script's descriptor, which is told to be changed."""
    _, _, err = escrowed("due")
    assert f"That key begins {RECIPIENT[:12]}" in " ".join(err.split())
    assert "organisation" in escrowed.ok("keys")
    here, there = os.pipe()
    os.write(there, b"harvest lantern bridge nine\n")
    os.close(there)
    said = escrowed.ok("keys", "escrow", "--identity", str(tmp_path / "key.txt"), "--passphrase-fd", str(here))
    os.close(here)
    assert "'jo' unlocks with the new passphrase from now on." in said
    code, _, err = escrowed("due")
    assert (code, "That is not the passphrase" in err) == (5, True)


def test_without_the_organisations_slot_the_drill_says_so(linkworker, tmp_path):
    """Before anything is asked twice or changed."""
    (tmp_path / "key.txt").write_text(f"{IDENTITY}\n", encoding="utf-8", newline="\n")
    here, there = os.pipe()
    os.write(there, b"harvest lantern bridge nine\n")
    os.close(there)
    code, _, err = linkworker("keys", "escrow", "--identity", str(tmp_path / "key.txt"), "--passphrase-fd", str(here))
    os.close(here)
    assert (code, "no slot of the organisation" in err) == (4, True)
    assert state(linkworker) == 1


def test_a_setting_that_is_no_recipient_is_named(linkworker, tmp_path):
    """With the line of the file; the store opens."""
    (tmp_path / "settings.toml").write_text('escrow-recipient = "age1nobody"\n', encoding="utf-8", newline="\n")
    code, out, err = linkworker("settings")
    assert code == 0
    assert "escrow-recipient must be an age recipient" in " ".join((out + err).split())
