"""One person, on one page."""

from argparse import Namespace
from collections.abc import Iterable, Iterator

from linkworker.base.dates import show_date
from linkworker.casework.consent.withholding import may_leave
from linkworker.casework.people.looking import saw
from linkworker.casework.people.person_page import person_page
from linkworker.casework.people.person_page_view import Identity, PersonPage
from linkworker.casework.reviews.review_due import intervals
from linkworker.casework.workers.only_seen import page_seen
from linkworker.cli.commands.people_support import episode_words
from linkworker.cli.desk import Desk
from linkworker.wellbeing.packs import instrument


def run(args: Namespace, desk: Desk) -> int:
    """Show the page, then write that it was looked at."""
    person_id, role = desk.person(args.person), desk.role
    with desk.reading() as connection:
        page = person_page(connection, person_id, desk.today, intervals(desk.settings), desk.settings.places())
        page = page_seen(page, role)
        leaves = may_leave(connection, person_id, desk.settings.sharing.value)
    asked = [one.sentence for one in page.consents] or ["Nobody has asked yet."]
    desk.answer(
        {"page": page, "may_leave": leaves},
        [*_lines(page), *_block("Consent", asked if role.may("consent") else ()), *leaves.why],
    )
    with desk.unit_of_work() as uow:
        saw(uow, person_id)
    return 0


def _lines(page: PersonPage) -> Iterator[str]:
    yield from _identity(page.identity)
    if page.worker:
        yield f"Worker: {page.worker}" + (f", {page.team}" if page.team else "")
    yield from _block("Numbers", (_and(f"{one.label} {one.shown}", one.warning) for one in page.numbers))
    yield from _block("What matters to me", [page.matters] if page.matters else [])
    asked = [*page.asked_for, *([page.asked_for_words] if page.asked_for_words else [])]
    yield from _block("Asked for", [", ".join(asked)] if asked else [])
    yield from _block("What helps in the room", _in_the_room(page))
    yield from _block("What gets in the way", [", ".join(page.barriers)] if page.barriers else [])
    yield from _block("Next", (f"{show_date(one.on)}: {one.words}" for one in page.next_things))
    yield from _block("Risk", _risk(page))
    yield from _block("Keep apart from", (_and(one.other_name, one.why) for one in page.kept_apart))
    yield from _block("Cannot come", (one.words for one in page.busy))
    yield from _block("Support", (episode_words(one) for one in page.episodes))
    if page.latest_check_in:
        name = instrument(page.latest_check_in.instrument).short_name
        yield f"Latest check-in: {name}, {show_date(page.latest_check_in.on)}"
    yield from _block("Appointments", (one.words for one in page.appointments))
    yield from _block("Contact", (one.words for one in page.contact_details))
    yield from _block("Professionals", (one.words for one in page.professionals))
    yield from _block("Latest notes", (f"{one.heading}: {one.words}" for one in page.notes))
    yield from _block("About them", (f"{label.capitalize()}: {said}" for label, said in page.about.items()))


def _identity(bar: Identity) -> Iterator[str]:
    yield bar.name
    born = f"Born {show_date(bar.date_of_birth)}, aged {bar.age}" if bar.date_of_birth else "Date of birth not known"
    yield born
    where = "; ".join(part for part in (bar.place, bar.setting, bar.legal_stage) if part)
    yield f"Where: {where or 'not known'}"
    release = show_date(bar.release_date) if bar.release_date else bar.release_known
    yield f"Release date: {release}"
    if bar.risk:  # not every role sees it
        yield f"Risk: {bar.risk}" + (". Safeguarding" if bar.safeguarding else "")
    if bar.adjustments_first:
        yield f"Before you begin: {', '.join(bar.adjustments_first)}"


def _in_the_room(page: PersonPage) -> Iterator[str]:
    room = page.in_the_room
    said = (
        ("How to explain", room.how_to_explain),
        ("Reading", room.reading),
        ("What helps", room.what_helps),
        ("Adjustments", ", ".join(room.adjustments)),
        ("Access", ", ".join(room.access_needs)),
        ("Language", room.language),
        ("Interpreter", room.interpreter if room.language or room.interpreter not in {"", "Not asked"} else None),
    )
    yield from (f"{label}: {words}" for label, words in said if words)


def _risk(page: PersonPage) -> Iterator[str]:
    risk = page.risk
    if not risk.level:
        return
    told = (risk.source, show_date(risk.on) if risk.on else None)
    source = ", ".join(part for part in told if part)
    yield f"{risk.level}" + (f" ({source})" if source else "")
    if risk.summary:
        yield risk.summary
    if risk.exclusions:
        yield f"Rules out: {', '.join(risk.exclusions)}"
    if risk.no_under_18s:
        yield "Not where under-18s are"
    if risk.safeguarding:
        yield f"Safeguarding: {risk.safeguarding_note or 'not said what about'}"
    if risk.victim_safety:
        yield f"Keep away from: {risk.victim_safety}"


def _and(first: str, more: str | None) -> str:
    return f"{first}: {more}" if more else first


def _block(title: str, lines: Iterable[str]) -> Iterator[str]:
    held = list(lines)
    if held:
        yield f"{title}:"
        yield from (f"  {line}" for line in held)
