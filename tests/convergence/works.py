"""What people do at their laptops and at the centre: each a small work that is told by a few numbers."""

from collections import Counter
from collections.abc import Callable
from typing import Any, ClassVar

from sqlalchemy import select

from convergence.desk import Desk
from convergence.world import NOON, World
from linkworker.casework.consent.withholding import held_back, let_leave, withhold
from linkworker.casework.joining.joining import join, part
from linkworker.hub import choosing, deciding
from linkworker.hub.transfer import transfer
from linkworker.journal.conflicts import choose_correction, choose_removal, conflicts
from linkworker.journal.erasing import erase_person, erase_record
from linkworker.journal.tables import ENTRY
from linkworker.journal.undo import undo
from linkworker.journal.unit_of_work import UnitOfWork
from linkworker.records.goal import Goal, Step
from linkworker.records.money import MoneyRequest
from linkworker.records.note import Note
from linkworker.records.person import Person
from linkworker.records.plan import Plan
from linkworker.records.record import OfPerson, Record
from linkworker.records.registry import KINDS

_CHANGED: dict[str, tuple[tuple[str, tuple[Any, ...]], ...]] = {
    "person": (
        ("wing", ("A", "B", "C", None)),
        ("risk_level", ("low", "medium", "very-high")),
        ("safeguarding", (True, False)),
        ("exclusions", ([], ["alcohol"], ["alcohol", "groups"])),
        ("safeguarding_note", (None, "Ring first")),
    ),
    "goal": (("words", ("To sleep", "To read")), ("state", ("active", "achieved")), ("position", (1, 2))),
    "plan": (("strengths", ("Patient", "Kind", None)),),
    "step": (("words", ("Ring them", "Go there")), ("state", ("not-started", "done"))),
    "money_request": (("what_for", ("Boots", "A coat")), ("amount_pence", (1000, 2500))),
}


EDITS = ("change", "change", "change_any", "change_both", "choose")
WORK = (
    *EDITS, "add_person", "add", "add", "add", "mark", "mark", "undo", "hold_back", "hold_back", "lift", "erase",
    "merge", "decide", "transfer", "transfer",
)  # fmt: skip
"""What people do, as often as it is named here."""


