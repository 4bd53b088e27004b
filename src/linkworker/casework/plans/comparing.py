"""Two versions of a plan side by side, field by field."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from linkworker.base.dates import show_date
from linkworker.base.lists import coded
from linkworker.casework.plans.plan_snapshot import Snapshot
from linkworker.casework.plans.prompts import plan_prompts

_Line: TypeAlias = tuple[tuple[str, ...], str, str]
"""What tells a field apart in both versions; its heading; what it says, "" for nothing."""

# The parts in the order shown.
_PARTS = ("words", "goal", "risk", "need", "review", "agreement")


@dataclass(frozen=True, slots=True)
class Side:
    """One field in both versions; None where a version has no such thing at all."""

    heading: str
    before: str | None
    after: str | None

    @property
    def changed(self) -> bool:
        """Say whether the two differ; a thing that is not there and one left blank do not."""
        return (self.before or "") != (self.after or "")


def compare(before: Snapshot, after: Snapshot) -> tuple[Side, ...]:
    """Return every field of either version, in the order of the plan, headings as the later version numbers them."""
    old, new = {line[0]: line for line in _lines(before)}, {line[0]: line for line in _lines(after)}
    keys = sorted({**new, **old}, key=lambda key: _PARTS.index(key[0]))
    return tuple(
        Side((new.get(key) or old[key])[1], old[key][2] if key in old else None, new[key][2] if key in new else None)
        for key in keys
    )


def changes(before: Snapshot, after: Snapshot) -> tuple[Side, ...]:
    """Return only the fields that differ."""
    return tuple(side for side in compare(before, after) if side.changed)


def _lines(snapshot: Snapshot) -> Iterator[_Line]:
    shown, hidden, version = snapshot["shown"], snapshot["worker_only"], snapshot["version"]
    for prompt in plan_prompts(shown["template"]):
        yield ("words", prompt.field), prompt.heading, shown["own_words"].get(prompt.field, "")
    yield ("words", "declined"), "Declined to say", _yes(shown["declined_words"])
    yield ("words", "together"), "Done together", _yes(hidden["together"])
    numbers = {goal["id"]: goal["number"] for goal in shown["goals"]}
    for goal in shown["goals"]:
        yield from _goal(goal)
    for risk in hidden["risks"]:
        key, name = ("risk", risk["id"]), f"Risk {risk['number']}"
        yield (*key, "hazard"), name, risk["hazard"]
        yield (*key, "action"), f"{name}: what is done", risk["action"] or ""
        yield (*key, "told"), f"{name}: who was told", risk["told"] or ""
        yield (*key, "review"), f"{name}: look again", _day(risk["review_on"])
    need_numbers = {need["id"]: need["number"] for need in hidden["needs"]}
    for need in hidden["needs"]:
        yield from _need(need, numbers, need_numbers)
    yield ("review", "on"), "Next review", _day(shown["review_on"])
    yield ("agreement", "answer"), "What the person says", coded("agreement").label(version["agreement"])
    yield ("agreement", "note"), "Their note", version["agreement_note"] or ""
    yield ("agreement", "on"), "Answered on", _day(version["agreed_on"])


def _goal(goal: dict[str, Any]) -> Iterator[_Line]:
    key, name = ("goal", goal["id"]), f"Goal {goal['number']}"
    yield (*key, "words"), name, goal["words"]
    yield (*key, "state"), f"{name}: state", coded("goal-state").label(goal["state"])
    yield (*key, "belonging"), f"{name}: about belonging", _yes(goal["belonging"])
    yield (*key, "remind"), f"{name}: come back to it", _day(goal["remind_on"])
    yield (*key, "removed"), f"{name}: why removed", goal["removed_reason"] or ""
    for step in goal["steps"]:
        at, title = (*key, step["id"]), f"{name}, step {step['number']}"
        who = coded("step-by").label(step["by"])
        yield (*at, "words"), title, step["words"]
        yield (*at, "who"), f"{title}: who", f"{who} ({step['by_name']})" if step["by_name"] else who
        yield (*at, "state"), f"{title}: state", coded("step-state").label(step["state"])
        yield (*at, "due"), f"{title}: by when", _day(step["due_on"])


def _need(need: dict[str, Any], goals: dict[str, int], needs: dict[str, int]) -> Iterator[_Line]:
    key, name = ("need", need["id"]), f"Need {need['number']}"
    yield (*key, "words"), name, need["words"]
    yield (*key, "domain"), f"{name}: about", coded("need-domain").label(need["domain"])
    yield (*key, "source"), f"{name}: learned from", coded("need-source").label(need["source"])
    yield (*key, "met"), f"{name}: met", _yes(need["met"])
    yield (*key, "goals"), f"{name}: goals", ", ".join(str(goals[goal]) for goal in need["goals"])
    yield (*key, "reason"), f"{name}: why no goal", need["no_goal_reason"] or ""
    yield (*key, "behind"), f"{name}: sits behind need", str(needs.get(need["sits_behind"], ""))


def _yes(held: bool) -> str:
    return "Yes" if held else "No"


def _day(text: str | None) -> str:
    return show_date(date.fromisoformat(text)) if text else ""
