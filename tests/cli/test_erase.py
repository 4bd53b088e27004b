"""Erasing and retention by plain commands."""

import json
from datetime import timedelta

import pytest


@pytest.fixture
def with_ali(linkworker):
    """A laptop with Ali, two notes and nothing that speaks against."""
    linkworker.ok("people", "add", "Ali Mansour", "--born", "14/3/1999")
    linkworker.ok("people", "add", "Bea Okafor")
    linkworker.ok("note", "ali", "Spoke of zebras.")
    linkworker.ok("note", "ali", "Spoke of football.")
    return linkworker


def test_a_person_is_erased_once_the_name_is_typed(with_ali):
    """What goes is said before, and that backups still hold it after."""
    (with_ali.folder / "prints").mkdir()
    printed = with_ali.folder / "prints" / "plan-1.pdf"
    printed.write_bytes(b"zebras")
    said = with_ali.ok("erase", "ali", "--reason", "asked", answers=("ali mansour",))
    assert not printed.exists()
    assert "This erases Ali Mansour: 2 notes" in said
    assert "Ali Mansour is erased." in said
    assert "1 erasure waits for the new key: linkworker erase --finish" in said
    assert with_ali("show", "ali")[0] == 4
    assert "erased a person because the person asked for it." in with_ali.ok("retention", "--erased")


def test_another_name_erases_nothing(with_ali):
    """Nor does none."""
    code, _, err = with_ali("erase", "ali", "--reason", "asked", answers=("Bea Okafor",))
    assert (code, "Nothing was erased." in err) == (3, True)
    code, _, err = with_ali("erase", "ali", "--reason", "asked")
    assert (code, "nothing was done" in err) == (3, True)
    assert "zebras" in with_ali.ok("note", "ali")


def test_one_note_is_erased_by_its_number(with_ali):
    """And the history says that it was, and why."""
    said = with_ali.ok("erase", "ali", "--note", "2", "--reason", "wrong-person", answers=("Ali Mansour",))
    assert "Erased: 1 note." in said
    log = with_ali.ok("note", "ali")
    assert ("zebras" in log, "football" in log) == (False, True)
    history = with_ali.ok("history", "ali")
    assert "added a note, erased on 6 August 2026 because it was entered about the wrong person." in history
    assert "erased a note because it was entered about the wrong person." in history
    assert "zebras" not in history
    number = next(line.split(".")[0] for line in history.splitlines() if "added a note, erased" in line)
    for word in ("--undo", "--error"):
        code, _, err = with_ali("history", "ali", word, number, "--reason", "x")
        assert (code, "That was erased on 6 August 2026." in err) == (4, True)


def test_one_check_in_is_erased_by_its_number(with_ali):
    """Counted from the newest."""
    with_ali.ok("check-in", "ali", "--instrument", "ons4", "--answers", "7 6 10 2")
    said = with_ali.ok("erase", "ali", "--check-in", "1", "--reason", "court", answers=("Ali Mansour",))
    assert "Erased: 1 check-in." in said
    for word in ("--check-in", "--note"):
        assert with_ali("erase", "ali", word, "9", "--reason", "court", answers=("Ali Mansour",))[0] == 4


def test_what_speaks_against_it_needs_a_reason(with_ali):
    """It is said, one by one; the reason stays with the erasure."""
    with_ali.ok("people", "change", "ali", "--set", "safeguarding=yes")
    code, _, err = with_ali("erase", "ali", "--reason", "asked", answers=("Ali Mansour",))
    assert code == 3
    assert "Speaks against it: There is a safeguarding flag." in err
    with_ali.ok("erase", "ali", "--reason", "asked", "--despite", "Our lead agreed", answers=("Ali Mansour",))
    assert "Something spoke against it: Our lead agreed" in with_ali.ok("retention", "--erased")


def test_the_time_must_have_ended_where_that_is_the_reason(with_ali):
    """And one record does not go for it."""
    code, _, err = with_ali("erase", "ali", "--reason", "retention-ended", answers=("Ali Mansour",))
    assert (code, "The time for keeping this record ends on 6 August 2028." in err) == (5, True)
    note = ("erase", "ali", "--note", "1", "--reason", "retention-ended")
    assert with_ali(*note, answers=("Ali Mansour",))[0] == 5


def test_finishing_changes_the_key_and_says_so_once(with_ali):
    """A second time there is nothing to finish."""
    with_ali.ok("erase", "ali", "--reason", "asked", answers=("Ali Mansour",))
    with_ali.ok("erase", "bea", "--reason", "asked", answers=("Bea Okafor",))
    assert "2 erasures are finished." in with_ali.ok("erase", "--finish")
    code, _, err = with_ali("erase", "--finish")
    assert (code, "No erasure waits" in err) == (5, True)
    assert with_ali.ok("people")


def test_the_words_are_asked_for_in_a_sentence(with_ali):
    """Whom, and why."""
    assert "Say whom to erase" in with_ali("erase")[2]
    asked = "Say why: --reason with asked, retention-ended, court-or-duty or wrong-person."
    assert asked in with_ali("erase", "ali")[2]


def test_retention_lists_who_has_reached_the_end_and_keeps_one_longer(with_ali):
    """With the reason for each, and whose times they are."""
    assert "Nobody's time for keeping has ended." in with_ali.ok("retention")
    with_ali.clock.advance(timedelta(days=800))
    said = with_ali.ok("retention")
    assert "Ali Mansour: ended on 6 August 2028." in said
    assert "Referred, never supported: kept 2 years after the last contact." in said
    assert "These times are linkworker's own default. Nothing is erased by itself." in said
    kept = with_ali.ok("retention", "ali", "--keep-until", "1/3/30", "--why", "An inquest is open")
    assert "ends on 1 March 2030" in kept
    assert "Ali Mansour" not in with_ali.ok("retention")
    assert [one["name"] for one in json.loads(with_ali.ok("retention", "--json"))] == ["Bea Okafor"]
    assert "Say whose record is kept." in with_ali("retention", "--keep-until", "1/3/30")[2]
    code, _, err = with_ali("retention", "bea", "--keep-until", "1/3/30")
    assert (code, "Say why the record is kept." in err) == (3, True)
