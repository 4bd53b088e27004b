"""Every text that somebody wrote about one person, with where it stands: what is looked through for third parties."""

from collections.abc import Iterator
from dataclasses import dataclass

from linkworker.base.dates import show_date
from linkworker.base.times import show_instant
from linkworker.base.words import sentence
from linkworker.casework.access.flattened import is_machine_id, texts_in
from linkworker.casework.access.held import DRAFT, ENTRY, OWNER, REASON, Everything, HeldRecord, Place
from linkworker.casework.history.field_words import kind_words


@dataclass(frozen=True, slots=True)
class Passage:
    """A text, where it stands, and what that is called: "A note, 6 August 2026: words"."""

    place: Place
    where: str
    text: str
    typed: bool = True
    """Somebody wrote it; what is not typed is looked at only where its field names somebody."""
    marked: str = ""
    """Why the whole of it is marked whatever it says: the code of a reason, "" for none."""


def passages(held: Everything) -> Iterator[Passage]:
    """Yield every text in turn: records, earlier wordings and reasons of the journal, drafts."""
    for record in held.records():
        yield from _of_record(record)
    for event in held.events:
        when = show_instant(event.at)
        for change in event.changes:
            if change.typed:
                place = Place(event.kind, event.record_id, change.field)
                where = f"{sentence(kind_words(event.kind))[:-1]}, changed {when}: {change.label}"
                yield from (Passage(place, where, text) for text in (change.old, change.new) if text)
        if event.reason:
            place = Place(ENTRY, event.entry_id, REASON)
            yield Passage(place, f"The reason given, {when}", event.reason)
    for draft in held.drafts:
        for value in draft.values:
            place = Place(DRAFT, draft.form, value.field)
            where = f"Not saved yet, {show_instant(draft.saved_at)}: {value.label}"
            yield Passage(place, where, value.words, marked="elsewhere" if draft.of_another else "")


def record_name(record: HeldRecord) -> str:
    """Return what a record is called on a list: "A note, 6 August 2026"."""
    thing = sentence(kind_words(record.kind))[:-1]
    return f"{thing}, {show_date(record.on)}" if record.on else f"{thing}, number {record.number}"


def _of_record(record: HeldRecord) -> Iterator[Passage]:
    name = record_name(record)
    if record.of_another:
        place = Place(record.kind, record.record_id, OWNER)
        yield Passage(place, f"{name}: in whose record it lies", record.of_another, marked="elsewhere")
    for value in record.values:
        place = Place(record.kind, record.record_id, value.field)
        where = f"{name}: {value.label}"
        if value.points is not None:
            continue
        if record.of_another and (value.typed or value.field.endswith("_id")):
            yield Passage(place, where, value.words, marked="elsewhere")
        elif value.typed:
            said = (text for text in texts_in(value.plain) if not is_machine_id(text))
            yield Passage(place, where, "\n".join(said))
        elif value.who is None:
            yield Passage(place, where, value.words, typed=False)
