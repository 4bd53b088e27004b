"""The person's copy laid out as plain sections and blocks, in the order they are read: own words first."""

from typing import Any, TypeAlias

from linkworker.base.errors import LinkworkerError
from linkworker.printing.letters import is_blank
from linkworker.printing.plan_copy import Activity, Goal, NextReview, OwnWords, PlanCopy, Step
from linkworker.printing.voice import Line, Voice, line

Block: TypeAlias = dict[str, Any]
"""One block of the template: `kind`, and what that kind holds."""

_BETWEEN = " · "
_NO_WORDS = "…"
"""Stands for a goal that has no words yet, since a heading may not be empty (PDF/UA-1)."""


class NoNotice(LinkworkerError):
    """A {} score cannot print without its licence notice."""


def sheet_of(copy: PlanCopy, voice: Voice) -> dict[str, Any]:
    """Return all that the template sets, as plain JSON values. Raises NoNotice."""
    sections = [
        _section(voice, "own-words", _own_words(copy, voice)),
        _section(voice, "goals", [_goal(number, goal, voice) for number, goal in enumerate(copy.goals, 1)]),
        _section(voice, "activities", _activities(copy.activities, voice)),
        _section(voice, "check-ins", _scores(copy, voice)) if copy.scores else None,
        _section(voice, "agreed", _agreed(copy, voice)),
        _section(voice, "next-review", _next_review(copy.next_review, copy.meeting, voice)),
        _section(voice, "contact", _contacts(copy, voice)),
    ]
    return {
        "lang": voice.words.code,
        "title": line(voice.words.title),
        "second": _second(voice.second.title, voice) if voice.second else None,
        "shown": line(" ".join(copy.shown_name.split())),
        "about": _about(copy, voice),
        "page": voice.words.groups["labels"]["page"],
        "size": 20 if copy.large else 16,
        "sections": [section for section in sections if section],
    }


def _section(voice: Voice, key: str, blocks: list[Block]) -> dict[str, Any]:
    second = _second(voice.second.say("headings", key), voice) if voice.second else None
    blocks = blocks or [{"kind": "quiet", "lines": voice.ours("nothing", key)}]
    return {"heading": line(voice.words.say("headings", key)), "second": second, "blocks": blocks}


def _second(text: str, voice: Voice) -> Block | None:
    return {**line(text), "lang": voice.second.code} if voice.second else None


def _about(copy: PlanCopy, voice: Voice) -> list[Line]:
    """Return who made the plan, where and when, under the title."""
    rows = [_BETWEEN.join(part for part in (copy.team, copy.organisation) if part)]
    if copy.meeting:
        rows.append(voice.words.say("labels", "meeting", meeting=copy.meeting))
    if copy.made_with:
        rows.append(voice.words.say("labels", "made-with", who=voice.who(copy.made_with)))
    dates = [voice.words.say("labels", "made", date=voice.date(copy.made_on))]
    if copy.printed_on != copy.made_on:
        dates.append(voice.words.say("labels", "printed", date=voice.date(copy.printed_on)))
    rows.append(_BETWEEN.join(dates))
    return [voice.one_line(row) for row in rows if row]


def _own_words(copy: PlanCopy, voice: Voice) -> list[Block]:
    if copy.declined:
        return [{"kind": "quiet", "lines": voice.ours("labels", "declined")}]
    return [_own(part, voice) for part in copy.own_words if part.declined or not is_blank(part.words)]


def _own(part: OwnWords, voice: Voice) -> Block:
    block = {"kind": "own", "heading": voice.one_line(part.heading) if not is_blank(part.heading) else None}
    if part.declined:
        return block | {"quiet": True, "lines": voice.ours("labels", "declined")}
    return block | {"quiet": False, "lines": voice.lines(part.words)}


def _goal(number: int, goal: Goal, voice: Voice) -> Block:
    state = voice.one_line(voice.words.of_code("goal-state", goal.state))
    steps = [_step(step, voice) for step in goal.steps]
    quiet = [] if steps else voice.ours("nothing", "steps")
    heading = voice.one_line(_NO_WORDS if is_blank(goal.words) else goal.words)
    return {"kind": "goal", "number": str(number), "heading": heading, "state": state, "steps": steps, "quiet": quiet}


def _step(step: Step, voice: Voice) -> Block:
    facts = [voice.words.say("labels", "who", who=voice.who(step.who))]
    if step.by_when:
        facts.append(voice.words.say("labels", "by-when", date=voice.date(step.by_when)))
    facts.append(voice.words.of_code("step-state", step.state))
    return {"lines": voice.lines(step.words), "facts": voice.one_line(_BETWEEN.join(facts))}


def _activities(activities: tuple[Activity, ...], voice: Voice) -> list[Block]:
    if not activities:
        return []
    rows = []
    for activity in activities:
        place = [*voice.lines(activity.when), *voice.lines(activity.where)]
        cost = voice.lines(activity.cost)
        unknown = voice.ours("labels", "not-known")
        rows.append([voice.lines(activity.name), place or unknown, cost or unknown])
    return [_table(voice, ("activity", "when-and-where", "cost"), (10, 12, 8), rows)]


def _scores(copy: PlanCopy, voice: Voice) -> list[Block]:
    """Return the table of scores and, beneath it, each notice once, word for word."""
    for score in copy.scores:
        if is_blank(score.notice):
            raise NoNotice(score.instrument)
    rows = [
        [voice.lines(score.instrument), voice.lines(score.words), [line(voice.date(score.on))]] for score in copy.scores
    ]
    notices = [{"kind": "notice", "lines": [line(notice)]} for notice in dict.fromkeys(s.notice for s in copy.scores)]
    return [_table(voice, ("instrument", "score", "on"), (10, 8, 11), rows), *notices]


def _table(voice: Voice, head: tuple[str, ...], widths: tuple[int, ...], rows: list[list[list[Line]]]) -> Block:
    """Return a table whose columns share the width as `widths` are to each other."""
    titles = [line(voice.words.say("labels", key)) for key in head]
    return {"kind": "table", "head": titles, "widths": list(widths), "rows": rows}


def _agreed(copy: PlanCopy, voice: Voice) -> list[Block]:
    items = [voice.lines(decision) for decision in copy.agreed.words if not is_blank(decision)]
    listed: Block = {"kind": "list", "items": items}
    answer = voice.lines(voice.words.of_code("agreement", copy.agreed.answer))
    blocks: list[Block] = [listed if items else {"kind": "quiet", "lines": voice.ours("nothing", "agreed")}]
    blocks.append({"kind": "strong", "lines": answer})
    if not is_blank(copy.agreed.note):
        blocks.append({"kind": "own", "heading": None, "quiet": False, "lines": voice.lines(copy.agreed.note)})
    return blocks


def _next_review(review: NextReview | None, meeting: str, voice: Voice) -> list[Block]:
    if review is None:
        return []
    when = voice.date(review.on) + (f", {review.at}" if review.at else "")
    rest = [meeting, review.where, voice.who(review.who) if review.who else ""]
    lines = [found for text in rest for found in voice.lines(text)]
    return [{"kind": "strong", "lines": voice.lines(when)}, {"kind": "plain", "lines": lines}]


def _contacts(copy: PlanCopy, voice: Voice) -> list[Block]:
    items = []
    for contact in copy.contacts:
        who, how = voice.who(contact.who), voice.lines(contact.how)
        items.append([voice.one_line(who), *how] if how else voice.ours("labels", "ask-for", who=voice.hide(who)))
    return [{"kind": "list", "items": items}] if items else []
