"""The handbook and the help: every line that they show is one that the program takes, and a first day can be lived."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from linkworker.base.guide import as_read, topic, topics
from linkworker.cli.command import COMMANDS, command
from linkworker.cli.examples import EXAMPLES, examples
from linkworker.cli.parser import steps_of
from linkworker.cli.running import parser_of
from linkworker.cli.session import split

LICENCE = """
[wemwbs-licence]
holder = "Westshire Council"
reference = "W-2026-0001"
granted = 2026-01-05
expires = 2028-01-05
"""
ALI = ("people", "add", "Ali Mansour", "--born", "14/3/2007")
INSIDE = re.compile(r"`(linkworker [a-z-]+)[^`]*`")


def typed_in(page: str) -> Iterator[str]:
    """Each command line that a page shows."""
    return (line.strip() for line in topic(page).text.splitlines() if line.startswith("    linkworker"))


def in_handbook() -> list[str]:
    """Each command line of each page."""
    return [line for page in topics() for line in typed_in(page.name)]


def shown() -> list[str]:
    """Every line of the handbook and of the help, once; `--help` itself ends the parser."""
    lines = [*in_handbook(), *(line for held in EXAMPLES.values() for line in held)]
    return [line for line in dict.fromkeys(lines) if not line.endswith("--help")]


@pytest.mark.parametrize("line", shown())
def test_every_line_shown_can_be_typed(line: str) -> None:
    """The real parser takes it: the command, its step and its options are there."""
    words = split(line)
    assert words[0] == "linkworker"
    if len(words) > 1:
        found = command(words[1])
        assert found is not None
        parser_of(found).parse_args(words[2:])


def test_every_line_shown_fits_a_narrow_console() -> None:
    """A command that is folded cannot be read off and typed: 79 columns hold each with what stands before it."""
    assert not [line for line in shown() if len(line) > 75]


def test_every_command_named_in_a_sentence_is_there() -> None:
    """Also between backticks, in the middle of a paragraph."""
    pages = [page for page in topics() if page.name != "bundle-format"]  # whose words are those of a format
    named = {found.split()[1] for page in pages for found in INSIDE.findall(page.text)}
    assert named
    assert not [name for name in named if command(name) is None]


def test_every_command_ends_its_help_with_examples(capsys: pytest.CaptureFixture[str]) -> None:
    """Worked ones, that begin with the command; and so does a step that has some."""
    for row in COMMANDS:
        assert examples(row.name), row.name
        assert all(split(line)[:2] == ["linkworker", row.name] for line in EXAMPLES[row.name])
        parser = parser_of(row)
        told = parser.format_help()
        assert told.split("For example:\n")[1].split("\n")[0] == f"  {examples(row.name)[0]}"
        for name, _, step in steps_of(parser):
            assert ("For example:" in step.format_help()) == bool(examples(row.name, name)), (row.name, name)
    assert capsys.readouterr().err == ""


def test_a_page_is_read_without_the_marks_of_markdown() -> None:
    """A paragraph is one line, a list has a line for each, and commands stand by themselves."""
    told = as_read(topic("matching").text)
    assert told.startswith("Matching\n\n")
    assert "**" not in told
    assert "- Fits. Every test is met, or does not apply.\n- Fits if. Something" in told
    assert "\n    linkworker match ali\n" in told
    assert "`" not in told


def test_pages_stand_in_the_order_they_are_read(linkworker: Any) -> None:
    """The first day first, the formats for IT teams last."""
    names = [page.name for page in topics()]
    assert names[0] == "first-day"
    assert names[-1] == "bundle-format"
    assert linkworker.ok("guide").startswith("first-day")


@pytest.fixture
def at(linkworker: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A laptop whose team has a licence, with the files that are typed about in the folder where it is used."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "settings.toml").write_text(LICENCE, encoding="utf-8", newline="\n")
    (tmp_path / "E").mkdir()
    return linkworker


def walk(
    at: Any, page: str, answers: dict[str, tuple[str, ...]] | None = None, but: tuple[str, ...] = ()
) -> dict[str, str]:
    """Type every line of a page in its order; return what each said. `E:`, a stick, is the folder E.

    Lines that begin with one of `but` are for another day.
    """
    said = {}
    for line in typed_in(page):
        if line.startswith(but):
            continue
        words = [word.replace("E:", "E") for word in split(line)[1:]]
        if "--decide" in words:  # only a low score asks for a decision
            at.ok("check-in", "ali", "--answers", " ".join("2" * 14))
        if words and words[0] not in {"init", "hub"} and words[-1] != "--help":
            said[line] = at.ok(*words, answers=(answers or {}).get(line, ()))
    return said


def test_the_first_day_can_be_lived(at: Any) -> None:
    """Every line of the page works in its order: from an empty store to an agreed plan, a check-in and a print."""
    said = walk(at, "first-day", {"linkworker check-in ali --instrument ons4": ("7", "6", "5", "3")})
    assert "example row" in said["linkworker import template activities activities.csv"]
    assert "Not met" not in said["linkworker plan ali agree agreed"]
    assert said["linkworker plan ali agree agreed"].startswith("Version 1")
    assert "Life satisfaction: 7" in said["linkworker check-in ali --instrument ons4"]
    assert "Printed to" in said["linkworker print ali"]


def test_a_meeting_can_be_held(at: Any) -> None:
    """The page of the meeting, after the first day, a month later."""
    walk(at, "first-day", {"linkworker check-in ali --instrument ons4": ("7", "6", "5", "3")})
    at.clock.advance(timedelta(days=40))
    said = walk(at, "the-meeting")
    assert "Version 2 of the plan is frozen." in said["linkworker review ali finish"]


def test_matching_as_the_page_says(at: Any) -> None:
    """Look, ask, refer, follow, and keep that nothing fits."""
    at.ok(*ALI)
    at.ok("people", "consent", "ali", "refer", "--yes", "--how", "spoken")
    at.ok("plan", "ali", "start")
    at.ok("plan", "ali", "goal", "Play again")
    at.ok("activities", "provider", "Green Yard", "--add")
    at.ok("activities", "add", "Garden mornings", "--provider", "Green Yard", "--set", "kinds=gardening")
    at.ok("activities", "add", "Walking football", "--provider", "Green Yard", "--set", "kinds=football, walking")
    at.ok("activities", "add", "Book group", "--provider", "Green Yard")
    at.ok(
        "activities",
        "mentor",
        "Reece Dale",
        "--add",
        "--set",
        "checks until=1/9/2027",
        "--set",
        "capacity=2",
        "--set",
        "supporting=0",
    )
    said = walk(at, "matching")
    first = next(line for line in said["linkworker match ali"].splitlines() if line.lstrip().startswith("1 "))
    assert "Walking football" in first


def test_check_ins_as_the_page_says(at: Any) -> None:
    """Read aloud, from paper, read again, decided on and corrected."""
    at.ok(*ALI)
    aloud = tuple("2" * 14)
    said = walk(at, "check-ins", {"linkworker check-in ali": (*aloud, "Spoke with healthcare.")})
    assert "WEMWBS 28" in said["linkworker check-in ali"]


def test_money_as_the_page_says(at: Any) -> None:
    """A pot, a budget, a request for a goal, and what is decided."""
    at.ok(*ALI)
    at.ok("plan", "ali", "start")
    at.ok("plan", "ali", "goal", "Get fit")
    at.ok("plan", "ali", "agree", "agreed")
    walk(at, "money")


def test_a_bundle_is_taken_to_the_centre_as_the_page_says(at: Any, tmp_path: Path) -> None:
    """Trust, export, withhold and again; then the hub opens it."""
    at.ok(*ALI)
    at.ok("people", "consent", "ali", "share-with-central-service", "--yes", "--how", "spoken")
    told = at.ok("hub", "init", "hub-keys", "--name", "Marlshire hub")
    words = told.strip().splitlines()[-1].strip()
    invitation = "hub-invitation.json"
    (tmp_path / invitation).write_bytes((tmp_path / "hub-keys" / invitation).read_bytes())
    elsewhere = ("linkworker sync meet --url", "linkworker sync choose")  # no network, and nothing to choose
    said = walk(at, "taking-data-to-the-centre", {f"linkworker sync trust {invitation}": (words,)}, elsewhere)
    assert "Bundle 1 is written" in said["linkworker sync meet --folder E:"]
    assert "Bundle 2" in said["linkworker sync export E:"]
    bundle, device = min(Path("E").glob("*.age")), next(Path("E").glob("device-*"))
    opened = at.ok("hub", "open", str(bundle), "--identity", "hub-keys/hub-identity.json", "--device", str(device))
    assert "is whole" in opened
