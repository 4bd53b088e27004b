"""The workers of a store: who they are, their role, whether they can unlock here, and when they last did."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, func, select

from linkworker.base.errors import NotFound
from linkworker.base.words import count, listed, within
from linkworker.casework.people.stands import STANDS
from linkworker.casework.workers.roles import Role, role
from linkworker.journal.actions import Action
from linkworker.journal.entry import read_header
from linkworker.journal.tables import ENTRY
from linkworker.records.person import Person
from linkworker.records.worker import Team, Worker
from linkworker.vault.slot import Slot, SlotKind
from linkworker.vault.slots import Slots

_W, _T, _P = Worker.table(), Team.table(), Person.table()
_WORKERS = (
    select(_W.c.id, _W.c.name, _W.c.title, _W.c.role, _T.c.name.label("team"))
    .select_from(_W.outerjoin(_T, _T.c.id == _W.c.team_id))
    .where(_W.c.in_error.is_(False))
    .order_by(func.lower(_W.c.name), _W.c.id)
)
_SUPPORTED = select(_P.c.worker_id, func.count().label("many")).where(STANDS).group_by(_P.c.worker_id)
_UNLOCKINGS = (
    select(ENTRY.c.header)
    .where(ENTRY.c.record_id == bindparam("store"), ENTRY.c.action == str(Action.UNLOCKED))
    .order_by(ENTRY.c.hlc.desc())
)
_ROLE = select(_W.c.role).where(_W.c.id == bindparam("worker"))
_WORKER = "worker"


@dataclass(frozen=True, slots=True)
class WorkerView:
    """One worker. `user_name` is None for one who cannot unlock this laptop; `people` is how many they support."""

    id: str
    name: str
    title: str | None
    team: str | None
    role: str
    role_label: str
    user_name: str | None
    last_unlocked: datetime | None
    people: int

    @property
    def can_unlock(self) -> bool:
        """Say whether the worker has a passphrase of this laptop."""
        return self.user_name is not None


def workers(connection: Connection, slots: Slots, store_id: str) -> tuple[WorkerView, ...]:
    """Return the workers in order of name. `last_unlocked` is what the journal says, of those who can unlock."""
    names = {slot.holder.worker_id: slot.holder.user_name for slot in worker_slots(slots)}
    supported = {row.worker_id: row.many for row in connection.execute(_SUPPORTED)}
    unlocked = _last_unlocked(connection, store_id, set(names))
    return tuple(
        WorkerView(
            id=row.id,
            name=row.name,
            title=row.title,
            team=row.team,
            role=row.role,
            role_label=role(row.role).label,
            user_name=names.get(row.id),
            last_unlocked=unlocked.get(row.id),
            people=supported.get(row.id, 0),
        )
        for row in connection.execute(_WORKERS)
    )


def one_worker(found: tuple[WorkerView, ...], typed: str) -> WorkerView:
    """Return the worker that an id, a short name or a name means; raises NotFound."""
    wanted = typed.strip().casefold()
    for each in found:
        if wanted in {each.id, each.name.casefold(), each.user_name}:
            return each
    near = [each for each in found if wanted and wanted in each.name.casefold()]
    if len(near) == 1:
        return near[0]
    several = f" It could be {listed((each.name for each in near), 'or')}." if near else ""
    raise NotFound(f"No one worker here is called '{within(typed.strip())}'.{several}")


def managers(found: tuple[WorkerView, ...]) -> tuple[WorkerView, ...]:
    """Return the workers who may change who works here, and can unlock to do it."""
    return tuple(each for each in found if each.can_unlock and role(each.role).may("workers"))


def role_of(connection: Connection, worker_id: str) -> Role:
    """Return the role of a worker; of one without a record here, that of a worker."""
    return role(connection.execute(_ROLE, {"worker": worker_id}).scalar() or _WORKER)


def worker_slots(slots: Slots) -> tuple[Slot, ...]:
    """Return the slots that workers hold."""
    return tuple(slot for slot in slots.known() if slot.holder.kind is SlotKind.WORKER)


def said_of(view: WorkerView) -> str:
    """Return a worker in a line: "Jo Brand-Taylor; manager; unlocks as jo; supports 4 people"."""
    unlocks = f"unlocks as {view.user_name}" if view.user_name else "cannot unlock this laptop"
    people = f"supports {count(view.people, 'person', 'people')}" if view.people else ""
    parts = (view.name, view.title or "", f"role: {view.role_label.lower()}", unlocks, people)
    return "; ".join(part for part in parts if part)


def _last_unlocked(connection: Connection, store_id: str, wanted: set[str]) -> Mapping[str, datetime]:
    """Return when each last unlocked, read from the newest back until all are found."""
    found: dict[str, datetime] = {}
    rows: Any = connection.execute(_UNLOCKINGS, {"store": store_id})
    for row in rows:
        entry = read_header(row.header)
        if entry.worker in wanted and entry.worker not in found:
            found[entry.worker] = datetime.fromisoformat(entry.at)
            if len(found) == len(wanted):
                break
    rows.close()
    return found


def worker_names(connection: Connection) -> dict[str, str]:
    """Return every worker's name by id, in order of name; those who can unlock no more among them."""
    return {row.id: row.name for row in connection.execute(_WORKERS)}
