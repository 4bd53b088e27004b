"""Two months of one laptop: 300 people and some 4,000 entries each, written once, then told anew of other laptops.

Another laptop's months are the same with other ids, drawn over the time as real ones are, so that an index is touched
in as many places; commitments, chain and seal are made anew, and everything is proved at the hub as ever.
"""

import json
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.big_store import CLOCK
from benchmarks.caseload_rows import Caseload, Size
from benchmarks.later_month import write_later
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
from linkworker.sync.seal import bundle_name, seal, shipped_readme
from linkworker.vault.data_key import DataKey
from linkworker.vault.steps import STEPS
from linkworker.vault.store import Store

PEOPLE, ENTRIES = 300, 4_000
UUID = re.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_MONTH = timedelta(days=30)
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


@dataclass(frozen=True, slots=True)
class Months:
    """What a laptop's first bundle tells, and its second: mostly changes of what the first one told."""

    first: list[Told]
    later: list[Told]


@dataclass(slots=True)
class Laptop:
    """A laptop of a number, and the hashes of the bundles that it has sent."""

    number: int
    device: DeviceIdentity
    sent: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, number: int) -> "Laptop":
        """Return the laptop of a number, with the same ids in every run."""
        return cls(number, DeviceIdentity.make(_ids_of(number), _ids_of(-number - 1)))


def told(entries: int = ENTRIES) -> Months:
    """Return two months of a laptop, as its bundles tell them."""
    people = max(1, entries * PEOPLE // ENTRIES)
    with tempfile.TemporaryDirectory(prefix="linkworker-month-") as folder:
        clock = FixedClock(CLOCK.now() - 2 * _MONTH)
        with Store.make(Path(folder) / "store", new_id(), DataKey.make(), clock) as store:
            made = _write(store, clock, people)
            first = _sent(store)
            write_later(store, clock, Caseload(Size(people)), made, _MONTH / people)
            return Months(first, _sent(store))


def _sent(store: Store) -> list[Told]:
    """Return what the next bundle tells, and note that it was made."""
    with store.writing() as connection:
        span = outbox.unsent(connection, store.device_id)
        assert span is not None
        found = [_told(line) for line in outbox.lines(connection, store.device_id, span)]
        outbox.keep(connection, store.device_id, span, digest=FIRST_HASH, manifest="", made_at=store.clock.now())
    return found


def _told(line: bytes) -> Told:
    held = json.loads(line)
    header, values = json.loads(held["entry"]), held.get("values")
    commits = {row["field"]: row["commit"] for row in header["fields"]}
    links = [(name, commits[name]) for name, (_, value) in (values or {}).items() if UUID.search(str(value))]
    return Told(held["entry"], None if values is None else canonical(values), tuple(links))


def _write(store: Store, clock: FixedClock, people: int) -> dict[str, dict[str, str]]:
    """Write of one person after another, a day's work in a unit; return the ids of each one's records by kind."""
    caseload = Caseload(Size(people))
    moment = Moment.of(caseload, "month")
    made: dict[str, dict[str, str]] = {person: {} for person in caseload.people}
    with store.unit_of_work(None) as uow:
        for one in caseload.workers:
            uow.add(Worker(id=one, name="Sam Osei"))
    for moment.place, person in enumerate(caseload.people):
        clock.advance(_MONTH / people)
        with store.unit_of_work(caseload.workers[0]) as uow:
            for kind, _, fill in FILLS:
                for moment.turn in range(_EACH.get(kind, 0)):
                    whose: dict[str, Any] = {"id": person} if kind == "person" else {"person_id": person}
                    record = uow.add(KINDS[kind](**whose, **fill(moment)))
                    made[person][kind] = record.id
                    if kind in {"person", "goal"}:
                        field = "what_helps" if kind == "person" else "words"
                        uow.change(record, **{field: "Walks before noon"})
    return made


def of_another(months: Months, device: DeviceIdentity, number: int) -> Iterator[tuple[str, str, str | None]]:
    """Yield header, chain hash and values of each entry of both months, told of other people by another laptop."""
    chance = Random(number)  # noqa: S311 - ids of fictional people
    own = json.loads(months.first[0].header)["device"]
    ids: dict[str, str] = {own: device.device}
    start, count = int(CLOCK.now().timestamp() * 1000) - 2 * _MONTH_MS, len(months.first)
    head = FIRST_HASH
    for place, each in enumerate([*months.first, *months.later]):
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


def bundle_of(months: Months, laptop: Laptop, hub: HubIdentity, folder: Path) -> Path:
    """Seal the next bundle of a laptop, its first or its second, and return the file."""
    every, before = of_another(months, laptop.device, laptop.number), FIRST_HASH
    if laptop.sent:
        before = list(islice(every, len(months.first)))[-1][1]
    lines, head = [], before
    for header, head, values in islice(every, len(months.later if laptop.sent else months.first)):
        said = "" if values is None else f',"values":{values}'
        lines.append(f'{{"entry":{canonical(header)},"hash":"{head}"{said}}}\n'.encode())
    device, first = laptop.device, len(months.first) + 1 if laptop.sent else 1
    facts = BundleFacts(
        schema=len(STEPS), program=__version__, store=device.public.store, device=device.device,
        number=len(laptop.sent) + 1, previous=laptop.sent[-1] if laptop.sent else None, first=first,
        last=first + len(lines) - 1, count=len(lines), withheld=0, released=0, head_before=before, head=head,
        made_at=instant_text(CLOCK.now()),
    )  # fmt: skip
    out = folder / bundle_name(device.public.short, facts.number)
    sealed = seal(lambda: iter(lines), facts, device.signing_key, [hub.recipient], out=out, readme=shipped_readme())
    laptop.sent.append(sealed.hash)
    return out


def _ids_of(number: int) -> str:
    drawn = sha256(f"laptop {number}".encode()).hexdigest()
    return f"0198a6a0-{drawn[:4]}-7{drawn[4:7]}-8{drawn[7:10]}-{drawn[10:22]}"
