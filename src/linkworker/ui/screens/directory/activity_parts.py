"""What is known of one activity, part by part, as its screen shows it."""

from linkworker.base.dates import show_date
from linkworker.base.words import count, listed
from linkworker.casework.directory.activity_view import ActivityView, places_words
from linkworker.ui.widgets.details import Part, said


def activity_parts(view: ActivityView, places: dict[str, str]) -> list[Part]:
    """Return all that is known of it; `places` are the names of establishments by code."""
    return [_what_it_is(view), _when_and_where(view, places), _who_may_come(view), _joining(view), _who_runs_it(view)]


def _what_it_is(view: ActivityView) -> Part:
    return Part(
        "What it is",
        said(
            ("In plain words", view.plain),
            ("Kind", ", ".join(view.kinds)),
            ("Says of itself", ", ".join(view.attributes)),
            ("Needs it serves", "; ".join(view.needs)),
            ("Not known", _begun(listed(view.not_known))),
        ),
    )


def _when_and_where(view: ActivityView, places: dict[str, str]) -> Part:
    serves = (
        "Anywhere"
        if view.anywhere
        else listed([*(places.get(code, code) for code in view.establishments), *view.areas])
    )
    return Part(
        "When and where",
        said(
            ("When", listed(each.said() for each in view.times)),
            ("First day", show_date(view.starts_on) if view.starts_on else ""),
            ("Last day", show_date(view.ends_on) if view.ends_on else ""),
            ("How long", count(view.weeks, "week") if view.weeks else ""),
            ("Where", ", ".join(part for part in (view.venue, view.area) if part)),
            ("Getting there", view.travel),
            ("Serves", serves),
            ("In its own words", view.areas_in_words),
            ("Access", ", ".join(view.access)),
        ),
    )


def _who_may_come(view: ActivityView) -> Part:
    return Part(
        "Who may come",
        said(
            ("Who", _begun(view.who_for)),
            ("Risk levels", ", ".join(view.risk_levels)),
            ("States", ", ".join(view.excludes)),
        ),
    )


def _joining(view: ActivityView) -> Part:
    return Part(
        "Joining",
        said(
            ("Cost", _begun(view.cost)),
            ("Places", _begun(places_words(view).removeprefix("places "))),
            ("Group size", str(view.group_size) if view.group_size else ""),
            ("How to join", view.how_to_join),
            ("Phone", view.phone),
            ("Email", view.email),
            ("Website", view.website),
        ),
    )


def _who_runs_it(view: ActivityView) -> Part:
    return Part(
        "Who runs it",
        said(
            ("Provider", view.provider),
            ("Checks", _begun(view.provider_status)),
            ("Contact", view.contact),
            ("From the feed", view.feed),
            ("Left the feed", show_date(view.withdrawn_on) if view.withdrawn_on else ""),
        ),
    )


def _begun(words: str | None) -> str:
    """Return words as they stand after a label, with a capital first letter."""
    return f"{words[:1].upper()}{words[1:]}" if words else ""
