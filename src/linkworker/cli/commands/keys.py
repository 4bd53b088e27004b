"""What opens the store: its slots; a new data key; the organisation's key."""

from argparse import Namespace
from dataclasses import dataclass
from datetime import date

from linkworker.base.dates import show_date
from linkworker.base.words import count
from linkworker.casework.changing_keys import change_data_key
from linkworker.casework.escrow_drill import get_in_with_escrow
from linkworker.casework.setting_up import unlock
from linkworker.casework.workers.roles import must
from linkworker.casework.workers.workers import role_of
from linkworker.cli.choosing import choose_passphrase
from linkworker.cli.desk import Desk
from linkworker.vault.backups import list_backups
from linkworker.vault.cost import Cost
from linkworker.vault.escrow import read_identity
from linkworker.vault.slots import SLOTS_NAME, Slots

_CALLED = {"worker": "passphrase", "recovery": "recovery code", "escrow": "organisation"}
_RENEWED = "The backups of before are gone from this laptop, and a new one was made."
_NO_BACKUP = "The backups of before are gone from this laptop. There was no room for a new one: make room, then unlock."
_KIB_IN_MIB = 1024


@dataclass(frozen=True, slots=True)
class ShownSlot:
    """One slot as it is shown; nothing of it is secret."""

    kind: str
    user_name: str
    created: date
    cost: str
    recipient: str
    id: str


@dataclass(frozen=True, slots=True)
class ShownKeys:
    """The key file as it is shown: how often it was changed, and its slots."""

    epoch: int
    slots: tuple[ShownSlot, ...]


def run(args: Namespace, desk: Desk) -> int:
    """Do the step."""
    return int(args.step(args, desk) or 0)


def _list(_args: Namespace, desk: Desk) -> None:
    desk.must_be_set_up()
    slots = Slots.read(desk.folder / SLOTS_NAME, floor=desk.cost)
    shown = ShownKeys(slots.mark.epoch, _shown(slots))
    lines = [
        f"{_CALLED[slot.kind]:<14} {slot.user_name:<20} from {show_date(slot.created):<18} {slot.cost}".rstrip()
        for slot in shown.slots
    ]
    lines.append(f"State {shown.epoch} of the key file. It opens for {count(len(slots.user_names()), 'worker')}.")
    desk.answer(shown, lines)


def _shown(slots: Slots) -> tuple[ShownSlot, ...]:
    rows = [
        ShownSlot(
            slot.holder.kind.value,
            slot.holder.user_name,
            slot.created,
            _in_words(slot.cost),
            slot.recipient,
            slot.slot_id,
        )
        for slot in slots.known()
    ]
    escrow = slots.escrow()
    if escrow is not None:
        rows.append(ShownSlot("escrow", "", escrow.created, "", escrow.recipient, escrow.slot_id))
    return tuple(rows)


def _in_words(cost: Cost) -> str:
    """Return what a guess at a slot costs: "256 MiB, 3 passes, 4 lanes"."""
    return f"{cost.memory_kib / _KIB_IN_MIB:g} MiB, {count(cost.passes, 'pass', 'passes')}, {count(cost.lanes, 'lane')}"


def _rotate(_args: Namespace, desk: Desk) -> None:
    desk.must_be_set_up()
    passphrase = desk.passphrase()
    if not desk.is_open:
        escrow = desk.settings.escrow_recipient.value
        found = unlock(desk.folder, desk.user, passphrase, desk.clock, floor=desk.cost, escrow=escrow)
        desk.opened(found.store, found.worker_id)
        if found.note:
            desk.warn(found.note)
    with desk.reading() as connection:
        must(role_of(connection, desk.worker_id).code, "workers")
    store, worker_id = desk.store, desk.worker_id
    try:
        change_data_key(store, worker_id, passphrase, cost=desk.cost)
    finally:
        desk.close()
    renewed = bool(list_backups(desk.folder))
    desk.answer(
        {"rotated": True, "backups_renewed": renewed},
        [
            "The store has a new data key. Every passphrase and code that opened it before still does.",
            _RENEWED if renewed else _NO_BACKUP,
            "A copy on a stick still opens with what opened it then.",
        ],
    )


def _escrow(args: Namespace, desk: Desk) -> None:
    desk.must_be_set_up()
    identity = read_identity(args.identity)
    kept = "nothing was changed"
    passphrase = desk.passphrase() if desk.from_descriptor else choose_passphrase(desk, (), kept=kept)
    user_name = get_in_with_escrow(desk.folder, desk.user, identity, passphrase, desk.clock, cost=desk.cost)
    desk.answer(
        {"user_name": user_name},
        [
            f"'{user_name}' unlocks with the new passphrase from now on. They are asked to choose their own.",
            "It is in the journal that the organisation's key was used.",
        ],
    )
