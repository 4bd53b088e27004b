"""Which activities fit a person: fits, fits if, does not fit, each with why; nothing is left out unsaid."""

from argparse import Namespace
from collections.abc import Sequence
from typing import Any

from linkworker.base.errors import BadInput
from linkworker.casework.matches.gaps import keep_gap
from linkworker.casework.matches.matching import MatchRow, PersonMatches, match_person, mentors_for
from linkworker.cli.desk import Desk
from linkworker.cli.words.match import SHOWN
from linkworker.matching.mentors import MentorSuggestions
from linkworker.matching.verdict import Group

_ENOUGH_TO_SHARE = 3


def run(args: Namespace, desk: Desk) -> int:
    """Match, or show the part that was asked for."""
    person_id = desk.person(args.person)
    if args.mentors:
        with desk.reading() as connection:
            found = mentors_for(connection, person_id, desk.today)
        desk.answer(_mentors_view(found), _mentor_lines(found))
        return 0
    if args.gap is not None:
        with desk.unit_of_work() as uow:
            matched = match_person(uow.connection, person_id, desk.today, desk.settings)
            gap_id = keep_gap(uow, matched, domain=args.need, kind_wanted=args.gap or None)
        desk.answer({"gap": gap_id}, ["Kept: nothing fits. It says what is missing and where, and names nobody."])
        return 0
    with desk.reading() as connection:
        matched = match_person(connection, person_id, desk.today, desk.settings)
    if args.why is not None:
        _why(matched, args.why, desk)
        return 0
    desk.answer(_view(matched), [matched.header(), *_lines(matched, most=None if args.all else SHOWN)])
    return 0


def row_of(matched: PersonMatches, number: int) -> MatchRow:
    """Return the line with a number, counted from 1 through all groups; raises BadInput."""
    rows = matched.rows()
    if not 1 <= number <= len(rows):
        raise BadInput(f"Enter a number from 1 to {len(rows)}." if rows else "There are no activities yet.")
    return rows[number - 1]


def _lines(matched: PersonMatches, most: int | None) -> list[str]:
    lines: list[str] = []
    for group in Group:
        rows = matched.rows(group)
        if not rows:
            continue
        shown = rows[:most]
        shared = _shared(rows)
        lines.append(f"{group.words} ({len(rows)})")
        if shared:
            lines.append(f"     All of these: {', '.join(shared)}.")
        for row in shown:
            lines += _two_lines(row, shared)
        if len(rows) > len(shown):
            lines.append(f"     {len(rows) - len(shown):,} more, not shown. Add --all.")
    lines += _worth_asking(matched) if matched.matches.fits else _fallback_lines(matched)
    if lines and len(matched.matches):
        lines.append("Add --why and a number to see every test of that one, such as: --why 1")
    return lines


def _shared(rows: Sequence[MatchRow]) -> tuple[str, ...]:
    """Return the reasons that every row of a group has, to be said once; none in a short group."""
    if len(rows) < _ENOUGH_TO_SHARE:
        return ()
    return tuple(reason for reason in rows[0].reasons if all(reason in row.reasons for row in rows))


def _two_lines(row: MatchRow, shared: Sequence[str]) -> list[str]:
    """Return what it is, when and what it costs on one line, and why it stands where it does on the next."""
    why = ", ".join(reason for reason in row.reasons if reason not in shared and reason != row.cost)
    return [f"{row.number:>4} {row.name}; {row.when}; {row.cost}", *([f"       {why}"] if why else [])]


def _worth_asking(matched: PersonMatches) -> list[str]:
    """Return what bars nothing and is not known, so that it is asked all the same."""
    asks = " ".join(ask.sentence for ask in matched.fallback().asks if not ask.activities)
    return [f"Good to know: {asks}"] if asks else []


def _fallback_lines(matched: PersonMatches) -> list[str]:
    found = matched.fallback()
    lines = [found.sentence]
    if found.asks:
        lines += ["What to ask", *(f"    {ask.sentence} {ask.words}." for ask in found.asks)]
    if found.nearest:
        lines += ["Nearest", *_nearest_lines(matched, [near.activity.id for near in found.nearest])]
    if found.signposts:
        names = ", ".join(match.activity.name for match in found.signposts)
        lines.append(f"They can be told of these now, without a referral: {names}.")
    return [*lines, "Add --gap to keep that nothing fits, as evidence. It names nobody."]


def _nearest_lines(matched: PersonMatches, nearest: Sequence[str]) -> list[str]:
    """Return the nearest by number, as the main list has them: what they all hang on is said once."""
    hang = {activity_id: matched.conditions(activity_id) for activity_id in nearest}
    shared = [words for words in hang[nearest[0]] if len(nearest) > 1 and all(words in each for each in hang.values())]
    lines = [f"     All of these: {', '.join(shared)}."] if shared else []
    for row in sorted((row for row in matched.rows() if row.activity_id in hang), key=lambda r: r.number):
        own = ", ".join(words for words in hang[row.activity_id] if words not in shared)
        lines.append(f"{row.number:>4} {row.name}{f': {own}' if own else ''}")
    return lines


def _why(matched: PersonMatches, number: int, desk: Desk) -> None:
    row = row_of(matched, number)
    tests, fixes = matched.every_test(row.activity_id), matched.what_would_make_it_fit(row.activity_id)
    lines = [f"{row.number} {row.name}: {row.group.words.lower()}"]
    lines += [f"    {line.verdict.words.capitalize()} - {line.label}. {line.sentence}" for line in tests]
    if fixes:
        lines += ["What would make it fit", *(f"    {fix}" for fix in fixes)]
    view = {
        "activity_id": row.activity_id,
        "name": row.name,
        "group": row.group.words,
        "tests": [
            {"test": line.test, "label": line.label, "answer": line.verdict.words, "sentence": line.sentence}
            for line in tests
        ],
        "what_would_make_it_fit": fixes,
    }
    desk.answer(view, lines)


def _view(matched: PersonMatches) -> dict[str, Any]:
    return {
        "header": matched.header(),
        "counts": {group.words: len(matched.rows(group)) for group in Group},
        "rows": [
            {
                "number": row.number, "activity_id": row.activity_id, "name": row.name, "when": row.when,
                "cost": row.cost, "group": row.group.words, "reasons": row.reasons,
            }
            for row in matched.rows()
        ],
        "sentence": matched.fallback().sentence,
        "ask": [ask.sentence for ask in matched.fallback().asks],
    }  # fmt: skip


def _mentor_lines(found: MentorSuggestions) -> list[str]:
    lines = [found.unmatched] if found.unmatched else []
    for number, row in enumerate(found.suggested, 1):
        lines += [f"{number} {row.mentor.name}", *(f"    {reason}" for reason in row.reasons)]
    if found.not_now:
        lines += ["Not now", *(f"    {mentor.name}: {why}" for mentor, why in found.not_now)]
    return lines or ["There are no mentors yet. Type: linkworker activities mentor add NAME"]


def _mentors_view(found: MentorSuggestions) -> dict[str, Any]:
    return {
        "unmatched": found.unmatched,
        "suggested": [
            {"mentor_id": row.mentor.id, "name": row.mentor.name, "reasons": row.reasons} for row in found.suggested
        ],
        "not_now": [{"mentor_id": mentor.id, "name": mentor.name, "why": why} for mentor, why in found.not_now],
    }
