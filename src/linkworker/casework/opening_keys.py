"""Opening the keys of a store: what was stopped half-way is finished first, and the newest whole key file is used."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from linkworker.base.clock import Clock
from linkworker.vault.cost import Cost
from linkworker.vault.data_key import DataKey
from linkworker.vault.key_errors import NewerSlots, SlotsDamaged, SlotsMissing
from linkworker.vault.restoring import finish_restoring
from linkworker.vault.rotation import finish_rotation
from linkworker.vault.slot_changes import mend
from linkworker.vault.slots import SLOTS_NAME, Slots
from linkworker.vault.trouble import check_access

_MENDED = "The key file was damaged. Its copy opened the store and has been put in its place."
_NEWER_COPY = "The key file was an old one. Its newer copy opened the store and has been put in its place."
_BOTH = "Its copy is damaged or missing too. Bring both back from a backup"


@dataclass(frozen=True, slots=True)
class Keys:
    """The slots, the data key that one of them gave, and what is to be told of it, in sentences; "" for nothing."""

    slots: Slots
    key: DataKey
    note: str = ""

    def told(self, sentence: str) -> "Keys":
        """Return the same with one more sentence, if there is one."""
        return replace(self, note=f"{self.note} {sentence}".strip())


def open_keys(folder: Path, floor: Cost, clock: Clock, open_with: Callable[[Slots], DataKey]) -> Keys:
    """Return the keys of a folder's store; a key file that was changed or is old gives way to its copy.

    A rotation or a restoring that was stopped half-way is finished or undone first. Raises what `open_with` does of
    the slots, SlotsMissing, SlotsDamaged, NewerSlots, AlreadyOpen and NoAccess.
    """
    check_access(folder / SLOTS_NAME)
    said = finish_rotation(folder, clock)
    finish_restoring(folder, clock)
    path = folder / SLOTS_NAME
    slots, note = _newest(Slots.read(path, floor=floor), floor)
    try:
        key = open_with(slots)
    except SlotsDamaged:
        if slots.from_copy and note != _NEWER_COPY:
            raise
        # The copy of a changed file, or the file of a copy that only looked newer.
        slots, note = (Slots.read(path, floor=floor), "") if slots.from_copy else (_copy(path, floor), _MENDED)
        key = open_with(slots)
    if slots.from_copy:
        slots = mend(slots, key)
    return Keys(slots, key, said).told(note)


def _newest(slots: Slots, floor: Cost) -> tuple[Slots, str]:
    """Return the slots or those of the copy, whichever are newer, and what is to be told of it.

    The copy is never the newer one unless somebody put an older key file in its place.
    """
    if slots.from_copy:
        return slots, _MENDED
    try:
        copy = Slots.read_copy(slots.path, floor=floor)
    except (SlotsMissing, SlotsDamaged, NewerSlots):
        return slots, ""
    if copy.mark.store_id == slots.mark.store_id and copy.mark.epoch > slots.mark.epoch:
        return copy, _NEWER_COPY
    return slots, ""


def _copy(path: Path, floor: Cost) -> Slots:
    try:
        return Slots.read_copy(path, floor=floor)
    except (SlotsMissing, SlotsDamaged, NewerSlots):
        raise SlotsDamaged(_BOTH) from None
