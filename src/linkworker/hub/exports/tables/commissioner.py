"""The commissioner's columns: one row a referral received, with what came of the episode that it opened."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from linkworker.base.lists import coded
from linkworker.hub.exports.house import name_in
from linkworker.hub.exports.tables.worked_out import Around, goal_score

_DECISIONS = {"waiting": "waiting", "not-accepted": "not accepted", "accepted": "accepted"}


def _episode(row: Any, around: Around) -> Any | None:
    return next((each for each in around.person.live("episode") if each.referral_in_id == row.id), None)


def _of_episode(field: str) -> Callable[[Any, Around], Any]:
    def found(row: Any, around: Around) -> Any:
        episode = _episode(row, around)
        return getattr(episode, field) if episode else None

    return found


def _sessions(row: Any, around: Around) -> list[Any]:
    """Return the appointments from the day the episode opened to the day it ended."""
    episode = _episode(row, around)
    if episode is None:
        return []
    return [
        each
        for each in around.person.live("appointment")
        if each.on >= episode.opened_on and (episode.ended_on is None or each.on <= episode.ended_on)
    ]


def _attended(row: Any, around: Around) -> int:
    known = coded("appointment-outcome")
    outcomes = [each.outcome for each in _sessions(row, around)]
    return sum(known.has(code) and bool(known[code].flags.get("attended")) for code in outcomes if code)


def _goals(row: Any, around: Around) -> list[Any]:
    episode = _episode(row, around)
    plans = {each.id for each in around.person.live("plan") if episode and each.episode_id == episode.id}
    return [each for each in around.person.live("goal") if each.plan_id in plans]


def _score(row: Any, around: Around) -> Decimal | None:
    scores = [score for each in _goals(row, around) if (score := goal_score(each, around)) is not None]
    return sum(scores, Decimal(0)) if scores else None


def _end_state(row: Any, around: Around) -> str:
    episode = _episode(row, around)
    if episode:
        return "ended" if episode.ended_on else "open"
    return _DECISIONS.get(row.decision, str(row.decision))


COLUMNS: Mapping[str, Callable[[Any, Around], Any]] = {
    "team": lambda _, around: name_in(around.house.teams, around.person.row.team_id),
    "worker": lambda _, around: around.person.row.worker_id,
    "accepted": lambda row, _: row.decided_on if row.decision == "accepted" else None,
    "first_contact": _of_episode("first_contact_on"),
    "plan_agreed": _of_episode("plan_agreed_on"),
    "first_attendance": _of_episode("first_attendance_on"),
    "sessions_planned": lambda row, around: len(_sessions(row, around)),
    "sessions_attended": _attended,
    "outcomes_set": lambda row, around: sum(each.state != "removed" for each in _goals(row, around)),
    "outcomes_removed": lambda row, around: sum(each.state == "removed" for each in _goals(row, around)),
    "outcome_score": _score,
    "end_reasons": lambda row, around: _of_episode("end_reasons")(row, around) or [],
    "end_state": _end_state,
    "ended_on": _of_episode("ended_on"),
}
