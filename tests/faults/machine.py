"""Any order of saving, changing, undoing, erasing, drafts and locks: the store stays what a plain model says it is."""

import atexit
import shutil
import tempfile
import unicodedata
from collections import Counter
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import Connection, select

from faults.counts import Counts
from faults.model import Held, Line, Model, No
from linkworker.base.clock import FixedClock
from linkworker.base.errors import NotFound, Refused
from linkworker.base.ids import new_id
from linkworker.journal import history
from linkworker.journal.actions import Action
from linkworker.journal.chain import verify_chain, verify_values
from linkworker.journal.erasing import erase_person, erase_record
from linkworker.journal.tables import ENTRY, HEAD
from linkworker.journal.undo import undo
from linkworker.journal.unit_of_work import UnitOfWork
from linkworker.records.record import OfPerson, Record
from linkworker.records.registry import KINDS
from linkworker.records.worker import Team, Worker
from linkworker.vault.data_key import DataKey
from linkworker.vault.drafts import draft, drafts, drop_draft, save_draft
from linkworker.vault.store import Store

FULL, QUICK = (200, 60), (12, 25)
"""How many runs, and the most steps of each."""
_CLOCK = FixedClock(datetime(2026, 8, 6, 12, tzinfo=UTC))
_KEY = DataKey(bytes(range(48)))


def _composed(text: str) -> str:
    """Return a text as the store spells it: letters composed."""
    return unicodedata.normalize("NFC", text)


_LETTERS = st.characters(exclude_categories=("Cs", "Cc"), max_codepoint=0x2FFF)
_WORDS = st.text(_LETTERS, min_size=1, max_size=12).map(_composed)
_REASON = st.none() | st.just("they asked")
_PICK = st.integers(0, 1_000)
_BECAUSE = st.sampled_from(["asked", "wrong-person"])
_KINDS = ("person", "note", "goal", "step", "keep_apart")
_CHANGED = {"person": "wing", "goal": "words", "step": "words", "keep_apart": "why", "note": "words"}


_WORKER = new_id()


@cache
def _made() -> Path:
    """Make the store that each run has a copy of."""
    folder = Path(tempfile.mkdtemp(prefix="machine-made-")).resolve()
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    with Store.make(folder / "store", new_id(), _KEY, _CLOCK) as store, store.unit_of_work(None) as uow:
        team = uow.add(Team(name="HMP Fenwick wellbeing team"))
        uow.add(Worker(id=_WORKER, name="Jo Brand-Taylor", title="link worker", team_id=team.id))
    return folder / "store"


class _Undone(Exception):
    """Leaves a unit of work half-way."""


