"""Proof of the journal, checkpoints, activity and an inspector's chronology by plain commands."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader


@pytest.fixture
def bea(linkworker):
    """A laptop with one person, Bea Nowak."""
    linkworker.ok("people", "add", "Bea Nowak")
    return linkworker


def test_six_words_are_printed_and_prove_the_journal_later(bea):
    """Written down today, typed after more was written."""
    words = bea.json("audit", "checkpoint")["words"]
    assert len(words.split()) == 6
    assert "Write them down" in bea.ok("audit", "checkpoint")
    bea.ok("note", "Bea", "Rang.")
    said = bea.ok("audit", "prove", *words.split())
    assert "is unchanged" in said
    assert re.search(r"\d+ entr(y|ies) came after", said)
    assert bea("audit", "prove", "acorn", "actor", "alarm", "album", "amber", "anchor")[0] == 4
    assert bea("audit", "prove", "acorn")[0] == 3
    assert "prove each other" in bea.ok("audit", "verify")


def test_own_activity_is_shown_by_day_and_by_page(bea):
    """Whom a worker looked at and what they changed; another's needs a role."""
    bea.ok("show", "Bea")
    said = bea.ok("audit", "activity")
    assert "6 August 2026" in said
    assert "Bea Nowak: looked at this record." in said
    assert "Bea Nowak: added the person's details" in said
    assert "more: --skip 1." in bea.ok("audit", "activity", "--most", "1")
    assert len(bea.json("audit", "activity", "--most", "1", "--skip", "1")) == 1
    assert "Bea Nowak: looked at this record." in bea.ok("audit", "activity", "--worker", "Jo Brand-Taylor")


def test_a_chronology_is_printed_and_noted(bea):
    """In the prints folder, with the journal's words at the foot, and an entry that says so."""
    made = bea.json("chronology", "Bea")
    text = PdfReader(BytesIO(Path(made["path"]).read_bytes())).pages[0].extract_text()
    assert "Bea Nowak" in text
    assert made["words"] in text
    assert "printed a chronology" in bea.ok("history", "Bea")
    assert "is unchanged" in bea.ok("audit", "prove", made["words"])
