"""A centre and some laptops with real encrypted stores and sealed files between them; the model notes what is typed."""

import shutil
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select

from convergence.desk import Desk, Paper
from convergence.model import MARKS, TYPES, Held, Model, Typed, spelt
from convergence.reading import held, written
from linkworker.base.clock import FixedClock
from linkworker.base.errors import BadInput, NotFound, Refused
from linkworker.base.setting_values import Sharing
from linkworker.hub.engine import Hub
from linkworker.hub.enrolment import enrol
from linkworker.hub.opening import open_folder
from linkworker.hub.receipts import write_receipts
from linkworker.hub.receiving import receive
from linkworker.hub.taken import Taken
from linkworker.journal.chain import last_of
from linkworker.journal.tables import BUNDLE, ENTRY
from linkworker.journal.unit_of_work import UnitOfWork
from linkworker.sync.coming_down import take_newest
from linkworker.sync.export import export, make_again
from linkworker.sync.going_up import worth_writing
from linkworker.sync.inbox_taken import TakenIn
from linkworker.sync.own_identities import device
from linkworker.vault.devices import become_new_device, own_device_ids

OPEN = Sharing.UNLESS_WITHHELD
NOON = datetime(2026, 8, 6, 12, tzinfo=UTC)
CENTRE = "the centre"
SAID_NO = (Refused, NotFound, BadInput)


