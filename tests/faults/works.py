"""Work that may be struck by a fault: each kind does one thing, and says what it finished in words that can be checked.

A kind is a function of an open laptop and a number; it returns what it acknowledges: its kind, and what to look for.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

from faults.laptop import CHEAP, NOON, PASSPHRASE, USER, Laptop, add_note
from linkworker.base.choices import choose
from linkworker.base.clock import FixedClock
from linkworker.base.setting_values import Sharing
from linkworker.casework.changing_keys import change_own_passphrase
from linkworker.casework.restoring import NoGoodBackup, offer_of, restore_over
from linkworker.casework.setting_up import Unlocked
from linkworker.imports.caseload_import import import_caseload
from linkworker.printing import prints
from linkworker.sync.export import export
from linkworker.vault import backups
from linkworker.vault.drafts import save_draft
from linkworker.vault.key_errors import WrongPassphrase
from linkworker.vault.rotation import rotate
from linkworker.vault.slots import SLOTS_NAME, Slots

PEOPLE = 12
"""How many people a list holds."""
PRINT_BYTES = 20_000
CHOICES = ("light", "dark")
OTHER = "marmalade window orbit seven"
_HEAD = "Reference,Name,Date of birth"


@dataclass
class Desk:
    """A laptop that is open, and the clock of its day."""

    laptop: Laptop
    clock: FixedClock
    opened: Unlocked
    passphrase: str = PASSPHRASE
    lists: Path | None = None
    """Where lists to import lie; beside the store if nothing is said."""

    @classmethod
    def at(cls, laptop: Laptop, days: int = 0) -> "Desk":
        """Open a laptop an hour and so many days after it was set up, with whichever passphrase it has."""
        clock = FixedClock(NOON + timedelta(days=days, hours=1))
        try:
            return cls(laptop, clock, laptop.opened(clock))
        except WrongPassphrase:
            return cls(laptop, clock, laptop.opened(clock, OTHER), OTHER)

    def again(self) -> Unlocked:
        """Close and open it again, as after a lock; return what is open now."""
        self.opened.store.close()
        self.opened = self.laptop.opened(self.clock, self.passphrase)
        return self.opened


@dataclass(frozen=True)
class Said:
    """What was acknowledged: a kind of work, and what of it must be found afterwards."""

    kind: str
    number: int
    what: str

    def line(self) -> str:
        """Return it as one line."""
        return json.dumps([self.kind, self.number, self.what])


Work = Callable[[Desk, int], Said]


def saved(desk: Desk, number: int) -> Said:
    """Save a note and what it changed of the person."""
    words = f"Kept {number}: " + "rain " * 40
    return Said("note", number, add_note(desk.opened.store, desk.opened.worker_id, words))


def imported(desk: Desk, number: int) -> Said:
    """Take in a list of people of one first name."""
    name = f"List{number}"
    path = write_list(desk.lists or desk.laptop.root / "lists", number)
    with desk.opened.store.unit_of_work(desk.opened.worker_id) as uow:
        import_caseload(uow, path, {}, desk.clock.today(), feed_name=name)
    return Said("import", number, name)


def exported(desk: Desk, number: int) -> Said:
    """Seal what is new onto the stick."""
    store, worker = desk.opened.store, desk.opened.worker_id
    sealed = export(store, worker, desk.laptop.stick, Sharing.UNLESS_WITHHELD).last
    return Said("bundle", number, f"{sealed.path.name} {sealed.hash}")


def drafted(desk: Desk, number: int) -> Said:
    """Keep what is typed in a form."""
    with desk.opened.store.writing() as connection:
        fields = {"words": f"Draft {number}: " + "wind " * 800}
        save_draft(connection, desk.opened.worker_id, "note", fields, desk.clock.now())
    return Said("draft", number, "note")


def printed(desk: Desk, number: int) -> Said:
    """Write a print (its bytes are no matter here)."""
    path = prints.write(bytes(PRINT_BYTES), desk.laptop.store)
    return Said("print", number, path.name)


def chosen(desk: Desk, number: int) -> Said:
    """Keep a choice of the worker's own."""
    value = CHOICES[number % 2]
    choose("theme", value, desk.laptop.choices)
    return Said("choice", number, value)


