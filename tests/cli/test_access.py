"""The plain command `access`: list, decide, hold back, make copies; without a terminal too."""

import json
from pathlib import Path

import pypdf
import pytest


@pytest.fixture
def ali(linkworker):
    """Ali Marsh, with a note about a sister and one about a phone number."""
    linkworker.ok("people", "add", "Ali Marsh")
    linkworker.ok("note", "ali", "His sister rang. Call 07700 900555 back.")
    return "ali"


def test_what_would_be_given_and_what_needs_review(linkworker, ali):
    """Counts by kind, then each finding with its words, why, and what is decided."""
    said = linkworker.ok("access", ali)
    assert "Everything held about Ali Marsh:" in said
    assert "  Notes of contacts: 1" in said
    assert "     07700 900555" in said
    assert said.count("To decide.") == 2
    assert "2 findings to decide." in said


def test_deciding_holding_back_and_copies(linkworker, ali):
    """By number or key; copies only once all is decided; the journal says who made them."""
    code, _, err = linkworker("access", ali, "--pdf", "--data")
    assert (code, "2 findings to decide" in err) == (5, True)
    linkworker.ok("access", ali, "--decide", "1=take-out")
    view = linkworker.json("access", ali)
    assert (view["left"], view["kinds"]["note"]) == (1, 1)
    key = next(each["key"] for each in view["findings"] if each["decision"] is None)
    linkworker.ok("access", ali, "--decide", f"{key}=take-out")
    made = linkworker.json("access", ali, "--pdf", "--data", "--hide-staff")
    assert made["tally"] == {"left": 0, "taken_out": 2, "held_back": 0}
    pdf, data = map(Path, made["paths"])
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(pdf).pages)
    assert "Everything we hold" in text
    assert "900555" not in text + data.read_text(encoding="utf-8")
    assert json.loads(data.read_text(encoding="utf-8"))["version"] == 1
    assert "printed everything held about them" in linkworker.ok("history", ali)
    assert "Copies were made by these decisions on 6 August 2026." in linkworker.ok("access", ali)


def test_a_record_held_back_whole(linkworker, ali):
    """With a reason, which goes to the manager's note and never to the copies; given again after all."""
    note = next(each["id"] for each in linkworker.json("access", ali)["records"] if each["kind"] == "note")
    code, _, err = linkworker("access", ali, "--hold", note)
    assert (code, "what harm" in err) == (3, True)
    linkworker.ok("access", ali, "--hold", note, "--reason", "It would put her at risk")
    assert "(held back)" in linkworker.ok("access", ali, "--records")
    assert "The whole record is held back." in linkworker.ok("access", ali)
    said = linkworker.ok("access", ali, "--data")
    assert "For the manager only: " in said
    assert "Held back: 1." in said
    linkworker.ok("access", ali, "--give", note)
    assert "(held back)" not in linkworker.ok("access", ali, "--records")


def test_elsewhere_only_by_choice_and_said_that_it_can_be_read(linkworker, ali, tmp_path):
    """A folder or a stick; a file that is there stays unless it is to be replaced."""
    stick = tmp_path / "stick"
    stick.mkdir()
    linkworker.ok("access", ali, "--rest", "leave")
    said = linkworker.ok("access", ali, "--pdf", "--to", str(stick))
    assert "not encrypted" in said
    assert [path.name for path in stick.iterdir()] == ["everything-held.pdf"]
    assert linkworker("access", ali, "--pdf", "--to", str(stick))[0] == 5
    linkworker.ok("access", ali, "--pdf", "--to", str(stick), "--replace")


def test_one_answer_for_all_alike(linkworker, ali):
    """The same words in two notes."""
    linkworker.ok("note", ali, "Call 07700 900555 again.")
    findings = linkworker.json("access", ali)["findings"]
    number = next(place for place, each in enumerate(findings, 1) if each["found"] == "07700 900555")
    said = linkworker.json("access", ali, "--decide", f"{number}=leave", "--alike")
    assert [each["decision"] for each in said["findings"] if each["found"] == "07700 900555"] == ["leave", "leave"]
    held = linkworker.json("access", ali, "--decide", f"{number}=hold", "--reason", "Risk")
    assert held["findings"][number - 1]["reason"] == "Risk"


@pytest.mark.parametrize("typed", ["1", "1=maybe", "99=leave"])
def test_a_decision_that_is_none(linkworker, ali, typed):
    """Said, and nothing is decided."""
    assert linkworker("access", ali, "--decide", typed)[0] in {3, 4}
    assert linkworker.json("access", ali)["left"] == 2


def test_nothing_about_anybody_else(linkworker):
    """It says so."""
    linkworker.ok("people", "add", "Kay Lund")
    assert "Nothing about anybody else was found." in linkworker.ok("access", "kay")
