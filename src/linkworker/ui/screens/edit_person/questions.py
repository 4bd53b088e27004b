"""The questions of each form about a person, with what is kept standing in them."""

from collections.abc import Mapping
from typing import Any

from linkworker.base.lists import coded
from linkworker.base.words import within
from linkworker.casework.people.asking_for import read_asked_for
from linkworker.ui.desk import Desk
from linkworker.ui.forms.as_typed import as_typed
from linkworker.ui.forms.field import Field, Kind, Option, Typed
from linkworker.ui.forms.options import from_list

Kept = Mapping[str, Any]
Workers = tuple[tuple[str, str], ...]

_FAIR = "Asked to see whether everybody gets the same chances. It decides nothing."
_ROOM = "Asked so that meetings can be held in a way that works for them."


def who(kept: Kept, desk: Desk, workers: Workers) -> tuple[Field, ...]:
    """Return the questions about name, birth and who keeps the record."""
    del desk
    keepers = tuple(Option(worker_id, name) for worker_id, name in workers)
    return (
        _text(kept, "name", "Name", hint="First name first, as on their papers", needed="Enter a name."),
        _text(kept, "known_as", "What they like to be called", hint="If it is another name"),
        _text(kept, "other_names", "Other names", hint="With commas between"),
        _text(kept, "date_of_birth", "Date of birth", Kind.BIRTH),
        _text(kept, "worker_id", "Worker", Kind.PICK, hint="Whose caseload they are on", options=keepers, lines=6),
    )


def about(kept: Kept, desk: Desk, workers: Workers) -> tuple[Field, ...]:
    """Return the questions that not everybody wants to answer."""
    del desk, workers
    return (
        _choice(kept, "sex", "Sex", "sex", why="Asked because some activities are for women or for men alone."),
        _choice(kept, "gender", "Gender", "gender", why=_FAIR),
        _text(kept, "gender_words", "Gender in their own words"),
        _pick(kept, "ethnicity", "Ethnicity", "ethnicity", why=_FAIR),
        _text(kept, "ethnicity_words", "Ethnicity in their own words"),
        _choice(kept, "care_leaver", "Care leaver", "care-leaver-status", why="Asked because they have rights."),
    )


def where(kept: Kept, desk: Desk, workers: Workers) -> tuple[Field, ...]:
    """Return the questions about where somebody is, and when they are released."""
    del workers
    areas = desk.settings.areas.value
    reachable = _with_kept([Option(area, area) for area in areas], kept["reachable_areas"])
    return (
        _choice(kept, "setting", "Where they are now", "setting"),
        _pick(kept, "legal_stage", "Legal stage", "legal-stage"),
        _prison(kept, desk),
        _text(kept, "wing", "Wing or cell"),
        _text(kept, "address", "Address"),
        _text(kept, "area", "Town or area", suggest=areas),
        *((_text(kept, "reachable_areas", "Places they can get to", Kind.CHOICES, options=reachable),) * bool(areas)),
        _text(kept, "arrived_on", "Arrived on", Kind.DATE),
        _choice(kept, "arrived_by", "How they came", "arrival"),
        _choice(kept, "release_known", "Release date", "release-date-known"),
        _text(kept, "release_date", "Date of release", Kind.DATE, shown_if=_is_known, needed="Enter a release date."),
    )


def helps(kept: Kept, desk: Desk, workers: Workers) -> tuple[Field, ...]:
    """Return the questions about what helps in the room."""
    del desk, workers
    return (
        _text(kept, "what_helps", "What helps in the room", Kind.LONG, lines=3, why=_ROOM),
        _text(kept, "how_to_explain", "How to explain things", Kind.LONG, lines=3),
        _choice(kept, "reading", "Reading", "reading-level"),
        _pick(kept, "language", "Language they like best", "language"),
        _choice(kept, "interpreter", "Interpreter needed", "yes-no-not-asked"),
        _choice(kept, "adjustments", "Adjustments", "adjustment", Kind.CHOICES),
    )


