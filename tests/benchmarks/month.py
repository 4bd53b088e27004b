"""A month of one laptop: 300 people and some 4,000 entries, written once by units of work, then told anew of others.

Another laptop's month is the same with other ids, drawn over the month as real ones are, so that an index is touched
in as many places; commitments, chain and seal are made anew, and everything is proved at the hub as ever.
"""

import json
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.big_store import CLOCK
from benchmarks.caseload_rows import Caseload, Size
from benchmarks.person_rows import FILLS, Moment
from linkworker import __version__
from linkworker.base.clock import FixedClock
from linkworker.base.ids import new_id
from linkworker.journal import outbox
from linkworker.journal.canonical import canonical, instant_text
from linkworker.journal.entry import FIRST_HASH, chain_hash, commitment
from linkworker.records.registry import KINDS
from linkworker.records.worker import Worker
from linkworker.sync.device import DeviceIdentity
from linkworker.sync.identity import HubIdentity
from linkworker.sync.manifest import BundleFacts
from linkworker.sync.seal import seal, shipped_readme
from linkworker.vault.data_key import DataKey
from linkworker.vault.steps import STEPS
from linkworker.vault.store import Store

PEOPLE, ENTRIES = 300, 4_000
UUID = re.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_MONTH_MS = 30 * 24 * 3600 * 1000
_EACH = {"person": 1, "identifier": 1, "consent": 1, "episode": 1, "plan": 1, "need": 1, "goal": 1, "step": 1,
         "check_in": 1, "note": 2}  # fmt: skip
"""Records of each person; two of them are changed afterwards, which makes some 13 entries."""


@dataclass(frozen=True, slots=True)
class Told:
    """One entry as text: what stands in its header and values, where ids are to be put in the place of others."""

    header: str
    values: str | None
    links: tuple[tuple[str, str], ...]  # (field, its commitment) of the values that hold an id


def told(entries: int = ENTRIES) -> list[Told]:
    """Return a month of a laptop, as its first bundle tells it."""
    with tempfile.TemporaryDirectory(prefix="linkworker-month-") as folder:
        clock = FixedClock(CLOCK.now() - timedelta(days=30))
        with Store.make(Path(folder) / "store", new_id(), DataKey.make(), clock) as store:
            _write(store, clock, max(1, entries * PEOPLE // ENTRIES))
            with store.reading() as connection:
                span = outbox.unsent(connection, store.device_id)
                assert span is not None
                return [_told(line) for line in outbox.lines(connection, store.device_id, span)][:entries]


def _told(line: bytes) -> Told:
    held = json.loads(line)
    header, values = json.loads(held["entry"]), held.get("values")
    commits = {row["field"]: row["commit"] for row in header["fields"]}
    links = [(name, commits[name]) for name, (_, value) in (values or {}).items() if UUID.search(str(value))]
    return Told(held["entry"], None if values is None else canonical(values), tuple(links))


def _write(store: Store, clock: FixedClock, people: int) -> None:
    """Write of one person after another, a day's work in a unit, over the month."""
    caseload = Caseload(Size(people))
    moment = Moment.of(caseload, "month")
    with store.unit_of_work(None) as uow:
        for one in caseload.workers:
            uow.add(Worker(id=one, name="Sam Osei"))
    for moment.place, person in enumerate(caseload.people):
        clock.advance(timedelta(days=30) / people)
        with store.unit_of_work(caseload.workers[0]) as uow:
            for kind, _, fill in FILLS:
                for moment.turn in range(_EACH.get(kind, 0)):
                    whose: dict[str, Any] = {"id": person} if kind == "person" else {"person_id": person}
                    record = uow.add(KINDS[kind](**whose, **fill(moment)))
                    if kind in {"person", "goal"}:
                        field = "what_helps" if kind == "person" else "words"
                        uow.change(record, **{field: "Walks before noon"})


def of_another(month: list[Told], device: DeviceIdentity, number: int) -> Iterator[tuple[str, str, str | None]]:
    """Yield header, chain hash and values of each entry of a month, told of other people by another laptop."""
    chance = Random(number)  # noqa: S311 - ids of fictional people
    own = json.loads(month[0].header)["device"]
    ids: dict[str, str] = {own: device.device}
    start, count = int(CLOCK.now().timestamp() * 1000) - _MONTH_MS, len(month)
    head = FIRST_HASH
    for place, each in enumerate(month):
        at = start + _MONTH_MS * place // count

        def other(found: re.Match[str], at: int = at) -> str:
            old = found.group()
            if old not in ids:
                tail = f"7{chance.getrandbits(12):03x}8{chance.getrandbits(60):015x}"
                drawn = f"{at + chance.randrange(3_600_000):012x}{tail}"
                ids[old] = f"{drawn[:8]}-{drawn[8:12]}-{drawn[12:16]}-{drawn[16:20]}-{drawn[20:]}"
            return ids[old]

        header = UUID.sub(other, each.header)
        values = None if each.values is None else UUID.sub(other, each.values)
        if each.links and values is not None:
            held = json.loads(values)
            for name, before in each.links:
                salt, value = held[name]
                header = header.replace(before, commitment(salt, canonical(value)))
        head = chain_hash(head, header)
        yield header, head, values


def bundle_of(month: list[Told], device: DeviceIdentity, hub: HubIdentity, number: int, out: Path) -> None:
    """Seal the first bundle of a laptop that tells this month."""
    lines, head = [], FIRST_HASH
    for header, head, values in of_another(month, device, number):
        said = "" if values is None else f',"values":{values}'
        lines.append(f'{{"entry":{canonical(header)},"hash":"{head}"{said}}}\n'.encode())
    facts = BundleFacts(
        schema=len(STEPS), program=__version__, store=device.public.store, device=device.device, number=1,
        previous=None, first=1, last=len(lines), count=len(lines), withheld=0, released=0, head_before=FIRST_HASH,
        head=head, made_at=instant_text(CLOCK.now()),
    )  # fmt: skip
    seal(lambda: iter(lines), facts, device.signing_key, [hub.recipient], out=out, readme=shipped_readme())


def ids_of(number: int) -> str:
    """Return the id of the laptop of a number, the same in every run."""
    drawn = sha256(f"laptop {number}".encode()).hexdigest()
    return f"0198a6a0-{drawn[:4]}-7{drawn[4:7]}-8{drawn[7:10]}-{drawn[10:22]}"
