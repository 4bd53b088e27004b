"""Agreeing a plan with the person: each answer freezes a version that can be shown as evidence."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, bindparam, select

from linkworker.base.errors import BadInput, NotFound, Refused
from linkworker.base.lists import coded
from linkworker.base.words import listed
from linkworker.casework.ask import maybe, words
from linkworker.casework.plans.plan_reading import plan_view
from linkworker.casework.plans.plan_snapshot import Snapshot, hash_of, same_plan, snapshot_of
from linkworker.casework.plans.plan_view import PlanView
from linkworker.casework.plans.planning import open_plan
from linkworker.casework.support.episodes import reached
from linkworker.journal.unit_of_work import UnitOfWork, live
from linkworker.records.plan_version import PlanVersion
from linkworker.records.worker import Worker

_VERSION, _WORKER = PlanVersion.table(), Worker.table()
_OF_PLAN = (
    live(PlanVersion)
    .where(_VERSION.c.person_id == bindparam("person"), _VERSION.c.plan_id == bindparam("plan"))
    .order_by(_VERSION.c.number, _VERSION.c.id)
)
_LATEST = (
    live(PlanVersion)
    .where(_VERSION.c.person_id == bindparam("person"), _VERSION.c.plan_id == bindparam("plan"))
    .order_by(_VERSION.c.number.desc(), _VERSION.c.id.desc())
    .limit(1)
)
_WORKER_NAME = select(_WORKER.c.name).where(_WORKER.c.id == bindparam("worker"))


@dataclass(frozen=True, slots=True)
class VersionView:
    """One frozen version: its number from 1, the answer, and the plan as it was. `sha256` is of the snapshot."""

    id: str
    person_id: str
    plan_id: str
    number: int
    agreement: str
    agreement_note: str | None
    agreed_on: date
    snapshot: Snapshot
    sha256: str


def agree(
    uow: UnitOfWork, person_id: str, plan_id: str, answer: str, *, note: str | None = None, on: date | None = None
) -> int:
    """Keep what the person says of the plan (agreed, does not agree, could not answer) and freeze it.

    Returns the number of the version. The first agreement dates the episode's plan. Raises BadInput when the answer
    is none of these, a note is missing or the day is to come; Refused for an empty or closed plan, and for the same
    answer to a plan that has not changed.
    """
    plan = open_plan(uow, person_id, plan_id)
    view = plan_view(uow.connection, person_id, plan_id)
    if not (view.goals or view.needs or view.own_words or view.declined_words or view.no_needs):
        raise Refused("There is nothing in the plan to agree yet.")
    code, said = check_answer(answer, note)
    day = on or uow.clock.today()
    if day > uow.clock.today():
        raise BadInput("Enter the day on which they answered: today or earlier.")
    last = latest(uow.connection, person_id, plan_id)
    if last is not None and stands(last, view, code, said):
        raise Refused(f"Version {last.number} stands: nothing has changed since then, and the answer is the same.")
    number = 1 if last is None else last.number + 1
    uow.change(plan, agreement=code, agreement_note=said, agreed_on=day)
    facts = {
        "number": number,
        "agreement": code,
        "agreement_note": said,
        "agreed_on": day,
        "worker": uow.worker_id,
        "worker_name": uow.connection.execute(_WORKER_NAME, {"worker": uow.worker_id}).scalar(),
    }
    snapshot = snapshot_of(view, facts)
    uow.add(
        PlanVersion(
            person_id=person_id, plan_id=plan_id, number=number, agreement=code, agreement_note=said, agreed_on=day,
            snapshot=snapshot, sha256=hash_of(snapshot),
        )
    )  # fmt: skip
    if code == "agreed":
        reached(uow, person_id, "plan_agreed_on", day)
    return number


def check_answer(answer: str, note: str | None) -> tuple[str, str | None]:
    """Return the code of an answer and the note that goes with it; raises BadInput."""
    answers = coded("agreement")
    row = answers.find(answer)
    if not row.is_set("freezes"):
        choices = listed((f"'{each.label}'" for each in answers if each.is_set("freezes")), "or")
        raise BadInput(f"Choose what the person says: {choices}.")
    if row.is_set("note"):
        return row.code, words(note, f"Say in a few words why the answer is '{row.label}'.")
    return row.code, maybe(note)


def answer_note(said: str | None, *, there: str | None = None, explained: str | None = None) -> str | None:
    """Return the note of an answer: what they said, then who was there and how it was explained, a line each."""
    beside = (("Who was there", maybe(there)), ("How it was explained", maybe(explained)))
    return "\n".join(filter(None, [maybe(said), *(f"{name}: {held}" for name, held in beside if held)])) or None


def versions(connection: Connection, person_id: str, plan_id: str) -> list[VersionView]:
    """Return every frozen version of a plan, oldest first."""
    return [_view(row) for row in connection.execute(_OF_PLAN, {"person": person_id, "plan": plan_id})]


def version(connection: Connection, person_id: str, plan_id: str, number: int) -> VersionView:
    """Return one frozen version by its number; raises NotFound."""
    found = next((each for each in versions(connection, person_id, plan_id) if each.number == number), None)
    if found is None:
        raise NotFound(f"This plan has no version {number}.")
    return found


def latest(connection: Connection, person_id: str, plan_id: str) -> VersionView | None:
    """Return the newest frozen version of a plan, or None while it is a draft."""
    row = connection.execute(_LATEST, {"person": person_id, "plan": plan_id}).first()
    return None if row is None else _view(row)


def now(connection: Connection, person_id: str, plan_id: str | None = None) -> Snapshot:
    """Return the plan as it stands as a snapshot that is not frozen, to lay beside one that is."""
    view = plan_view(connection, person_id, plan_id)
    facts = {"agreement": view.agreement, "agreement_note": view.agreement_note, "agreed_on": view.agreed_on}
    return snapshot_of(view, facts)


def changed_since(frozen: VersionView, view: PlanView) -> bool:
    """Say whether the plan was edited after a version was frozen: the next agreement then makes the next version."""
    return not same_plan(frozen.snapshot, snapshot_of(view, {}))


def _is_as_frozen(frozen: VersionView, view: PlanView) -> bool:
    """Say whether a version has all that the plan has now, its notes of progress too."""
    return not changed_since(frozen, view) and frozen.snapshot["notes"] == snapshot_of(view, {})["notes"]


def stands(frozen: VersionView, view: PlanView, answer: str, note: str | None) -> bool:
    """Say whether a version says all that there is to say: the plan is as it was, and so is the answer."""
    return (frozen.agreement, frozen.agreement_note) == (answer, note) and _is_as_frozen(frozen, view)


def prove(frozen: VersionView) -> bool:
    """Say whether a version is what was frozen: its hash is right, and its own facts are those that were hashed."""
    facts = frozen.snapshot.get("version", {})
    told = {
        "number": frozen.number,
        "agreement": frozen.agreement,
        "agreement_note": frozen.agreement_note,
        "agreed_on": frozen.agreed_on.isoformat(),
        "person": frozen.person_id,
        "plan": frozen.plan_id,
    }
    return hash_of(frozen.snapshot) == frozen.sha256 and all(facts.get(name) == told[name] for name in told)


def _view(row: Row[Any]) -> VersionView:
    return VersionView(
        row.id, row.person_id, row.plan_id, row.number, row.agreement, row.agreement_note, row.agreed_on, row.snapshot,
        row.sha256,
    )  # fmt: skip
