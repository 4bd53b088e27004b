"""The parts of a person's summary as words: each with a title, its lines, and what to do where it is empty."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from textual.content import Content

from linkworker.base.dates import show_date
from linkworker.base.lists import coded
from linkworker.base.words import listed, sentence
from linkworker.casework.check_ins.check_in_view import Comparison, Result
from linkworker.casework.consent.consenting import Agreed
from linkworker.casework.people.person_page_view import InTheRoom, NextThing, PersonPage, Risk
from linkworker.casework.workers.role_rows import Role
from linkworker.wellbeing.change import Change

_MUTED = "$text-muted"
_WARNING = "$text-warning"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the summary."""

    title: str
    lines: tuple[Content, ...]


def parts(page: PersonPage, result: Result | None, today: date, copyright_sign: str) -> tuple[Part, ...]:
    """Return the parts in the order they matter; `result` is that of the latest check-in."""
    return (
        Part("What matters", tuple(_matters(page))),
        Part("In the room", tuple(_room(page.in_the_room)) or _empty("Nothing yet. Press e to write what helps.")),
        Part("Next", tuple(_next(one, today) for one in page.next_things) or _empty(_NOTHING_NEXT)),
        Part("Check-in", tuple(_check_in(result))),
        Part("Risk", tuple(_risk(page.risk, page))),
        Part("Agreed to", tuple(_consent(page.consents))),
        Part("To reach them", tuple(_reach(page))),
        Part("Around them", tuple(_around(page)) or _empty("Nobody yet. Press e to add a GP or another professional.")),
        Part("Who they are", tuple(_who(page))),
        Part("Scale", _empty(result.notice.replace("©", copyright_sign)) if result else ()),
    )


_NEEDS = {
    "What matters": "plans",
    "In the room": "details",
    "Next": "plans",
    "Check-in": "check-ins",
    "Risk": "risk",
    "Agreed to": "consent",
    "Around them": "details",
    "Scale": "check-ins",
}


def is_seen(title: str, role: Role) -> bool:
    """Say whether a role sees a part; who somebody is and how to reach them is seen by all."""
    return title not in _NEEDS or role.may(_NEEDS[title])


_NOTHING_NEXT = "Nothing with a date. Press 5, then a, to set a time."


def _matters(page: PersonPage) -> Iterator[Content]:
    if page.matters:
        yield Content.styled(page.matters, "bold")
    else:
        yield from _empty("Nothing yet. Press 2 to write it in the plan, in their own words.")
    if page.asked_for or page.asked_for_words:
        yield _named("Asked for", page.asked_for_words or ", ".join(page.asked_for))
    if page.barriers:
        yield _named("In the way", ", ".join(_small(one) for one in page.barriers))


def _room(room: InTheRoom) -> Iterator[Content]:
    if room.how_to_explain:
        yield Content(room.how_to_explain)
    if room.what_helps:
        yield Content(room.what_helps)
    helps = (*room.adjustments, *room.access_needs)
    if helps:
        yield Content(sentence(", ".join(_small(one) for one in helps)))
    if room.reading:
        yield _named("Reading", room.reading)
    if room.interpreter == "Yes" or room.language not in {None, "English"}:
        needed = "needs an interpreter" if room.interpreter == "Yes" else "no interpreter"
        yield _named("Language", f"{room.language or 'not known'}, {needed}")


def _next(one: NextThing, today: date) -> Content:
    late = (", overdue", f"bold {_WARNING}") if one.on < today else ""
    return Content.assemble((f"{show_date(one.on)} ", _MUTED), one.words, late)


def _check_in(result: Result | None) -> Iterator[Content]:
    if result is None:
        yield from _empty("None yet. Press c to take one.")
        return
    held = result.check_in
    score = held.scores[0].sentence() if held.scores else held.score_words()
    yield Content.assemble((score, "bold"), (f"  {show_date(held.on)}", _MUTED))
    yield from (Content(line) for line in map(_change, result.comparisons) if line)
    if result.prompt is not None and held.safety_decision is None:
        yield Content.styled("Safety prompt without a decision. Press 4.", f"bold {_WARNING}")


