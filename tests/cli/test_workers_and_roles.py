"""Plain commands with several workers: who they are, who comes and goes, and what each role may type."""

import pytest

from linkworker.casework.workers.adding import Newcomer, add_worker
from linkworker.casework.workers.roles import policy
from linkworker.cli.command import COMMANDS
from linkworker.cli.needs import NEEDS
from linkworker.cli.parser import steps_of
from linkworker.cli.running import parser_of
from linkworker.vault.cost import Cost

CHEAP = Cost(memory_kib=8, passes=1, lanes=1)
PASSPHRASE = "copper kettle tulip shelf"
MARKER = "Slept in the chapel"


@pytest.fixture
def shared(linkworker):
    """A laptop with a person, a note, a risk and a request; Asha of business support and Sam, a worker, share it."""
    linkworker.ok("people", "add", "Alistair Marsh", "--known-as", "Ali", "--set", "risk level=high")
    linkworker.ok("people", "contact", "ali", "07700 900123", "--safe", "yes")
    linkworker.ok("note", "ali", MARKER)
    linkworker.ok("plan", "ali", "start")
    linkworker.ok("plan", "ali", "words", "--matters", "My nan")
    linkworker.ok("people", "referral-in", "ali", "--source", "probation", "--reason", "isolation")
    linkworker.ok("money", "pot", "Leisure pot", "£600")
    linkworker.ok("money", "request", "ali", "£20", "boots", "--pot", "leisure", "--reason", "The club asks for them.")
    desk = linkworker.desk()
    for name, short, role in (("Asha Verma", "asha", "business-support"), ("Sam Reed", "sam", "worker")):
        newcomer = Newcomer(name, short, role)
        add_worker(desk.store, desk.worker_id, PASSPHRASE, newcomer, cost=CHEAP, phrase=PASSPHRASE)
    desk.close()
    return linkworker


def asha(shared, *words):
    """Type a command as Asha of business support; return its exit code, and all that was said."""
    code, out, err = shared(*words, "--user", "asha")
    return code, out + err


@pytest.mark.practice(4)
def test_business_support_types_nothing_that_shows_notes_or_plans(shared):
    """Each is refused with one sentence and exit 5, by whatever command."""
    for words in (
        ("note", "ali"), ("note", "--search", "chapel"), ("plan", "ali"), ("check-in", "ali"), ("match", "ali"),
        ("review", "ali"), ("print", "ali"), ("history", "ali"), ("refer", "ali"), ("oversight",),
        ("people", "appointment", "ali"), ("people", "consent", "ali", "refer", "--yes"),
        ("people", "change", "ali", "--set", "risk level=low"), ("people", "list", "--list", "safeguarding"),
    ):  # fmt: skip
        code, said = asha(shared, *words)
        assert code in {2, 5}, words
        assert MARKER not in said, words
        assert "My nan" not in said, words
        assert code == 2 or said.startswith(("Only a ", "Your passphrase was made", "That list")), (words, said)


@pytest.mark.practice(4)
def test_business_support_sees_names_contact_and_money(shared):
    """A page with who they are and how to reach them; requests and referrals in; nothing of risk, notes or plan."""
    code, page = asha(shared, "show", "ali")
    assert code == 0
    assert "07700 900123" in page
    for hidden in (MARKER, "My nan", "Risk", "High", "Consent", "Latest notes"):
        assert hidden not in page, hidden
    _, as_json = asha(shared, "show", "ali", "--json")
    assert MARKER not in as_json
    assert "My nan" not in as_json
    _, people = asha(shared, "people")
    assert "Ali (Alistair Marsh)" in people
    assert "risk" not in people
    _, found = asha(shared, "people", "list", "chapel")
    assert "Nobody is found" in found
    _, due = asha(shared, "due", "--everyone")
    assert "boots" in due
    assert "Referrals to us to decide (1)" in due
    assert "High" not in due
    code, _ = asha(shared, "money", "decide", "ali", "1", "approved")
    assert code == 0


def test_worker_does_not_approve_what_they_ask_for(shared):
    """They are told who can; what follows an approval they may write down."""
    code, _, err = shared("money", "decide", "ali", "1", "approved", "--user", "sam")
    assert code == 5
    assert "Only business support or a manager can approve or refuse a request for money." in err
    assert asha(shared, "money", "decide", "ali", "1", "approved")[0] == 0
    assert shared("money", "decide", "ali", "1", "ordered", "--user", "sam")[0] == 0
    assert shared("note", "ali", "--user", "sam")[0] == 0


def test_workers_are_listed_added_and_given_roles(linkworker):
    """The first passphrase is shown once, and whoever unlocks with it is told to choose their own."""
    told = linkworker.ok("workers", "add", "Asha Verma", "--short", "Asha", "--role", "administrator")
    phrase = told.splitlines()[1].strip()
    assert len(phrase.split()) == 5
    code, _, err = linkworker("workers")
    assert (code, err) == (3, "Enter your user name. This store has several: --user NAME.\n")
    listed = linkworker.ok("workers", "--user", "jo")
    assert "Asha Verma; link worker; role: business support; unlocks as asha" in listed
    assert "last unlocked 6 August 2026" in listed
    assert "it is no lock" in listed
    assert "from their next unlocking" in linkworker.ok("workers", "role", "asha", "manager", "--user", "jo")
    assert {each["user_name"]: each["role"] for each in linkworker.json("workers", "--user", "jo")} == {
        "asha": "manager",
        "jo": "manager",
    }
    code, _, err = linkworker("workers", "add", "Asha Verma", "--short", "av", "--user", "jo")
    assert (code, err) == (3, "Asha Verma can unlock this laptop already.\n")


def test_first_passphrase_is_spoken_of_at_each_command(shared):
    """Until it is changed."""
    assert "Your passphrase was made for you" in asha(shared, "money")[1]


def test_worker_is_taken_away(shared):
    """Asked first; then their people are named, the key is new, and they cannot unlock."""
    code, _, err = shared("workers", "take-away", "sam", "--user", "jo", answers=("no",))
    assert (code, err) == (3, "You did not type yes, so nobody was taken away.\n")
    code, said = asha(shared, "workers", "take-away", "sam", "--yes")
    assert code == 5
    assert "Only a manager can add or take away workers" in said
    code, out, _ = shared("workers", "take-away", "sam", "--user", "jo", answers=("yes",))
    assert code == 0
    assert "Sam Reed cannot unlock this laptop any more." in out
    assert "What was copied before today stays as it was" in out
    assert shared("due", "--user", "sam")[0] != 0
    assert "Sam Reed; link worker; role: worker; cannot unlock this laptop" in shared.ok("workers", "--user", "jo")


def test_needs_name_commands_and_actions_that_there_are():
    """Every row leads to a command, or a step of one, and to an action of the file of roles."""
    there = {each.name for each in COMMANDS}
    for each in COMMANDS:
        there |= {f"{each.name} {step}" for step, _, _ in steps_of(parser_of(each))}
    assert set(NEEDS) <= there
    assert set(NEEDS.values()) <= set(policy().actions)
