"""Whose data may be given on, as conditions in SQL: the one rule of laptops, exports, the role for reports, receipts.

No day is asked here. A clock that was wrong for an hour must not make a consent count that was taken back.
The conditions are kept once made: to put one together takes longer than to ask it of a person.
"""

from functools import lru_cache
from typing import Any

from sqlalchemy import Column, ColumnElement, ScalarSelect, Select, and_, exists, func, literal, or_, select

from linkworker.journal.actions import WRITES, Action
from linkworker.journal.tables import ENTRY, GONE, HEAD, SAYS_WHO_AGREES, VALUES_OF_ENTRY
from linkworker.records.consent import Consent
from linkworker.records.withholding import Withholding

CENTRAL = "share-with-central-service"
"""The purpose of the answers that decide about the central service."""
_DECIDES = ("", "given", "withdrawn_on", "in_error")  # fields whose entries say what an answer is; "" is its making
_CONSENT, _MARK, _NAMES_A_RECORD = '"kind":"consent"', '"kind":"withholding"', '"field":"record_id"'
_WRITES = sorted(str(action) for action in WRITES)
_C, _W = Consent.table(), Withholding.table()
_YES, _NO = _C.alias("said_yes"), _C.alias("said_no")


def asked(person: Column[Any]) -> ColumnElement[bool]:
    """Say that a person answered about the central service, whatever they said. `person` is a column of their id."""
    one = _C.alias("answer")
    return (
        exists()
        .where(*_of(person, one), one.c.purpose == literal(CENTRAL), one.c.in_error.is_(False))
        .correlate(person.table)
    )


@lru_cache
def agreed(person: Column[Any]) -> ColumnElement[bool]:
    """Say that a person's record may go to the central service by what they answered: see `beaten`."""
    return (
        exists()
        .where(*_of(person, _YES), _YES.c.purpose == literal(CENTRAL), is_yes(_YES), ~_is_beaten(_YES))
        .correlate(person.table)
    )


def kept_here(person: Column[Any]) -> ColumnElement[bool]:
    """Say that a worker holds back all there is about a person."""
    mark = _W.alias("mark")
    return (
        exists()
        .where(
            *_of(person, mark),
            mark.c.record_id.is_(None),
            mark.c.lifted.is_(False),
            mark.c.in_error.is_(False),
        )
        .correlate(person.table)
    )


@lru_cache
def stands_bare(person: Column[Any]) -> ColumnElement[bool]:
    """Say that an answer of a person, or the mark that holds them back, stands here as a bare header.

    It was taken back, then, or they are held back: nothing else keeps such values from the centre. A yes that came
    after it, with its values, goes before it; before a mark only a yes of the same laptop does, where it was lifted,
    or that somebody lifted it elsewhere: see `bare_marks`.
    """
    entry, look = ENTRY.alias("of_yes"), ENTRY.alias("looked")
    saw = exists().where(
        look.c.record_id == ENTRY.c.record_id,
        look.c.device_id == entry.c.device_id,
        look.c.seq < entry.c.seq,
        look.c.hlc > ENTRY.c.hlc,
        _has(ENTRY.c.header, _CONSENT),
    )
    later = exists().where(
        _YES.c.person_id == ENTRY.c.person_id,
        _YES.c.purpose == literal(CENTRAL),
        is_yes(_YES),
        entry.c.record_id == _YES.c.id,
        _is_head(entry, "head_of_yes"),
        entry.c.hlc > ENTRY.c.hlc,
        or_(entry.c.device_id == ENTRY.c.device_id, saw.correlate(ENTRY, entry)),
    )
    own = *_of(person, ENTRY), *_is_bare()
    return exists().where(*own, ~later.correlate(ENTRY), ~_lifted_elsewhere()).correlate(person.table)


def bare_marks(person: ColumnElement[Any]) -> Select[Any]:
    """Select the marks of which something stands here bare: another laptop's, or lost when a backup was put back.

    Nothing of them can be changed here. Whoever lifts one all the same looks at it, by an entry of their own: nothing
    else writes such an entry about a mark.
    """
    own = ENTRY.c.person_id == person, *_is_bare(), _has(ENTRY.c.header, _MARK), ~_lifted_elsewhere()
    return select(ENTRY.c.record_id).where(*own).distinct().order_by(ENTRY.c.record_id)


def _lifted_elsewhere() -> ColumnElement[bool]:
    look = ENTRY.alias("lifted")
    return (
        exists()
        .where(
            _has(ENTRY.c.header, _MARK),
            look.c.record_id == ENTRY.c.record_id,
            look.c.action == literal(str(Action.VIEWED)),
            look.c.hlc > ENTRY.c.hlc,
        )
        .correlate(ENTRY)
    )


