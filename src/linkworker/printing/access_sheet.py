"""Everything held laid out as plain sections, for the template: records by kind, then what was done with them."""

from collections.abc import Iterable, Iterator
from typing import Any

from linkworker.base.dates import show_date
from linkworker.base.times import show_instant
from linkworker.base.words import sentence, within
from linkworker.casework.access.giving import OTHER
from linkworker.casework.access.held import Everything, HeldBundle, HeldEvent, HeldKind, HeldRecord, numbered
from linkworker.casework.history.field_words import kind_words
from linkworker.journal.actions import Action
from linkworker.printing.access_words import access_words, lines, say
from linkworker.printing.letters import is_blank, tidy
from linkworker.printing.sheet import Block
from linkworker.printing.voice import Line, line

_LOOKED = frozenset({Action.VIEWED})
_OUT = frozenset({Action.PRINTED, Action.EXPORTED})
_ADDED = frozenset({Action.CREATED})
_ERASED = "erased"
_SIZE, _LARGE = 14, 18


def access_sheet(held: Everything, organisation: str = "", *, large: bool = False) -> dict[str, Any]:
    """Return all that the template sets, as plain JSON values: 14 point, 18 where `large`."""
    sections = [
        _section("reading", lines=lines("reading", other=OTHER)),
        *(_kind(kind) for kind in held.kinds),
        _section("changed", entries=[_change(event) for event in held.events if _is_change(event)]),
        _section("looked", lines=_looks(held.events) or [say("nothing", "looked")]),
        _section("printed", entries=[_change(event) for event in held.events if event.action in _OUT])
        if any(event.action in _OUT for event in held.events)
        else _section("printed", lines=[say("nothing", "printed")]),
        _section("sent", lines=[_bundle(each) for each in held.bundles] or [say("nothing", "sent")]),
        _section("erased", lines=list(_erased(held.events))),
        _section("drafts", entries=list(_drafts(held))),
        _section("correct", lines=lines("correct", worker=_worker(held))),
    ]
    return {
        "title": access_words()["title"],
        "contents": access_words()["contents"],
        "page": access_words()["page"],
        "shown": _line(held.name),
        "about": [_line(text) for text in _about(held, organisation)],
        "size": _LARGE if large else _SIZE,
        "sections": [section for section in sections if section["lines"] or section["entries"]],
    }


def _section(key: str, *, lines: Iterable[str] = (), entries: Iterable[Block] = ()) -> dict[str, Any]:
    why = access_words()["why"].get(key, "")
    return {
        "heading": say("headings", key),
        "why": [_line(why)] if why else [],
        "lines": [_line(text) for text in lines],
        "entries": list(entries),
    }


def _about(held: Everything, organisation: str) -> Iterator[str]:
    if held.born:
        yield say("about", "born", date=show_date(held.born))
    yield say("about", "made", date=show_date(held.made_on))
    if organisation:
        yield say("about", "by", organisation=organisation)


def _kind(kind: HeldKind) -> dict[str, Any]:
    return {
        "heading": kind.heading,
        "why": [_line(kind.why)],
        "lines": [],
        "entries": [_record(record) for record in kind.records],
    }


def _record(record: HeldRecord) -> Block:
    name = sentence(numbered(record.kind, record.number))[:-1]
    when = f", {show_date(record.on)}" if record.on else ""
    rows = [_row(value.label, value.words) for value in record.values if value.words]
    return {"heading": f"{name}{when}", "marks": [_line(text) for text in _marks(record)], "rows": rows}


def _marks(record: HeldRecord) -> Iterator[str]:
    if record.in_error:
        reason = within(record.error_reason)
        yield say("marks", "error_why", reason=sentence(reason)) if reason else say("marks", "error")
    if record.corrects:
        yield say("marks", "corrects", number=str(record.corrects))
    if record.corrected_by:
        yield say("marks", "corrected", number=str(record.corrected_by))
    if record.of_another:
        yield say("marks", "another", name=record.of_another)


def _is_change(event: HeldEvent) -> bool:
    return event.action not in _LOOKED | _OUT and event.action != _ERASED


def _change(event: HeldEvent) -> Block:
    rows = [_row(each.label, f"{each.old}; then: {each.new}" if each.old else each.new) for each in event.changes]
    if event.reason:
        rows.append(_row("reason", event.reason))
    return {"heading": f"{show_instant(event.at)}, {event.who.name} {event.did}", "marks": [], "rows": rows}


def _looks(events: Iterable[HeldEvent]) -> list[str]:
    return [f"{show_instant(event.at)}: {event.who.name}" for event in events if event.action in _LOOKED]


def _bundle(bundle: HeldBundle) -> str:
    if bundle.written_at is None:
        return f"File {bundle.number}: made {show_instant(bundle.made_at)}, and not sent yet. {bundle.words()}."
    got = f" It was received {show_instant(bundle.receipted_at)}." if bundle.receipted_at else ""
    return f"File {bundle.number}: written {show_instant(bundle.written_at)}. {sentence(bundle.words())}{got}"


def _erased(events: Iterable[HeldEvent]) -> Iterator[str]:
    """Yield that something was erased, and of what kind; never what it said."""
    for event in events:
        if event.action == _ERASED:
            yield f"{show_instant(event.at)}: {event.who.name} erased {kind_words(event.kind)}."
        elif event.gone:
            yield f"What was written {show_instant(event.at)} about {kind_words(event.kind)} is no longer whole."


def _drafts(held: Everything) -> Iterator[Block]:
    for draft in held.drafts:
        rows = [_row(value.label, value.words) for value in draft.values]
        heading = f"{show_instant(draft.saved_at)}, {draft.who.name}"
        yield {"heading": heading, "marks": [], "rows": rows}


def _worker(held: Everything) -> str:
    """Return who to turn to: the person's own worker, as far as the copy says who that is."""
    for record in held.records():
        for value in record.values:
            if record.kind == "person" and value.field == "worker_id":
                return value.words if value.who else f"your {value.words.removeprefix('a ')}"
    return str(access_words()["correct"]["worker"])


def _row(label: str, words: str) -> Block:
    return {"label": sentence(label)[:-1], "lines": [line(part) for part in tidy(words).split("\n") if _seen(part)]}


def _seen(text: str) -> bool:
    return not is_blank(text)


def _line(text: str) -> Line:
    return line(" ".join(tidy(text).split()))
