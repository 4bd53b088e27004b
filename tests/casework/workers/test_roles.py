"""Roles: what each sees and may do stands in a file, is checked on reading, and says who can in a sentence."""

import pytest

from linkworker.base.lists import coded
from linkworker.casework.workers import roles
from linkworker.casework.workers.deciding import may_decide
from linkworker.casework.workers.role_rows import RolesFault, read_policy

ACTION = '[[action]]\ncode = "notes"\nwords = "read notes"\n'


def _row(code: str, **changed: str) -> str:
    row = {
        "code": f'"{code}"', "called": '"a worker"', "places": '["today", "people"]', "tabs": '["summary"]',
        "lists": '["all"]', "today": '["all"]', "parts": '["all"]', "may": '["notes"]',
    } | changed  # fmt: skip
    return "[[role]]\n" + "".join(f"{key} = {value}\n" for key, value in row.items())


def _file(first: str = "") -> str:
    rows = [first or _row("worker"), _row("business-support"), _row("manager")]
    return ACTION + "".join(rows)


def test_every_role_of_the_coded_list_has_a_row():
    """A worker's role and the file of roles know the same codes."""
    assert {each.code for each in roles.policy().roles} == set(coded("worker-role").codes())


@pytest.mark.practice(4)
def test_business_support_does_not_see_clinical_notes():
    """Referrals in, payments and the directory are theirs; notes, plans, check-ins and risk are not."""
    support = roles.role("business-support")
    assert roles.places_of("business-support") == ("today", "people", "activities", "money", "sync")
    assert support.tabs == ("summary", "money")
    assert {"referrals-in", "requests"} <= support.today
    assert not any(support.may(each) for each in ("notes", "plans", "check-ins", "risk", "matching", "history"))
    assert support.may("approve-money")
    assert roles.seen_by(support) == roles.Seen(notes=False, risk=False, reviews=False)


@pytest.mark.practice(3)
def test_manager_may_do_everything():
    """A manager reads across all of it, and decides who works here."""
    manager = roles.role("manager")
    assert manager.actions == frozenset(roles.policy().actions)
    assert manager.tabs == ("summary", "plan", "activities", "check_ins", "notes", "money", "history")


def test_worker_asks_for_money_and_does_not_approve_it():
    """Approving and refusing are kept to others; ordering and paying what was approved are not."""
    worker = roles.role("worker")
    assert roles.may("worker", "ask-money")
    assert not may_decide(worker, "approved")
    assert not may_decide(worker, "refused")
    assert may_decide(worker, "paid")
    assert may_decide(roles.role("business-support"), "approved")


def test_who_can_is_said_in_a_sentence():
    """The sentence names the roles, as they are called."""
    assert roles.who_may("workers") == "Only a manager can add or take away workers, or change their roles."
    assert roles.who_sees_place("evidence", "Evidence") == "Only a worker or a manager can open Evidence."
    assert roles.who_sees_tab("activities", "a person's activities").startswith("Only a worker or a manager can")
    with pytest.raises(roles.NotForRole, match=r"^Only a worker or a manager can read or write notes") as refused:
        roles.must("business-support", "notes")
    assert refused.value.exit_code == 5


def test_unknown_role_sees_least():
    """A code of a newer program counts as the role that sees least; an unknown action is a fault of ours."""
    assert roles.role("regional-lead") == roles.role("business-support")
    with pytest.raises(KeyError):
        roles.may("manager", "fly")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[role", "cannot be used"),
        (_file(_row("worker", may='["fly"]')), "'may' does not know 'fly'"),
        (_file(_row("worker", places='["today"]')), "needs the places today and people"),
        (_file(_row("worker", tabs='["plan"]')), "tab summary"),
        (_file(_row("worker", lists='"mine"')), "'lists' is a list of words"),
        (_file(_row("worker", called='" "')), "no 'called'"),
        (_file(_row("worker", colour='"red"')), "no 'colour', or does not know it"),
        (_file(_row("boss")), "'boss' stands only here"),
        (_file(_row("manager")), "stands in it twice"),
        (_file() + '[[action]]\ncode = "fly"\nwords = "fly"\n', "nobody can fly"),
    ],
)
def test_file_that_cannot_be_used_says_why(text, said):
    """A team that edits the file is told what is wrong with it."""
    with pytest.raises(RolesFault, match=said):
        read_policy(text)