def _is_bare() -> tuple[ColumnElement[bool], ...]:
    """Say that an entry is about what may be shared, and that its values are not here, nor were ever to be.

    What was erased is no answer any more, and a mark that names a record speaks of that record alone.
    """
    other = ENTRY.alias("of_record")
    of_record = other.c.record_id == ENTRY.c.record_id
    names_a_record = exists().where(of_record, _has(other.c.header, _NAMES_A_RECORD))
    of_either = other.c.record_id.in_([ENTRY.c.record_id, ENTRY.c.person_id])
    erased = exists().where(of_either, other.c.action == literal(str(Action.ERASED)))
    gone = exists().where(GONE.c.record_id == ENTRY.c.record_id)
    return (
        SAYS_WHO_AGREES,
        ENTRY.c.action.in_([literal(each) for each in _WRITES]),
        ~exists().where(VALUES_OF_ENTRY).correlate(ENTRY),
        *(~each.correlate(ENTRY) for each in (names_a_record, erased, gone)),
    )


def bare_answers(person: ColumnElement[Any]) -> Select[Any]:
    """Select the answers of a person of which something stands here as a bare header."""
    own = ENTRY.c.person_id == person, *_is_bare(), _has(ENTRY.c.header, _CONSENT)
    return select(ENTRY.c.record_id).where(*own).distinct()


@lru_cache
def held_back(person: Column[Any]) -> ColumnElement[bool]:
    """Say that the centre gives nothing of a person to anybody who has it not: by their answer, or a worker's mark."""
    return or_(kept_here(person), asked(person) & ~agreed(person), stands_bare(person))


def _of(person: Column[Any], table: Any) -> tuple[ColumnElement[bool], ...]:
    """Say that a row is a person's, so that PostgreSQL looks it up for each of them by index.

    It would else gather whose rows they all are, of everybody, to ask that of a few people: for each receipt, for each
    page of an export. What speaks of the person alone keeps it from that.
    """
    return table.c.person_id == person, person == person  # noqa: PLR0124 - it is written into the statement


def is_yes(answer: Any) -> ColumnElement[bool]:
    """Say that an answer (the table, or an alias of it) is a yes that was never taken back."""
    return and_(answer.c.in_error.is_(False), answer.c.given.is_(True), answer.c.withdrawn_on.is_(None))


def beaten(yes: Any, no: Any) -> ColumnElement[bool]:
    """Say that a no of the same person goes before a yes of theirs.

    The answer decides that was entered last, by its entry's hybrid time. Of two that were written unknown to each other
    on two laptops it is the no: whoever enters a yes looks, by an entry of their own, at each no that stands.
    """
    en, ey, look = (ENTRY.alias(name) for name in ("of_no", "of_yes", "looked"))
    saw = exists().where(
        look.c.record_id == no.c.id, look.c.device_id == ey.c.device_id, look.c.seq < ey.c.seq, look.c.hlc > en.c.hlc
    )
    knew = exists().where(
        ey.c.record_id == yes.c.id,
        _is_head(ey, "head_of_yes"),
        ey.c.hlc > en.c.hlc,
        or_(ey.c.device_id == en.c.device_id, saw.correlate(no, ey, en)),
    )
    return (
        exists()
        .where(en.c.record_id == no.c.id, _is_head(en, "head_of_no"), ~knew.correlate(yes, no, en))
        .correlate(yes, no)
    )


def entered(answer: Any) -> ScalarSelect[str]:
    """Select the hybrid time of the entry that last said what an answer is."""
    entry = ENTRY.alias("entered")
    own = entry.c.record_id == answer.c.id, _is_head(entry, "head_of_entered")
    return select(func.max(entry.c.hlc)).where(*own).correlate(answer).scalar_subquery()


def _is_head(entry: Any, name: str) -> ColumnElement[bool]:
    """Say that an entry decides what its answer is: a head of one of the fields that say so."""
    head = HEAD.alias(name)
    decides = head.c.field.in_([literal(each) for each in _DECIDES])
    own = head.c.record_id == entry.c.record_id, head.c.entry_id == entry.c.id
    return exists().where(*own, decides).correlate(entry)


def _has(header: Column[Any], words: str) -> ColumnElement[bool]:
    return header.is_distinct_from(func.replace(header, literal(words), literal("")))


def _is_beaten(yes: Any) -> ColumnElement[bool]:
    return (
        exists()
        .where(
            _NO.c.person_id == yes.c.person_id,
            _NO.c.purpose == yes.c.purpose,
            _NO.c.in_error.is_(False),
            ~is_yes(_NO),
            beaten(yes, _NO),
        )
        .correlate(yes)
    )
