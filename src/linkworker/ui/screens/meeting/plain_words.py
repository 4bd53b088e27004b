"""Codes of the plan as one says them to the person."""

from collections.abc import Mapping
from types import MappingProxyType

from textual.content import Content

from linkworker.base.lists import coded
from linkworker.ui.widgets.one_line import wrapped

_GOAL_STATES: Mapping[str, str] = MappingProxyType(
    {"active": "Going on", "future": "Later", "achieved": "Done", "removed": "Not any more"}
)
_ANSWERS: Mapping[str, str] = MappingProxyType(
    {"agreed": "Yes", "do-not-agree": "No", "could-not-answer": "Could not say"}
)
_PERSON = "person"
_WIDTH = 70


def goal_state(code: str) -> str:
    """Return how a goal stands; a state that a team added keeps its label."""
    return _GOAL_STATES.get(code) or coded("goal-state").label(code)


def answer(code: str) -> str:
    """Return an answer to "do you agree"."""
    return _ANSWERS.get(code) or coded("agreement").label(code)


def who_does(by: str, by_name: str | None, called: str) -> str:
    """Return who does a step: the person by what they like to be called, another by name where that is known."""
    if by == _PERSON:
        return called
    return by_name or coded("step-by").label(by)


def point(words: str, *, deep: int = 1) -> Content:
    """Return one point of a list, its further lines under its first; `deep` counts from 1."""
    indent = "  " * deep
    return Content(f"{indent}- " + f"\n{indent}  ".join(wrapped(words, _WIDTH - len(indent))))