class Works:
    """What people do. `pick` chooses whom it is about, `which` and `value` what; `did` is for the figures."""

    did: ClassVar[Counter[str]] = Counter()
    world: World

    def add_person(self, desk: int, pick: int, which: int, value: int) -> None:  # noqa: ARG002 - all are called alike
        """Somebody new comes."""
        name = ("Bea Okafor", "Cal Reed")[pick % 2]
        self._at(desk, "person added", lambda uow: uow.add(Person(name=name)), name=name)

    def add(self, desk: int, pick: int, which: int, value: int) -> None:  # noqa: ARG002 - all are called alike
        """Write a plan, goal, step, note, correction or request for money."""

        def do(uow: UnitOfWork) -> None:
            person = _one(uow, Person, pick).id
            goal, note = _maybe(uow, Goal, pick), _maybe(uow, Note, pick)
            made: list[Record] = [Note(person_id=person, on=NOON.date(), words=f"Rang {pick}")]
            if which in {1, 2}:
                made = [plan := Plan(person_id=person), Goal(person_id=person, plan_id=plan.id, words="To run")]
            elif which in {3, 4} and goal is not None:
                made = [Step(person_id=goal.person_id, goal_id=goal.id, words="Book it")]
            elif which in {5, 6, 7} and note is not None:
                made = [Note(person_id=note.person_id, on=NOON.date(), words=f"No, {pick}", corrects=note.id)]
            elif which == 8:
                made = [MoneyRequest(person_id=person, amount_pence=500, what_for="A bus", state_on=NOON.date())]
            for each in made:
                uow.add(each)

        self._at(desk, "record added", do)

    def change(self, desk: int, pick: int, which: int, value: int) -> None:
        """Change one field of somebody's record."""
        self._change(desk, "person", pick, which, value)

    def change_any(self, desk: int, pick: int, which: int, value: int) -> None:
        """Change one field of any record."""
        kind = sorted(_CHANGED)[pick % len(_CHANGED)]
        self._change(desk, kind, pick, which, value)

    def change_both(self, desk: int, pick: int, which: int, value: int) -> None:  # noqa: ARG002 - all are called alike
        """Two people change the same field without knowing of each other."""
        for more in range(2):
            self._change(desk + more, "person", 0, which, value + more)

    def _change(self, desk: int, kind: str, pick: int, which: int, value: int) -> None:
        name, values = _CHANGED[kind][which % len(_CHANGED[kind])]
        given = values[value % len(values)]
        self._at(
            desk,
            "field changed",
            lambda uow: uow.change(_one(uow, KINDS[kind], pick), **{name: given}),
            **{name: given},
        )

    def mark(self, desk: int, pick: int, which: int, value: int) -> None:
        """Mark as entered in error, or take that back."""
        kind, back = ("person", "goal", "goal", "step", "note")[which % 5], value > 6

        def do(uow: UnitOfWork) -> None:
            record = _one(uow, KINDS[kind], pick)
            if back or record.in_error:
                uow.reinstate(record)
            else:
                uow.enter_in_error(record, "Not theirs")

        self._at(desk, "marked", do)

    def undo(self, desk: int, pick: int, which: int, value: int) -> None:  # noqa: ARG002 - all are called alike
        """Undo one of the latest things."""

        def do(uow: UnitOfWork) -> None:
            asked = select(ENTRY.c.id, ENTRY.c.person_id).order_by(ENTRY.c.seq.desc()).limit(8)
            rows = uow.connection.execute(asked).all()
            row = rows[pick % len(rows)]
            undo(uow, row.person_id, row.id)

        self._at(desk, "undone", do)

    def choose(self, desk: int, pick: int, which: int, value: int) -> None:  # noqa: ARG002 - all are called alike
        """Choose in a conflict, at the centre or on a laptop."""
        if desk == 0:
            with self.world.hub.reading() as connection:
                found = conflicts(connection)
            if found:
                one = found[pick % len(found)]
                entry = one.sides[value % len(one.sides)].entry_id
                self._at_centre("chosen at the centre", lambda: choosing.choose_side(
                    self.world.hub, self.world.by, one, entry))  # fmt: skip
            return
        self._at(desk, "chosen", lambda uow: _choose(uow, pick, value))

    def hold_back(self, desk: int, pick: int, which: int, value: int) -> None:  # noqa: ARG002 - all are called alike
        """Keep a person, or a record of theirs, on the laptop."""

        def do(uow: UnitOfWork) -> None:
            person = _one(uow, Person, pick).id
            goal = _maybe(uow, Goal, pick)
            if value < 5 or goal is None:
                withhold(uow, person)
            else:
                withhold(uow, goal.person_id, goal.id)

        self._at(desk, "held back", do)

    def lift(self, desk: int, pick: int, which: int, value: int) -> None:  # noqa: ARG002 - all are called alike
        """Let go what was held back."""

        def do(uow: UnitOfWork) -> None:
            person = _one(uow, Person, pick).id
            for each in held_back(uow.connection, person):
                let_leave(uow, person, each.record_id)

        self._at(desk, "lifted", do)

    def erase(self, desk: int, pick: int, which: int, value: int) -> None:  # noqa: ARG002 - all are called alike
        """Erase a record, sometimes a person, now and then at the centre."""
        if which == 0:
            self._at(desk, "person erased", lambda uow: erase_person(uow, _another(uow, pick), "asked"))
        elif which == 1:
            self._at_centre("person erased at the centre", lambda: deciding.erase_person(
                self.world.hub, self.world.by, self._person_there(pick, but_first=True), "asked", despite="They asked"
            ))  # fmt: skip
        else:
            kind = (Note, Goal, Step)[which % 3]

            def do(uow: UnitOfWork) -> None:
                record = _one(uow, kind, pick)
                erase_record(uow, record.person_id, kind.kind(), record.id, "asked")

            self._at(desk, "record erased", do)

    def merge(self, desk: int, pick: int, which: int, value: int) -> None:
        """Say that two records are one person's, or take it back."""
        back, centre = value > 6, which > 6
        if centre:
            hub, by = self.world.hub, self.world.by
            one, other = self._person_there(pick), self._person_there(pick + 1)
            if back:
                self._at_centre("parted at the centre", lambda: deciding.unmerge(hub, by, one))
            else:
                self._at_centre("joined at the centre", lambda: deciding.merge(hub, by, one, other))
        elif back:
            self._at(desk, "parted", lambda uow: part(uow, _one(uow, Person, pick).id))
        else:
            self._at(desk, "joined", lambda uow: join(
                uow, _one(uow, Person, pick).id, _one(uow, Person, pick + 1).id))  # fmt: skip

    def decide(self, desk: int, pick: int, which: int, value: int) -> None:  # noqa: ARG002 - all are called alike
        """The centre decides on a request for money, or signs off a case."""
        hub, by = self.world.hub, self.world.by
        if value > 6:
            self._at_centre("signed off", lambda: deciding.sign_off(
                hub, by, self._person_there(pick), by_name="Robin Hale", checked=["risk-level"]))  # fmt: skip
            return
        with hub.reading() as connection:
            ids = sorted(connection.execute(select(MoneyRequest.table().c.id)).scalars())
        if ids:
            self._at_centre("funded", lambda: deciding.fund(
                hub, by, ids[pick % len(ids)], approve=which > 4, why="Agreed"))  # fmt: skip

    def transfer(self, desk: int, pick: int, which: int, value: int) -> None:  # noqa: ARG002 - all are called alike
        """Give a person to another laptop."""
        to = self._desk(desk).device_id
        self._at_centre("transferred", lambda: transfer(
            self.world.hub, self.world.by, self._person_there(pick), to, keep=value < 6))  # fmt: skip

    # Small steps ---------------------------------------------------------------------------------------------------

    def _desk(self, pick: int) -> Desk:
        return self.world.desks[pick % len(self.world.desks)]

    def _at(self, desk: int, what: str, do: Callable[[UnitOfWork], Any], **typed: Any) -> None:
        try:
            self.world.at(self._desk(desk), what, do, **typed)
        except _NothingThere:
            self.did["nothing there"] += 1

    def _at_centre(self, what: str, do: Callable[[], Any]) -> None:
        try:
            self.world.at_centre(what, do)
        except _NothingThere:
            self.did["nothing there"] += 1

    def _person_there(self, pick: int, *, but_first: bool = False) -> str:
        with self.world.hub.reading() as connection:
            ids = sorted(connection.execute(select(Person.table().c.id)).scalars())[but_first:]
        if not ids:
            return "00000000-0000-7000-8000-000000000001"
        return str(ids[pick % len(ids)])


