"""How things stand between this laptop and the centre, in words: a label and a sentence a line."""

from collections.abc import Iterator

from linkworker.base.clock import london_day
from linkworker.base.dates import show_date
from linkworker.base.times import show_instant
from linkworker.base.words import count
from linkworker.sync.inbox_taken import STATUS_WORDS
from linkworker.sync.kept_aside import aside_words
from linkworker.sync.standing import Standing, Unsent

_NO_CENTRE = "No centre is trusted yet. Bring in the invitation that your centre gave you."


def standing_lines(found: Standing) -> tuple[tuple[str, str], ...]:
    """Return the lines of a standing."""
    return (
        *_here(found),
        *_there(found),
        *_people(found),
        ("Centre", f"Bundles are sealed to {found.hub}." if found.hub else _NO_CENTRE),
    )


def _here(found: Standing) -> Iterator[tuple[str, str]]:
    yield "Unsent", _unsent(found.unsent)
    if found.unsent is not None:
        if found.unsent.people_withheld:
            people = count(found.unsent.people_withheld, "person", "people")
            yield "Stays here", f"What is written about {people}: not agreed to, or held back."
        if found.unsent.records_withheld:
            yield "Stays here", f"{count(found.unsent.records_withheld, 'record')} marked to stay here."
    if found.conflicts:
        yield "To choose", f"{count(found.conflicts, 'thing')} written in two places: look and choose."
    if found.erasures_waiting:
        waits = count(found.erasures_waiting, "erasure waits", "erasures wait")
        yield "Erased", f"{waits} to be finished in the backups: finish erasing."
    if found.waiting_here:
        waits = count(found.waiting_here, "entry waits", "entries wait")
        yield "Waiting here", f"{waits} for an earlier one from the centre."
    if found.unknown_here:
        newer = count(found.unknown_here, "entry", "entries")
        yield "Newer", f"{newer} from a newer program, kept until this one is updated."


def _there(found: Standing) -> Iterator[tuple[str, str]]:
    if found.status in STATUS_WORDS:
        yield "This laptop", STATUS_WORDS[found.status]
    sent = found.sent_without_receipt
    if sent:
        oldest = show_date(london_day(min(each.made_at for each in sent)))
        yield "No receipt", f"{count(len(sent), 'bundle')} sent, the oldest made on {oldest}."
    if found.aside:
        yield "Kept aside", aside_words(found.aside)
    for each in found.refused:
        yield "Put aside", f"Bundle {each.number}: {each.why} {each.what_to_do}"
    for each in found.waiting_there:
        yield "Waits there", f"Bundle {each.number}: {each.why} {each.what_to_do}"
    if found.receipt is not None:
        made, taken = show_instant(found.receipt.made_at), show_instant(found.receipt.taken_at)
        yield "Receipt", f"Number {found.receipt.number}, made {made}, taken in {taken}."
    if found.clock is not None:
        yield "Clock", f"{found.clock.sentence} {found.clock.what_to_do}"


def _people(found: Standing) -> Iterator[tuple[str, str]]:
    for each in found.leaving:
        words = f"{each.name} is moving to another worker, and can only be read here. {each.waits_because}"
        yield "Leaving", words.strip()
    days: dict[str, int] = {}
    for each in found.gone:
        day = show_date(london_day(each.since))
        days[day] = days.get(day, 0) + 1
    for day, number in days.items():
        yield "Let go", f"{count(number, 'person', 'people')} let go on {day}."


def _unsent(unsent: Unsent | None) -> str:
    if unsent is None or unsent.only_notes:
        return "Nothing. All that was written here is in a bundle."
    return f"{count(unsent.entries, 'entry', 'entries')}, the oldest from {show_instant(unsent.oldest)}."
