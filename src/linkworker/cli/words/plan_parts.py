"""Steps of `plan` for its parts: needs, goals, steps, risks and notes, each added or changed by its number."""

from argparse import ArgumentParser
from typing import TYPE_CHECKING, Any

from linkworker.cli.later import later

if TYPE_CHECKING:
    from argparse import _SubParsersAction


def arguments(parts: "_SubParsersAction[ArgumentParser]") -> None:
    """Add the steps."""
    need = _part(parts, "need", "add a need, or change one", later("plan_parts", "_need"))
    need.add_argument("text", nargs="?", help="the need, in the person's own words")
    need.add_argument("--about", help="what it is about, such as sleep, housing, friendships")
    need.add_argument("--source", help="said by the person, seen, found by screening, diagnosed")
    need.add_argument("--since", metavar="DATE")
    need.add_argument("--behind", type=int, metavar="N", help="the need that it sits behind")
    need.add_argument("--no-goal", metavar="WHY", help="why there is no goal for it")
    met = need.add_mutually_exclusive_group()
    met.add_argument("--met", action="store_true", default=None)
    met.add_argument("--not-met", action="store_false", dest="met")
    goal = _part(parts, "goal", "add a goal, or change one", later("plan_parts", "_goal"))
    goal.add_argument("text", nargs="?", help="the goal, in the person's own words")
    goal.add_argument("--need", type=int, action="append", default=[], metavar="N", help="a need it serves; repeat")
    goal.add_argument("--not-need", type=int, action="append", default=[], metavar="N", help="no longer serves it")
    goal.add_argument("--belonging", action="store_true", help="it is about friends, family or belonging")
    state = goal.add_mutually_exclusive_group()
    state.add_argument("--later", metavar="DATE", help="for later: come back to it on that day")
    state.add_argument("--achieved", action="store_true")
    state.add_argument("--removed", metavar="WHY", help="no longer a goal, and why")
    state.add_argument("--active", action="store_true", help="take it up now, or again")
    goal.add_argument("--note", help="words that go with the change")
    step = _part(parts, "step", "add a step to a goal, or change one", later("plan_parts", "_step"))
    step.add_argument("goal", type=int, help="number of the goal")
    step.add_argument("text", nargs="?", help="one thing that somebody does")
    step.add_argument("--by", help="who does it: person, worker, provider, other agency, family")
    step.add_argument("--name", help="their name")
    step.add_argument("--when", metavar="DATE", help="by when")
    step.add_argument("--state", help="in progress, done, cannot be done yet, no longer needed ...")
    step.add_argument("--reason", help="why, where the state asks for it")
    step.add_argument("--to", type=int, metavar="PLACE", help="move it to this place")
    risk = _part(parts, "risk", "add a risk, or change one", later("plan_parts", "_risk"))
    risk.add_argument("text", nargs="?", help="what could go wrong")
    risk.add_argument("--action", help="what is done about it")
    risk.add_argument("--told", help="who was told")
    risk.add_argument("--review", metavar="DATE", help="when to look at it again")
    for part in (need, goal, step, risk):
        part.add_argument("--change", type=int, metavar="N", help="change number N instead of adding")
    for part in (need, step, risk):
        part.add_argument("--in-error", metavar="WHY", help="number N was entered in error")
    note = _part(parts, "note", "add a note on how a goal goes", later("plan_parts", "_note"))
    note.add_argument("goal", type=int, help="number of the goal")
    note.add_argument("text", help="how it goes")
    note.add_argument("--on", metavar="DATE")


def _part(parts: "_SubParsersAction[ArgumentParser]", name: str, words: str, step: Any) -> ArgumentParser:
    part = parts.add_parser(name, help=words, description=words)
    part.set_defaults(step=step)
    return part
