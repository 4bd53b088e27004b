"""The check-up: what is well, what is in trouble, and an exit code that says which."""

from datetime import timedelta

from linkworker.vault.slots import SLOTS_NAME


def test_a_well_laptop(linkworker):
    """Every check is made, and the exit code is 0."""
    found = linkworker.json("doctor")
    assert {row["what"]: row["well"] for row in found} == dict.fromkeys(
        [
            "versions",
            "settings",
            "console",
            "clock",
            "folder",
            "keys",
            "passphrase",
            "store",
            "journal",
            "time",
            "backup",
        ],
        True,
    )


def test_without_the_passphrase_it_checks_what_it_can(linkworker):
    """For a laptop that will not unlock."""
    found = linkworker.json("doctor", "--locked")
    assert "store" not in {row["what"] for row in found}


def test_damaged_keys_are_named(linkworker):
    """The key file apart from the store."""
    (linkworker.folder / SLOTS_NAME).write_bytes(b"{}")
    code, out, _ = linkworker("doctor", "--locked")
    assert code == 1
    assert "TROUBLE  keys" in out


def test_a_clock_in_1970_is_said(linkworker):
    """Nothing is lost; the worker is told to set it."""
    linkworker.clock.advance(-timedelta(days=56 * 365))
    code, out, _ = linkworker("doctor")
    assert code == 1
    assert "TROUBLE  clock" in out
    assert "TROUBLE  time" in out
    assert "well     journal" in out


def test_an_altered_journal_is_found(linkworker):
    """By whoever holds the key and drops the triggers."""
    desk = linkworker.desk()
    with desk.store.writing() as connection:
        connection.exec_driver_sql("DROP TRIGGER entry_no_update")
        connection.exec_driver_sql("UPDATE entry SET header = replace(header, 'created', 'deleted')")
    desk.close()
    code, out, _ = linkworker("doctor")
    assert code == 1
    assert "TROUBLE  journal" in out
