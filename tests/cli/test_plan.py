"""The plan by plain commands: written, agreed, frozen, compared, checked, printed."""

import pypdf
import pytest

from linkworker.base.words import avoided_words
from linkworker.journal.history import of_person

NEED = (
    "  Need 1: Nobody to talk to (friends, relationships and belonging, said by the person, unmet, "
    "since 1 June 2026, goal 1)"
)


@pytest.fixture
def ali(linkworker):
    """A laptop with one person in support, Ali Marsh."""
    linkworker.ok("people", "add", "Ali Marsh", "--known-as", "Ali M")
    linkworker.ok("people", "episode", "Ali", "--open")
    return linkworker


@pytest.fixture
def planned(ali):
    """Ali's plan, with words, a need, a goal and a step."""
    ali.ok("plan", "Ali", "start", "--together")
    ali.ok("plan", "Ali", "words", "--matters", "My little brother.", "--ideas", "Football")
    ali.ok("plan", "Ali", "need", "Nobody to talk to", "--about", "friendships", "--since", "1 June 2026")
    ali.ok("plan", "Ali", "goal", "Play football every week", "--need", "1", "--belonging")
    ali.ok("plan", "Ali", "step", "1", "Ring the club", "--by", "worker", "--name", "Jo", "--when", "12 8 2026")
    return ali


@pytest.mark.practice(33)
def test_a_plan_is_written_and_shown_on_one_page(planned):
    """Own words first, goals with steps and who does each, needs, agreement and review, in plain lines."""
    shown = planned.ok("plan", "Ali")
    assert shown.splitlines() == [
        "Health and wellbeing plan, done together",
        "What matters to me: My little brother.",
        "Ideas I have: Football",
        "Goals:",
        "  Goal 1: Play football every week (active, for need 1, about belonging)",
        "    Step 1: Ring the club. Who: The worker (Jo). Not started, by 12 August 2026.",
        "Needs:",
        NEED,
        "Not agreed yet.",
        "Next review: no date yet",
    ]
    assert not avoided_words(shown)


def test_every_part_can_be_changed_by_its_number(planned):
    """Needs met and in error, goals for later and back, steps moved and blocked, risks, notes."""
    planned.ok("plan", "Ali", "need", "--change", "1", "--met", "--source", "observed")
    planned.ok("plan", "Ali", "need", "Sleep", "--about", "sleep", "--behind", "1", "--no-goal", "Later")
    planned.ok("plan", "Ali", "goal", "Sleep by one", "--later", "1 September 2026")
    planned.ok("plan", "Ali", "goal", "--change", "2", "--active", "--need", "2")
    planned.ok("plan", "Ali", "goal", "--change", "2", "--not-need", "2", "--removed", "Too much now")
    planned.ok("plan", "Ali", "goal", "Football each Tuesday", "--change", "1", "--note", "It got real", "--achieved")
    planned.ok("plan", "Ali", "step", "1", "Find boots", "--by", "person")
    planned.ok("plan", "Ali", "step", "1", "--change", "2", "--to", "1", "--state", "blocked", "--reason", "No money.")
    planned.ok("plan", "Ali", "step", "1", "--change", "2", "--in-error", "Typed twice")
    planned.ok("plan", "Ali", "risk", "Old friends at the park")
    planned.ok("plan", "Ali", "risk", "--change", "1", "--action", "Go with Jo", "--told", "The club")
    planned.ok("plan", "Ali", "note", "1", "Went twice")
    shown = planned.ok("plan", "Ali", "show")
    for line in (
        "  Goal 1: Football each Tuesday (achieved, for need 1, about belonging)",
        "    Step 1: Find boots. Who: The person. Cannot be done yet.",
        "    6 August 2026, progress: Went twice",
        "  Goal 2: Sleep by one (removed, because: Too much now)",
        "sits behind need 1, no goal: Later)",
        "  Risk 1: Old friends at the park. What is done: Go with Jo. Told: The club.",
    ):
        assert line in shown
    assert "Ring the club" not in shown
    planned.ok("plan", "Ali", "risk", "--change", "1", "--in-error", "Not his")
    assert "Risks:" not in planned.ok("plan", "Ali")