class Laptop(RuleBasedStateMachine):
    """The real encrypted store beside the model. What `did` counts is for the figures."""

    did: ClassVar[Counter[str]] = Counter()

    @initialize()
    def make(self) -> None:
        """Open a store with one worker and two people, one with a note and a goal."""
        self.place = tempfile.TemporaryDirectory(prefix="machine-")
        self.folder = Path(shutil.copytree(_made(), Path(self.place.name).resolve() / "store"))
        self.store = Store.open(self.folder, _KEY, _CLOCK)
        self.model, self.others = Model(), 3  # entries that no record of the model has
        for name in ("Dana Whitlock", "Ali Mansour"):
            self._add("person", new_id(), None, {"name": name, "wing": None})
        self.add_goal_with_a_step(0, "to sleep")
        self.add_note(0, "came in the rain", corrects=False, goal=True)

    def teardown(self) -> None:
        """Close it and take it away."""
        if hasattr(self, "store"):
            self.store.close()
            self.place.cleanup()

    # Adding ----------------------------------------------------------------------------------------------------------

    @rule(name=_WORDS, wing=st.none() | _WORDS)
    def add_person(self, name: str, wing: str | None) -> None:
        """Keep somebody new."""
        self._add("person", new_id(), None, {"name": name, "wing": wing})

    @precondition(lambda self: self.model.standing("person"))
    @rule(pick=_PICK, words=_WORDS, corrects=st.booleans(), goal=st.booleans())
    def add_note(self, pick: int, words: str, corrects: bool, goal: bool) -> None:
        """Write a note, perhaps about a goal, or in the place of another note."""
        person = self._one("person", pick)
        notes, goals = (self._of(person, kind) for kind in ("note", "goal"))
        values = {"words": words, "on": "2026-08-06"}
        values["corrects"] = notes[pick % len(notes)] if corrects and notes else None
        values["goal_id"] = goals[pick % len(goals)] if goal and goals else None
        self._add("note", new_id(), person, values)

    @precondition(lambda self: self.model.standing("person"))
    @rule(pick=_PICK, words=_WORDS)
    def add_goal_with_a_step(self, pick: int, words: str) -> None:
        """Write a goal, and a step towards it, in two units of work."""
        person, goal = self._one("person", pick), new_id()
        self._add("goal", goal, person, {"plan_id": new_id(), "words": words})
        self._add("step", new_id(), person, {"goal_id": goal, "words": f"{words}!"})

    @precondition(lambda self: len(self.model.standing("person")) > 1)
    @rule(pick=_PICK, why=_WORDS)
    def keep_apart(self, pick: int, why: str) -> None:
        """Keep two people apart."""
        people = self.model.standing("person")
        person, other = people[pick % len(people)], people[(pick + 1) % len(people)]
        self._add("keep_apart", new_id(), person, {"other_id": other, "why": why})

    def _add(self, kind: str, record_id: str, person: str | None, values: dict[str, Any]) -> None:
        given = {name: date.fromisoformat(value) if name == "on" else value for name, value in values.items()}
        whose = {} if person is None else {"person_id": person}
        with self._unit() as uow:
            record = uow.add(KINDS[kind](id=record_id, **whose, **given))
            kept = {name: getattr(record, name) for name in record.value_fields()}
        kept = {name: value.isoformat() if isinstance(value, date) else value for name, value in kept.items()}
        self.model.add(kind, record_id, person or record_id, {n: v for n, v in kept.items() if v != []})
        self.did["added"] += 1

    # Changing --------------------------------------------------------------------------------------------------------

    @precondition(lambda self: self.model.standing())
    @rule(pick=_PICK, words=_WORDS, reason=_REASON)
    def change(self, pick: int, words: str, reason: str | None) -> None:
        """Change a field; a note is a fact and is not changed."""
        i = self._one(None, pick)
        name = _CHANGED[self.model.records[i].kind]
        self._both(
            "changed",
            lambda uow: uow.change(self._record(uow, i), reason, **{name: words}),
            lambda: self.model.change(i, reason, **{name: words}),
        )

    @precondition(lambda self: self.model.standing())
    @rule(pick=_PICK, words=_WORDS)
    def leave_half_way(self, pick: int, words: str) -> None:
        """Add, change and mark, and then leave the unit of work: nothing of it is kept."""
        i = self._one(None, pick)
        try:
            with self._unit() as uow:
                record = self._record(uow, i)
                uow.add(KINDS["person"](name=words))
                uow.enter_in_error(record, words.strip() or "wrong")
                uow.flush()
                raise _Undone  # noqa: TRY301 - what leaves it half-way is what is tried
        except _Undone:
            self.did["left half-way"] += 1

    @precondition(lambda self: self.model.standing())
    @rule(pick=_PICK, in_error=st.booleans())
    def mark(self, pick: int, in_error: bool) -> None:
        """Mark as entered in error, or reinstate."""
        i = self._one(None, pick)

        def do(uow: UnitOfWork) -> None:
            record = self._record(uow, i)
            if in_error:
                uow.enter_in_error(record, "not theirs")
            else:
                uow.reinstate(record)

        reason = "not theirs" if in_error else None
        self._both("marked", do, lambda: self.model.mark(i, reason, in_error=in_error))

    @precondition(lambda self: self.model.records)
    @rule(pick=_PICK, line=_PICK)
    def undo(self, pick: int, line: int) -> None:
        """Undo any entry of any record, erased ones too."""
        ids = list(self.model.records)
        i = ids[pick % len(ids)]
        held = self.model.records[i]
        at = len(held.lines) - 1 - line % len(held.lines)
        with self.store.reading() as connection:
            entry = history.of_record(connection, i)[at].entry
        self._both("undone", lambda uow: undo(uow, entry.person, entry.id), lambda: self.model.undo(i, at))

    @precondition(lambda self: self.model.standing())
    @rule(pick=_PICK, because=_BECAUSE)
    def erase(self, pick: int, because: str) -> None:
        """Erase a record with what goes with it; a person with all of theirs."""
        i = self._one(None, pick)
        held = self.model.records[i]
        if held.kind == "person":
            self._both(
                "people erased", lambda uow: erase_person(uow, i, because), lambda: self.model.erase_person(i, because)
            )
        else:
            self._both(
                "records erased",
                lambda uow: erase_record(uow, held.person, held.kind, i, because),
                lambda: self.model.erase(i, because),
            )

    @precondition(lambda self: self.model.standing("person"))
    @rule(pick=_PICK)
    def look(self, pick: int) -> None:
        """Look at a person: an entry that changes nothing."""
        person = self._one("person", pick)
        with self._unit() as uow:
            uow.event(Action.VIEWED, "person", person, person_id=person)
        self.model.records[person].lines.append(Line("viewed", {}))
        self.did["viewed"] += 1

    # Drafts and locks ------------------------------------------------------------------------------------------------

    @rule(
        form=st.sampled_from(["note", "goal", "person"]),
        words=st.text(st.characters(exclude_categories=("Cs",)), max_size=20),
    )
    def keep_draft(self, form: str, words: str) -> None:
        """Keep what is typed."""
        with self.store.writing() as connection:
            save_draft(connection, _WORKER, form, {"words": words}, _CLOCK.now())
        self.model.drafts[form] = {"words": words}
        self.did["drafts kept"] += 1

    @rule(form=st.sampled_from(["note", "goal", "person"]))
    def drop_draft(self, form: str) -> None:
        """Give a draft up."""
        with self.store.writing() as connection:
            drop_draft(connection, _WORKER, form)
        self.model.drafts.pop(form, None)

    @rule()
    def lock(self) -> None:
        """Close the store, and open it again as after a lock."""
        self.store.close()
        self.store = Store.open(self.folder, _KEY, _CLOCK)
        self.did["locks"] += 1

    # What must be so -------------------------------------------------------------------------------------------------

    @invariant()
    def agrees(self) -> None:
        """Rows, histories, drafts and chain are what the model says."""
        if not hasattr(self, "store"):
            return
        with self.store.reading() as connection:
            for kind in _KINDS:
                self._rows_agree(connection, kind)
            for i, held in self.model.records.items():
                _history_agrees(connection, i, held)
            kept = {one.form: dict(one.fields) for one in drafts(connection, _WORKER)}
            assert kept == self.model.drafts
            assert draft(connection, _WORKER, "nothing") is None
            lines = sum(len(held.lines) for held in self.model.records.values())
            assert verify_chain(connection, self.store.device_id) == self.others + lines
            verify_values(connection)
        self.did["states compared"] += 1

    def _rows_agree(self, connection: Connection, kind: str) -> None:
        table = KINDS[kind].table()
        rows = {row.id: row for row in connection.execute(select(table))}
        assert set(rows) == set(self.model.standing(kind))
        for i, row in rows.items():
            held = self.model.records[i]
            assert row.in_error == held.in_error
            for name, value in held.now.items():
                there = getattr(row, name)
                assert (there.isoformat() if isinstance(there, date) else there) == value, f"{kind} {name}"

    def _unit(self) -> Any:
        return self.store.unit_of_work(_WORKER)

    def _both(self, what: str, real: Any, model: Any) -> None:
        """Do it to the store and to the model; both do it, or both refuse."""
        refused = False
        try:
            model()
        except No:
            refused = True
        try:
            with self._unit() as uow:
                real(uow)
        except (Refused, NotFound):
            assert refused, f"the store refused what the model does: {what}"
            self.did[f"{what}: refused by both"] += 1
        else:
            assert not refused, f"the store did what the model refuses: {what}"
            self.did[what] += 1

    def _record(self, uow: UnitOfWork, record_id: str) -> Record:
        held = self.model.records[record_id]
        kind = KINDS[held.kind]
        return uow.get_of(kind, held.person, record_id) if issubclass(kind, OfPerson) else uow.get(kind, record_id)

    def _one(self, kind: str | None, pick: int) -> str:
        there = self.model.standing(kind)
        return there[pick % len(there)]

    def _of(self, person: str, kind: str) -> list[str]:
        return [i for i in self.model.standing(kind) if self.model.records[i].person == person]


