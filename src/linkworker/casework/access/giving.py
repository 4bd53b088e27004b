"""What is given of everything held, after each decision: the same values, with others' details and what is held out."""

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace

from linkworker.base.errors import Refused
from linkworker.casework.access.decisions import Choice, Decisions, held_records, to_decide_words, undecided
from linkworker.casework.access.flattened import each_text, texts_in
from linkworker.casework.access.held import (
    DRAFT,
    ENTRY,
    OWNER,
    REASON,
    Everything,
    HeldChange,
    HeldDraft,
    HeldEvent,
    HeldKind,
    HeldRecord,
    HeldValue,
    Place,
    Who,
    numbered,
)
from linkworker.casework.access.third_parties import Finding

OTHER = "[details of another person]"
_LEAST_HELD = 12
"""Letters of a text held back that is cut out wherever else it stands; shorter ones would cut into other words."""


class NotDecided(Refused):
    """{} Decide each before the copies are made."""


def given(
    held: Everything,
    findings: Sequence[Finding],
    decisions: Decisions,
    hide: Callable[[str], str] | None = None,
) -> Everything:
    """Return everything as it is given to the person. Raises NotDecided while a finding is not decided.

    What is taken out reads OTHER. What is held back is not there at all, nor wherever else the same words stand.
    `hide` puts what staff do in place of their names in a text; with it, staff show by what they do everywhere.
    """
    left = undecided(findings, decisions)
    if left:
        raise NotDecided(to_decide_words(len(left)))
    return _Giving(held, findings, decisions, hide).all()


class _Giving:
    """Goes through everything once, place by place."""

    def __init__(
        self, held: Everything, findings: Sequence[Finding], decisions: Decisions, hide: Callable[[str], str] | None
    ) -> None:
        self._held, self._hide = held, hide
        self._records = held_records(decisions)
        self._no_place: set[Place] = set()
        self._whole: set[Place] = set()
        self._words: dict[Place, list[str]] = defaultdict(list)
        for finding in findings:
            made = decisions.get(finding.key)
            if made is None or made.choice is Choice.LEAVE:
                continue
            if made.choice is Choice.HOLD:
                self._no_place.add(finding.place)
            elif finding.whole:
                self._whole.add(finding.place)
            else:
                self._words[finding.place].append(finding.found)
        self._patterns = {place: _either(words) for place, words in self._words.items()}
        self._numbers = _renumbered(held, self._records)
        self._cut = _either(sorted(self._held_texts(), key=len, reverse=True))

    def all(self) -> Everything:
        """Return everything as given."""
        held = self._held
        kinds = (self._kind(kind) for kind in held.kinds)
        events = (self._event(event) for event in held.events if event.record_id not in self._records)
        return replace(
            held,
            kinds=tuple(kind for kind in kinds if kind.records),
            events=tuple(events),
            drafts=tuple(self._draft(draft) for draft in held.drafts),
            staff=tuple(self._who(who) for who in held.staff) if self._hide is None else (),
        )

    def _kind(self, kind: HeldKind) -> HeldKind:
        return replace(kind, records=tuple(self._record(each) for each in kind.records if self._shown(each)))

    def _shown(self, record: HeldRecord) -> bool:
        return record.record_id not in self._records

    def _record(self, record: HeldRecord) -> HeldRecord:
        values = (self._value(value, Place(record.kind, record.record_id, value.field)) for value in record.values)
        number = self._numbers[record.kind, record.number]
        reason = self._text(record.error_reason, Place(ENTRY, record.error_entry, REASON))
        owner = Place(record.kind, record.record_id, OWNER)
        of_another = OTHER if owner in self._whole | self._no_place else record.of_another
        return replace(
            record,
            number=number,
            values=tuple(value for value in values if value),
            error_reason=reason,
            corrects=self._numbers.get((record.kind, record.corrects), 0),
            corrected_by=self._numbers.get((record.kind, record.corrected_by), 0),
            of_another=of_another,
        )

    def _value(self, value: HeldValue, place: Place) -> HeldValue | None:
        if place in self._no_place:
            return None
        if place in self._whole:
            return replace(value, words=OTHER, plain=OTHER)
        if value.who is not None:
            role = self._hide is not None
            return replace(value, words=value.who.role, plain=value.who.role, who=None) if role else value
        if value.points is not None:
            number = self._numbers.get(value.points)
            return replace(value, words=numbered(value.points[0], number)) if number else None
        if not value.typed:
            return value
        words, plain = self._text(value.words, place), each_text(value.plain, lambda text: self._text(text, place))
        return replace(value, words=words, plain=plain) if words else None

    def _event(self, event: HeldEvent) -> HeldEvent:
        changes = (self._change(change, event) for change in event.changes)
        return replace(
            event,
            who=self._who(event.who),
            changes=tuple(change for change in changes if change),
            reason=self._text(event.reason, Place(ENTRY, event.entry_id, REASON)),
        )

    def _change(self, change: HeldChange, event: HeldEvent) -> HeldChange | None:
        place = Place(event.kind, event.record_id, change.field)
        if place in self._no_place:
            return None
        if not change.typed:
            return change
        return replace(change, old=self._text(change.old, place), new=self._text(change.new, place))

    def _draft(self, draft: HeldDraft) -> HeldDraft:
        values = (self._value(value, Place(DRAFT, draft.form, value.field)) for value in draft.values)
        return replace(draft, who=self._who(draft.who), values=tuple(value for value in values if value))

    def _who(self, who: Who) -> Who:
        return who if self._hide is None else Who(who.role, who.role)

    def _text(self, text: str, place: Place) -> str:
        """Return a text with what is decided at its place, and what is held back anywhere, done to it."""
        if not text or place in self._no_place:
            return ""
        if place in self._whole:
            return OTHER
        pattern = self._patterns.get(place)
        if pattern is not None:
            text = pattern.sub(OTHER, text)
        if self._cut is not None:
            text = self._cut.sub("", text).strip()
        return self._hide(text) if self._hide is not None else text

    def _held_texts(self) -> set[str]:
        """Return the texts that are held back: of whole records, and of places."""
        found: set[str] = set()
        for record in self._held.records():
            whole = not self._shown(record)
            for value in record.values:
                if value.typed and (whole or Place(record.kind, record.record_id, value.field) in self._no_place):
                    found.update(texts_in(value.plain))
        return {text for text in found if len(text) >= _LEAST_HELD}


def _renumbered(held: Everything, without: frozenset[str]) -> dict[tuple[str, int], int]:
    """Return each record's number counted anew without those held back: a gap would tell that something is missing."""
    shown = [[each.number for each in kind.records if each.record_id not in without] for kind in held.kinds]
    return {
        (kind.kind, number): anew
        for kind, numbers in zip(held.kinds, shown, strict=True)
        for anew, number in enumerate(numbers, 1)
    }


def _either(words: Sequence[str]) -> re.Pattern[str] | None:
    longest_first = sorted(set(words), key=lambda text: (-len(text), text))
    return re.compile("|".join(_pattern(text) for text in longest_first)) if longest_first else None


def _pattern(words: str) -> str:
    """Return a pattern of words that may not stand inside a longer word, however they are written."""
    before = r"(?<!\w)" if words[:1].isalnum() else ""
    after = r"(?!\w)" if words[-1:].isalnum() else ""
    return f"{before}(?i:{re.escape(words)}){after}"