def asks(kept: Kept, desk: Desk, workers: Workers) -> tuple[Field, ...]:
    """Return the questions about what somebody asks for."""
    del desk, workers
    return (
        Field(
            "asked_for",
            "What they ask for",
            Kind.LONG,
            "With commas between: football, meeting people",
            default=asked_words(kept),
            lines=3,
            parse=read_asked_for,
        ),
        _choice(kept, "barriers", "What gets in the way", "barrier", Kind.CHOICES),
    )


def joining(kept: Kept, desk: Desk, workers: Workers) -> tuple[Field, ...]:
    """Return the questions about joining in: what a venue must have, and what a mentor may have lived through too."""
    del desk, workers
    same = "Asked so that a mentor can be found who has been through the same. Only what they are happy to have used."
    return (
        _choice(kept, "access_needs", "What a venue must have", "access-feature", Kind.CHOICES),
        _choice(kept, "experiences", "What they have lived through", "lived-experience", Kind.CHOICES, why=same),
    )


def risk(kept: Kept, desk: Desk, workers: Workers) -> tuple[Field, ...]:
    """Return the questions about risk and safety."""
    del desk, workers
    never = "Places to keep away from, as written in the licence. Never who a victim is."
    return (
        _choice(kept, "risk_level", "Risk level", "risk-level"),
        _pick(kept, "risk_source", "Where the level comes from", "risk-source"),
        _text(kept, "risk_date", "Date of the level", Kind.DATE),
        _text(kept, "risk_summary", "What to know about the risk", Kind.LONG, lines=3),
        _choice(kept, "exclusions", "What they must not be placed in", "exclusion", Kind.CHOICES),
        _text(kept, "no_under_18s", "Kept away from under-18s", Kind.YES_NO),
        _text(kept, "safeguarding", "Safeguarding concern", Kind.YES_NO),
        _text(kept, "safeguarding_note", "What the concern is about", Kind.LONG, lines=3, shown_if=_is_flagged),
        _text(kept, "victim_safety", "Victim safety", Kind.LONG, lines=3, why=never),
    )


def asked_words(kept: Kept) -> str:
    """Return the person's own words, with the kinds that they do not name after them."""
    said = within(kept["asked_for_words"] or "")
    named = read_asked_for(said).kinds
    kinds = coded("activity-kind")
    return ", ".join(filter(None, (said, *(kinds.label(code) for code in kept["asked_for"] if code not in named))))


def _is_known(typed: Typed) -> bool:
    return typed.get("release_known") == "known"


def _is_flagged(typed: Typed) -> bool:
    return typed.get("safeguarding") == "yes"


def _text(kept: Kept, name: str, label: str, kind: Kind = Kind.TEXT, **more: Any) -> Field:
    return Field(name, label, kind, default=as_typed(kept[name]), **more)


def _choice(kept: Kept, name: str, label: str, listed: str, kind: Kind = Kind.CHOICE, **more: Any) -> Field:
    return _text(kept, name, label, kind, options=from_list(listed), **more)


def _pick(kept: Kept, name: str, label: str, listed: str, **more: Any) -> Field:
    return _choice(kept, name, label, listed, Kind.PICK, lines=6, **more)


def _prison(kept: Kept, desk: Desk) -> Field:
    """Return the question of the prison: one of the team's, or a code where the team has named none."""
    named = [Option(each.code, each.name) for each in desk.settings.establishments.value]
    if not named:
        return _text(kept, "establishment", "Prison", hint="Its code of three letters, like LWI for Lewes")
    prisons = _with_kept(named, [kept["establishment"]] if kept["establishment"] else [])
    return _text(kept, "establishment", "Prison", Kind.PICK, options=prisons, what="a prison")


def _with_kept(options: list[Option], codes: list[str]) -> tuple[Option, ...]:
    """Return the options, with what is kept and is none of them after them: nothing is lost by opening a form."""
    known = {option.code for option in options}
    return (*options, *(Option(code, code) for code in codes if code not in known))