def _history_agrees(connection: Connection, record_id: str, held: Held) -> None:
    there = history.of_record(connection, record_id)
    assert [str(line.entry.action) for line in there] == [line.action for line in held.lines]
    for line, told in zip(there, held.lines, strict=True):
        assert {change.field for change in line.entry.fields} == set(told.fields), told.action
        assert dict(line.values) == told.values, told.action
        assert line.reason == told.reason, told.action
    if held.erased:
        assert connection.execute(select(HEAD).where(HEAD.c.record_id == record_id)).first() is None
        assert connection.execute(select(ENTRY.c.id).where(ENTRY.c.record_id == record_id)).first() is not None


def run(full: bool, folder: Path) -> Counts:
    """Run the machine, each run in a folder of its own."""
    return compare(*(FULL if full else QUICK))


def compare(runs: int, steps: int, *, shrink: bool = True) -> Counts:
    """Run the machine so many times with at most so many steps; with `shrink`, a failure is told in few of them."""
    counts = Counts("machine")
    counts.never("states that differ")
    Laptop.did.clear()
    chosen = settings(
        max_examples=runs,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        derandomize=True,
        print_blob=False,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate, Phase.shrink) if shrink else (Phase.generate,),
    )
    try:
        run_state_machine_as_test(Laptop, settings=chosen)
    except Exception as error:  # noqa: BLE001 - whatever the store does that the model does not
        told = " ".join([type(error).__name__, str(error), *getattr(error, "__notes__", [])])
        counts.went_wrong("states that differ", told)
    counts.saw("runs", runs)
    for what, times in sorted(Laptop.did.items()):
        counts.saw(what, times)
    return counts
