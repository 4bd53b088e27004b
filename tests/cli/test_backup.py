"""Plain commands for backups: list, make, copy to a stick, check, restore."""

from datetime import timedelta

from linkworker.vault.backups import list_backups
from linkworker.vault.ballast import NAME
from linkworker.vault.store import STORE_NAME


def test_the_day_s_backup_is_made_at_the_end_of_a_command(linkworker):
    """One a day, without a word; and spare room is made."""
    linkworker.ok("people", "add", "Ali Mansour")
    assert "Ali Mansour" in linkworker.ok("people")
    assert len(list_backups(linkworker.folder)) == 1
    assert (linkworker.folder / NAME).exists()
    linkworker.clock.advance(timedelta(days=1))
    linkworker.ok("people")
    said = linkworker.ok("backup")
    assert "20260807T120000Z: 7 August 2026 at 1:00pm, just now" in said
    assert "20260806T120000Z: 6 August 2026 at 1:00pm, 1 day ago" in said


def test_without_a_backup_that_is_said(linkworker):
    """And doctor says it is on its way, then how old the newest is."""
    assert "There is no backup yet." in linkworker.ok("backup")
    assert "There is no backup yet." in linkworker.ok("doctor")
    assert "The newest of 1 backup is from 6 August 2026 at 1:00pm, just now" in linkworker.ok("doctor")
    linkworker.clock.advance(timedelta(days=20))
    code, out, _ = linkworker("doctor")
    assert code == 1
    assert "20 days ago" in out
    assert "Make one: 'linkworker backup now'." in out


def test_one_is_made_copied_and_checked(linkworker, tmp_path):
    """A damaged one is named, and the exit code says so."""
    made = linkworker.json("backup", "now")
    assert made["name"] == "20260806T120000Z"
    stick = tmp_path / "stick"
    code, _, err = linkworker("backup", "to", str(stick))
    assert (code, "Put the stick in" in err) == (5, True)
    stick.mkdir()
    assert "Keep the stick as safe as the laptop." in linkworker.ok("backup", "to", str(stick))
    assert "every page is whole" in linkworker.ok("backup", "check", str(stick))
    newest = list_backups(linkworker.folder)[0]
    newest.path.write_bytes(b"\1" * 9000)
    code, out, _ = linkworker("backup", "check")
    assert code == 1
    assert f"{newest.path.stem}: it is damaged" in " ".join(out.split())


def test_a_good_store_is_only_replaced_when_asked_for(linkworker):
    """By the word; then what was written after is gone, and the store before lies beside it."""
    linkworker.ok("people", "add", "Ali Mansour")
    linkworker.clock.advance(timedelta(hours=1))
    linkworker.ok("people", "add", "Bea Okafor")
    code, out, err = linkworker("backup", "restore", answers=("no",))
    assert code == 5
    assert "Nothing was restored." in err
    assert "Bea Okafor" in linkworker.ok("people")
    out = linkworker.ok("backup", "restore", answers=("restore",))
    assert "is not in it:" in out
    assert "The backup is in place and open." in out
    people = linkworker.ok("people")
    assert "Ali Mansour" in people
    assert "Bea Okafor" not in people
    assert len(list(linkworker.folder.glob("store.damaged-*.db"))) == 1


def test_a_script_restores_from_a_stick(linkworker, tmp_path):
    """Without a question; a store that is missing is not asked about either."""
    linkworker.ok("people", "add", "Ali Mansour")
    linkworker.ok("backup", "to", str(tmp_path))
    (linkworker.folder / STORE_NAME).unlink()
    done = linkworker.json("backup", "restore", "--from", str(tmp_path), "--yes")
    assert done["aside"] is None
    assert "Ali Mansour" in linkworker.ok("people")
    code, _, err = linkworker("backup", "restore", "--made", "20200101T000000Z")
    assert code == 4
    assert "There is no backup 20200101T000000Z here." in err
