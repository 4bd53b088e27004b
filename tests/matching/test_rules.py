"""The file of tests: what it must say, and what it may not."""

import ast
from importlib.resources import files
from pathlib import Path

import pytest

import linkworker.matching.judges as judges_room
from linkworker.base.lists import coded
from linkworker.base.words import avoided_words
from linkworker.matching.judges.every import ALL, in_order, ordered
from linkworker.matching.rules import RuleFault, read_rules, rules
from linkworker.matching.verdict import Group, Verdict

TEXT = (files("linkworker.matching") / "data" / "tests.toml").read_text(encoding="utf-8")


def test_the_order_is_the_datas() -> None:
    """Every test of the program is in the data once, and shown in the data's order."""
    assert [test.name for test in in_order()] == list(rules().tests)
    assert len(ALL) == len(rules().tests)
    with pytest.raises(RuleFault, match="'age' is not in both"):
        ordered(tuple(name for name in rules().tests if name != "age"))


def test_the_program_and_the_data_know_the_same_reasons() -> None:
    """Each reason that a judge can give has words, and no words are left that no judge gives."""
    given: set[tuple[str, str]] = set()
    for file in Path(judges_room.__file__ or "").parent.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
                codes = [part.value for part in ast.walk(node.args[0]) if isinstance(part, ast.Constant)]
                given |= {(node.func.attr, str(code)) for code in codes}
    verdicts = {verdict.name.lower() for verdict in Verdict}
    written = {
        (verdict.name.lower(), code)
        for test in rules().tests.values()
        for verdict, reasons in test.reasons.items()
        for code in reasons
    }
    assert {pair for pair in given if pair[0] in verdicts} == written


def test_words_of_the_data_are_words_we_use() -> None:
    """No word that we avoid stands in any sentence, condition or remedy."""
    for test in rules().tests.values():
        for reasons in test.reasons.values():
            for reason in reasons.values():
                assert not avoided_words(f"{test.label} {reason.says} {reason.condition} {reason.fix}")


def test_codes_of_the_data_are_in_their_lists() -> None:
    """What the tests look for are codes that records can hold."""
    held, listed = rules().codes, rules().words
    for name, found in {
        "setting": {listed["custody"], *held["outside"], *held["supervised"]},
        "sex": held["certain_sexes"],
        "item-type": held["no_places"] | held["no_times"] | held["no_group"],
        "language": {listed["common_language"]},
        "agreement-part": {listed["sharing_part"]},
        "consent-purpose": {*held["consent_purposes"], listed["mentor_consent"]},
        "referral-state": held["live_states"],
        "cost-per": set(rules().cost_weeks) | set(rules().cost_words),
    }.items():
        assert found <= set(coded(name).codes()), name


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            '"Age"\nnot_met = "does not fit"\nnot_known = "fits if"',
            '"Age"\nnot_met = "does not fit"\nnot_known = "fits"',
            "may not make it fit",
        ),
        ('not_met = "does not fit"', 'not_met = "perhaps"', "'perhaps' is not one of"),
        ('name = "age"', 'name = "running"', "there twice"),
        ("[test.reasons.met]", "[test.reasons.maybe]", "'maybe' is not a verdict"),
        ('label = "Age"', 'title = "Age"', "needs 'label'"),
        ('label = "Age"', 'label = "Age"\ncolour = "red"', "does not know 'colour'"),
        ('running.says = "It is', 'running.tells = "It is', "does not know 'tells'"),
        ("[limits]", "[bounds]", "needs 'limits'"),
        ("[limits]", "[limits", "cannot be used"),
        (', fix = "Ask whether it will start again."', "", "needs 'fix'"),
    ],
)
def test_a_wrong_file_is_named(old: str, new: str, said: str) -> None:
    """What is wrong is said with the test it is in."""
    assert old in TEXT
    with pytest.raises(RuleFault, match="suitability tests") as caught:
        read_rules(TEXT.replace(old, new, 1))
    assert said in str(caught.value)


def test_a_team_may_weigh_a_test_otherwise() -> None:
    """Another weight in the file is another group for the answer."""
    stricter = read_rules(
        TEXT.replace('label = "Cost"\nnot_met = "fits if"', 'label = "Cost"\nnot_met = "does not fit"')
    )
    assert stricter.tests["cost"].not_met("too-costly", 1).group is Group.DOES_NOT_FIT