@dataclass
class World:
    """Everything there is. `up` and `down` hold the files on their way."""

    folder: Path
    model: Model
    desks: list[Desk]
    clock: FixedClock
    hub: Hub | None = None
    by: str = ""
    up: list[Paper] = field(default_factory=list)
    down: list[Paper] = field(default_factory=list)
    did: Counter[str] = field(default_factory=Counter)
    files: int = 0

    # Opening and closing -------------------------------------------------------------------------------------------

    def open(self) -> None:
        """Open the hub and every laptop."""
        self.hub = open_folder(self.folder / "hub", self.clock)
        for desk in self.desks:
            desk.open()

    def close(self) -> None:
        """Close all that is open."""
        if self.hub is not None:
            self.hub.close()
        for desk in self.desks:
            if desk.store is not None:
                desk.store.close()

    def later(self, minutes: int = 1) -> None:
        """Let time pass everywhere."""
        for clock in {id(one): one for one in (self.clock, *(desk.clock for desk in self.desks))}.values():
            clock.advance(timedelta(minutes=minutes))

    # Writing -------------------------------------------------------------------------------------------------------

    def at(self, desk: Desk, what: str, do: Callable[[UnitOfWork], Any], **typed: Any) -> Any:
        """Let a worker do something on a laptop, and note in the model what was typed; None where it was refused.

        Each of `typed` must stand in what was written.
        """
        return self._write(desk.name, desk.device_id, what, desk.store.reading,
                           lambda: _in(desk.store.unit_of_work(desk.worker), do), typed)  # fmt: skip

    def at_centre(self, what: str, do: Callable[[], Any], **typed: Any) -> Any:
        """Let somebody at the centre do something, as `at`."""
        return self._write(CENTRE, self.hub.device_id, what, self.hub.reading, do, typed)

    def in_unit(self, do: Callable[[UnitOfWork], Any]) -> Callable[[], Any]:
        """Return what does something in a unit of work of the centre's."""
        return lambda: _in(self.hub.unit_of_work(self.by), do)

    def _write(
        self, place: str, device_id: str, what: str, reading: Any, do: Callable[[], Any], typed: Mapping[str, Any]
    ) -> Any:
        self.later()
        with reading() as connection:
            before, seq = held(connection), last_of(connection, device_id).seq
        try:
            given = do()
        except SAID_NO:
            self.did[f"{what}: refused"] += 1
            return None
        self.did[what] += 1
        with reading() as connection:
            new = list(written(connection, device_id, seq))
        for name, value in typed.items():
            assert any(spelt(each[1].get(name)) == spelt(value) for each in new) or not new, (what, name)
        self._note(place, before, new)
        return given

    def _note(self, place: str, before: Held, new: list[tuple[dict[str, Any], dict[str, Any]]]) -> None:
        known, there = set(before.with_values), set(before.entries)
        saw = {one: dict(row) for one, row in before.rows.items()}
        for header, values in new:
            record = header["record"]
            if header["action"] == "erased":
                self.model.erased[header["id"]] = record
            if header["action"] in TYPES:
                replaces = frozenset(each["replaces"] or "" for each in header["fields"])
                chose = header["action"] == "chosen"  # between sides, of which one may not be readable here
                knew = frozenset(
                    each.id
                    for each in self.model.entries(record, there)
                    if chose or each.id in known or each.action in MARKS
                )
                self.model.note(Typed(
                    header["id"], place, header["device"], header["seq"], header["kind"], record, header["person"],
                    header["action"], values, replaces, dict(saw.get(record, {})), knew,
                ))  # fmt: skip
                known.add(header["id"])
                there.add(header["id"])
                saw.setdefault(record, {}).update(values)

    # Files ---------------------------------------------------------------------------------------------------------

    def export(self, desk: Desk) -> None:
        """Write what is unsent into the pigeon hole."""
        if worth_writing(desk.store):
            folder = self._new_folder()
            made = self._said(lambda: export(desk.store, desk.worker, folder, OPEN), "export")
            self.up += [Paper(each.path, desk.name, each.hash) for each in (made.bundles if made else ())]

    def again(self, desk: Desk, number: int | None) -> None:
        """Write a bundle once more."""
        folder = self._new_folder()
        sealed = self._said(
            lambda: make_again(desk.store, desk.worker, folder, number, sharing=OPEN), "written once more"
        )
        if sealed is not None:
            self.up.append(Paper(sealed.path, desk.name, sealed.hash))

    def receive(self, paper: Paper) -> list[Taken]:
        """Let the hub take in a file."""
        found = list(receive(self.hub, [paper.path]))
        for each in found:
            self.did[f"bundle {each.state}{f' ({each.why})' if each.why else ''}"] += 1
            assert each.fault == "", each
            assert each.why in {None, "fork", "unknown-device"}, each
        return found

    def receipts(self, desk: Desk) -> None:
        """Let the hub write a laptop's receipt."""
        for made in write_receipts(self.hub, self._new_folder(), [desk.device_id]):
            self.down.append(Paper(made.path, desk.name, made.hash))

    def take(self, desk: Desk, paper: Paper) -> TakenIn | None:
        """Let a laptop take in a receipt as the inbox does; what is wrong with the file is a sentence."""
        taken, refused = take_newest(desk.store, desk.worker, [paper.path])
        for each in refused:
            self.did[f"receipt refused: {each.why.split('.')[0]}"] += 1
        self.did["receipts taken in"] += len(taken)
        return taken[0] if taken else None

    def _said(self, do: Callable[[], Any], what: str) -> Any:
        try:
            found = do()
        except SAID_NO:
            self.did[f"{what}: refused"] += 1
            return None
        self.did[what] += 1
        return found

    def _new_folder(self) -> Path:
        self.files += 1
        folder = self.folder / "pigeon-hole" / str(self.files)
        folder.mkdir(parents=True)
        return folder

    # What befalls laptops ------------------------------------------------------------------------------------------

    def back_up(self, desk: Desk) -> None:
        """Keep a copy of the store as it is now."""
        self.files += 1
        desk.backup = self._copy_of(desk, self.folder / "backups" / str(self.files))
        desk.backup_knows = frozenset(self._of(desk))

    def restore(self, desk: Desk) -> None:
        """Put the backup in the store's place: the laptop is another device then, and must be enrolled anew."""
        self.model.let_go_with_the_disk |= set(self._of(desk)) - desk.backup_knows
        if desk.enrolled:
            desk.before = desk.device_id
        desk.store.close()
        shutil.rmtree(desk.folder)
        shutil.copytree(desk.backup, desk.folder)
        desk.open()
        with desk.store.writing() as connection:
            become_new_device(connection)
        desk.store.close()
        desk.open()
        desk.enrolled = False
        self.did["restored"] += 1

    def enrol(self, desk: Desk) -> None:
        """Enrol a laptop that was restored."""
        enrol(self.hub, self.by, device(desk.store).public, instead_of=desk.before, vouched=True)
        desk.enrolled, desk.before = True, None
        self.did["enrolled anew"] += 1

    def clone(self, desk: Desk) -> None:
        """Copy a laptop, disk and all; both go on."""
        self.files += 1
        folder = self._copy_of(desk, self.folder / f"copy-{self.files}")
        twin = Desk(f"{desk.name}'s copy", folder, desk.key, desk.worker, FixedClock(desk.clock.now()), copied=True)
        twin.open()
        desk.copied = True
        self.desks.append(twin)
        self.did["cloned"] += 1

    def _copy_of(self, desk: Desk, folder: Path) -> Path:
        desk.store.close()
        shutil.copytree(desk.folder, folder, ignore=shutil.ignore_patterns("*.lock", "lock*"))
        desk.open()
        return folder

    def _of(self, desk: Desk) -> set[str]:
        """Return the ids of the entries that a laptop's own devices wrote."""
        with desk.store.reading() as connection:
            own = own_device_ids(connection)
            return set(connection.execute(select(ENTRY.c.id).where(ENTRY.c.device_id.in_(own))).scalars())

    def names_of(self, desk: Desk) -> dict[str, tuple[str, ...]]:
        """Return for each entry that a laptop wrote and sent the hashes of the bundle that it is in."""
        found = {}
        with desk.store.reading() as connection:
            for row in connection.execute(select(BUNDLE)):
                chosen = ENTRY.c.device_id == row.device_id, ENTRY.c.seq.between(row.first_seq, row.last_seq)
                names = (row.hash, *row.instead_of.split())
                found |= dict.fromkeys(connection.execute(select(ENTRY.c.id).where(*chosen)).scalars(), names)
        return found


def _in(unit: Any, do: Callable[[UnitOfWork], Any]) -> Any:
    with unit as uow:
        return do(uow)
