"""Who can unlock this laptop, and their roles: list them, add one, change a role, take one away."""

from argparse import Namespace

from linkworker.base.clock import london_day
from linkworker.base.dates import show_date
from linkworker.base.errors import BadInput, NotFound
from linkworker.base.lists import coded
from linkworker.base.words import count
from linkworker.casework.setting_up import unlock
from linkworker.casework.workers.adding import Newcomer, add_worker
from linkworker.casework.workers.role_changing import change_role
from linkworker.casework.workers.taking_away import COPIED_BEFORE, Leaving, leaving, take_away
from linkworker.casework.workers.workers import WorkerView, one_worker, said_of, workers
from linkworker.cli.desk import Desk
from linkworker.vault.slots import SLOTS_NAME, Slots

_HONEST = "One key opens the store for all of them. A role keeps honest people to their own work; it is no lock."
_KEPT = "nobody was taken away"


def run(args: Namespace, desk: Desk) -> int:
    """Do the step."""
    return int(args.step(args, desk) or 0)


def _list(args: Namespace, desk: Desk) -> None:
    del args
    found = _read(desk)
    desk.answer(found, [*map(_line, found), _HONEST])


def _line(view: WorkerView) -> str:
    last = f"; last unlocked {show_date(london_day(view.last_unlocked))}" if view.last_unlocked else ""
    return f"{said_of(view)}{last}"


def _add(args: Namespace, desk: Desk) -> None:
    role, own = coded("worker-role").find(args.role).code, _own(desk)
    try:
        known = one_worker(_read(desk), args.name)
    except NotFound:
        known = None
    newcomer = Newcomer(
        name=known.name if known else args.name,
        user_name=args.short,
        role=role,
        title=args.title,
        worker_id=known.id if known else None,
    )
    made = add_worker(desk.store, desk.worker_id, own, newcomer, cost=desk.cost)
    desk.answer(
        {"worker_id": made.worker_id, "user": made.user_name, "passphrase": made.passphrase},
        [
            f"{newcomer.name} can unlock this laptop as {made.user_name}. Their first passphrase, shown only now:",
            f"    {made.passphrase}",
            f"Tell them. You have read it, so they choose their own: linkworker passphrase --user {made.user_name}",
        ],
    )


def _role(args: Namespace, desk: Desk) -> None:
    view = one_worker(_read(desk), args.worker)
    code = coded("worker-role").find(args.role).code
    said = change_role(desk.store, _slots(desk), desk.worker_id, view.id, code)
    desk.answer({"worker_id": view.id, "role": code}, [said])


def _take_away(args: Namespace, desk: Desk) -> None:
    own = _own(desk)
    view = one_worker(_read(desk), args.worker)
    with desk.reading() as connection:
        gone = leaving(connection, _slots(desk), desk.store.id, desk.worker_id, view.id)
    if not args.yes and not desk.from_descriptor:
        _ask(desk, gone)
    desk.say("The store is written anew under another key. This takes some seconds.")
    take_away(desk.store, desk.worker_id, own, view.id, cost=desk.cost)
    desk.close()
    people = [f"  {each.shown_name}" for each in gone.people]
    title = f"They support {count(len(people), 'person', 'people')}. Give each to somebody else:"
    desk.answer(
        {"worker_id": view.id, "people": gone.people},
        [f"{view.name} cannot unlock this laptop any more.", COPIED_BEFORE, *([title, *people] if people else [])],
    )


def _ask(desk: Desk, gone: Leaving) -> None:
    name = gone.worker.name
    typed = desk.ask(f"Take {name} away, who supports {count(len(gone.people), 'person', 'people')}? Type yes: ")
    if typed.casefold() != "yes":
        raise BadInput(f"You did not type yes, so {_KEPT}.")


def _own(desk: Desk) -> str:
    """Return the passphrase of whoever does it: in a shell, who sits here must be who unlocked. Else it unlocks."""
    passphrase = desk.passphrase("Your own passphrase: ")
    if not desk.is_open:
        desk.must_be_set_up()
        escrow = desk.settings.escrow_recipient.value
        found = unlock(desk.folder, desk.user, passphrase, desk.clock, floor=desk.cost, escrow=escrow)
        desk.opened(found.store, found.worker_id)
        if found.note:
            desk.warn(found.note)
    return passphrase


def _read(desk: Desk) -> tuple[WorkerView, ...]:
    with desk.reading() as connection:
        return workers(connection, _slots(desk), desk.store.id)


def _slots(desk: Desk) -> Slots:
    return Slots.read(desk.folder / SLOTS_NAME, floor=desk.cost)
