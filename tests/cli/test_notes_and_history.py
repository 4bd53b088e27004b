"""The contact log and the history by plain commands."""

import re

import pytest


@pytest.fixture
def bea(linkworker):
    """A laptop with one person, Bea Nowak."""
    linkworker.ok("people", "add", "Bea Nowak")
    return linkworker


def number_of(history, words):
    """The number of the newest entry whose sentence has these words."""
    return next(re.match(r"\d+", line).group() for line in history.splitlines() if words in line)


def test_a_note_is_kept_shown_found_and_corrected(bea):
    """Three words log a contact; the search finds it; a correction takes its place."""
    bea.ok("note", "Bea", "Talked about fotball", "--kind", "visit", "--minutes", "40", "--where", "B wing")
    assert "1. 6 August 2026, Visit, In person, 40 minutes, B wing, Jo Brand-Taylor: Talked" in bea.ok("note", "Bea")
    code, _, err = bea("note", "Bea", "Rang", "--minutes", "07700900123")
    assert (code, "'07700900123' cannot be used for --minutes." in err) == (2, True)
    assert bea.ok("note", "--search", "fotb") == "Bea Nowak, a note: Talked about [fotball] B wing\n"
    bea.ok("note", "Bea", "Talked about football", "--correct", "1")
    assert "Nothing" in bea.ok("note", "--search", "fotball")
    assert "[football]" in bea.ok("note", "Bea", "--search", "football")
    assert len(bea.json("note", "Bea")) == 1
    assert bea("note", "Bea", "x", "--correct", "9")[0] == 4
    assert bea("note")[0] == 3


def test_the_history_says_what_changed_from_what_to_what(bea):
    """Labels and days in words, who and when, and that the page was looked at, once."""
    bea.ok("people", "change", "Bea", "--release", "1 May 2027")
    bea.ok("people", "change", "Bea", "--release", "3 June 2027")
    bea.ok("show", "Bea")
    bea.ok("show", "Bea")
    history = bea.ok("history", "Bea")
    assert "Jo Brand-Taylor changed the person's details: release date from 1 May 2027 to 3 June 2027." in history
    assert "from nothing to 1 May 2027" in history
    assert history.count("looked at this record") == 1


def test_undo_gives_back_what_was_there(bea):
    """And what has moved on since is refused."""
    bea.ok("people", "change", "Bea", "--area", "Lewes")
    bea.ok("people", "change", "Bea", "--area", "Hove")
    history = bea.ok("history", "Bea")
    first, second = number_of(history, "from nothing to Lewes"), number_of(history, "from Lewes to Hove")
    assert bea("history", "Bea", "--undo", first)[0] == 5
    assert "area from Hove to Lewes" in bea.ok("history", "Bea", "--undo", second)
    assert bea.json("show", "Bea")["page"]["identity"]["place"] == "Lewes"


def test_entered_in_error_needs_a_reason_and_can_be_taken_back(bea):
    """The note leaves the log and comes back to it."""
    bea.ok("note", "Bea", "Written of somebody else")
    number = number_of(bea.ok("history", "Bea"), "added a note")
    assert bea("history", "Bea", "--error", number)[0] == 3
    assert "(wrong person)" in bea.ok("history", "Bea", "--error", number, "--reason", "wrong person")
    assert bea.json("note", "Bea") == []
    assert bea("history", "Bea", "--error", number, "--reason", "again")[0] == 5
    bea.ok("history", "Bea", "--take-back", number)
    assert len(bea.json("note", "Bea")) == 1
    assert bea("history", "Bea", "--take-back", number)[0] == 5


def test_a_person_entered_in_error_is_found_by_id_and_taken_back(bea):
    """They leave every list; the answer says how to bring them back."""
    number = number_of(bea.ok("history", "Bea"), "added the person's details")
    said = bea.ok("history", "Bea", "--error", number, "--reason", "never existed")
    assert "nobody here yet" in bea.ok("people")
    way_back = said.splitlines()[-1].split("linkworker ")[1].split()
    assert bea("show", way_back[1])[0] == 4
    bea.ok(*way_back)
    assert len(bea.json("people")) == 1
