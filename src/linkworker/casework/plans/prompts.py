"""The questions asked under the person's own words, read from a file that a team may change."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from linkworker.base.errors import LinkworkerError, NotFound
from linkworker.base.lists import coded

PLAN_FIELDS = frozenset({"matters", "going_well", "gets_in_the_way", "ideas", "strengths"})
REVIEW_FIELDS = frozenset({"going_well", "hard", "matters_now", "see_myself", "feedback"})


class PromptFault(LinkworkerError):
    """The file of plan prompts cannot be used: {}."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """One question: the field that keeps the answer, the heading over it in print, and how it is asked."""

    field: str
    heading: str
    ask: str


@dataclass(frozen=True, slots=True)
class Prompts:
    """Every question: of each kind of plan, with the need domains that it looks at, and of a review."""

    plans: Mapping[str, tuple[Prompt, ...]]
    look_at: Mapping[str, tuple[str, ...]]
    review: tuple[Prompt, ...]


def plan_prompts(template: str) -> tuple[Prompt, ...]:
    """Return the questions of a kind of plan, in the order asked; raises NotFound."""
    found = _shipped().plans.get(template)
    if found is None:
        raise NotFound(f"There is no kind of plan called '{template}'.")
    return found


def look_at(template: str) -> tuple[str, ...]:
    """Return the need domains that a kind of plan asks about one by one, as codes; raises NotFound."""
    plan_prompts(template)
    return _shipped().look_at[template]


def review_prompts() -> tuple[Prompt, ...]:
    """Return the questions of a review, in the order asked. All may be skipped."""
    return _shipped().review


def read_prompts(text: str) -> Prompts:
    """Read and check the prompts in a TOML text; raises PromptFault naming the part."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PromptFault(str(error)) from error
    plans = table.get("plan", {})
    for template in coded("plan-template").codes():
        if template not in plans:
            raise PromptFault(f"it has no [plan.{template}]")
    return Prompts(
        {code: _prompts(f"plan.{code}", part, PLAN_FIELDS) for code, part in plans.items()},
        {code: _domains(f"plan.{code}", part.get("look_at", [])) for code, part in plans.items()},
        _prompts("review", table.get("review", {}), REVIEW_FIELDS),
    )


def _prompts(where: str, part: Mapping[str, Any], fields: frozenset[str]) -> tuple[Prompt, ...]:
    rows = part.get("prompt", [])
    for row in rows:
        if row.keys() != {"field", "heading", "ask"} or row["field"] not in fields:
            raise PromptFault(f"each prompt of {where} needs a field, a heading and an ask")
    if {row["field"] for row in rows} != fields or len(rows) != len(fields):
        raise PromptFault(f"{where} needs one prompt for each of {', '.join(sorted(fields))}")
    return tuple(Prompt(row["field"], row["heading"], row["ask"]) for row in rows)


def _domains(where: str, codes: list[str]) -> tuple[str, ...]:
    for code in codes:
        if not coded("need-domain").has(code):
            raise PromptFault(f"{where} looks at '{code}', which is no need domain")
    return tuple(codes)


@cache
def _shipped() -> Prompts:
    return read_prompts((files("linkworker.casework.plans") / "data" / "plan_prompts.toml").read_text(encoding="utf-8"))
