"""Mentors to suggest, each with its reasons; the person chooses, and nobody fitting is said."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from linkworker.base.dates import show_date
from linkworker.matching.activity_facts import MentorFacts
from linkworker.matching.person_facts import PersonFacts
from linkworker.matching.wording import joined, label, lower_first


@dataclass(frozen=True, slots=True)
class MentorSuggestion:
    """One mentor and why, in words."""

    mentor: MentorFacts
    shared: frozenset[str]
    """Experiences that both are willing to share."""
    same_area: bool
    same_language: bool
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MentorSuggestions:
    """Those to suggest, and those who cannot be, each with why not."""

    suggested: tuple[MentorSuggestion, ...]
    not_now: tuple[tuple[MentorFacts, str], ...]
    unmatched: str
    """A sentence when no mentor shares an experience; "" otherwise."""
    ask: str
    """A sentence when the person has not agreed to be introduced to a mentor; "" otherwise."""


def why_not(mentor: MentorFacts, today: date) -> str:
    """Return why this mentor cannot be suggested now, as a sentence; "" when they can. What is not known bars too."""
    if not mentor.active:
        return "Not mentoring at the moment."
    if mentor.checks_until is None:
        return "When their checks end is not known."
    if mentor.checks_until < today:
        return f"Their checks ended {show_date(mentor.checks_until)}."
    if mentor.capacity is None or mentor.supporting is None:
        return "Whether they have room is not known."
    if mentor.supporting >= mentor.capacity:
        return f"No room: they support {mentor.supporting} of {mentor.capacity}."
    return ""


def can_be_suggested(mentor: MentorFacts, today: date) -> bool:
    """Say whether the mentor is active, checked and has room."""
    return not why_not(mentor, today)


def suggest_mentors(person: PersonFacts, mentors: Iterable[MentorFacts], today: date) -> MentorSuggestions:
    """Return mentors with most shared experience first, then area, language, name and id; the person chooses."""
    suggested: list[MentorSuggestion] = []
    not_now: list[tuple[MentorFacts, str]] = []
    for mentor in mentors:
        reason = why_not(mentor, today)
        if reason:
            not_now.append((mentor, reason))
        else:
            suggested.append(_suggestion(person, mentor, today))
    suggested.sort(key=_order)
    not_now.sort(key=lambda row: (row[0].name.casefold(), row[0].id))
    ask = "" if person.mentor_consent else f"Ask {person.who} before a mentor is told: no consent is recorded."
    return MentorSuggestions(tuple(suggested), tuple(not_now), _unmatched(person, suggested), ask)


def _order(row: MentorSuggestion) -> tuple[int, bool, bool, str, str]:
    return -len(row.shared), not row.same_area, not row.same_language, row.mentor.name.casefold(), row.mentor.id


def _suggestion(person: PersonFacts, mentor: MentorFacts, today: date) -> MentorSuggestion:
    shared = person.experiences & mentor.experiences
    reach = {name.casefold() for name in (*person.reachable, *filter(None, [person.area]))}
    places = [name for name in mentor.areas or () if name.casefold() in reach]
    same_language = person.language is not None and person.language in (mentor.languages or ())
    reasons = [
        f"Both share: {joined((lower_first(label('lived-experience', code)) for code in sorted(shared)), 'and')}."
        if shared
        else "No shared experience is recorded.",
        f"Mentors in {joined(places, 'and')}." if places else "Not in an area on record.",
        f"Speaks {label('language', person.language)}."
        if person.language is not None and same_language
        else "A shared language is not recorded.",
        f"Has room: supports {mentor.supporting} of {mentor.capacity}.",
    ]
    ends = mentor.checks_until or today
    reasons.append("Checks end today." if ends == today else f"Checks in date until {show_date(ends)}.")
    return MentorSuggestion(mentor, shared, bool(places), same_language, tuple(reasons))


def _unmatched(person: PersonFacts, suggested: list[MentorSuggestion]) -> str:
    if not person.experiences:
        return f"{person.who} has not shared any experience to find a mentor by."
    if not any(row.shared for row in suggested):
        return f"No mentor with room shares an experience with {person.who}."
    return ""