def passphrase_changed(desk: Desk, number: int) -> Said:
    """Change the passphrase to the other of two, and back the next time."""
    new = OTHER if desk.passphrase == PASSPHRASE else PASSPHRASE
    change_own_passphrase(desk.opened.store, desk.opened.worker_id, desk.passphrase, new, cost=CHEAP)
    desk.passphrase = new
    return Said("passphrase", number, str(epoch(desk.laptop)))


def backed_up(desk: Desk, number: int) -> Said:
    """Make the backup of the next day, and take away those that need not be kept."""
    desk.clock.advance(timedelta(days=1))
    made = backups.keep_up(desk.opened.store)
    return Said("backup", number, "" if made is None else made.path.name)


def rotated(desk: Desk, number: int) -> Said:
    """Put the store under a new data key, and open it again."""
    slots = Slots.read(desk.laptop.store / SLOTS_NAME, floor=CHEAP)
    key = slots.open(USER, desk.passphrase, clock=desk.clock)
    following, _ = rotate(desk.opened.store, slots, key)
    said = Said("rotation", number, str(following.mark.epoch))
    desk.opened = desk.laptop.opened(desk.clock, desk.passphrase)
    return said


def restored(desk: Desk, number: int) -> Said:
    """Put the newest backup in the place of the store, and open that."""
    store = desk.opened.store
    newest = next(iter(backups.list_backups(desk.laptop.store)), None)
    if newest is None:
        raise NoGoodBackup
    restore_over(store, offer_of(store, newest, desk.opened.worker_id))
    desk.opened = desk.laptop.opened(desk.clock, desk.passphrase)
    return Said("restore", number, newest.path.name)


def unlocked(desk: Desk, number: int) -> Said:
    """Lock, and unlock again."""
    return Said("unlock", number, desk.again().worker_id)


def epoch(laptop: Laptop) -> int:
    """Return how often the key file was changed: it goes up with every change."""
    return Slots.read(laptop.store / SLOTS_NAME, floor=CHEAP).mark.epoch


def write_list(folder: Path, number: int) -> Path:
    """Return a list of people to import, with one first name for all of them; written if it is not there."""
    folder.mkdir(exist_ok=True)
    path = folder / f"list-{number}.csv"
    if not path.exists():
        rows = [_row(number, row) for row in range(PEOPLE)]
        path.write_text("\n".join((_HEAD, *rows, "")), encoding="utf-8", newline="\n")
    return path


def _row(number: int, row: int) -> str:
    return f"L{number}-{row},List{number} {_surname(number, row)},{row + 1:02d}/03/{1940 + number % 60}"


def _surname(number: int, row: int) -> str:
    """Return a name that is like no other, or the import would ask whether they are one person."""
    return "".join(chr(97 + byte % 26) for byte in sha256(f"{number} {row}".encode()).digest()[:9]).capitalize()


KILLED: dict[str, tuple[Work, ...]] = {
    "saves": (saved,),
    "import": (saved, imported),
    "export": (saved, exported),
    "backup": (saved, backed_up),
    "rotation": (saved, rotated),
    "migration": (saved,),
    "restore": (saved, backed_up, restored),
    "passphrase": (saved, passphrase_changed),
}
"""What a process does over and over, by the name that is counted."""
FILLED: dict[str, Work] = {
    "save": saved,
    "import": imported,
    "export": exported,
    "draft": drafted,
    "print": printed,
    "choice": chosen,
    "passphrase": passphrase_changed,
    "backup": backed_up,
    "rotation": rotated,
    "restore": restored,
    "unlock": unlocked,
}
"""What is tried on a full disk; each is one write site or several."""
CLOSING = frozenset({"rotation", "restore", "unlock"})
"""What closes the store on its way, so that after a failure it has to be opened again."""