class _NothingThere(Exception):
    """No record of the kind that was to be written about."""


def _maybe(uow: UnitOfWork, kind: type[Record], pick: int) -> Any:
    table = kind.table()
    rows = sorted(map(tuple, uow.connection.execute(select(*table.primary_key.columns)).all()))
    if not rows:
        return None
    place = rows[pick % len(rows)]
    return uow.get_of(kind, *place) if issubclass(kind, OfPerson) else uow.get(kind, *place)


def _one(uow: UnitOfWork, kind: type[Record], pick: int) -> Any:
    found = _maybe(uow, kind, pick)
    if found is None:
        raise _NothingThere
    return found


def _another(uow: UnitOfWork, pick: int) -> str:
    """Return somebody who came later than Ali, so that there is somebody left to write about."""
    ids = sorted(uow.connection.execute(select(Person.table().c.id)).scalars())[1:]
    if not ids:
        raise _NothingThere
    return str(ids[pick % len(ids)])


def _choose(uow: UnitOfWork, pick: int, side: int) -> None:
    found = conflicts(uow.connection)
    if not found:
        raise _NothingThere
    one = found[pick % len(found)]
    chosen = one.sides[side % len(one.sides)]
    if one.field == "corrects":
        others = [each.value for each in one.sides if each is not chosen]
        choose_correction(uow, one.person_id or "", one.kind, chosen.value, others, "The other counts")
        return
    kind = KINDS[one.kind]
    record = (
        uow.get_of(kind, one.person_id, one.record_id) if issubclass(kind, OfPerson) else uow.get(kind, one.record_id)
    )
    entries = [each.entry_id for each in one.sides]
    if one.field == "in_error":
        choose_removal(uow, record, entries, goes=chosen.shown)
    elif chosen.known:
        uow.choose(record, one.field, chosen.value, entries)
