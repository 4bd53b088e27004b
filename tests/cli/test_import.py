"""Bringing people and activities in with plain commands."""

from pathlib import Path

import pytest

OFFICIAL = Path(__file__).parents[1] / "data" / "open-referral-uk-3.0" / "examples" / "service_full.json"
CASELOAD = """Reference,Name,Date of birth,Prison number
A1,Ali Mansour,6/8/2007,A1234AA
A2,Bea Okafor,1 March 1990,
"""


@pytest.fixture
def caseload(tmp_path):
    """A caseload as a team might keep it."""
    file = tmp_path / "caseload.csv"
    file.write_text(CASELOAD, encoding="utf-8", newline="\r\n")
    return file


@pytest.mark.practice(52, 53)
def test_an_official_example_goes_in(linkworker):
    """And its activity can be found."""
    out = linkworker.ok("import", "activities", str(OFFICIAL), "--feed", "example")
    assert "1 new" in out or "new" in out
    again = linkworker.json("import", "activities", str(OFFICIAL), "--feed", "example")
    assert again["counts"]["new"] == 0


def test_a_caseload_goes_in_once(linkworker, caseload):
    """A second time it is the same as before."""
    first = linkworker.json("import", "people", str(caseload), "--feed", "wing list")
    assert first["outcomes"]["taken"] + first["outcomes"]["taken-with-a-warning"] == 2
    again = linkworker.json("import", "people", str(caseload), "--feed", "wing list")
    assert again["outcomes"]["same-as-before"] == 2


def test_a_row_like_somebody_already_there_waits_for_a_decision(linkworker, caseload, tmp_path):
    """It asks instead of doubling; the decision is given by reference."""
    linkworker.ok("import", "people", str(caseload), "--feed", "wing list")
    other = tmp_path / "other.csv"
    other.write_text("Reference,Name,Date of birth\nX9,Ali Mansoor,6/8/2007\n", encoding="utf-8")
    code, out, _ = linkworker("import", "people", str(other), "--feed", "other list")
    assert code == 1
    assert "It may be Ali Mansour" in out
    code, out, _ = linkworker("import", "people", str(other), "--feed", "other list", "--decide", "X9=same:Ali Mansour")
    assert code == 0
    assert "the same as before" in out


@pytest.mark.parametrize("what", ["caseload", "activities"])
def test_a_template_as_it_is_brings_nobody_in(linkworker, tmp_path, what):
    """Its worked example is never taken for a person or an activity."""
    for ending in (".csv", ".xlsx"):
        file = tmp_path / f"{what}{ending}"
        linkworker.ok("import", "template", what, str(file))
        step = "people" if what == "caseload" else "activities"
        code, out, err = linkworker("import", step, str(file))
        assert "EXAMPLE" not in out
        assert " new" not in out.replace("0 new", "")
        assert code in {0, 3}, err


def test_a_file_that_is_none_changes_nothing(linkworker, tmp_path):
    """One sentence."""
    file = tmp_path / "holiday.jpg"
    file.write_bytes(b"\xff\xd8\xff\xe0" + b"\x00" * 400)
    for step in ("people", "activities"):
        code, out, err = linkworker("import", step, str(file))
        assert code == 3
        assert out == ""
        assert err.count("\n") == 1
