"""The tests as data: their order, labels, weights and sentences, read once from `data/tests.toml`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from linkworker.base.errors import LinkworkerError
from linkworker.matching.verdict import Group, Outcome, Verdict

_MET, _NOT_MET, _NOT_KNOWN, _DOES_NOT_APPLY = Verdict
_GROUPS = {group.words.casefold(): group for group in Group}
_VERDICTS = {verdict.name.lower(): verdict for verdict in Verdict}
_REASON_KEYS = {"says", "if", "fix", "ask", "group"}
_TEST_KEYS = {"name", "label", "not_met", "not_known", "gap", "sharing", "reasons"}


class RuleFault(LinkworkerError):
    """The file of suitability tests cannot be used: {}."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason a test can give."""

    group: Group
    says: str
    condition: str = ""
    """The words after the activity in "Fits if": "if a place comes free: 3 wait"."""
    fix: str = ""
    """What would make it fit."""
    ask: bool = False
    """The answer is with the person, so it is worth asking."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One test's row: how it is called, and what its answers weigh."""

    name: str
    label: str
    gap: str
    """Code of `gap-reason` that this test stands for when nothing fits."""
    sharing: bool
    """The test only asks whether information may be shared; one can still be told of the activity."""
    reasons: Mapping[Verdict, Mapping[str, Reason]]
    _met: Mapping[str, Outcome] = field(init=False, repr=False, compare=False)
    _not_met: Mapping[str, Outcome] = field(init=False, repr=False, compare=False)
    _not_known: Mapping[str, Outcome] = field(init=False, repr=False, compare=False)
    _not_apply: Mapping[str, Outcome] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Make each reason's answer without figures: looking up by an enum costs more than all the rest."""
        for verdict, name in zip(Verdict, ("_met", "_not_met", "_not_known", "_not_apply"), strict=True):
            bare = {
                code: Outcome(self.name, verdict, code, (), row.group) for code, row in self.reasons[verdict].items()
            }
            object.__setattr__(self, name, bare)

    def met(self, reason: str, *args: Any) -> Outcome:
        """Return the answer "met"."""
        bare = self._met[reason]
        return Outcome(self.name, _MET, reason, args, bare.group) if args else bare

    def not_met(self, reason: str, *args: Any) -> Outcome:
        """Return the answer "not met"."""
        bare = self._not_met[reason]
        return Outcome(self.name, _NOT_MET, reason, args, bare.group) if args else bare

    def not_known(self, reason: str, *args: Any) -> Outcome:
        """Return the answer "not known"."""
        bare = self._not_known[reason]
        return Outcome(self.name, _NOT_KNOWN, reason, args, bare.group) if args else bare

    def does_not_apply(self, reason: str, *args: Any) -> Outcome:
        """Return the answer "does not apply"."""
        bare = self._not_apply[reason]
        return Outcome(self.name, _DOES_NOT_APPLY, reason, args, bare.group) if args else bare


@dataclass(frozen=True, slots=True)
class Rules:
    """All tests in the order shown, with the limits and codes that they use."""

    tests: Mapping[str, Rule]
    limits: Mapping[str, int]
    words: Mapping[str, str]
    """Single codes that the tests look for, such as the one for custody."""
    codes: Mapping[str, frozenset[str]]
    """Sets of codes that the tests look for."""
    cost_weeks: Mapping[str, int]
    cost_words: Mapping[str, str]

    def reason(self, outcome: Outcome) -> Reason:
        """Return the row of an outcome's reason."""
        return self.tests[outcome.test].reasons[outcome.verdict][outcome.reason]


@cache
def rules() -> Rules:
    """Return the shipped rules, read once; raises RuleFault."""
    return read_rules((files("linkworker.matching") / "data" / "tests.toml").read_text(encoding="utf-8"))


def read_rules(text: str) -> Rules:
    """Read and check a file of tests; raises RuleFault naming the test and what is wrong."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RuleFault(error) from error
    for key in ("test", "limits", "codes", "cost_weeks", "cost_words"):
        if key not in table:
            raise RuleFault(f"it needs '{key}'")
    tests: dict[str, Rule] = {}
    for raw in table["test"]:
        test = _test(raw)
        if test.name in tests:
            raise RuleFault(f"the test '{test.name}' is there twice")
        tests[test.name] = test
    codes = table["codes"]
    return Rules(
        MappingProxyType(tests),
        MappingProxyType(table["limits"]),
        MappingProxyType({name: code for name, code in codes.items() if isinstance(code, str)}),
        MappingProxyType({name: frozenset(several) for name, several in codes.items() if isinstance(several, list)}),
        MappingProxyType(table["cost_weeks"]),
        MappingProxyType(table["cost_words"]),
    )


def _test(raw: dict[str, Any]) -> Rule:
    name = str(raw.get("name", ""))
    for key in (_TEST_KEYS - {"sharing"}) - raw.keys():
        raise RuleFault(f"the test '{name}' needs '{key}'")
    for key in raw.keys() - _TEST_KEYS:
        raise RuleFault(f"the test '{name}': it does not know '{key}'")
    weights = {
        Verdict.MET: Group.FITS,
        Verdict.NOT_MET: _group(name, raw["not_met"]),
        Verdict.NOT_KNOWN: _group(name, raw["not_known"]),
        Verdict.DOES_NOT_APPLY: Group.FITS,
    }
    reasons: dict[Verdict, dict[str, Reason]] = {verdict: {} for verdict in Verdict}
    for word, rows in raw["reasons"].items():
        verdict = _VERDICTS.get(word)
        if verdict is None:
            raise RuleFault(f"the test '{name}': '{word}' is not a verdict")
        for code, row in rows.items():
            reasons[verdict][code] = _reason(f"{name}, {code}", verdict, weights[verdict], row)
    _check_unknowns(name, reasons)
    return Rule(name, raw["label"], raw["gap"], bool(raw.get("sharing", False)), MappingProxyType(reasons))


def _reason(where: str, verdict: Verdict, weight: Group, row: dict[str, Any]) -> Reason:
    for key in row.keys() - _REASON_KEYS:
        raise RuleFault(f"{where}: it does not know '{key}'")
    needed = ("says", "if", "fix") if verdict in (Verdict.NOT_MET, Verdict.NOT_KNOWN) else ("says",)
    for key in needed:
        if not str(row.get(key, "")).strip():
            raise RuleFault(f"{where}: it needs '{key}'")
    group = _group(where, row["group"]) if "group" in row else weight
    return Reason(group, row["says"], row.get("if", ""), row.get("fix", ""), bool(row.get("ask", False)))


def _group(where: str, words: str) -> Group:
    group = _GROUPS.get(words)
    if group is None:
        raise RuleFault(f"{where}: '{words}' is not one of {', '.join(_GROUPS)}")
    return group


def _check_unknowns(name: str, reasons: Mapping[Verdict, Mapping[str, Reason]]) -> None:
    """Refuse weights by which forgetting a fact would move an activity from "does not fit" to "fits"."""
    bars = any(row.group is Group.DOES_NOT_FIT for row in reasons[Verdict.NOT_MET].values())
    for code, row in reasons[Verdict.NOT_KNOWN].items():
        if bars and row.group is Group.FITS:
            raise RuleFault(f"{name}, {code}: what is not known may not make it fit")
