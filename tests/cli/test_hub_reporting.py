"""`hub reporting-role` prints a script that whoever administers the database can run as it is."""

import json

import pytest

from linkworker.cli.desk import Desk
from linkworker.cli.running import run
from linkworker.hub.opening import make_hub
from linkworker.hub.reporting_role import reporting_role_sql

TEAM = "0198a6a0-0000-7000-8000-00000000a001"


@pytest.fixture
def typed(clock, capsys):
    """What runs a command and returns its exit code, and what it said and beside that."""

    def type_it(*words):
        capsys.readouterr()
        code = run(["hub", "reporting-role", *words], Desk(clock=clock))
        said = capsys.readouterr()
        return code, said.out, said.err

    return type_it


def test_the_script_is_printed_to_the_letter(typed):
    """No line is folded, whatever the width: it is code."""
    assert typed("reports") == (0, reporting_role_sql("reports"), "")
    assert typed("reports", "--team", TEAM) == (0, reporting_role_sql("reports", [TEAM]), "")


def test_a_script_is_given_what_it_will_grant(typed):
    """As JSON: the columns by kind, without names and free text."""
    code, out, _ = typed("reports", "--team", TEAM, "--json")
    answer = json.loads(out)
    assert (code, answer["teams"], answer["sql"]) == (0, [TEAM], reporting_role_sql("reports", [TEAM]))
    assert "name" not in answer["columns"]["person"]
    assert "identifier" not in answer["columns"]


def test_a_team_can_be_said_by_its_name(typed, tmp_path, clock):
    """The hub of the folder knows its id."""
    with make_hub(tmp_path / "hub", "Westshire hub", clock, teams=["Fenwick"]) as hub:
        (team,) = hub.identity.teams
    code, out, _ = typed("reports", "--team", "Fenwick", "--hub", str(tmp_path / "hub"))
    assert (code, out) == (0, reporting_role_sql("reports", [team.id]))


@pytest.mark.parametrize("words", [("Reports",), ("drop table",), ("",)])
def test_what_is_no_name_or_no_id_is_refused(typed, words):
    """In one sentence, and nothing is printed that could be run."""
    code, out, err = typed(*words)
    assert (code, out) == (3, "")
    assert err.startswith("Enter a ")