@pytest.mark.practice(38)
def test_versions_freeze_prove_and_compare(planned):
    """Two agreements, two versions; the second says what changed; each proves itself."""
    planned.ok("plan", "Ali", "agree", "agreed", "--on", "5 8 2026")
    planned.ok("plan", "Ali", "goal", "--change", "1", "Football each Tuesday")
    assert "Version 1, agreed, 5 August 2026, and changed since." in planned.ok("plan", "Ali")
    assert planned("plan", "Ali", "agree", "no")[0] == 3
    planned.ok("plan", "Ali", "agree", "no", "--note", "Not Tuesdays")
    versions = planned.ok("plan", "Ali", "versions").splitlines()
    assert [line.split(". ")[:2] for line in versions] == [
        ["Version 1, agreed, 5 August 2026", "It is as it was frozen"],
        ['Version 2, does not agree ("Not Tuesdays"), 6 August 2026', "It is as it was frozen"],
    ]
    compared = planned.ok("plan", "Ali", "compare", "1", "2")
    assert "Goal 1: before, Play football every week; after, Football each Tuesday" in compared
    assert "What the person says: before, Agreed; after, Does not agree" in compared
    assert "Need 1: Nobody to talk to (the same)" in planned.ok("plan", "Ali", "compare", "1", "2", "--all")
    assert planned.ok("plan", "Ali", "compare", "2") == "Nothing differs.\n"
    assert planned("plan", "Ali", "compare", "9")[0] == 4
    assert planned("plan", "Ali", "compare", "first")[0] == 3


@pytest.mark.practice(39)
def test_check_says_what_the_plan_lacks(planned):
    """Unmet checks come first; setting the review date meets one."""
    before = planned.ok("plan", "Ali", "check").splitlines()
    assert before[0] == "Not met: Set the date of the next review."
    assert all(line.startswith("Met: ") for line in before[1:])
    planned.ok("plan", "Ali", "review-on", "1 December 2026")
    assert "Not met" not in planned.ok("plan", "Ali", "check")
    assert {row["code"] for row in planned.json("plan", "Ali", "check") if row["met"]} >= {"own-words", "review"}


def test_the_small_steps_of_a_plan(ali):
    """No plan yet, no needs identified, declined, copied forward, closed: each says what it did."""
    code, _, err = ali("plan", "Ali")
    assert (code, err) == (4, "There is no plan yet. Start one first: 'linkworker plan PERSON start'.\n")
    ali.ok("plan", "Ali", "start", "--kind", "release")
    assert ali("plan", "Ali", "start")[0] == 5
    assert ali("plan", "Ali", "words")[0] == 3
    ali.ok("plan", "Ali", "words", "--declined", "--together")
    ali.ok("plan", "Ali", "no-needs")
    shown = ali.ok("plan", "Ali")
    assert "Own words: asked, declined to say." in shown
    assert "No needs were identified." in shown
    assert ali("plan", "Ali", "need", "--in-error", "x")[0] == 3
    assert ali("plan", "Ali", "step", "4", "x", "--by", "person")[2] == "This plan has no goal 4. It has 0 goals.\n"
    ali.ok("plan", "Ali", "start", "--copy-forward")
    ali.ok("plan", "Ali", "close")
    assert ali("plan", "Ali")[0] == 4
    assert ali.ok("plan", "Ali", "versions", "--help").startswith("usage")


def test_a_step_without_who_does_it_is_asked_for(planned):
    """The command says who could."""
    code, _, err = planned("plan", "Ali", "step", "1", "Find boots")
    assert (code, err.startswith("Say who does it: the person, the worker")) == (3, True)


@pytest.mark.practice(32)
def test_print_makes_the_persons_copy_and_notes_it(planned, tmp_path):
    """Own words, goals and steps cross; needs, risks and domains never; the journal says it was printed."""
    planned.ok("plan", "Ali", "risk", "Old friends at the park", "--action", "Go with Jo")
    planned.ok("plan", "Ali", "agree", "yes")
    said = planned.json("print", "Ali")
    text = "\n".join(page.extract_text() for page in pypdf.PdfReader(said["path"]).pages)
    for words in (
        "Ali M",
        "My little brother.",
        "Play football every week",
        "Ring the club",
        "I agree with this plan.",
    ):
        assert words in text
    for words in ("Nobody to talk to", "Old friends", "risk", "Risk", "Need"):
        assert words not in text
    file = tmp_path / "copy.pdf"
    planned.ok("print", "Ali", "--to", str(file), "--hide-staff", "--large")
    assert file.read_bytes().startswith(b"%PDF")
    hidden = "\n".join(page.extract_text() for page in pypdf.PdfReader(file).pages)
    assert "Jo" not in hidden
    assert planned("print", "Ali", "--to", str(file))[0] == 5
    desk = planned.desk()
    person = desk.person("Ali")
    with desk.reading() as connection:
        printed = [line for line in of_person(connection, person) if line.entry.action == "printed"]
    desk.close()
    assert [dict(line.values) for line in printed] == [
        {"elsewhere": True, "scores": False, "staff_hidden": True},
        {"elsewhere": False, "scores": False, "staff_hidden": False},
    ]


def test_a_copy_of_an_edited_plan_does_not_say_agreed(planned):
    """After an edit the answer no longer stands, and the copy says that the plan is not finished."""
    planned.ok("plan", "Ali", "agree", "yes")
    planned.ok("plan", "Ali", "goal", "Learn to cook")
    path = planned.json("print", "Ali")["path"]
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(path).pages)
    assert "I agree with this plan." not in text
    assert "We have not finished this plan yet." in " ".join(text.split())