def _change(compared: Comparison) -> str:
    """Return the change on the check-in's own scale, judged by each of its thresholds."""
    own = [change for change in compared.changes if change.scale == compared.changes[0].scale]
    if not own:
        return ""
    amount = own[0].amount
    moved = "The same" if not amount else f"{'Up' if amount > 0 else 'Down'} {abs(amount)}"
    since = "the baseline" if compared.against == "baseline" else "last time"
    kinds = dict.fromkeys(change.kind for change in own)
    judged = listed(f"{kind} ({'; '.join(_threshold(each) for each in own if each.kind is kind)})" for kind in kinds)
    return f"{moved} since {since}, {show_date(compared.on)}: {judged}."


def _threshold(change: Change) -> str:
    return f"{change.threshold.name}, {change.threshold.figure}"


def _risk(risk: Risk, page: PersonPage) -> Iterator[Content]:
    known = [one for one in (risk.source, show_date(risk.on) if risk.on else None) if one]
    yield Content.assemble((risk.level, "bold"), (f"  {', '.join(known)}", _MUTED) if known else "")
    if risk.on is None and risk.level == "Not assessed":
        yield from _empty("Press e to write the level, who said it and when.")
    if risk.summary:
        yield Content(risk.summary)
    if risk.safeguarding:
        yield Content.styled(sentence(risk.safeguarding_note or "Safeguarding concern"), _WARNING)
    never = [*(_small(one) for one in risk.exclusions), *(["anywhere with under-18s"] if risk.no_under_18s else [])]
    if never:
        yield _named("Not for them", listed(never))
    if risk.victim_safety:
        yield Content.styled(sentence(risk.victim_safety), _WARNING)
    if page.kept_apart:
        yield _named("Keep apart from", listed(one.other_name for one in page.kept_apart))


def _consent(answers: tuple[Agreed, ...]) -> Iterator[Content]:
    latest: dict[tuple[str, str | None], Agreed] = {}
    for one in answers:
        latest.setdefault((one.purpose, one.with_whom), one)
    yes = [one for one in latest.values() if one.in_force]
    no = [one for one in latest.values() if not one.in_force]
    if not latest:
        yield from _empty("Not asked yet. Press k to write down what they agree to share.")
    if yes:
        yield Content(sentence(listed(map(_purpose, yes))))
    if no:
        yield Content.assemble(("Not agreed, or taken back: ", "bold"), sentence(listed(map(_purpose, no))))


def _purpose(one: Agreed) -> str:
    whom = f" ({one.with_whom})" if one.with_whom else ""
    return f"{_small(coded('consent-purpose').label(one.purpose))}{whom}"


def _reach(page: PersonPage) -> Iterator[Content]:
    if not page.contact_details:
        yield from _empty("No number or address yet. Press e to add one.")
    for one in page.contact_details:
        yield Content.styled(one.words, _WARNING if one.safe == "no" else "")


def _around(page: PersonPage) -> Iterator[Content]:
    return (Content(one.words) for one in page.professionals)


def _who(page: PersonPage) -> Iterator[Content]:
    if page.about:
        yield Content(sentence("; ".join(f"{name}: {value}" for name, value in page.about.items())))
    stage = [one for one in (page.identity.setting, page.identity.legal_stage) if one]
    if stage:
        yield Content(", ".join(dict.fromkeys(stage)))  # on licence is both where they are and their stage
    whose = [one for one in (page.worker, page.team) if one]
    yield _named("Supported by", ", ".join(whose) if whose else "nobody yet")
    if page.episode is not None:
        yield _named("In support", f"{page.episode.level.lower()}, since {show_date(page.episode.opened_on)}")
    if page.busy:
        yield _named("Cannot come", "; ".join(one.words for one in page.busy))
    for number in page.numbers:
        yield Content.assemble(
            f"{number.label} {number.shown}", (f"  {number.warning}", _WARNING) if number.warning else ""
        )
    if page.kept_here:
        yield Content("Kept on this laptop: nothing of them goes to the centre.")


def _named(name: str, words: str) -> Content:
    return Content.assemble((f"{name}: ", _MUTED), words)


def _empty(words: str) -> tuple[Content, ...]:
    return (Content.styled(words, _MUTED),)


def _small(label: str) -> str:
    """Return a label in the middle of a sentence; GP and HMP stay as they are."""
    return label if label[:2].isupper() else f"{label[:1].lower()}{label[1:]}"
